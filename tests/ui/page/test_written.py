"""Written answers as HTML: while they are made, when they are stopped, and what their checks found."""

import copy
from typing import Any

import pytest
from pydantic import SecretStr

from rag.answer import Check, Statement
from rag.errors import QuestionError
from rag.model.chat_model import Waiting
from rag.settings import LlmSettings
from rag.write.translation import Translation
from rag.write.writer import PartialEvent, StatementEvent
from tests.ui.page.answers import answer, article, citation
from tests.ui.reading import HOSTILE, Reader, assert_inert
from ui.page.html import conversation, translation
from ui.page.html.source import Anchor
from ui.page.in_progress import render_pending, render_progress, stop_answer
from ui.page.session import PendingAnswer, Session

RAIN = Statement(text="It rained on Tuesday.", support="supported", citations=(1,))
SNOW = Statement(
    text="Snow fell in Cebu on Friday.",
    support="unsupported",
    citations=(1,),
    checks=(
        Check(kind="meaning", value="0.71", found=False),
        Check(kind="name", value="Cebu", found=False, better="Cebu was dry."),
        Check(kind="date", value="Friday", found=False, better="Cebu was dry."),
    ),
)


def written(*statements: Statement, **changes: Any) -> Reader:
    told = answer(engine="llm:small", statements=statements, **changes)
    return Reader(conversation.render_turn("When did it rain?", told, {"a1": article()}))


def lines(page: Reader, kind: str) -> list[str]:
    return [one["text"] for one in page.all("p", **{"class": kind})]


def copied(page: Reader) -> dict[str, Any]:
    (button,) = [one for one in page.all("button") if "data-copy" in one]
    return button


def test_the_head_of_an_answer_says_who_wrote_it_and_what_holds() -> None:
    assert lines(written(RAIN), "legend") == ["Written by small Checked: the articles support it."]
    both = written(RAIN, RAIN)
    assert lines(both, "legend") == ["Written by small Checked: the articles support every sentence."]
    assert lines(written(RAIN, SNOW), "legend") == ["Written by small Checked: the articles support 1 of 2 sentences."]
    assert not lines(Reader(conversation.render_turn("When?", answer(), {})), "legend")


def test_what_is_not_supported_says_what_is_missing_in_a_line_and_where_it_stands() -> None:
    page = written(RAIN, SNOW)
    assert len(page.all("div", **{"class": "statement unsupported"})) == 1
    assert lines(page, "doubt") == [
        "The articles do not support this sentence.",
        "No sentence of the cited passage says this. Not in the cited passage: “Cebu”, “Friday”.",
        "It stands elsewhere: Cebu was dry.",
    ]


def test_what_could_not_be_checked_is_told_so_and_counts_as_no_support() -> None:
    neige = Statement(text="Il a neigé vendredi.", support="unchecked", citations=(1,))
    page = written(neige)
    assert lines(page, "doubt") == ["Not checked: Pullquote has no rules for this language."]
    assert lines(page, "legend") == ["Written by small Not checked: Pullquote has no rules for this language."]
    both = written(RAIN, neige)
    assert lines(both, "legend") == ["Written by small Checked: the articles support 1 of 2 sentences."]
    assert (
        "(Not checked: Pullquote has no rules for this language.) Il a neigé vendredi. [1]" in copied(both)["data-copy"]
    )


def test_a_citation_that_was_moved_is_told_without_alarm() -> None:
    moved = Check(kind="citation", value="Sun, at last", found=False)
    page = written(RAIN.model_copy(update={"checks": (moved,)}))
    assert lines(page, "moved") == ["The model pointed to “Sun, at last”, which doesn't say this; these words do."]
    assert not lines(page, "doubt")


def test_the_switch_says_how_many_it_hides_and_is_only_there_where_it_hides_some() -> None:
    (switch,) = [one for one in written(RAIN, SNOW, SNOW).all("button") if "data-only" in one]
    assert (switch["text"], switch["aria-pressed"]) == ("Supported only", "false")
    assert written(RAIN, SNOW, SNOW).all("span", **{"class": "hiding"})[0]["text"] == "2 sentences hidden"
    assert not [one for one in written(RAIN).all("button") if "data-only" in one]


def test_a_copy_marks_what_is_not_supported_or_leaves_it_out() -> None:
    snow = SNOW.model_copy(update={"citations": (2,)})
    button = copied(written(RAIN, snow, citations=(citation(1), citation(2, title="Snow"))))
    assert button["data-copy"].startswith(
        "When did it rain?\nRead as: When?\nWritten by small, checked against the articles\n\n"
        "It rained on Tuesday. [1]\n(Not supported by the articles:) Snow fell in Cebu on Friday. [2]\n\n[1] Rain"
    )
    assert "[2] Snow" in button["data-copy"]
    assert "Snow" not in button["data-supported"]
    assert "It rained on Tuesday. [1]\n\n[1] Rain" in button["data-supported"]
    assert "data-supported" not in copied(written(RAIN))


def test_when_the_model_fails_it_is_said_that_quotes_stand_in_and_why() -> None:
    fault = "http://127.0.0.1:9/v1 refuses the key; set PULLQUOTE_LLM__API_KEY to one that it knows"
    page = Reader(conversation.render_turn("When?", answer(fallback=fault), {}))
    assert lines(page, "note") == [
        "Quoted instead http://127.0.0.1:9/v1 refuses the key; set “Key” to one that it knows."
    ]
    assert lines(page, "colophon")[0].startswith("Quoting · no model")
    refused = answer(fallback=fault, answered=False, reason="not_in_corpus", statements=(), citations=())
    note = lines(Reader(conversation.render_turn("When?", refused, {})), "note")
    assert note[0].startswith("No model answered ")


def test_the_header_says_where_questions_go() -> None:
    header = conversation.render_header([article()], LlmSettings(base_url="https://models.example", model="small"))
    assert "small · questions and passages go to models.example" in header
    assert "nothing leaves" not in header


# translations


def foreign(statement: Statement, engine: str = "llm:small", **more: Any) -> Reader:
    told = answer(
        engine=engine,
        standalone_question="When did it rain?",
        statements=(statement,),
        citations=(citation(language="tl"),),
    )
    return Reader(conversation.render_turn("When did it rain?", told, {}, None, **more))


QUOTED = Statement(text="Rain fell on Tuesday.", support="quoted", citations=(1,))


def test_a_quote_in_another_language_can_be_translated_and_stays() -> None:
    page = foreign(QUOTED, "quote")
    (button,) = [one for one in page.all("button") if "data-gloss" in one]
    assert (button["text"], button["data-gloss"], button["aria-label"]) == ("Translate", "1", "Translate: quote 1")
    made = translation.render_translation(Translation("It rained.", "en", "small"))
    after = foreign(QUOTED, "quote", translations={1: made})
    assert after.all("blockquote")[0]["text"].startswith("Rain fell on Tuesday.")
    assert after.all("div", **{"class": "gloss"})[0]["text"] == ("It rained.Machine translation by small, not checked")
    assert not [one for one in after.all("button") if "data-gloss" in one]


def test_a_written_sentence_shows_the_foreign_words_it_rests_on() -> None:
    page = foreign(RAIN)
    assert lines(page, "evidence") == ["“Rain fell on Tuesday.”"]
    assert page.all("p", **{"class": "evidence"})[0]["lang"] == "tl"
    assert [one for one in page.all("button") if "data-gloss" in one]
    assert not lines(foreign(SNOW), "evidence")


def test_a_quote_in_the_reader_s_language_needs_no_translation() -> None:
    assert not [one for one in written(QUOTED).all("button") if "data-gloss" in one]


def test_a_translation_that_failed_says_why_and_can_be_tried_again() -> None:
    page = Reader(
        translation.render_failed_translation(3, "nobody answers at http://127.0.0.1:9/v1; start the model's server")
    )
    assert page.all("p")[0]["text"].startswith("Nobody answers at http://127.0.0.1:9/v1; start the model's server.")
    assert page.all("button")[0]["data-gloss"] == "3"


# while it is made


def pending(*statements: Statement) -> PendingAnswer:
    one = PendingAnswer(question="When did it rain?", model="small")
    for statement in statements:
        one.add(StatementEvent(statement, () if one.citations else (citation(),)))
    return one


def test_what_is_told_stands_as_it_will_stay() -> None:
    page = Reader(render_pending(pending(RAIN, SNOW)))
    final = written(RAIN, SNOW)
    words = [one["text"] for one in page.all("div", **{"class": "words"})]
    assert words == [one["text"] for one in final.all("div", **{"class": "words"})]
    (chip, _) = page.all("button", **{"class": "chip"})
    assert Anchor.model_validate_json(chip["data-place"]).start == 15
    assert len(page.all("article")) == len(page.all("h2")) == 1


def test_until_something_is_told_it_is_said_who_reads() -> None:
    assert lines(Reader(render_pending(pending())), "pending") == ["small reads the articles"]
    assert lines(Reader(render_pending(PendingAnswer(question="When?"))), "pending") == ["Reading the articles"]


def test_what_is_not_checked_yet_is_marked_and_not_read_aloud() -> None:
    one = PendingAnswer(question="When?", model="small", started=10.0)
    assert render_progress(one, lambda: 11.0) == ""
    assert Reader(render_progress(one, lambda: 14.2)).all("p")[0]["text"] == "4 s"
    one.add(PartialEvent("It rai"))
    (line,) = Reader(render_progress(one)).all("p")
    assert (line["text"], line["aria-hidden"]) == ("Being checked It rai", "true")
    one.add(StatementEvent(RAIN, ()))
    assert render_progress(one) == ""


def test_a_wait_that_an_endpoint_asks_for_is_told() -> None:
    one = pending()
    one.add(Waiting(12))
    (line,) = Reader(render_progress(one)).all("p")
    assert line["text"] == "The model is busy; it is asked again in 12 s."
    assert line["role"] == "status"


def test_what_was_told_stays_when_it_is_stopped_and_can_be_asked_again() -> None:
    exchange = stop_answer(pending(RAIN, SNOW))
    page = Reader(exchange.html)
    assert lines(page, "note") == ["Stopped. What stands here was checked; there may have been more."]
    assert len(page.all("div", **{"class": "words"})) == 2
    assert [one["data-ask"] for one in page.all("button") if "data-ask" in one] == ["When did it rain?"]
    assert exchange.text == "It rained on Tuesday. [1] Snow fell in Cebu on Friday. [1]"
    assert lines(Reader(stop_answer(pending()).html), "note") == ["Stopped. Nothing was written yet."]


def hostile_pieces() -> list[str]:
    told = Statement(
        text=HOSTILE,
        support="supported",
        citations=(1,),
        checks=(Check(kind="citation", value=HOSTILE, found=False),),
    )
    one = PendingAnswer(question=HOSTILE, model=HOSTILE)
    empty = render_pending(one)
    one.add(StatementEvent(told, (citation(quote=HOSTILE, title=HOSTILE, language="tl", publisher=HOSTILE),)))
    one.add(StatementEvent(SNOW, ()))
    one.add(PartialEvent(HOSTILE))
    translations = [
        translation.render_translation(Translation(HOSTILE, HOSTILE, HOSTILE)),
        translation.render_failed_translation(1, HOSTILE),
        translation.render_translating(HOSTILE),
    ]
    return [empty, render_pending(one), stop_answer(one).html, render_progress(one), *translations]


@pytest.mark.parametrize("markup", hostile_pieces())
def test_nothing_hostile_becomes_an_element_an_attribute_or_a_template(markup: str) -> None:
    assert_inert(markup)


# the conversation


def test_a_conversation_answers_one_question_at_a_time() -> None:
    session = Session()
    session.begin("When?")
    with pytest.raises(QuestionError, match="still being written"):
        session.begin("And where?")


def test_a_new_conversation_stops_what_is_made_and_takes_nothing_of_it() -> None:
    session = Session(model=LlmSettings(model="small"))
    made = session.begin("When?")
    session.reset()
    assert made.stop.is_set()
    assert not session.end(made, stop_answer(made))
    assert (session.turns, session.pending, session.model) == ([], None, LlmSettings(model="small"))
    again = session.begin("And where?")
    assert session.end(again, stop_answer(again))
    assert [turn.question for turn in session.history] == ["And where?"]


def test_a_session_begins_quoting_and_knows_nothing_of_others() -> None:
    first = Session()
    second = copy.deepcopy(first)  # what Gradio does for each session
    first.choose(LlmSettings(model="small", api_key=SecretStr("sk-secret")))
    first.begin("When?")
    assert (second.model, second.pending) == (None, None)
    assert "sk-secret" not in repr(first)
