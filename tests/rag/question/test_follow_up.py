"""Follow-ups: what a chat turn is read as, and what is left as it is."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from rag.answer import Turn
from rag.engine import LONGEST_QUESTION, Engine
from rag.question.follow_up import MOST_TURNS, make_standalone

FERRY = ("How much did Bohol Lines earn in Cebu?", "Bohol Lines earned 3 million pesos in Cebu. [1] It grew. [2]")
OWNER = ("Who founded Bohol Lines?", "Ana Reyes, the founder of Bohol Lines, opened the first pier in 2024. [1]")
MAY_ARI = ("Sino ang nagtatag ng Bohol Lines?", "Si Ana Reyes ang nagtatag ng Bohol Lines. [1]")
SAILOR = ("What did Jun Santos say about the storm?", "Jun Santos said that it would pass. [1]")
APP = ("How popular was SeaPass's app?", "It led the rankings in ten stores. [1]")
BARKO = ("Ano ang SeaPass?", "Isang aparato ng Bohol Lines ang SeaPass. [1]")
PAIR = ("Did Bohol Lines and SeaPass raise money?", "Yes. [1]")


def read(question: str, *turns: tuple[str, str]) -> str:
    return make_standalone(question, [Turn(question=asked, text=text) for asked, text in turns])


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (OWNER, "When did she open it?", "When did Ana Reyes open Bohol Lines?"),
        (OWNER, "And when did it sell shares?", "And when did Bohol Lines sell shares?"),
        (OWNER, "Who is she?", "Who is Ana Reyes?"),
        (OWNER, "What is her opinion of ferries?", "What is Ana Reyes's opinion of ferries?"),
        (OWNER, "Which pier is named after her?", "Which pier is named after Ana Reyes?"),
        (SAILOR, "Where did he say so?", "Where did Jun Santos say so?"),
        (SAILOR, "Sino siya?", "Sino si Jun Santos?"),
        (MAY_ARI, "Anong pier ang binuksan niya?", "Anong pier ang binuksan ni Ana Reyes?"),
        (MAY_ARI, "Saan siya nakatira?", "Saan nakatira si Ana Reyes?"),
        (MAY_ARI, "Ano ang plano ayon sa kaniya?", "Ano ang plano ayon kay Ana Reyes?"),
        (MAY_ARI, "Where does she live?", "Where does Ana Reyes live?"),
    ],
)
def test_somebody_is_named_in_place_of_a_pronoun(turn: tuple[str, str], question: str, alone: str) -> None:
    assert read(question, turn) == alone


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (APP, "Which phones does it run on?", "Which phones does SeaPass run on?"),
        (APP, "What are its rivals?", "What are SeaPass's rivals?"),
        (APP, "Who sued the company?", "Who sued SeaPass?"),
        (BARKO, "Sino ang gumawa nito?", "Sino ang gumawa ng SeaPass?"),
        (BARKO, "Gaano na ito kaluma?", "Gaano na kaluma ang SeaPass?"),
        (FERRY, "When did the company begin?", "When did Bohol Lines begin?"),
        (("What did Ana Reyes say in Cebu?", ""), "Where is it?", "Where is it? (Ana Reyes say in Cebu)"),
        (PAIR, "When did they merge?", "When did Bohol Lines and SeaPass merge?"),
        (
            PAIR,
            "Kailan nila ginawa iyon?",
            "Kailan nila ginawa iyon? (Bohol Lines and SeaPass raise money)",
        ),
    ],
)
def test_something_is_named_in_place_of_a_pronoun(turn: tuple[str, str], question: str, alone: str) -> None:
    assert read(question, turn) == alone


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (APP, "What about Lakbay?", "How popular was Lakbay's app?"),
        (FERRY, "And in Davao?", "How much did Bohol Lines earn in Davao?"),
        (FERRY, "Magkano naman sa Davao?", "How much did Bohol Lines earn in Davao?"),
        (SAILOR, "At si Ana Reyes?", "What did Ana Reyes say about the storm?"),
        (MAY_ARI, "At ng SeaPass?", "Sino ang nagtatag ng SeaPass?"),
        (("Are Chinese boats cheap?", "Yes. [1]"), "What about Japanese boats?", "Are Japanese boats cheap?"),
        (("Where did Jun Santos sail?", "To Bohol. [1]"), "Why?", "Why did Jun Santos sail?"),
        (FERRY, "¿Y en Davao?", "How much did Bohol Lines earn in Davao?"),
    ],
)
def test_the_same_is_asked_about_something_else(turn: tuple[str, str], question: str, alone: str) -> None:
    assert read(question, turn) == alone


@pytest.mark.parametrize(
    "question",
    [
        *("Why?", "How much was it?", "When was that?", "Who reported that?", "And in total?", "Is that true?"),
        *("Bakit?", "Kailan iyon?", "Magkano iyon?", "Tell me more", "Which boats?", "What does that report say?"),
        *("And worldwide?", "What did they do there?", "¿Por qué?"),
    ],
)
def test_where_no_name_can_stand_in_what_was_asked_before_stands_behind(question: str) -> None:
    assert read(question, FERRY) == f"{question} (Bohol Lines earn in Cebu)"


@pytest.mark.parametrize(
    "question",
    [
        *("Who leads Hugging Face?", "Sino ang nagtatag ng Zhipu?", "export controls", "Vidu", "rice?"),
        *("Something else: who sells rice?", "Ibang usapan: sino ang nagtitinda ng bigas?", "By the way, what is it?"),
        *("What did SeaPass say about its revenue?", "If rice is dear, why is it sold?", "Thanks!", "Sige", "OK"),
        *(
            "Is it true that rice got dearer?",
            "Is it lawful for shops to hoard rice?",
            "Which farmers say that rice is dear?",
        ),
        *("Why do plenty of farmers keep their rice?", "What is the price that traders paid in January?"),
        *("Paano magluto ng sinigang na baboy?", "Aling tindahan ang mas mura kaysa sa mga karibal nito?"),
        *("Who is the analyst who said that rice is dear?", "How does the price of rice compare with that of fish?"),
    ],
)
def test_a_question_that_stands_alone_stays_as_it_is(question: str) -> None:
    assert read(question, FERRY) == question
    assert read(question, OWNER, SAILOR) == question


@pytest.mark.parametrize(
    "question", ["Why?", "And in Davao?", "What did he say?", "Back to SeaPass: why?", "Sino siya?"]
)
def test_without_a_history_every_question_stays_as_it_is(question: str) -> None:
    assert read(question) == question


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("Back to SeaPass: which phones does it run on?", "Which phones does SeaPass run on?"),
        ("Balik tayo sa SeaPass: sino ang gumawa nito?", "Sino ang gumawa ng SeaPass?"),
        ("And SeaPass, who sells it?", "Who sells SeaPass?"),
        ("Back to SeaPass: why?", "Why? (popular was SeaPass's app)"),
        ("As for SeaPass, how much rice was eaten?", "How much rice was eaten? (SeaPass)"),
    ],
)
def test_an_older_subject_is_come_back_to_by_its_name(question: str, alone: str) -> None:
    assert read(question, APP, SAILOR, OWNER) == alone


def test_follow_ups_of_follow_ups_are_understood_through_them() -> None:
    assert read("And Ana Reyes?", SAILOR) == "What did Ana Reyes say about the storm?"
    asked = read("Where does she live?", SAILOR, ("And Ana Reyes?", "She disagreed. [1]"))
    assert asked == "Where does Ana Reyes live?"


def test_a_question_that_was_refused_still_says_what_is_talked_about() -> None:
    assert read("And SeaPass?", ("Who founded Lakbay?", "")) == "Who founded SeaPass?"
    assert read("Where does he live?", ("What did Jun Santos say?", "")) == "Where does Jun Santos live?"


def test_of_two_people_neither_is_chosen() -> None:
    turn = ("Did Ana Reyes and Jun Santos meet?", "Yes. [1]")
    assert read("What did he say?", turn) == "What did he say? (Ana Reyes and Jun Santos meet)"


def test_an_answers_markers_and_later_sentences_name_nothing() -> None:
    turn = ("Who sails?", "Captain Jun Santos sails. [1] Ana Reyes, the founder of Bohol Lines, doesn't. [2]")
    assert read("Where does he live?", turn) == "Where does Jun Santos live?"


def test_only_the_last_turns_are_looked_back_on() -> None:
    between = [(f"what costs rice {number}?", "") for number in range(MOST_TURNS)]
    assert "Ana Reyes" in read("Where does she live?", OWNER, *between[1:])
    assert "Ana Reyes" not in read("Where does she live?", OWNER, *between)


@pytest.mark.bench
@pytest.mark.parametrize(
    "text",
    [
        "A" * 1_000_000,
        "Ana Reyes, " * 100_000,
        "who " * 250_000,
        "that it " * 100_000,
        "(" * 100_000,
        "\ud83d\x00Ana Reyes" * 9,
    ],
)
def test_a_huge_history_costs_little_and_adds_little(text: str) -> None:
    started = perf_counter()
    for question in ("What did he say about that?", "And in Davao?", "Why?"):
        alone = read(question, *[(text, text)] * 1_000)
        assert alone.startswith(question[:4])
        assert len(alone) < len(question) + 300
        assert alone.isprintable()
    assert perf_counter() - started < 3


WORDS = st.lists(
    st.sampled_from(
        "Who what it he that Ana Reyes SeaPass ? , and in niya ang Back to : naman sa (x) [1] 's ¿ É 中".split()
    ),
    max_size=12,
).map(" ".join)


@given(WORDS, st.lists(st.builds(Turn, question=WORDS, text=WORDS), max_size=4))
def test_any_words_are_read_and_always_the_same_way(question: str, history: list[Turn]) -> None:
    alone = make_standalone(question, history)
    assert alone == make_standalone(question, history)
    assert not question or alone
    assert len(alone) <= len(question) + 500
    assert make_standalone(question, []) == question


def test_the_engine_retrieves_quotes_and_tells_what_a_follow_up_is_read_as(small: Library) -> None:
    engine = Engine(small)
    history = [Turn(question="When did the Bohol ferry leave?", text="It left Cebu at noon. [1]")]
    answer = engine.ask("Why was that?", history=history)
    assert answer.question == "Why was that?"
    assert answer.standalone_question == "Why was that? (Bohol ferry leave)"
    assert answer.citations[0].title == "A ferry at noon"
    assert engine.ask("Rice?", history=history).standalone_question == "Rice?"


def test_a_question_as_long_as_may_be_is_answered_with_a_history(small: Library) -> None:
    question = ("Why is it so? " * 200)[:LONGEST_QUESTION]
    history = [Turn(question="The ferry to Bohol", text="x" * 1_000_000)] * 1_000
    assert Engine(small).ask(question, history=history).question == question
