"""What `ui.page.html.conversation` writes: read back with an HTML parser, as a browser would."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Check, ReadPassage, ResolvedTime, Statement
from rag.settings import LlmSettings
from tests.ui.page.answers import answer, article, citation, turn
from tests.ui.reading import HOSTILE, Reader, assert_inert
from ui.page.html import conversation, markup
from ui.page.html import source as pane
from ui.page.html.source import Anchor
from ui.wording import CLOSEST


def read(**changes: Any) -> ReadPassage:
    facts = {
        "article_id": "a1",
        "revision": "r1",
        "passage_id": "p",
        "title": "Rain, at last",
        "start": 15,
        "end": 57,
        "score": 1,
    }
    return ReadPassage(**(facts | changes))


def source(place: Anchor, *, changed: bool = False, **changes: Any) -> Reader:
    return Reader(pane.render_source(article(**changes), place, changed=changed))


@given(st.text())
def test_escaped_text_is_read_back_as_it_was_and_holds_no_template_character(text: str) -> None:
    escaped = markup.escape(text)

    assert not set(escaped) & set("<>\"'{}$`")
    assert Reader(f"<p>{escaped}</p>").found[0]["text"] == text


def test_an_element_escapes_strings_and_keeps_markup() -> None:
    assert markup.element("p", "<b>", markup.element("b", "&"), title='"') == (
        '<p title="&quot;">&lt;b&gt;<b>&amp;</b></p>'
    )
    assert markup.element("p", "<b>" + markup.element("b")) == "<p>&lt;b&gt;&lt;b&gt;&lt;/b&gt;</p>"


def everything_hostile() -> list[str]:
    whole = article(
        text=f"{HOSTILE}\n\n{HOSTILE}", title=HOSTILE, publisher=HOSTILE, language=HOSTILE, source=HOSTILE,
        url=HOSTILE,
    )  # fmt: skip
    listed = article(title=HOSTILE, publisher=HOSTILE, language=HOSTILE, source=HOSTILE)
    time = ResolvedTime(words=HOSTILE, start=0, end=9, means=HOSTILE)
    cited = citation(
        title=HOSTILE, publisher=HOSTILE, language=HOSTILE, source=HOSTILE, quote=HOSTILE, url=HOSTILE, times=(time,)
    )
    doubtful = Statement(
        text=HOSTILE, support="unsupported", citations=(1,),
        checks=(Check(kind="figure", value=HOSTILE, found=False, better=HOSTILE),),
    )  # fmt: skip
    told = answer(
        question=HOSTILE, standalone_question=HOSTILE, engine=f"llm:{HOSTILE}", fallback=HOSTILE,
        disagreement=HOSTILE, language=HOSTILE, statements=(doubtful,), citations=(cited,),
        read=(read(title=HOSTILE),),
    )  # fmt: skip
    return [
        conversation.render_turn("?", told, {"a1": whole}),
        conversation.render_turn(HOSTILE, told.model_copy(update={"answered": False}), {"a1": whole}),
        conversation.render_turn(HOSTILE, told, {"a1": whole}, HOSTILE),
        conversation.render_turn(HOSTILE, told.model_copy(update={"answered": False}), {"a1": whole}, HOSTILE),
        pane.render_source(whole, Anchor(article="a1", start=3, end=9), changed=True),
        pane.render_library([listed]),
        conversation.render_header([listed], LlmSettings(model=HOSTILE)),
        conversation.render_welcome([listed], [HOSTILE]),
        conversation.render_failed(HOSTILE, HOSTILE),
    ]


@pytest.mark.parametrize("markup", everything_hostile())
def test_nothing_hostile_becomes_an_element_an_attribute_or_a_template(markup: str) -> None:
    assert_inert(markup)
    assert "href" not in markup


def test_a_quote_is_followed_by_its_chip_and_its_byline() -> None:
    page = turn()

    assert page.all("h2")[0]["text"] == "When?"
    assert page.all("blockquote")[0]["text"] == "Rain fell on Tuesday.\u00a01"
    chip = page.all("button", **{"class": "chip"})[0]
    assert chip["aria-label"] == "Open citation 1: Rain, at last"
    assert Anchor.model_validate_json(chip["data-place"]) == Anchor(article="a1", revision="r1", start=15, end=37)
    assert [part["text"] for part in page.all("bdi")] == ["Coast Post", "16 January 2026"]
    assert page.all("p", **{"class": "colophon"})[0]["text"].startswith("Quoting · no model · 42 ms")


def test_a_chip_never_begins_a_line() -> None:
    kept = turn().all("span", **{"class": "kept"})
    long = Statement(text=f"See {'x' * 99}", support="quoted", citations=(1,))

    assert [one["text"] for one in kept] == ["Tuesday.\u00a01"]
    assert not turn(statements=(long,)).all("span", **{"class": "kept"})


def test_a_foreign_quote_names_its_language_and_carries_it() -> None:
    page = turn(citations=(citation(language="tl"),))

    assert page.all("p", lang="tl")[0]["text"].startswith("Rain fell")
    assert page.all("bdi")[-1]["text"] == "Filipino"
    assert page.all("span", **{"class": "chips"})[0]["lang"] == "en"


def test_a_citation_knows_the_others_of_the_same_text() -> None:
    first, second = citation(1), citation(2, 38, 57)
    elsewhere = citation(3, article_id="a2")

    place = pane.anchor_among(first, (first, second, elsewhere))

    assert place.also == ((38, 57),)


LAST_YEAR = ResolvedTime(words="last year", start=15, end=24, means="2025")
ON_FRIDAY = ResolvedTime(words="on Friday", start=25, end=34, means="9 January 2026")


def test_what_a_time_means_stands_under_the_quote_and_never_in_it() -> None:
    page = turn(citations=(citation(times=(LAST_YEAR, ON_FRIDAY)),))
    (told,) = page.all("p", **{"class": "times"})
    assert told["text"] == "last year = 2025 · on Friday = 9 January 2026"
    assert "2025" not in page.all("blockquote")[0]["text"]
    assert not turn().all("p", **{"class": "times"})


def test_words_of_a_time_are_shown_as_words() -> None:
    hostile = ResolvedTime(words="<img src=x onerror=x()>", start=15, end=24, means="</p><script>")
    page = turn(citations=(citation(times=(hostile,)),))
    assert page.all("p", **{"class": "times"})[0]["text"] == "<img src=x onerror=x()> = </p><script>"
    assert not {"img", "script"} & {element["tag"] for element in page.found}


def test_a_copied_answer_explains_its_times() -> None:
    copied = turn(citations=(citation(times=(LAST_YEAR,)),)).all("button", type="button")[-1]
    assert "16 January 2026 · last year = 2025 · rain.txt" in copied["data-copy"]


def test_an_unsupported_sentence_is_shown_and_marked_with_what_was_not_found() -> None:
    check = Check(kind="figure", value="54%", found=False, better="45%")
    doubtful = Statement(text="It was 54%.", support="unsupported", citations=(), checks=(check,))

    page = turn(statements=(doubtful,), engine="llm:small")

    assert [doubt["text"] for doubt in page.all("p", **{"class": "doubt"})] == [
        "The articles do not support this sentence.",
        "Not in the cited passage: “54%”.",
        "It stands elsewhere: 45%",
    ]
    assert not page.all("blockquote")


@pytest.mark.parametrize(
    ("asked", "language", "line"),
    [
        ("When?", "en", "Read as: When did it rain?"),
        ("Kailan iyon?", "tl", "Binasa bilang: When did it rain?"),
        ("¿Y cuándo?", "es", "Leído como: When did it rain?"),
    ],
)
@pytest.mark.parametrize("refused", [False, True])
def test_small_print_says_how_a_follow_up_was_read(asked: str, language: str, line: str, *, refused: bool) -> None:
    changes = {"answered": False, "reason": "not_in_corpus", "statements": (), "citations": ()} if refused else {}
    (said,) = turn(asked, standalone_question="When did it rain?", **changes).all("p", **{"class": "read-as"})
    assert (said["lang"], said["text"]) == (language, line)


def test_a_question_that_was_read_as_it_is_has_no_small_print() -> None:
    assert not turn(" When?\n").all("p", **{"class": "read-as"})


def test_a_copied_answer_says_how_its_question_was_read() -> None:
    (button,) = turn(standalone_question="When did it rain?").all("button", **{"class": "quiet"})
    assert button["data-copy"].startswith("When?\nRead as: When did it rain?\n\n“Rain fell")


def test_notes_say_who_stood_in_and_where_sources_differ() -> None:
    page = turn(fallback="the model is away", disagreement="A, not B")

    assert [note["text"] for note in page.all("p", **{"class": "note"})] == [
        "Quoted instead The model is away.",
        "Sources differ A, not B",
    ]


def test_passages_read_open_at_their_place_and_show_their_words() -> None:
    page = turn(read=(read(), read(article_id="gone", title="Gone")))

    assert page.all("summary")[0]["text"] == "Read, not cited (2)"
    first, second = page.all("li")
    assert first["text"] == "Rain fell on Tuesday. It fell all night.Rain, at last · Coast Post"
    assert second["text"] == "Gone"
    opened = Anchor.model_validate_json(page.all("button", **{"class": "entry passage"})[0]["data-place"])
    assert (opened.start, opened.end) == (15, 57)


def test_a_refusal_says_which_names_stand_nowhere() -> None:
    names = "Lazada", "<b>Shopee</b>"
    page = turn(answered=False, reason="not_in_corpus", statements=(), citations=(), unnamed=names)
    told = "Nothing in these articles answers that: none of them names Lazada or <b>Shopee</b>."
    assert page.all("p", **{"class": "refusal"})[0]["text"] == told


def test_the_closest_words_are_said_to_be_that_and_look_otherwise_than_an_answer() -> None:
    answers, closest = turn(confidence="answers"), turn(confidence="closest")
    assert (
        len(answers.all("article", **{"class": "turn"})),
        len(closest.all("article", **{"class": "turn closest"})),
    ) == (1, 1)
    assert not answers.all("p", **{"class": "note"})
    assert closest.all("p", **{"class": "note"})[0]["text"] == f"Not sure {CLOSEST}"
    assert CLOSEST in str(closest.all("button", **{"class": "quiet"})[0]["data-copy"])
    assert CLOSEST not in str(answers.all("button", **{"class": "quiet"})[0]["data-copy"])


def test_a_refusal_is_a_result_with_the_nearest_passages() -> None:
    page = turn(answered=False, reason="not_in_corpus", statements=(), citations=(), read=(read(),))

    assert page.all("p", **{"class": "refusal"})[0]["text"] == "Nothing in these articles answers that."
    assert page.all("h3")[0]["text"] == "Nearest passages"
    assert not page.all("p", role="alert")


REFUSED = {"answered": False, "reason": "not_in_corpus", "statements": (), "citations": ()}


def test_a_refusal_says_among_which_articles_and_offers_to_ask_them_all() -> None:
    page = Reader(conversation.render_turn("When?", answer(**REFUSED), {}, "articles in Filipino"))

    assert page.all("p", **{"class": "refusal"})[0]["text"] == "Not in the corpus, among articles in Filipino."
    (wider,) = [button for button in page.all("button") if "data-unfiltered" in button]
    assert (wider["text"], wider["data-ask"]) == ("Ask all articles", "When?")
    assert not [button for button in turn(**REFUSED).all("button") if "data-unfiltered" in button]


def test_an_answer_and_its_copy_say_among_which_articles_was_asked() -> None:
    page = Reader(conversation.render_turn("When?", answer(), {}, "articles in Filipino"))

    assert page.all("p", **{"class": "read-as"})[0]["text"] == "Asked of articles in Filipino only"
    copied = [button["data-copy"] for button in page.all("button") if "data-copy" in button]
    assert copied[0].startswith("When?\nAsked of articles in Filipino only\n\n“Rain fell")


def test_an_empty_corpus_says_how_to_add_articles() -> None:
    asked = turn(answered=False, reason="empty_corpus", statements=(), citations=())

    assert asked.all("code")[0]["text"] == "pullquote add FOLDER"
    assert "pullquote add FOLDER" in conversation.render_welcome([], ["Example?"])
    assert "Example?" not in conversation.render_welcome([], ["Example?"])


def test_a_copy_keeps_its_citations() -> None:
    copied = turn(citations=(citation(url="https://coast.example/rain"),)).all("button", type="button")[-1]

    assert copied["data-copy"] == (
        "When?\n\n“Rain fell on Tuesday.” [1]\n\n"
        "[1] Rain, at last · Coast Post · 16 January 2026 · https://coast.example/rain\n"
    )


def test_a_source_that_joins_a_quote_shows_its_own_words_and_takes_them_along() -> None:
    both = (Statement(text="Rain fell on Tuesday.", support="quoted", citations=(1, 2)),)
    page = turn(statements=both, citations=(citation(), citation(number=2, quote="On Tuesday it rained.")))

    assert [one["text"] for one in page.all("p", **{"class": "joined"})] == ["“On Tuesday it rained.”"]
    copied = page.all("button", type="button")[-1]["data-copy"]
    assert "“Rain fell on Tuesday.” [1] [2]" in copied
    assert copied.count("On Tuesday it rained.") == 1


@given(st.data())
def test_what_is_marked_is_the_cited_span_without_the_gaps_between_paragraphs(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.text(alphabet="ab é😀<&", min_size=1).map(str.strip).filter(bool), min_size=1))
    text = "\n\n".join(lines)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text) + 3))
    others = data.draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3))

    page = source(Anchor(article="a1", start=start, end=end, also=others), text=text)

    marked = "".join(mark["text"] for mark in page.all("mark", **{"class": "current"}))
    shown = "".join(paragraph["text"] for paragraph in page.all("div", **{"class": "text"}))
    assert marked.replace("\n", "") == text[start:end].replace("\n", "")
    assert shown.replace("\n", "") == text.replace("\n", "")


def test_other_cited_words_are_marked_more_faintly_and_never_twice() -> None:
    page = source(Anchor(article="a1", start=15, end=37, also=((15, 57),)))

    assert [(mark["class"], mark["text"]) for mark in page.all("mark")] == [
        ("current", "Rain fell on Tuesday. "),
        ("other", "It fell all night."),
    ]


def test_the_headline_is_not_repeated_above_the_text_unless_it_is_marked() -> None:
    unmarked = source(Anchor(article="a1"))
    marked = source(Anchor(article="a1", start=0, end=4))

    assert len(unmarked.all("div", **{"class": "text"})) == 1
    assert "Rain, at last" not in unmarked.all("div")[0]["text"]
    assert marked.all("mark")[0]["text"] == "Rain"


def test_a_source_shows_where_it_comes_from_and_hides_the_folder() -> None:
    page = source(Anchor(article="a1"), url="https://coast.example/rain?a=1&b=2")

    link = page.all("a")[0]
    assert (link["href"], link["rel"], link["target"]) == (
        "https://coast.example/rain?a=1&b=2",
        "noopener noreferrer",
        "_blank",
    )
    assert page.all("p", **{"class": "origin"})[0]["text"] == "Original at coast.example ↗rain.txt"
    assert "/library" not in pane.render_source(article(), Anchor(article="a1"), changed=False)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "https://", "https://[x",
     "java\nscript:alert(1)", "https://a b", "ftp://a.example", " https://a.example"],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str) -> None:
    assert not source(Anchor(article="a1"), url=url).all("a")


def test_a_changed_article_says_so() -> None:
    assert "has changed since" in source(Anchor(article="a1"), changed=True).all("p", **{"class": "note"})[0]["text"]
    assert not source(Anchor(article="a1")).all("p", **{"class": "note"})


def test_the_header_counts_articles_and_names_languages_and_the_engine() -> None:
    both = [article(), article(id="a2", language="tl")]

    assert "2 articles · English, Filipino" in conversation.render_header(both, None)
    assert "Quoting · no model, nothing leaves this machine" in conversation.render_header(both, None)
    assert "No articles yet" in conversation.render_header([], None)


def test_the_library_lists_the_newest_first_and_says_how_many_more_there_are() -> None:
    many = [article(id=str(number), title=f"No. {number}") for number in range(pane.LISTED_ARTICLES + 1)]
    page = Reader(pane.render_library([article(title="Undated", published=None), *many]))

    assert page.all("li")[0]["text"] == "No. 0Coast Post · 16 January 2026 · English"
    assert page.all("p")[0]["text"] == "and 2 more articles"
