"""Short articles in nine languages, price lists and tables: their sentences, and the figure that was asked for."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.article import Draft, ReadFailure
from index.embed.embedder import Embedder
from index.library import open_library
from index.read.files import read_all
from index.split.sentences import split_sentences
from rag.engine import Engine

TEXTS = Path(__file__).with_name("texts")
LANGUAGES = ["ar", "de", "es", "fr", "hi", "id", "ja", "th", "tl"]
ASKED = [
    ("¿Cuánto costó el puente de Valdemora?", "18,5 millones"),
    ("Combien de visiteurs le musée de Brévanne attend-il par an ?", "85 000"),
    ("How many visitors a year does the museum in Brévanne expect?", "85 000"),
    ("Wann öffnet das Stadtbad Ahlersgrund?", "3. April 2026"),
    ("When does the public pool in Ahlersgrund reopen?", "3. April 2026"),
    ("Berapa pedagang yang berjualan di pasar apung Teluk Randu?", "146"),
    ("How many traders sell at the Teluk Randu floating market?", "146"),
    ("Magkano ang ginastos sa tulay sa San Lirio?", "P212.5 milyon"),
    ("How much did the bridge in San Lirio cost?", "P212.5 milyon"),
    ("鳴瀬市の路面電車の総工費はいくらですか。", "74億円"),
    ("ตลาดน้ำบ้านทรายงามใช้งบประมาณก่อสร้างเท่าไร", "87 ล้านบาท"),
    ("كم بلغت تكلفة محطة تحلية المياه في وادي الزهر؟", "47 مليون"),
    ("How much did the desalination plant in Wadi al-Zahr cost?", "47 مليون"),
    ("सुरजपुर के सौर ऊर्जा संयंत्र पर कितना खर्च हुआ?", "94 करोड़"),
    ("How much was spent on the solar power plant in Surajpur?", "94 करोड़"),
]
ASKED_OF_LINES = [
    ("How much does an adult pay at the harbour pool of Brenn?", "Adults: $7.50"),
    ("What does a season ticket for families cost at the pool of Brenn?", "$88"),
    ("How many passengers did the ferry of Velmora carry in 2025?", "| Year | Passengers | Share |"),
    ("How many passengers did the ferry of Velmora carry in 2025?", "| 2025 | 4,300 | 55% |"),
    ("How much did the new bridge in Alder cost?", "The new bridge in Alder"),
    ("How much did the new bridge in Alder cost?", "It cost $48,000."),
    ("How long did it take to build the bridge in Alder?", "nine months"),
    ("How much money do the bakers of Elm ask for?", "The bakers of Elm"),
    ("How much money do the bakers of Elm ask for?", "They want $19 an hour."),
]
DRAFTS = {
    "pool.txt": """
        The harbour pool of Brenn opens again in May with new prices, the town said on its website after a long debate.
        Adults: $7.50
        Children: $3.20
        Season ticket for families: $88
        """,
    "table.txt": """
        The harbour council of Velmora told how many people used its ferry, after years of argument over its cost.
        | Year | Passengers | Share |
        | 2024 | 3,100 | 41% |
        | 2025 | 4,300 | 55% |
        """,
    "bridge.txt": "The new bridge in Alder was opened by the mayor on Monday before a small crowd. It cost $48,000."
    " It was built in nine months.",
    "strike.txt": "The bakers of Elm went on strike over their wages, and the shops of the old town stayed shut."
    " Forty-one of them walked to the town hall. They want $19 an hour.",
}


def draft(name: str, text: str) -> Draft:
    lines = "\n\n".join(line.strip() for line in text.strip().split("\n"))
    return Draft(name, lines, markup="clean", title=f"News in {name}", language="en")


@contextmanager
def engine_of(drafts: Iterable[Draft | ReadFailure], home: Path, embedder: Embedder) -> Iterator[Engine]:
    with open_library(home, lambda: embedder, writing=True) as library:
        assert {library.add(one).status for one in drafts} == {"added"}
        yield Engine(library)


@pytest.fixture(scope="module")
def world(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    english = draft("bridge.txt", DRAFTS["bridge.txt"])  # none of whose words is Surajpur
    with engine_of([*read_all([str(TEXTS)]), english], tmp_path_factory.mktemp("world"), embedder) as engine:
        yield engine


@pytest.fixture(scope="module")
def lines(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    drafts = (draft(*one) for one in DRAFTS.items())
    with engine_of(drafts, tmp_path_factory.mktemp("lines"), embedder) as engine:
        yield engine


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_article_has_six_sentences_below_its_headline_and_date(language: str) -> None:
    body = (TEXTS / f"{language}.txt").read_text(encoding="utf-8").split("\n", 2)[2]
    spans = split_sentences(body)
    assert len(spans) == 6
    assert not any(span.heading for span in spans)


@pytest.mark.parametrize(("question", "told"), ASKED)
def test_an_article_in_any_language_is_quoted_with_the_figure(world: Engine, question: str, told: str) -> None:
    assert told in world.ask(question).text


@pytest.mark.parametrize(("question", "told"), ASKED_OF_LINES)
def test_lines_and_short_sentences_are_quoted_with_the_figure(lines: Engine, question: str, told: str) -> None:
    assert told in lines.ask(question).text
