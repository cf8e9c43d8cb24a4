"""A process that writes to a library until it is killed, and says of each thing what it begins and what is done."""

import json
import random
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evals.faults.words import WordEmbedder
from index.article import Draft, article_id
from index.embed.embedder import Embedder
from index.errors import StoreBusyError
from index.ingestion import Ingestion
from index.library import Library, open_library
from index.reindexing import reindex
from index.settings import FetchSettings
from index.store.catalog.sources import Source

SOURCES = tuple(f"s{number}" for number in range(12))
_SENTENCES = 12
_PAUSE = 30.0  # seconds that a writer waits for the other one


@dataclass(frozen=True, slots=True)
class Orders:
    """What a writer is told: where, with which chance, under which numbers its texts go, and how much of it."""

    home: str
    seed: int
    first: int
    sources: tuple[str, ...] = SOURCES
    operations: tuple[str, ...] = ()
    most: int = 1_000_000
    cache: str | None = None  # of the bundled embedder, to embed with that


def text_of(source: str, number: int) -> str:
    """Return a text that tells of its number, and shares few words with any other."""
    name = Path(source).stem
    return " ".join(f"Ferry {name}x{number}x{deck} waited near {name}y{number}y{deck}." for deck in range(_SENTENCES))


def open_embedder(cache: str | None) -> Embedder:
    """Return the embedder that costs nothing or, with its cache, the bundled one."""
    if cache is None:
        return WordEmbedder()
    from index.embed.e5 import BundledE5

    return BundledE5(Path(cache))


def _add(library: Library, source: str, number: int) -> None:
    library.add(Draft(source, text_of(source, number), "clean"))


def _remove(library: Library, source: str, _: int) -> None:
    library.remove(article_id(source))


def _repair(library: Library, _: str, __: int) -> None:
    library.repair()


def _reindex(library: Library, _: str, __: int) -> None:
    deque(reindex(library), maxlen=0)


def _sync(library: Library, source: str, number: int) -> None:
    path = Path(source)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text_of(source, number), encoding="utf-8")
    library.catalog.sources.remember(Source(str(path.parent)))
    deque(Ingestion(library, FetchSettings()).sync(only=[source]), maxlen=0)


OPERATIONS: Mapping[str, Callable[[Library, str, int], None]] = {  # each with a share of the turns
    "add": _add,
    "update": _add,
    "remove": _remove,
    "repair": _repair,
    "reindex": _reindex,
    "sync": _sync,
}
_SHARES = {"add": 6, "update": 6, "remove": 3, "repair": 1, "reindex": 2, "sync": 3}


def work(orders: Orders, tell: Callable[[str], None]) -> None:
    """Do one thing after another; `tell` hears a line of JSON before and after each."""
    chance = random.Random(orders.seed)  # noqa: S311  # no secret
    names = orders.operations or tuple(OPERATIONS)
    embedder = open_embedder(orders.cache)
    files = Path(orders.home).resolve().with_name("files")
    with open_library(Path(orders.home), lambda: embedder, writing=True, wait=_PAUSE) as library:
        tell(json.dumps({"open": True}))
        for number in range(orders.first, orders.first + orders.most):
            name = chance.choices(names, [_SHARES[one] for one in names])[0]
            source = chance.choice(orders.sources)
            if name == "sync":
                source = str(files / f"file-{source}.txt")
            turn = {"operation": name, "source": source, "number": number}
            tell(json.dumps(turn))
            OPERATIONS[name](library, source, number)
            tell(json.dumps({**turn, "done": True}))


def main() -> None:
    """Run a writer with the orders in the first argument."""
    try:
        work(Orders(**json.loads(sys.argv[1])), partial(print, flush=True))  # whoever started it reads that
    except StoreBusyError:
        print(json.dumps({"busy": True}), flush=True)  # noqa: T201
