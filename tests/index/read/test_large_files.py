"""Large files and many of them are read in as much memory as small ones."""

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.fuzz.files import make_message
from index.article import Draft
from index.read.files import read

WORDS = "The harbour froze over on Tuesday, and ferries lay still. "
MOST = 60_000_000  # bytes that a process may grow by


def write(path: Path, parts: Iterator[bytes], size: int = 100_000_000) -> int:
    written = count = 0
    with path.open("wb") as file:
        while written < size:
            written += file.write(next(parts))
            count += 1
    return count


def messages() -> Iterator[bytes]:
    whole, number = make_message("<0@k>"), 0
    while True:
        number += 1
        page = b"<p>" + WORDS.encode() * 2_000 + b"</p>\n"
        yield b"From a@b.example Thu\n%s\n%s\n" % (whole.replace(b"<0@k>", b"<%d@k>" % number), page)


def lines() -> Iterator[bytes]:
    number = 0
    while True:
        number += 1
        yield json.dumps({"id": number, "text": WORDS * 2_000}).encode() + b"\n"


def peak() -> int:
    """The most memory of this process and of those it has waited for, in bytes."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024


@pytest.mark.bench
@pytest.mark.parametrize(("name", "parts"), [("a.jsonl", lines), ("a.mbox", messages)])
def test_a_file_of_100_mb_is_read_article_by_article(tmp_path: Path, name: str, parts: object) -> None:
    assert callable(parts)
    write(tmp_path / f"small{name}", parts(), 2_000_000)
    assert all(isinstance(one, Draft) for one in read(tmp_path / f"small{name}"))
    before = peak()
    count = write(tmp_path / name, parts())
    assert sum(isinstance(one, Draft) for one in read(tmp_path / name)) == count
    assert peak() - before < MOST


@pytest.mark.bench
@pytest.mark.parametrize("suffix", [".txt", ".html", ".md", ".pdf", ".docx", ".epub", ".eml", ".zip"])
def test_any_other_file_of_100_mb_is_refused_by_its_size(tmp_path: Path, suffix: str) -> None:
    with (tmp_path / f"a{suffix}").open("wb") as file:
        file.truncate(100_000_000)
    (failure,) = read(tmp_path)
    assert not isinstance(failure, Draft)
    assert failure.reason.startswith("it is larger than")


@pytest.mark.bench
def test_ten_thousand_files_take_no_more_memory_than_a_hundred(tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    for folder, count in ((few, 100), (many, 10_000)):
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.{'md' if number % 2 else 'txt'}").write_text(WORDS, encoding="utf-8")
    assert sum(isinstance(one, Draft) for one in read(few)) == 100
    before = peak()
    assert sum(isinstance(one, Draft) for one in read(many)) == 10_000
    assert peak() - before < MOST
