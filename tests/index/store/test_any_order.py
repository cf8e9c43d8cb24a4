"""A library under any order of writes, crashes and repairs, beside a dict that says what it must hold."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from index.article import article_id
from index.library import Library, open_library
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, assert_sound

SOURCES = st.sampled_from(("a", "b", "c"))
NUMBERS = st.integers(0, 3)
SEAMS = st.sampled_from(
    ("embed", "vectors.add", "catalog.save", "catalog.remove", "vectors.delete", "catalog.set_meta")
)
WHEN = st.sampled_from(("before", "after"))


class Crash(BaseException):  # it is none that anybody catches
    """The process is gone."""


def text_of(source: str, number: int) -> str:
    return f"Ferry {source}{number} waited near quay {source}q{number}. Its master was {source}m{number}."


class Crashing:
    """Stands before an object, and crashes before or after a call of one of its methods."""

    def __init__(self, behind: Any, seam: str, when: str) -> None:
        self._behind, self._seam, self._when = behind, seam, when

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._behind, name)
        return self._crash(found) if name == self._seam else found

    def _crash(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def crash(*values: Any, **named: Any) -> Any:
            if self._when == "after":
                method(*values, **named)
            raise Crash

        return crash


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._home = Path(self._folder.name) / "home"
        self._held: dict[str, int] = {}
        self._open()

    def _open(self) -> None:
        self._stack = ExitStack()
        self._fake = FakeEmbedder(dimension=64)
        opened = open_library(self._home, lambda: self._fake, writing=True)
        self._library: Library = self._stack.enter_context(opened)

    def _drop(self) -> None:
        """Leave everything as a process that is killed does: nothing is committed, noted or closed in order."""
        library = self._library
        if vectors := library.__dict__.pop("vectors", None):
            vectors.kill()
        self._stack.close()

    @rule(source=SOURCES, number=NUMBERS)
    def add(self, source: str, number: int) -> None:
        result = add(self._library, source, text_of(source, number))
        same, known = self._held.get(source) == number, source in self._held
        assert result.status == ("unchanged" if same else "updated" if known else "added")
        self._held[source] = number

    @rule(source=SOURCES)
    def remove(self, source: str) -> None:
        removed = self._library.remove(article_id(source))
        assert (removed is not None) == (self._held.pop(source, None) is not None)

    @rule()
    def repair(self) -> None:
        assert self._library.repair() == 0

    @rule()
    def reopen(self) -> None:
        self._stack.close()
        self._open()

    @rule()
    def kill(self) -> None:
        self._drop()
        self._open()

    @rule(source=SOURCES, number=NUMBERS, seam=SEAMS, when=WHEN, removing=st.booleans())
    def crash(self, source: str, number: int, seam: str, when: str, removing: bool) -> None:
        """Crash somewhere in a write, or not, if it doesn't come by there; either state may be left."""
        part, _, method = seam.rpartition(".")
        vectors, catalog = self._library.vectors, self._library.catalog
        if part == "vectors":
            self._library.vectors = Crashing(vectors, method, when)  # type: ignore[assignment]
        elif part == "catalog":
            self._library.catalog = Crashing(catalog, method, when)  # type: ignore[assignment]
        else:
            self._fake.fails_with = Crash()
        crashed = False
        try:
            if removing:
                self._library.remove(article_id(source))
            else:
                add(self._library, source, text_of(source, number))
        except Crash:
            crashed = True
        self._library.vectors, self._library.catalog = vectors, catalog
        self._fake.fails_with = None
        if crashed:
            self._drop()
            self._open()
        self._settle(source, None if removing else number)

    def _settle(self, source: str, wanted: int | None) -> None:
        """Learn which of the two states was left; a third one is none."""
        article = self._library.catalog.article(article_id(source))
        states = {self._held.get(source), wanted}
        found = next(
            (one for one in states if (one is None) == (article is None) and self._is(article, source, one)), -1
        )
        assert found in states, f"{source} is neither as before nor as wanted"
        self._held.pop(source, None)
        if found is not None:
            self._held[source] = found

    def _is(self, article: Any, source: str, number: int | None) -> bool:
        return article is None or (number is not None and article.text == text_of(source, number))

    @invariant()
    def holds_what_it_must(self) -> None:
        found = {one.source: self._library.catalog.article(one.id) for one in self._library.catalog.articles()}
        assert {source: one and one.text for source, one in found.items()} == {
            source: text_of(source, number) for source, number in self._held.items()
        }
        assert_sound(self._library)

    def teardown(self) -> None:
        self._stack.close()
        self._folder.cleanup()


AnyOrder.TestCase.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyOrder = AnyOrder.TestCase
