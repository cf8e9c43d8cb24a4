"""Hostile files: each is read or named, and the fuzzer sees where one isn't."""

from pathlib import Path
from random import Random

import pytest

from evals.fuzz import fuzzing
from evals.fuzz.files import make_files
from evals.fuzz.fuzzing import BAD, fuzz
from evals.fuzz.mutations import MUTATIONS, mutate
from index.article import Article, Draft
from index.read.formats import READERS


def test_hostile_files_of_every_format_are_read_or_named(tmp_path: Path) -> None:
    found = fuzz(7, files=130, keep=tmp_path)
    assert found.files == 130
    assert set(found.outcomes) == set(READERS)
    assert sum(map(found.count, fuzzing.OUTCOMES)) == 130
    assert found.count(*BAD) == 0, found.kept
    assert found.count("read") > 20
    assert found.count("refused") > 20


def test_the_same_seed_makes_the_same_files() -> None:
    files = {suffix: data for suffix, data in make_files().items() if suffix != ".docx"}  # which holds the time
    assert all(mutate(data, one, Random(3)) == mutate(data, one, Random(3)) for one, data in files.items())


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
def test_a_mutation_takes_any_file(mutation: object) -> None:
    assert callable(mutation)
    for data in (b"", b"a", b"The harbour froze 1 time. " * 200):
        assert isinstance(mutation(data, Random(1)), bytes)


def test_a_crash_is_counted_kept_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def tidy(draft: Draft) -> Article:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzzing, "tidy", tidy)
    found = fuzz(7, files=26, keep=tmp_path)
    assert found.files == sum(map(found.count, fuzzing.OUTCOMES)) == 26
    assert found.count("crashed") > 5
    assert found.count("read") == 0
    assert {Path(path).name for path in found.kept} <= {path.name for path in tmp_path.iterdir()}
