"""Zip files: each file in one is read, and what would do harm is one line."""

import io
import zipfile
from pathlib import Path

import pytest

from evals.fuzz.files import pack
from index.article import Draft, ReadFailure
from index.read.files import read

WORDS = b"The harbour froze over on Tuesday."


def read_zip(folder: Path, data: bytes) -> dict[str, str]:
    """What became of each file: its text, or why it wasn't read."""
    path = folder / "a.zip"
    path.write_bytes(data)
    found = list(read(path))
    return {one.source.removeprefix(str(path)): one.text if isinstance(one, Draft) else one.reason for one in found}


def test_every_file_is_read_as_in_a_folder(tmp_path: Path) -> None:
    found = read_zip(
        tmp_path, pack({"a.txt": WORDS, "b/c.md": b"# Ice\n\n" + WORDS, ".b/d.txt": WORDS, "e.xyz": WORDS})
    )
    assert list(found) == ["#a.txt", "#b/c.md", "#e.xyz"]
    assert found["#a.txt"] == found["#b/c.md"] == WORDS.decode()
    assert "format" in found["#e.xyz"]


def test_an_archive_in_an_archive_is_read_and_one_in_that_is_not(tmp_path: Path) -> None:
    inner = pack({"a.txt": WORDS, "c.zip": pack({"a.txt": WORDS})})
    assert read_zip(tmp_path, pack({"b.zip": inner})) == {
        "#b.zip#a.txt": WORDS.decode(),
        "#b.zip#c.zip": "it is an archive in an archive in an archive; unpack it",
    }


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "b/../../a.txt", "C:/a.txt"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    found = read_zip(tmp_path, pack({name: WORDS, "b.txt": WORDS}))
    assert found == {f"#{name}": "its name leads out of the archive", "#b.txt": WORDS.decode()}


def test_a_link_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert read_zip(tmp_path, file.getvalue()) == {"#a.txt": "it is a link; pack the file itself"}


def test_an_encrypted_file_is_told(tmp_path: Path) -> None:
    data = bytearray(pack({"a.txt": WORDS, "b.txt": WORDS}))
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + flags] |= 1
    found = read_zip(tmp_path, bytes(data))
    assert "encrypted" in found["#a.txt"]
    assert found["#b.txt"] == WORDS.decode()


def test_a_damaged_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(pack({"a.txt": WORDS, "b.txt": WORDS}))
    data[data.index(b"PK\x01\x02") + 16] ^= 1  # its checksum
    found = read_zip(tmp_path, bytes(data))
    assert "damaged" in found["#a.txt"]
    assert found["#b.txt"] == WORDS.decode()


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"a.txt": b"a" * 60_000_000}, "larger than 50 MB when it is unpacked"),
        ({f"{number}.txt": b"" for number in range(10_001)}, "more than 10,000 files"),
        ({".hidden": b""}, "no files in it"),
    ],
    ids=["ratio", "count", "empty"],
)
def test_a_bomb_is_one_line(tmp_path: Path, members: dict[str, bytes], reason: str) -> None:
    (failure,) = read_zip(tmp_path, pack(members)).values()
    assert reason in failure


def test_archives_in_an_archive_share_its_bounds(tmp_path: Path) -> None:
    inner = pack({f"{number}.xyz": b"" for number in range(4_000)})
    found = read_zip(tmp_path, pack({f"{number}.zip": inner for number in range(4)}))
    assert sum("format" in reason for reason in found.values()) == 8_000
    assert found["#2.zip"] == found["#3.zip"] == "it holds more than 1,996 files; split it"


def test_a_file_over_the_bound_is_told(tmp_path: Path) -> None:
    noise = b"".join(number.to_bytes(4, "big") for number in range(5_100_000))
    found = read_zip(tmp_path, pack({"a.txt": noise, "b.txt": WORDS}))
    assert "larger than 20 MB" in found["#a.txt"]
    assert found["#b.txt"] == WORDS.decode()


def test_no_zip_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(WORDS)
    (failure,) = read(tmp_path / "a.zip")
    assert isinstance(failure, ReadFailure)
    assert "no zip file" in failure.reason
