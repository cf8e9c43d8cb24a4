"""Pages read, by Pullquote or by trafilatura alone, and scored beside what is expected of them.

The body is compared by runs of four words, as article-extraction-benchmark does: how many of those read are expected
(precision), and how many of those expected are read (recall). The means are of pages, so they are not its own figures.
"""

import io
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal

from evals.figures.summary import figure
from evals.pages.suites import ExpectedPage
from evals.score.record import Figure
from index.article import Article, Draft
from index.errors import ReadError
from index.language.detection import detect_language, language_code
from index.read.encodings import decode
from index.read.formats import READERS
from index.split.sentences import split_sentences
from index.tidy.characters import fold_space
from index.tidy.tidy import tidy
from rag.answer import Noun

Engine = Literal["pullquote", "trafilatura"]
_WORD = re.compile(r"\w+")
_RUN = 4  # words
_FEWEST = 4  # words of a sentence that is looked at
_FOREIGN = 0.5  # share of a sentence's runs that are expected, under which it is furniture


_NOTHING = Article(
    id="", revision="", text="", title="", publisher=None, published=None, language="", source="", url=None
)


class PageFigures(Noun):
    """What came of a suite: how many pages, which failed, the measures, and how many were read in a second.

    Measures are means over the pages that something is known of, 0 where a page can't be read: `precision`, `recall`
    and `f1` of the body; `title`, `publisher`, `published`, `language` right; `within` and `without` as is wanted;
    `furniture`, a sentence that is not the article's; `cut`, the share of sentences whose words are expected, but not
    in a row.
    """

    engine: Engine
    pages: int
    failed: tuple[str, ...]
    measures: dict[str, Figure]
    pages_per_second: float


def measure_pages(
    pages: Iterable[ExpectedPage], engine: Engine = "pullquote", tell: Callable[[str, int, int], None] | None = None
) -> PageFigures:
    """Read the pages of a suite and score them."""
    expected = list(pages)
    values: dict[str, list[float]] = {}
    failed: list[str] = []
    seconds = 0.0
    for number, page in enumerate(expected, start=1):
        started = time.perf_counter()
        try:
            article = _ENGINES[engine](page)
        except ReadError:
            failed.append(page.name)
            scores = dict.fromkeys(score_page(page, _NOTHING), 0.0)
        else:
            seconds += time.perf_counter() - started
            scores = score_page(page, article)
        for name, value in scores.items():
            values.setdefault(name, []).append(value)
        if tell:
            tell("reading", number, len(expected))
    return PageFigures(
        engine=engine,
        pages=len(expected),
        failed=tuple(failed),
        measures={name: figure(values[name]) for name in sorted(values)},
        pages_per_second=round((len(expected) - len(failed)) / seconds, 2) if seconds else 0.0,
    )


def score_page(page: ExpectedPage, article: Article) -> dict[str, float]:
    """Score what was read of a page, each 0 to 1; only what is known of it."""
    scores = _score_body(page.text, article.text) if page.text else {}
    if page.title:
        scores["title"] = float(_bare(page.title) == _bare(article.title))
    if page.publisher:
        scores["publisher"] = float(_bare(page.publisher) == _bare(article.publisher or ""))
    if page.published:
        scores["published"] = float(page.published == article.published)
    if page.language:
        scores["language"] = float(language_code(page.language) == article.language)
    if page.within:
        scores["within"] = _share(page.within, article.text)
    if page.without:
        scores["without"] = 1 - _share(page.without, article.text)
    return scores


def _score_body(expected: str, read: str) -> dict[str, float]:
    wanted, given = _runs(_words(expected)), _runs(_words(read))
    common = sum((wanted & given).values())
    scores = {
        "precision": common / max(1, given.total()),
        "recall": common / max(1, wanted.total()),
        "f1": 2 * common / max(1, given.total() + wanted.total()),
    }
    sentences = [_words(read[span.start : span.end]) for span in split_sentences(read) if not span.heading]
    looked_at = [words for words in sentences if len(words) >= _FEWEST]
    strange = [words for words in looked_at if _share_of_runs(words, wanted) < _FOREIGN]
    in_a_row = f" {' '.join(_words(expected))} "
    cut = [words for words in looked_at if words not in strange and f" {' '.join(words)} " not in in_a_row]
    return {**scores, "furniture": float(bool(strange)), "cut": len(cut) / max(1, len(looked_at))}


def _runs(words: list[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def _share_of_runs(words: list[str], wanted: Mapping[tuple[str, ...], int]) -> float:
    runs = _runs(words)
    return sum(run in wanted for run in runs) / len(runs)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _bare(text: str) -> str:
    return " ".join(_words(text))


def _share(wanted: tuple[str, ...], text: str) -> float:
    folded = fold_space(text)
    return sum(fold_space(one) in folded for one in wanted) / len(wanted)


def _read_ours(page: ExpectedPage) -> Article:
    drafts = READERS[page.suffix](io.BytesIO(page.data), page.name)
    draft = next((one for one in drafts if isinstance(one, Draft)), None)
    if draft is None:
        raise ReadError("there is no article in it")
    return tidy(draft)


def _read_plainly(page: ExpectedPage) -> Article:
    """Read with trafilatura alone, its text and its metadata as they come."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(decode(page.data), with_metadata=True, include_comments=False)
    if not isinstance(found, Document) or not found.text:
        raise ReadError("no article text was found in the page")
    text = found.text.replace("\n", "\n\n")
    return Article(
        id=page.name,
        revision="",
        text=text,
        title=found.title or "",
        publisher=found.sitename or found.hostname,
        published=date.fromisoformat(found.date) if found.date else None,
        language=language_code(found.language) or detect_language(text),
        source=page.name,
    )


_ENGINES: Mapping[Engine, Callable[[ExpectedPage], Article]] = {"pullquote": _read_ours, "trafilatura": _read_plainly}
