"""Files become drafts; one that can't is named with its reason and stops no other."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.library import Library
from index.read import limits
from index.read.encodings import decode
from index.read.files import count_articles, read, read_all

WORDS = "The harbour froze over on Tuesday, and “ferries” lay still."
Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    folder = tmp_path / "articles"
    folder.mkdir()

    def write(name: str, content: bytes | str) -> Path:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def read_draft(path: Path) -> Draft:
    (found,) = read(path)
    assert isinstance(found, Draft), found
    return found


def read_failure(path: Path) -> ReadFailure:
    (found,) = read(path)
    assert isinstance(found, ReadFailure), found
    assert "\n" not in found.reason
    return found


def lines(*rows: object) -> bytes:
    return b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)


class TestFormats:
    def test_plain_text_is_taken_as_pasted(self, write: Write) -> None:
        path = write("a.txt", WORDS)
        assert read_draft(path) == Draft(str(path), WORDS)

    def test_markdown_tells_its_metadata_in_front_matter(self, write: Write) -> None:
        matter = "title: Ice\npublisher: Kettle Daily\npublished: 2026-01-16\nlanguage: fil\nurl: https://k.example/a"
        found = read_draft(write("a.md", f"---\r\n{matter}\r\n---\r\n{WORDS}\r\n"))
        assert (found.title, found.publisher, found.published) == ("Ice", "Kettle Daily", date(2026, 1, 16))
        assert (found.language, found.url, found.text.strip()) == ("fil", "https://k.example/a", WORDS)

    def test_markdown_without_front_matter_has_its_first_heading_for_a_title(self, write: Write) -> None:
        found = read_draft(write("a.md", f"# Ice\n\n{WORDS}"))
        assert (found.title, found.text.strip()) == ("Ice", WORDS)

    def test_a_rule_at_the_top_is_no_front_matter(self, write: Write) -> None:
        assert WORDS in read_draft(write("a.md", f"---\n{WORDS}\n---\nThe end.")).text

    @pytest.mark.parametrize("matter", ["a: [", "a: " + "[" * 3_000, "published: 2026-13-45", "{a: b}: c"])
    def test_broken_front_matter_is_named(self, write: Write, matter: str) -> None:
        assert "front matter" in read_failure(write("a.md", f"---\n{matter}\n---\n{WORDS}")).reason

    def test_odd_metadata_is_left_out(self, write: Write) -> None:
        matter = "title: [1, 2]\npublisher: ''\npublished: soon\nurl: javascript:alert(1)"
        found = read_draft(write("a.md", f"---\n{matter}\n---\n{WORDS}"))
        assert (found.title, found.publisher, found.published, found.url) == (None, None, None, None)

    def test_front_matter_alone_is_no_article(self, write: Write) -> None:
        assert "front matter" in read_failure(write("a.md", "---\ntitle: Ice\n---\n\n")).reason

    @pytest.mark.parametrize("name", ["a.html", "a.HTM"])
    def test_a_web_page_is_reduced_to_its_article(self, write: Write, name: str) -> None:
        story = "".join(
            f"<p>Ferry number {number} lay still in the frozen harbour, its crew playing cards below.</p>"
            for number in range(6)
        )
        page = f"""<!doctype html><html lang="en"><head><title>Ice</title>
            <meta property="og:site_name" content="Kettle Daily">
            <meta property="article:published_time" content="2026-01-16T08:00:00Z">
            <link rel="canonical" href="https://kettle.example/ice"></head><body>
            <nav><a href="/">Home</a><a href="/tea">Tea of the day</a></nav>
            <main><article><h1>Harbour freezes</h1>{story}</article></main>
            <footer>Imprint and cookies</footer><script>var hidden = 1</script></body></html>"""
        found = read_draft(write(name, page))
        assert "Ferry number 0" in found.text
        assert "Ferry number 5" in found.text
        assert not any(word in found.text for word in ("Tea of the day", "Imprint", "hidden"))
        assert (found.publisher, found.published) == ("Kettle Daily", date(2026, 1, 16))
        assert (found.url, found.markup) == ("https://kettle.example/ice", "html")

    @pytest.mark.parametrize(
        "page", ["<html></html>", "<nav><a>Home</a></nav>", "<" * 1000, "<div>" * 20_000, "\x00<p>\x00", "just words"]
    )
    def test_a_page_without_article_is_named(self, write: Write, page: str) -> None:
        assert read_failure(write("a.html", page)).reason

    def test_each_line_of_jsonl_is_an_article(self, write: Write) -> None:
        rows = [
            {"id": "x", "text": WORDS, "title": "Ice", "published_at": "2026-01-16", "url": "https://k.example"},
            {"text": WORDS, "id": None, "title": 7},
        ]
        path = write("a.jsonl", lines(*rows))
        first, second = read(path)
        assert first == Draft(f"{path}#x", WORDS, "clean", "Ice", None, date(2026, 1, 16), None, "https://k.example")
        assert second == Draft(f"{path}#2", WORDS, "clean", "7")


class TestBadLines:
    @pytest.mark.parametrize(
        "bad",
        [
            *(b"{", b"[1]", b"7", b"{}", b'{"text": 7}', b"\xff\xfe", b"[" * 100_000),
            *(b'{"text": "a", "n": ' + b"1" * 5000 + b"}", b'{"text": "a"} b'),
        ],
        ids=lambda line: line[:16],
    )
    def test_a_bad_line_stops_none_of_its_neighbours(self, write: Write, bad: bytes) -> None:
        path = write("a.jsonl", lines({"text": WORDS}, bad, b"", {"text": WORDS}))
        first, failure, last = read(path)
        assert isinstance(first, Draft)
        assert isinstance(failure, ReadFailure)
        assert failure.source == f"{path}#2"
        assert isinstance(last, Draft)
        assert last.source == f"{path}#4"

    def test_a_line_over_the_bound_is_passed_over(self, write: Write) -> None:
        long = {"text": "x" * limits.MAX_BYTES}
        path = write("a.jsonl", lines({"text": WORDS}, long, {"text": WORDS}, long))
        first, over, last, end = read(path)
        assert isinstance(first, Draft)
        assert isinstance(last, Draft)
        assert isinstance(over, ReadFailure)
        assert isinstance(end, ReadFailure)
        assert (over.source, last.source) == (f"{path}#2", f"{path}#3")

    def test_lone_surrogates_in_json_do_no_harm(self, write: Write, library: Library) -> None:
        row = b'{"id": "a\\ud800", "text": "The ice \\udfff melts.", "title": "I\\ud800ce", "url": "https://k.example/\\ud800"}'
        (found,) = read(write("a.jsonl", row))
        outcome = library.add(found)
        assert outcome.status == "added"
        assert outcome.source.endswith("#a")
        kept = library.catalog.article(str(outcome.article_id))
        assert kept is not None
        assert (kept.text, kept.title, kept.url) == ("The ice melts.", "Ice", "https://k.example/")


class TestBadFiles:
    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("empty.txt", b"", "empty"),
            ("blank.txt", b" \n\t\n", "empty"),
            ("binary.txt", bytes(range(256)) * 40, "binary"),
            ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01\x02\x03" * 200, "binary"),
            ("no-mark.txt", WORDS.encode("utf-16-le"), "binary"),
            ("half.txt", WORDS.encode("utf-16")[:41], "binary"),
            ("page.xyz", b"%XYZ-1.7", "format"),
            ("noending", WORDS.encode(), "format"),
        ],
    )
    def test_it_is_refused_with_the_reason(self, write: Write, name: str, content: bytes, reason: str) -> None:
        path = write(name, content)
        assert reason in read_failure(path).reason
        assert read_failure(path).source == str(path)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_the_usual_encodings_are_read(self, write: Write, encoding: str) -> None:
        assert read_draft(write("a.txt", WORDS.encode(encoding))).text == WORDS

    def test_big_endian_utf16_and_latin_1_are_read(self) -> None:
        assert decode(b"\xfe\xff" + WORDS.encode("utf-16-be")) == WORDS
        assert decode("Café à Malmö".encode("latin-1")) == "Café à Malmö"

    @pytest.mark.parametrize("broken", [b"\xff", b"\xe2\x80", b"\xc3("])
    def test_one_broken_byte_spoils_no_other_character(self, broken: bytes) -> None:
        assert WORDS in decode(WORDS.encode() + b" " + broken)

    def test_nul_bytes_among_words_are_no_end_of_the_text(self, write: Write, library: Library) -> None:
        outcome = library.add(read_draft(write("a.txt", b"The ice\x00 melted. " * 9 + b"Ships sail.")))
        kept = library.catalog.article(str(outcome.article_id))
        assert kept is not None
        assert kept.text.endswith("melted. Ships sail.")

    def test_a_file_over_the_bound_is_refused(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "MAX_BYTES", 1000)
        assert "larger" in read_failure(write("a.txt", "word " * 300)).reason
        assert read_draft(write("b.txt", "word " * 100))

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        assert "no such file" in read_failure(tmp_path / "none.txt").reason

    @pytest.mark.parametrize(
        "name", ["a\x00.txt", "x" * 300 + ".txt", "a/" * 3000 + "b.txt"], ids=["nul", "name", "path"]
    )
    def test_an_impossible_path_is_named(self, tmp_path: Path, name: str) -> None:
        assert read_failure(tmp_path / name).reason
        assert count_articles([str(tmp_path / name)]) == 1

    @pytest.mark.parametrize(
        "name", ["two\nlines.txt", "x" * 250 + ".txt", "\u202efdp.txt", "'; DROP--.txt", "..a.txt"]
    )
    def test_an_odd_name_is_read(self, write: Write, name: str) -> None:
        assert read_draft(write(name, WORDS)).text == WORDS

    def test_a_name_that_is_no_utf8_is_read_and_shown(self, write: Write, library: Library) -> None:
        write("good.txt", WORDS)
        folder = os.fsencode(write("b.txt", WORDS).parent)
        with open(folder + b"/\xff.txt", "wb") as file:  # noqa: PTH123
            file.write(WORDS.encode())
        outcomes = [library.add(found) for found in read(Path(os.fsdecode(folder)))]
        assert {outcome.status for outcome in outcomes} == {"added"}
        assert any(outcome.source.endswith("\\xff.txt") for outcome in outcomes)

    @pytest.mark.timeout(20)
    @pytest.mark.parametrize("name", ["pipe.txt", "pipe.jsonl"])
    def test_a_pipe_is_refused_without_waiting_on_it(self, tmp_path: Path, name: str) -> None:
        os.mkfifo(tmp_path / name)
        assert "regular file" in read_failure(tmp_path / name).reason
        assert count_articles([str(tmp_path)]) == 1

    @pytest.mark.parametrize("url", ["https://kettle.example/a", "file:///etc/passwd", "FTP://k.example", "gopher://k"])
    def test_an_address_is_no_file(self, url: str) -> None:
        (found,) = read_all([url])
        assert isinstance(found, ReadFailure)
        assert "web" in found.reason

    def test_decoding_refuses_what_is_no_text(self) -> None:
        with pytest.raises(ReadError):
            decode(b"\x00" * 100)


class TestFolders:
    def test_a_folder_too_deep_to_be_named_is_one_line(self, write: Write) -> None:
        folder = write("a.txt", WORDS).parent
        here = os.getcwd()  # noqa: PTH109
        try:
            os.chdir(folder)
            for _ in range(25):
                os.mkdir("d" * 200)  # noqa: PTH102  a path of its whole length is refused
                os.chdir("d" * 200)
        finally:
            os.chdir(here)
        draft, failure = read(folder)
        assert isinstance(draft, Draft)
        assert isinstance(failure, ReadFailure)
        assert failure.reason == "File name too long"
        assert count_articles([str(folder)]) == 2

    def test_files_are_read_in_name_order_and_hidden_ones_passed_over(self, write: Write) -> None:
        for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/d.txt"):
            write(name, WORDS)
        folder = write("b.txt", WORDS).parent
        found = [Path(draft.source).relative_to(folder) for draft in read(folder)]
        assert found == [Path("a.md"), Path("b.txt"), Path("sub/c.txt")]
        assert count_articles([str(folder)]) == 3

    def test_links_inside_are_followed_and_links_out_refused(self, write: Write, tmp_path: Path) -> None:
        inside = write("a.txt", WORDS)
        secret = tmp_path / "secret.txt"
        secret.write_text("The password is kettle.")
        (inside.parent / "b.txt").symlink_to(inside)
        (inside.parent / "c.txt").symlink_to(secret)
        (inside.parent / "d.txt").symlink_to("../secret.txt")
        (inside.parent / "e.txt").symlink_to("/dev/zero")
        found = list(read(inside.parent))
        assert [type(one) for one in found] == [Draft, Draft, ReadFailure, ReadFailure, ReadFailure]
        assert all("outside" in one.reason for one in found if isinstance(one, ReadFailure))

    def test_a_linked_folder_out_of_the_folder_is_named_and_not_read(self, write: Write, tmp_path: Path) -> None:
        inside = write("a.txt", WORDS)
        other = tmp_path / "other"
        other.mkdir()
        (other / "secret.txt").write_text("The password is kettle.")
        (inside.parent / "link").symlink_to(other)
        found = list(read(inside.parent))
        assert sorted(type(one).__name__ for one in found) == ["Draft", "ReadFailure"]
        assert any("outside" in one.reason for one in found if isinstance(one, ReadFailure))

    def test_a_page_is_read_in_the_encoding_it_declares(self, write: Write) -> None:
        page = f"<html><head><meta charset='gbk'></head><body><article><p>港口结冰。{WORDS}</p></article></body></html>"
        path = write("page.html", "x")
        path.write_bytes(page.encode("gbk"))
        assert "港口结冰" in read_draft(path).text

    def test_a_second_line_with_the_same_id_is_named(self, write: Write) -> None:
        lines = [{"id": 1, "text": WORDS}, {"id": "1", "text": f"Other. {WORDS}"}]
        found = list(read(write("a.jsonl", "\n".join(map(json.dumps, lines)))))
        assert [type(one) for one in found] == [Draft, ReadFailure]

    def test_broken_and_circular_links_are_named(self, write: Write) -> None:
        good = write("z.txt", WORDS)
        (good.parent / "a.txt").symlink_to("nowhere.txt")
        (good.parent / "b.txt").symlink_to("b.txt")
        found = list(read(good.parent))
        assert [type(one) for one in found] == [ReadFailure, ReadFailure, Draft]

    def test_one_bad_file_stops_none_of_its_neighbours(self, write: Write) -> None:
        contents: dict[str, bytes | str] = {
            "a.txt": WORDS,
            "b.txt": b"",
            "c.pdf": b"%PDF",
            "d.jsonl": b"{\n{}",
            "e.html": "<nav>x</nav>",
            "f.md": "---\na: [\n---\nb",
            "g.txt": b"\x00" * 99,
            "h.txt": WORDS,
        }
        for name, content in contents.items():
            folder = write(name, content).parent
        os.mkfifo(folder / "i.txt")
        found = list(read(folder))
        assert [Path(one.source).name for one in found if isinstance(one, Draft)] == ["a.txt", "h.txt"]
        assert len([one for one in found if isinstance(one, ReadFailure)]) == 8

    def test_a_folder_and_a_file_that_may_not_be_opened_are_named(self, unprivileged: Path) -> None:
        for name in ("a", "z"):
            (unprivileged / f"{name}.txt").write_text(WORDS)
        closed = unprivileged / "closed"
        closed.mkdir(mode=0)
        (unprivileged / "b.txt").touch(mode=0)
        found = list(read(unprivileged))
        failures = [one for one in found if isinstance(one, ReadFailure)]
        assert {one.source for one in failures} == {str(closed), str(unprivileged / "b.txt")}
        assert {one.reason for one in failures} == {"Permission denied"}
        assert len(found) == 4

    def test_an_empty_folder_holds_nothing(self, tmp_path: Path) -> None:
        assert list(read(tmp_path)) == []
        assert count_articles([str(tmp_path)]) == 0

    def test_articles_are_counted_before_they_are_read(self, write: Write) -> None:
        write("a.jsonl", lines({"text": WORDS}, {"text": WORDS}) + b"\n")
        folder = write("b.txt", WORDS).parent
        assert count_articles([str(folder), str(folder / "b.txt"), str(folder / "none.txt")]) == 5  # 2 + 1, 1, 1
