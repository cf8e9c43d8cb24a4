"""A little news world of our own with questions about it, and runs of it, some of them made up."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evals.figures.summary import summarise
from evals.run.runner import Configuration
from evals.score.record import Record, RunInfo, Summary
from evals.sets.cases import QuestionCase, QuestionSet
from evals.sets.halves import split_cases
from index.article import Draft
from index.embed.embedder import Embedder
from rag.answer import Answer, Timings
from rag.settings import RagSettings
from tests.fakes import FakeEmbedder

TEXTS = {
    "ferry": "The ferry to Bohol leaves Cebu at noon. Captain Ramon Reyes has steered the ferry for eleven years. "
    "A ticket costs 640 pesos. Dolphins follow the ship in spring. Lunch is served on deck.",
    "rice": "Rice costs 52 pesos a kilo at the Carbon market. Traders expect a poor harvest. "
    "Nena Lim sells red rice from Bukidnon. The market opens before dawn. Porters bring sacks on carts.",
    "dugong": "Teresita Acosta counted 312 dugongs near Busuanga. The animals graze on sea grass. "
    "Boats must slow down there. Volunteers watch from a tower. Tourists come with cameras.",
    "library": "The town library lends 9,000 books. Its roof was repaired after the storm. "
    "Children read to dogs on Saturdays. A retired judge pays for the lamps. The doors close at six.",
    "volcano": "Mount Kanlaon threw ash over four villages. Farmers covered their wells. "
    "The airport in Bacolod was shut for a day. Soldiers handed out masks. Nobody was hurt.",
}
NEWS = tuple(
    Draft(f"/news/{name}.txt", text, markup="clean", title=f"The {name}", language="en") for name, text in TEXTS.items()
)


def case(name: str, question: str, *answers: str, **fields: Any) -> QuestionCase:
    """Make a case; one that has answers is about the article that its name begins with."""
    article = (f"{name.partition('-')[0]}.txt",) if answers else ()
    return QuestionCase.model_validate(
        {"id": name, "question": question, "language": "en", "answers": answers, "articles": article, **fields}
    )


CASES = (
    case("ferry-when", "When does the ferry to Bohol leave Cebu?", "noon"),
    case("ferry-who", "Which captain has steered the ferry for years?", "Ramon Reyes"),
    case("ferry-price", "Is the ferry to Bohol dear?", "640 pesos"),  # its neighbour is quoted instead
    case("rice-price", "How many pesos does rice cost at the Carbon market?", "52 pesos"),
    case("dugong-count", "How many dugongs were counted near Busuanga?", "312"),
    case("library-books", "How many books does the town library lend?", "9,000"),
    case("volcano-ash", "Over how many villages did Mount Kanlaon throw ash?", "four villages"),
    case("bread", "Why does sourdough bread rise overnight?", kind="off-topic"),
    case("painter", "Which painter drew portraits for the ferry office?", kind="near-miss"),
    case("tigers", "Do tigers swim across rivers?", kind="off-topic"),
)
SETTINGS = RagSettings(answers_from=1.2, answers_across_from=1.2)  # between those that have an answer and the others


def news(*cases: QuestionCase, drafts: tuple[Draft, ...] | None = NEWS) -> QuestionSet:
    """Return a set of these cases, or of all of them, with the articles it is asked about."""
    return QuestionSet("news", cases or CASES, drafts)


def configured(home: Path, engine: str = "quote", embedder: Embedder | None = None) -> Configuration:
    """Return a configuration with an embedder that knows words only, and a gate that suits it."""
    return Configuration(engine, home, embedder or FakeEmbedder(), SETTINGS)


def silent(name: str, done: int, total: int) -> None:
    """Hear of progress, and say nothing."""


def info(**fields: Any) -> RunInfo:
    """Make up what a run consists of."""
    made = {"set": "news", "engine": "quote", "key": "k", "cases": 0, "embedder": "fake", "settings": {}}
    return RunInfo.model_validate({**made, "versions": {}, **fields})


def record(name: str, measures: Mapping[str, float], **fields: Any) -> Record:
    """Make up a record of a case; if none is given, of a question of that `kind`."""
    kind, pair = fields.pop("kind", "fact"), fields.pop("pair", "en→en")
    made = fields.pop("case", None) or case(name, "Where?", kind=kind, articles=("ferry.txt",))
    return Record(case=made, pair=pair, measures=dict(measures), **fields)


def summed(records: Iterable[Record], **fields: Any) -> Summary:
    """Sum up made-up records."""
    made = list(records)
    return summarise(info(**fields), made, split_cases([one.case for one in made], ()))


def answer(**fields: Any) -> Answer:
    """Make up an answer; one without statements is a refusal."""
    timings = Timings(retrieve=1.0, answer=1.0, check=0.0, total=2.0)
    made: dict[str, Any] = {"question": "Where?", "standalone_question": "Where?", "engine": "quote", "text": ""}
    answered = bool(fields.get("statements"))
    reason = None if answered else "not_in_corpus"
    return Answer(**{**made, "answered": answered, "reason": reason, "language": "en", "timings_ms": timings, **fields})
