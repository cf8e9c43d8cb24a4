"""Finished runs made by hand, for their reports: one that answers, one that only searched, one full of markup."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evals.figures.summary import summarise
from evals.score.record import RECORDS, SUMMARY, Failure, Passage, Record, RunInfo, Summary, write_summary
from evals.sets.halves import split_cases
from rag.answer import Answer, Citation, Statement, Timings
from tests.evals.samples import FERRY, FISH, RICE, case

TEXTS = {"ferry": FERRY, "rice": RICE, "fish": FISH}
HOSTILE = """</script><script>window.hacked='script'</script><img src=https://evil.invalid/i.png
onerror="window.hacked='img'"> "'><svg onload="window.hacked='svg'">{{ run }} {% raw %}</style></title>&lt;b>"""
RETRIEVED = {"hit@1": 1.0, "hit@5": 1.0, "mrr@10": 1.0, "passage_hit@1": 1.0}
MISSED = {"hit@1": 0.0, "hit@5": 1.0, "mrr@10": 0.5, "passage_hit@1": 0.0}
CITED = {"citation_precision": 1.0, "citation_recall": 1.0, "support": 1.0, "quote_exactness": 1.0, "sentences": 1.0}
RIGHT = {**RETRIEVED, "answered": 1.0, "false_refusal": 0.0, "contains": 1.0, "facts": 1.0, "right": 1.0, **CITED}
WRONG = {**RIGHT, "contains": 0.0, "facts": 0.0, "right": 0.0, "sentences": 5.0}
REFUSED = {**RETRIEVED, "answered": 0.0, "false_refusal": 1.0, "contains": 0.0, "facts": 0.0, "right": 0.0}


def passage(name: str, relevant: bool = False, **fields: Any) -> Passage:
    """Make a passage that is a whole article."""
    made = {"article_id": f"id-{name}", "passage_id": f"p-{name}", "title": f"About {name}", "source": f"/w/{name}.txt"}
    text = {"start": 0, "end": 9, "score": 0.8, "text": TEXTS[name], "relevant": relevant}
    return Passage.model_validate({**made, **text, **fields})


def answer(question: str, quote: str | None = None, title: str = "About ferry", **fields: Any) -> Answer:
    """Make an answer that quotes once, or a refusal."""
    cited = Citation(
        number=1,
        article_id="id-ferry",
        revision="r",
        passage_id="p-ferry",
        title=title,
        publisher="Harbour Post",
        published=date(2026, 1, 5),
        language="en",
        source="/w/ferry.txt",
        start=0,
        end=9,
        quote=quote or "",
    )
    made = {"question": question, "standalone_question": question, "engine": "quote", "language": "en", "text": ""}
    said: dict[str, Any] = {"answered": False, "reason": "not_in_corpus"}
    if quote:
        statement = Statement(text=quote, support="quoted", citations=(1,))
        said = {"answered": True, "statements": (statement,), "citations": (cited,)}
    timings = Timings(retrieve=12.5, answer=2.25, check=0, total=14.75)
    return Answer.model_validate({**made, **said, "timings_ms": timings, **fields})


def record(name: str, measures: dict[str, float], quote: str | None = None, **fields: Any) -> Record:
    """Make a record of the question `What about NAME?`; what isn't a field of it goes to its case."""
    own = {key: fields.pop(key) for key in list(fields) if key in Record.model_fields}
    asked = case(**{"id": name, "question": f"What about {name}?", "answers": ["two hours"], **fields})
    made = {"case": asked, "pair": "en→en", "margin": 0.1 if quote else -0.1, "gold": ("id-ferry",)}
    found = (passage("ferry", relevant=True), passage("rice"))
    would = {"would_be_right": measures["right"]} if "right" in measures and not own.get("error") else {}
    given: dict[str, Any] = {
        "measures": {**measures, **would},
        "passages": found,
        "answer": answer(asked.question, quote),
    }
    return Record.model_validate({**made, **given, **own})


def answered_run() -> list[Record]:
    """Make a case of each outcome, those that went well first."""
    nothing: dict[str, Any] = {"pair": "tl", "answers": [], "articles": [], "gold": (), "language": "tl"}
    before = {"history": [{"question": "Which ferry?", "text": "The one to Bohol."}]}
    return [
        record("good", RIGHT, "The ferry to Bohol takes two hours in good weather."),
        record("rightly", {"rejected": 1.0, "right": 1.0}, kind="off-topic", **nothing),
        record("silent", REFUSED, unrefused=answer("q", "It left Cebu at noon."), kind="follow-up", **before),
        record("rash", {"rejected": 0.0, "right": 0.0}, "Traders there expect no change.", kind="near-miss", **nothing),
        record("taken", {"rejected": 0.0, "right": 0.0}, "Dear.", kind="removed-gold", without=["fish.txt"], **nothing),
        record("bad", WRONG, "The ferry carried most of it south.", passages=(passage("fish"),)),
        record("broken", {**REFUSED, "hit@1": 0.0}, answer=None, margin=None, passages=(), error=BROKEN),
    ]  # fmt: skip


BROKEN = Failure(type="TimeoutError", detail="the model took too long")


def searched_run() -> list[Record]:
    """Make a run of an engine that only searches: it answers nothing."""
    plain: dict[str, Any] = {"answer": None, "margin": None, "rank_ms": 3.5}
    return [record("first", RETRIEVED, **plain), record("later", MISSED, **plain)]


def hostile_run() -> list[Record]:
    """Make a run in which all that comes from outside is markup."""
    quote = HOSTILE.replace("\n", " ")
    spoilt = passage("ferry", title=HOSTILE, text=HOSTILE, source=f"/{HOSTILE}")
    return [
        record(
            "spoilt<b>", WRONG, quote, question=HOSTILE, answers=[[HOSTILE]], quotes=[HOSTILE], articles=[HOSTILE],
            gold=("id-unknown",), pair=HOSTILE, passages=(spoilt,), standalone=HOSTILE, forbidden=[HOSTILE],
            history=[{"question": HOSTILE, "text": HOSTILE}],
            answer=answer(HOSTILE, quote, HOSTILE, standalone_question="other", disagreement=HOSTILE, fallback=HOSTILE),
        ),
        record("failed", REFUSED, error=Failure(type="Error", detail=HOSTILE), without=[HOSTILE], kind="removed-gold"),
    ]  # fmt: skip


def finished(folder: Path, records: Sequence[Record], **about: Any) -> tuple[Path, Summary]:
    """Write a run into a folder."""
    made = {"set": "made", "engine": "quote", "key": "k" * 64, "cases": len(records), "embedder": "placed"}
    told = {"settings": {"passages": 10, "answers_from": None}, "versions": {"python": "3.11.7"}}
    halves = split_cases([one.case for one in records], ())
    summary = summarise(RunInfo.model_validate({**made, **told, **about}), records, halves)
    folder.mkdir(parents=True)
    (folder / RECORDS).write_text("".join(f"{one.model_dump_json()}\n" for one in records), encoding="utf-8")
    write_summary(folder / SUMMARY, summary)
    return folder, summary
