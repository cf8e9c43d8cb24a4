"""PDF: paragraphs out of lines, without what repeats on every page, and the page of every word."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from evals.fuzz.pdf import Placed, write_pdf
from index.article import Article, Draft
from index.errors import ReadError
from index.read.document.pdf import read_pdf
from index.tidy.tidy import tidy

COLUMN = (
    "The mayor of Kettle said on Monday that the old",
    "mill would be turned into a school before the end",
    "of the year, and that the council had voted for it.",
)
MORE = ("Nobody objected, she added, though its costs were", "higher than foreseen by three million crowns.")


def block(lines: Sequence[str], down: float, left: float = 72, size: float = 11) -> list[Placed]:
    return [(left, down + 14 * at, size, words) for at, words in enumerate(lines)]


def read(*pages: list[Placed], properties: Mapping[str, str] | None = None) -> Draft:
    (draft,) = read_pdf(io.BytesIO(write_pdf(pages, properties)), "a.pdf")
    return draft


def article(*pages: list[Placed]) -> Article:
    return tidy(read(*pages))


class TestParagraphs:
    def test_lines_are_joined_to_paragraphs(self) -> None:
        found = read(block(COLUMN, 100) + block(MORE, 170))
        assert found.text == f"{' '.join(COLUMN)}\n\n{' '.join(MORE)}"

    def test_an_indent_begins_a_paragraph(self) -> None:
        lines = [*block(COLUMN, 100), *block(MORE[:1], 142, left=90), *block(MORE[1:], 156)]
        assert read(lines).text == f"{' '.join(COLUMN)}\n\n{' '.join(MORE)}"

    def test_a_heading_stands_alone(self) -> None:
        found = read([(72, 80, 11, "A school for Kettle"), *block(COLUMN, 120)])
        assert found.text == f"A school for Kettle\n\n{' '.join(COLUMN)}"

    def test_the_items_of_a_list_are_paragraphs(self) -> None:
        items = [
            "• the mill and all of its outbuildings on the river",
            "• the meadow behind it, as far as the railway line",
        ]
        assert read(block(items, 100)).text == "\n\n".join(items)

    def test_a_column_goes_on_in_the_next(self) -> None:
        narrow = ("In the first column the mayor", "of Kettle said that the mill", "would be turned into a school")
        found = read(block(narrow, 100) + block(("before the end of the year.",), 100, left=320))
        assert found.text == f"{' '.join(narrow)} before the end of the year."

    @pytest.mark.parametrize(
        ("lines", "joined"),
        [
            (("She spoke of the har-", "bour, and of the old quay that is beside it."), "the harbour, and"),
            (("He is from a well-", "known house, and is well-known in the town."), "a well-known house"),
            (("It lasted from the years 1914-", "1918, and was not forgotten by anybody."), "years 1914-1918, and"),
            (("They came with the Anglo-", "French company that had built the bridge."), "the Anglo-French company"),
        ],
    )
    def test_a_word_parted_at_the_end_of_a_line_is_whole_again(self, lines: tuple[str, str], joined: str) -> None:
        assert joined in read(block(lines, 100)).text


class TestFurniture:
    def test_running_titles_and_page_numbers_are_dropped(self) -> None:
        head = [f"Kettle Daily  {number} March 2026" for number in range(1, 5)]
        pages = [
            [
                (72, 40, 9, head[at]),
                *block([f"Chapter {word} of it is told here."], 200),
                (290, 800, 9, f"Page {at + 1} of 4"),
            ]
            for at, word in enumerate(("one", "two", "three", "four"))
        ]
        text = read(*pages).text
        assert "Kettle Daily" not in text
        assert "Page" not in text
        assert [f"Chapter {word}" in text for word in ("one", "two", "three", "four")] == [True] * 4

    def test_a_figure_in_the_text_stays(self) -> None:
        found = read(*(block([f"In year {at} there were {at * 7} ships."], 100 + 90 * at) for at in range(1, 5)))
        assert "In year 3 there were 21 ships." in found.text


class TestPages:
    def test_a_word_is_on_the_page_that_it_stands_on(self) -> None:
        found = article(*(block([f"On this leaf number {at} is told."], 100) for at in ("one", "two", "three")))
        assert [found.page_at(found.text.index(f"number {word}")) for word in ("one", "two", "three")] == [1, 2, 3]
        assert found.text[found.pages[2] :].startswith("On this leaf number three")

    def test_a_paragraph_that_runs_over_has_both_pages(self) -> None:
        found = article(block(COLUMN[:2], 780), block(COLUMN[2:], 72))
        assert found.text == " ".join(COLUMN)
        assert [found.page_at(found.text.index(word)) for word in ("mayor", "school", "year", "council")] == [
            1,
            1,
            2,
            2,
        ]

    def test_a_word_that_runs_over_moves_no_page(self) -> None:
        found = article(
            block(["She spoke at length of the old har-"], 780), block(["bour, and then of the new bridge."], 72)
        )
        assert "harbour, and" in found.text
        assert found.text[found.pages[1] :].startswith("bour, and then")

    def test_a_page_without_words_counts(self) -> None:
        found = article(block(COLUMN, 100), [], block(MORE, 100))
        assert found.page_at(found.text.index("Nobody")) == 3

    def test_what_is_dropped_in_tidying_moves_no_page(self) -> None:
        found = article(
            [*block(["Advertisement"], 60), *block(COLUMN, 120)],
            [*block(["Read more: the mill"], 60), *block(MORE, 120)],
        )
        assert "Advertisement" not in found.text
        assert "Read more" not in found.text
        assert found.text[found.pages[1] :].startswith("Nobody objected")

    def test_no_character_of_a_file_can_pass_for_a_page(self) -> None:
        drafts = tidy(Draft("a", "".join(f"\U000f0000{chr(0xF0000 + at)}Ships {at} sail. " for at in range(9))))
        assert drafts.pages == ()
        assert not any(0xE000 <= ord(one) <= 0xF8FF or ord(one) >= 0xF0000 for one in drafts.text)


class TestProperties:
    def test_it_tells_its_title_and_its_day(self) -> None:
        told = {"Title": "A school for Kettle", "Author": "Ilse Brandt", "CreationDate": "D:20260312080000+01'00'"}
        found = read(block(COLUMN, 100), properties=told)
        assert (found.title, found.published, found.publisher) == ("A school for Kettle", date(2026, 3, 12), None)

    @pytest.mark.parametrize("title", ["Microsoft Word - mill final.docx", "mill_v3.indd", "untitled", ""])
    def test_the_largest_line_is_its_title_where_it_has_only_a_file_name(self, title: str) -> None:
        lines = [(72.0, 60.0, 20.0, "A school"), (72.0, 84.0, 20.0, "for Kettle"), *block(COLUMN, 140)]
        assert read(lines, properties={"Title": title}).title == "A school for Kettle"

    def test_a_dateline_is_believed_before_the_day_the_file_was_made(self) -> None:
        lines = [*block(["5 March 2026"], 60), *block(COLUMN, 120)]
        assert read(lines, properties={"CreationDate": "D:20260312"}).published == date(2026, 3, 5)


class TestBadFiles:
    def test_a_scan_is_told_to_need_ocr(self) -> None:
        with pytest.raises(ReadError, match="OCR"):
            read([], [])

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no pdf at all", b"%PDF-1.4\n1 0 obj\n<<"])
    def test_what_is_none_is_told(self, data: bytes) -> None:
        with pytest.raises(ReadError, match="no PDF, or a damaged one"):
            list(read_pdf(io.BytesIO(data), "a.pdf"))

    def test_one_with_a_password_is_told(self) -> None:
        data = write_pdf([block(COLUMN, 100)])
        encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [<00> <00>] /Info" % (
            *(b"o" * 32, b"u" * 32),
        )
        with pytest.raises(ReadError, match="password"):
            list(read_pdf(io.BytesIO(data.replace(b"/Info", encrypt)), "a.pdf"))

    def test_pages_that_lead_back_to_themselves_come_to_an_end(self) -> None:
        data = write_pdf([block(COLUMN, 100)])
        looping = data.replace(b"/Kids [3 0 R]", b"/Kids [4 0 R]").replace(b"/Count 1", b"/Count 9")
        with pytest.raises(ReadError):
            list(read_pdf(io.BytesIO(looping), "a.pdf"))
