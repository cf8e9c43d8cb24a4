"""Sentences out of a text that arrives, each with what it cites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.write.drafts import DraftStatement, StatementSplitter
from rag.write.markers import MarkerParser

SEGMENTS = st.sampled_from(
    [
        *(
            "Rice costs 52 pesos.",
            "Dr. Cruz",
            " left.",
            " ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "Kailan?",
            "upAt",
            "ChinaThe",
            "**so**",
        ),
        *(" [a1]", "[b2]", "[a1][b2] ", "He said: “No.”", " inc. ", "U.S."),
    ]
)
TEXTS = st.lists(SEGMENTS, max_size=14).map("".join)


def drafted(*texts: str, cut: bool = False) -> list[DraftStatement]:
    markers, drafts = MarkerParser(("a1", "b2")), StatementSplitter()
    found = [draft for text in texts for draft in drafts.feed(markers.feed(text))]
    return [*found, *drafts.feed(markers.finish()), *drafts.finish(cut=cut)]


@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        ("Rice is dear [a1]. Fish isn't [b2].", [("Rice is dear.", "a1"), ("Fish isn't.", "b2")]),
        ("Rice is dear. [a1] Fish isn't. [b2]", [("Rice is dear.", "a1"), ("Fish isn't.", "b2")]),
        ("Rice is dear.[a1] Fish isn't.[b2][a1]", [("Rice is dear.", "a1"), ("Fish isn't.", "b2 a1")]),
        ("Rice [a1] is dear [b2].", [("Rice is dear.", "a1 b2")]),
        ("- Rice is dear [a1]\n- Fish isn't [b2]", [("Rice is dear", "a1"), ("Fish isn't", "b2")]),
        ("1. **Rice** is dear. [a1]\n2. Fish isn't.", [("Rice is dear.", "a1"), ("Fish isn't.", "")]),
        ("[a1] Rice is dear.\n[b2] Fish isn't.", [("Rice is dear.", "a1"), ("Fish isn't.", "b2")]),
        ("- [a1] Rice is dear.\n- [b2] Fish isn't.", [("Rice is dear.", "a1"), ("Fish isn't.", "b2")]),
        ("Rice is dear.\n[a1]\n\nFish isn't.\n[b2]", [("Rice is dear.", "a1"), ("Fish isn't.", "b2")]),
        ("Dr. Cruz asked Sen. Reyes [a1]. They met.", [("Dr. Cruz asked Sen. Reyes.", "a1"), ("They met.", "")]),
        ("Mahal ang bigas [a1]. Ang isda ay hindi.", [("Mahal ang bigas.", "a1"), ("Ang isda ay hindi.", "")]),
        ("", []),
        ("---\n***", []),
    ],
)
def test_a_mark_belongs_to_its_sentence(text: str, drafts: list[tuple[str, str]]) -> None:
    assert drafted(text) == [DraftStatement(sentence, tuple(ids.split())) for sentence, ids in drafts]


def test_a_sentence_is_given_out_as_soon_as_the_next_has_begun() -> None:
    markers, drafts = MarkerParser(("a1",)), StatementSplitter()
    assert drafts.feed(markers.feed("Rice is dear [a1]. Fish")) == []
    assert drafts.feed(markers.feed(" isn't")) == [DraftStatement("Rice is dear.", ("a1",))]


def test_a_last_sentence_that_was_cut_is_left_out() -> None:
    assert drafted("Rice is dear. Fish isn't as", cut=True) == [DraftStatement("Rice is dear.", ())]
    assert drafted("Rice is dear. Fish isn't. [a1]", cut=True)[1:] == [DraftStatement("Fish isn't.", ("a1",))]


@given(TEXTS, st.data())
def test_how_a_text_is_cut_makes_no_difference(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert drafted(*parts) == drafted(text) == drafted(*text)


@given(TEXTS)
def test_no_citation_is_lost_or_made_up(text: str) -> None:
    cited = {one for draft in drafted(text) for one in draft.ids}
    named = {one for one in ("a1", "b2") if one in text}
    assert cited <= named
    assert cited == named or not any(draft.text for draft in drafted(text)) or "-" in text or "\n" in text
