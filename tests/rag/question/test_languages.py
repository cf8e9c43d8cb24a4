"""Follow-ups, sources and parts of questions in every language that has a file: one row a language."""

import pytest

from index.article import Article, Sentence
from rag.answer import Turn
from rag.question.follow_up import make_standalone
from rag.question.parts import parts_of
from rag.quote.attribution import find_sources


@pytest.mark.parametrize(
    ("asked", "answer", "question", "alone"),
    [
        ("What did Maria Santos say?", "", "Where does she live?", "Where does Maria Santos live?"),
        ("Ano ang sinabi ni Maria Santos?", "", "Sino siya?", "Sino si Maria Santos?"),
        ("¿Qué dijo Maria Santos?", "", "¿Dónde vive ella?", "¿Dónde vive Maria Santos?"),
        ("Apa kata Budi Santoso?", "", "Di mana dia tinggal?", "Di mana Budi Santoso tinggal?"),
        ("Was sagte Petra Schulz?", "", "Und was sagte er danach?", "Und was sagte Petra Schulz danach?"),
    ],
)
def test_a_pronoun_is_replaced_by_the_person_named_before(asked: str, answer: str, question: str, alone: str) -> None:
    assert make_standalone(question, [Turn(question=asked, text=answer)]) == alone


@pytest.mark.parametrize(
    "question", ["Who is his father?", "Sino ang tatay niya?", "Siapa ayah dia?", "Wer ist sein Vater?"]
)
def test_a_company_gets_no_father(question: str) -> None:
    history = [Turn(question="What does Goldman Sachs expect?", text="Goldman Sachs expects a bad year. [1]")]
    read = make_standalone(question, history)
    assert read.startswith(question), read


@pytest.mark.parametrize(
    ("asked", "question", "alone"),
    [
        ("How many people live in Cebu?", "And in Davao?", "How many people live in Davao?"),
        ("Ilan ang nakatira sa Cebu?", "At sa Davao?", "Ilan ang nakatira sa Davao?"),
        ("¿Cuántas personas viven en Sevilla?", "¿Y en Cádiz?", "¿Cuántas personas viven en Cádiz?"),
        ("Berapa orang tinggal di Jakarta?", "Dan di Bandung?", "Berapa orang tinggal di Bandung?"),
    ],
)
def test_the_same_is_asked_of_another_place(asked: str, question: str, alone: str) -> None:
    assert make_standalone(question, [Turn(question=asked, text="")]) == alone


def test_a_question_in_an_unknown_language_stays_as_it_is() -> None:
    history = [Turn(question="What did Maria Santos say?", text="Maria Santos said no. [1]")]
    assert make_standalone("Où habite-t-elle donc ?", history) == "Où habite-t-elle donc ?"


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("en", "Prices rose, according to Reuters.", "Reuters"),
        ("tl", "Tumaas ang presyo, ayon kay Maria Santos.", "Maria Santos"),
        ("es", "Los precios subieron, según Reuters.", "Reuters"),
        ("id", "Harga naik, menurut Reuters.", "Reuters"),
        ("de", "Die Preise stiegen laut Reuters.", "Reuters"),
    ],
)
def test_a_source_is_told_in_every_language(language: str, text: str, source: str) -> None:
    article = Article("a", "r", text, "Prices", None, None, language, "a.txt", None)
    assert [one.name for one in find_sources(article, Sentence("s", 0, len(text), heading=False))] == [source]


@pytest.mark.parametrize(
    "question",
    [
        "Who opened the bridge, and when did the ferry stop?",
        "Sino ang nagbukas ng tulay, at kailan huminto ang barko?",
        "¿Quién abrió el puente, y cuándo paró el barco?",
        "Siapa yang membuka jembatan, dan kapan kapal itu berhenti?",
        "Wer hat die Brücke eröffnet, und wann hielt die Fähre an?",
    ],
)
def test_a_question_for_two_things_has_two_parts(question: str) -> None:
    assert len(parts_of(question)) == 2
