"""End to end on the five original news pages, where they are at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed.embedder import Embedder
from index.library import open_library
from index.read.files import read_all
from index.tidy.characters import fold_space
from rag.engine import Engine

SPENT = "How much did China's largest internet companies spend on capital projects last year?"
ANSWERED = {
    SPENT: "$57 bilyon",
    "Sino ang CEO ng Hugging Face?": "Clement Delangue",
    "How likely does Justin Lin think it is that a Chinese company will overtake OpenAI?": "20%",
    "In which country did Tencent use data centers to get Blackwell chips?": "Japan",
    "Which company did Tang Jie found?": "Zhipu",
    "Magkano ang naging halaga ng Nvidia noong taglagas?": "$5 trilyon",
    "Magkano ang nalikom ng Zhipu at MiniMax?": "$1 bilyon",
    "Ilang buwan na lang ang agwat ayon sa Epoch AI?": "apat na buwan",
    "What text-to-video tool did Shengshu AI launch?": "Vidu",
    "Who said that the Ascend 910B reaches 80% to 120% of the A100 in some tests?": "Wang Tao",
    "Who is the founder of iiMedia?": "Zhang Yi",
    "How many dollars worth of chips is China projected to export in 2024?": "100 billion",
    "In how many app stores did DeepSeek top the download charts?": "140",
    "Sino ang umalis sa OpenAI para sa Tencent?": "Yao",
    "Who is Jay Goldberg?": "Seaport",
    "Who wrote Digital Warfare?": "Winston Ma",
    "What is the name of Nvidia's software platform?": "CUDA",
}
OFF_TOPIC = [
    "What is the capital of France?",
    "How do I bake sourdough bread?",
    "Who won the 2022 football World Cup?",
    "Paano magluto ng adobo?",
    "Ano ang kabisera ng Pransiya?",
    "How tall is Mount Everest?",
    "What are the side effects of aspirin?",
    "When did the Titanic sink?",
    "Kailan ipinanganak si Jose Rizal?",
    "How many moons does Jupiter have?",
    "Who painted the Mona Lisa?",
]


@pytest.fixture(scope="session")
def engine(seeds: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_library(tmp_path_factory.mktemp("seeds"), lambda: embedder, writing=True) as library:
        assert [library.add(draft).status for draft in read_all([str(seeds)])] == ["added"] * 5
        yield Engine(library)


@pytest.mark.parametrize(("question", "fact"), ANSWERED.items())
def test_a_question_about_the_pages_is_answered_with_the_fact(engine: Engine, question: str, fact: str) -> None:
    assert fact in engine.ask(question).text


def test_an_english_question_quotes_the_filipino_page(engine: Engine) -> None:
    assert engine.ask(SPENT).citations[0].language == "tl"


def test_a_filipino_question_quotes_the_english_page(engine: Engine) -> None:
    assert engine.ask("Sino ang CEO ng Hugging Face?").citations[0].language == "en"


@pytest.mark.parametrize("question", OFF_TOPIC)
def test_a_question_about_something_else_is_refused(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.answered, answer.reason, answer.citations) == (False, "not_in_corpus", ())
    assert answer.read


def test_every_quote_stands_in_the_raw_page(engine: Engine) -> None:
    citations = [citation for question in ANSWERED for citation in engine.ask(question).citations]
    assert len(citations) >= len(ANSWERED)
    for citation in citations:
        raw = Path(citation.source).read_text(encoding="utf-8")
        assert fold_space(citation.quote) in fold_space(raw)


@pytest.mark.parametrize("name", ["DeepSeek", "OpenAI", "MiniMax", "iiMedia"])
def test_a_name_is_found_by_search(engine: Engine, name: str) -> None:
    assert name in engine.search(name, limit=3)[0].text
