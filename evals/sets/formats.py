"""Other people's question sets as they come: SQuAD 1.1 JSON, BEIR folders, parallel sentences."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evals.errors import SetError
from evals.sets.cases import Case, QuestionKind, QuestionSet
from evals.sets.claims import are_claims, read_claims
from evals.sets.files import read_case, read_rows, read_set, read_text, require_cases
from index.article import Draft
from index.language.detection import detect_language


def open_set(path: Path, corpus: Path | None = None) -> QuestionSet:
    """Read a set in whichever of the formats `path` is.

    `corpus` brings the articles: a folder or file that `pullquote add` could read, or, for SQuAD, another
    SQuAD file with the same question ids, whose paragraphs and answers are the ones asked about.
    """
    if path.is_dir():
        return read_beir(path)
    if path.suffix.lower() == ".json":
        return read_squad(path, corpus)
    return read_claims(path) if are_claims(path) else read_set(path, corpus)


def read_squad(path: Path, corpus: Path | None = None) -> QuestionSet:
    """Read SQuAD 1.1: each paragraph is an article, titled as the one it is taken from."""
    asked, paragraphs = _squad(path)
    there, paragraphs = _squad(corpus) if corpus else (asked, paragraphs)
    answered = {one["id"]: one for one in there}
    if missing := {one["id"] for one in asked} - answered.keys():
        raise SetError(f"{corpus} doesn't have {len(missing)} of the questions in {path}, such as {min(missing)}")
    language = _language([one["question"] for one in asked])
    answering = _language(list(paragraphs.values()))
    kind: QuestionKind = "fact" if language == answering else "cross-language"
    cases = [
        _case(path, **{**answered[one["id"]], "question": one["question"], "language": language, "kind": kind})
        for one in asked
    ]
    drafts = (
        _draft(f"{corpus or path}#{name}", text, name.rpartition("/")[0], answering)
        for name, text in paragraphs.items()
    )
    return QuestionSet(path.stem, require_cases(cases, path), tuple(drafts))


def read_beir(folder: Path) -> QuestionSet:
    """Read BEIR: corpus.jsonl, queries.jsonl and qrels/*.tsv; with several qrels, test is taken."""
    tables = sorted(folder.glob("qrels/*.tsv"), key=lambda table: table.stem != "test")
    if not tables:
        raise SetError(f"{folder} has no qrels/*.tsv; a BEIR folder has corpus.jsonl, queries.jsonl and qrels")
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    drafts = tuple(
        _draft(f"{corpus}#{one['_id']}", one["text"], title if isinstance(title := one.get("title"), str) else "", None)
        for one in _rows(corpus, "_id", "text")
    )
    texts = {one["_id"]: one["text"] for one in _rows(queries, "_id", "text")}
    relevant: dict[str, list[str]] = {}
    for query, document in _relevant(tables[0]):
        if query in texts:
            relevant.setdefault(query, []).append(document)
    cases = [
        _case(queries, id=query, question=texts[query], language=detect_language(texts[query]), articles=articles)
        for query, articles in relevant.items()
    ]
    return QuestionSet(folder.name, require_cases(cases, folder), drafts)


def read_pairs(path: Path, asked: str, answering: str) -> QuestionSet:
    """Read parallel sentences, a line `{"id", "en": …, "tl": …}` each: find the other language's one."""
    rows = list(_rows(path, "id", asked, answering))
    drafts = tuple(_draft(f"{path}#{row['id']}", row[answering], "", answering) for row in rows)
    cases = [
        _case(path, id=row["id"], question=row[asked], language=asked, kind="cross-language", articles=(row["id"],))
        for row in rows
    ]
    return QuestionSet(f"{path.parent.name}-{asked}-{answering}", require_cases(cases, path), drafts)


def _squad(path: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Read a SQuAD file: fields of cases, and the texts of paragraphs, numbered within their title, by name.

    Several articles may share a title.
    """
    questions, paragraphs, numbers = [], {}, Counter[str]()
    try:
        for article in json.loads(read_text(path))["data"]:
            for paragraph in article["paragraphs"]:
                numbers[article["title"]] += 1
                name = f"{article['title']}/{numbers[article['title']]}"
                paragraphs[name] = paragraph["context"]
                for row in paragraph["qas"]:
                    answers = tuple(dict.fromkeys(answer["text"] for answer in row["answers"]))
                    asked = {"id": row["id"], "question": row["question"]}
                    questions.append({**asked, "answers": (answers,), "articles": (name,)})
    except (KeyError, TypeError, ValueError) as error:
        raise SetError(f"{path} is not SQuAD 1.1 JSON: {error!r}") from error
    return questions, paragraphs


def _relevant(table: Path) -> Iterator[tuple[str, str]]:
    """Yield the query and the document of each line of qrels that says they belong together."""
    try:
        for row in csv.DictReader(read_text(table).splitlines(), delimiter="\t"):
            if float(row["score"]) > 0:
                yield row["query-id"], row["corpus-id"]
    except (KeyError, TypeError, ValueError) as error:
        raise SetError(f"{table} is not BEIR's query-id, corpus-id and score with tabs between: {error!r}") from error


def _rows(path: Path, *names: str) -> Iterator[Mapping[str, Any]]:
    """Yield each line's object with the fields `names` as strings; raise SetError if one isn't there."""
    for where, row in read_rows(path):
        for name in names:
            if not isinstance(row.get(name), str | int):
                raise SetError(f"{where} has no {name}")
        yield {**row, **{name: str(row[name]) for name in names}}


def _case(path: Path, **fields: Any) -> Case:
    return read_case(fields, f"{path}, question {fields['id']}")


def _language(texts: list[str]) -> str:
    return detect_language(" ".join(texts[:20]))


def _draft(source: str, text: str, title: str, language: str | None) -> Draft:
    return Draft(source, text, markup="clean", title=title.replace("_", " ") or None, language=language)
