"""What a library must hold after whatever happened to its writer, and what is wrong with it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from evals.faults.writer import open_embedder, text_of
from index.article import Article
from index.errors import IndexingError
from index.library import Library, open_library

_BEST = 3  # hits, one of which has to be the passage itself
_HITS = 20
_PATIENCE = 60.0  # seconds for what a killed writer left behind to be gone


class Faults(BaseModel):
    """Acknowledged articles that are lost, vectors without an article, articles twice, passages that their own text
    doesn't find, writers or readers that got stuck, and what `doctor` says."""

    lost: int = 0
    orphans: int = 0
    duplicates: int = 0
    unfound: int = 0
    stuck: int = 0
    problems: list[str] = []

    @property
    def count(self) -> int:
        """Count them all."""
        return self.lost + self.orphans + self.duplicates + self.unfound + self.stuck + len(self.problems)

    def __iadd__(self, other: "Faults") -> "Faults":
        for name in Faults.model_fields:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


@dataclass(slots=True)
class Expected:
    """The number of each source's text, None for none; of what was begun but not done either may be true."""

    done: dict[str, int | None] = field(default_factory=dict)
    begun: dict[str, int | None] = field(default_factory=dict)
    highest: int = -1

    def learn(self, told: dict[str, Any]) -> None:
        """Learn of something that a writer has begun, or done."""
        source, number = told["source"], told["number"]
        self.highest = max(self.highest, number)
        if told["operation"] in {"repair", "reindex"}:
            return
        wanted = None if told["operation"] == "remove" else number
        if told.get("done"):
            self.done[source] = wanted
            self.begun.pop(source, None)
        else:
            self.begun[source] = wanted

    def settle(self, source: str, found: str | None) -> bool:
        """Tell whether a text may be that of its source, and expect it from now on."""
        may_be = [one[source] for one in (self.done, self.begun) if source in one] + [None] * (source not in self.done)
        number = next((one for one in may_be if (one if one is None else text_of(source, one)) == found), -1)
        self.begun.pop(source, None)
        self.done[source] = number if number != -1 else None
        return number != -1


def examine(home: Path, expected: Expected, cache: str | None = None) -> Faults:
    """Open a library as the next writer would, and look at everything in it."""
    embedder = open_embedder(cache)
    try:
        with open_library(home, lambda: embedder, writing=True, wait=_PATIENCE) as library:
            return _examine(library, expected)
    except IndexingError as error:
        return Faults(stuck=1, problems=[str(error)])


def _examine(library: Library, expected: Expected) -> Faults:
    articles = [found for one in library.catalog.articles() if (found := library.catalog.article(one.id))]
    texts = {article.source: article.text for article in articles}
    lost = [
        source for source in {*expected.done, *expected.begun, *texts} if not expected.settle(source, texts.get(source))
    ]
    return Faults(
        lost=len(lost),
        orphans=sum(_count_orphans(library, article) for article in articles),
        duplicates=len(articles) - len(texts),
        unfound=sum(_count_unfound(library, article) for article in articles),
        problems=library.find_problems(),
    )


def _count_unfound(library: Library, article: Article) -> int:
    """Count the passages of an article that aren't found by their own text."""
    unfound = 0
    for passage in library.catalog.passages_of(article.id):
        vector = library.embedder.embed_passages([article.text[passage.start : passage.end]])[0]
        unfound += passage.id not in dict(library.vectors.nearest("passages", vector, _BEST))
    return unfound


def _count_orphans(library: Library, article: Article) -> int:
    """Count what is found for an article's text, and stands in no article."""
    vector = library.embedder.embed_question(article.text)
    passages = [name for name, _ in library.vectors.nearest("passages", vector, _HITS)]
    sentences = [name for name, _ in library.vectors.nearest("sentences", vector, _HITS)]
    live = len(library.catalog.passages(passages)) + len(library.catalog.passages_of_sentences(sentences))
    return len(passages) + len(sentences) - live
