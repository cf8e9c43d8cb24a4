"""Passages are runs of whole sentences, as offsets, small enough for the embedder."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Draft, Passage, revision_of
from index.embed.endpoint import EndpointEmbedder
from index.settings import EmbedSettings
from index.split.passages import PASSAGE_TOKENS, split_article
from index.tidy.tidy import tidy

SENTENCE = "The ice in the harbour was as thick as a hand is long, said Ana Cruz. "


def article(text: str) -> Article:
    return Article("id", revision_of(text), text, "Title", None, None, "en", "source")


def count_words(text: str) -> int:
    return len(text.split())


def texts(of: Article, passages: list[Passage]) -> list[str]:
    return [of.text[passage.start : passage.end] for passage in passages]


def assert_covers(of: Article, passages: list[Passage]) -> None:
    """Every visible character lies in exactly one passage, and in exactly one sentence of it."""
    position = 0
    for passage in passages:
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
        for sentence in passage.sentences:
            assert not of.text[position : sentence.start].strip()
            assert sentence.start >= position
            position = sentence.end
    assert not of.text[position:].strip()


LINES = st.text(st.sampled_from("ab AB.!?。… 🙂\U0001f1f5👩\u200d🔬é"), max_size=60)


@given(st.lists(LINES, max_size=12).map("\n\n".join))
def test_every_visible_character_lies_in_one_passage(text: str) -> None:
    of = article(text.strip())
    assert_covers(of, split_article(of, count_words))


@given(
    st.lists(st.sampled_from(["🙂", "Ice.", "𝒜 star", "👩\u200d🔬 works.", "Ends here!", "\n\n"]), max_size=60).map(
        " ".join
    )
)
def test_offsets_count_characters_not_bytes(text: str) -> None:
    """Replacing what lies outside the basic plane by one plain sign moves nothing."""
    of, plain = article(text), article(re.sub(r"[\U00010000-\U0010ffff]", "★", text))
    spans, plain_spans = (
        [(s.start, s.end) for p in split_article(one, count_words) for s in p.sentences] for one in (of, plain)
    )
    assert spans == plain_spans


@pytest.mark.parametrize(
    "count", [count_words, len, lambda text: len(text.encode())], ids=["words", "letters", "bytes"]
)
@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 100,
        "\n\n".join([SENTENCE * 3] * 30),
        "\n\n".join(["Yes."] * 900),
        "word " * 2000,
        "漢" * 3000,
        "🙂" * 900,
    ],
    ids=["one paragraph", "paragraphs", "short paragraphs", "no stop", "no space", "emoji"],
)
def test_no_passage_is_longer_than_the_embedder_reads(text: str, count: object) -> None:
    of = article(text.strip())
    passages = split_article(of, count)  # type: ignore[arg-type]
    assert max(count(found) for found in texts(of, passages)) <= PASSAGE_TOKENS  # type: ignore[operator]
    assert_covers(of, passages)


def test_no_passage_is_too_long_for_an_endpoint_whose_tokens_span_spaces() -> None:
    tokens = EndpointEmbedder(EmbedSettings(provider="openai", model="m")).count_tokens
    of = article("\n\n".join(["Yes.", "🙂🧊 " * 40, "No way!"] * 60))
    assert max(map(tokens, texts(of, split_article(of, tokens)))) <= PASSAGE_TOKENS


def test_passages_are_filled_and_end_at_paragraph_ends() -> None:
    paragraph = (SENTENCE * 6).strip()
    of = article("\n\n".join([paragraph] * 6))
    found = texts(of, split_article(of, count_words))
    assert found == ["\n\n".join([paragraph] * 2)] * 3


def test_a_paragraph_longer_than_a_passage_is_cut_between_sentences() -> None:
    of = article((SENTENCE * 60).strip())
    found = texts(of, split_article(of, count_words))
    assert len(found) > 1
    assert all(text.startswith("The ice") and text.endswith("Cruz.") for text in found)


@pytest.mark.parametrize("length", [14, 15, 16, 17])
@pytest.mark.parametrize("before", [0, 5, 14])
def test_a_heading_goes_with_what_follows_it(before: int, length: int) -> None:
    of = article(f"{SENTENCE * before}\n\nThe second day\n\nIt froze on\n\n{(SENTENCE * length).strip()}".strip())
    passages = split_article(of, count_words)
    assert not any(passage.sentences[-1].heading for passage in passages)
    assert any("The second day\n\nIt froze on\n\nThe ice" in found for found in texts(of, passages))


def test_headings_alone_make_a_passage() -> None:
    of = article("The first day\n\nThe second day")
    assert texts(of, split_article(of, count_words)) == [of.text]


def test_a_sentence_too_long_for_a_passage_is_cut_at_spaces() -> None:
    of = article("ice " * 999 + "melts.")
    found = split_article(of, count_words)
    assert all(set(text.split()) <= {"ice", "melts."} for text in texts(of, found))
    assert_covers(of, found)


def test_a_word_of_a_hundred_thousand_letters_is_cut() -> None:
    of = article("Look: " + "x" * 100_000 + " is a word.")
    found = split_article(of, lambda text: -(-len(text) // 4))
    assert max(map(len, texts(of, found))) <= 4 * PASSAGE_TOKENS
    assert_covers(of, found)


def test_an_article_of_six_thousand_sentences_is_split() -> None:
    of = article(SENTENCE.strip() + f" {SENTENCE.strip()}" * 5999)
    assert sum(len(passage.sentences) for passage in split_article(of, count_words)) == 6000


def test_ids_are_stable_and_of_one_revision() -> None:
    def ids(text: str) -> set[str]:
        passages = split_article(tidy(Draft("source", text, "clean")), count_words)
        return {span.id for passage in passages for span in (*passage.sentences, passage)}

    text = SENTENCE * 3
    assert ids(text) == ids(text)
    assert not ids(text) & ids(text + "And more.")


def test_two_articles_with_the_same_words_share_no_id() -> None:
    one, other = (split_article(tidy(Draft(source, SENTENCE, "clean")), count_words) for source in ("a", "b"))
    assert one[0].id != other[0].id
