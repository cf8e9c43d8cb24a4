"""Messages and mailboxes: what the sender wrote, and nothing that is quoted."""

import io
from datetime import date
from email.message import EmailMessage

import pytest

from evals.fuzz.files import HTML, make_message
from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.limits import MAX_BYTES
from index.read.mail.message import count_messages, read_eml, read_mbox

WORDS = "The harbour froze over on Tuesday."


def read(data: bytes | EmailMessage) -> Draft:
    (draft,) = read_eml(io.BytesIO(data if isinstance(data, bytes) else data.as_bytes()), "a.eml")
    return draft


def message(text: str, subtype: str = "plain", **fields: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"Subject": "Ice", "From": "Ilse <i@k.example>", **fields}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text, subtype=subtype)
    return made


class TestMessages:
    def test_its_fields_tell_title_publisher_and_day(self) -> None:
        found = read(
            message(
                WORDS,
                Subject="Éis im Hafen",
                From='"Kéttle, Daily" <n@k.example>',
                Date="Thu, 12 Mar 2026 08:00:00 +0100",
            )
        )
        assert (found.title, found.publisher, found.published) == ("Éis im Hafen", "Kéttle, Daily", date(2026, 3, 12))

    def test_an_address_is_no_publisher(self) -> None:
        assert read(message(WORDS, From="n@k.example")).publisher is None

    @pytest.mark.parametrize(
        "text",
        [
            f"{WORDS}\n\nOn Monday, Ilse wrote:\n> When does it thaw?\n> And why?\n",
            f"> When does it thaw?\n\n{WORDS}\n",
            f"{WORDS}\n\n-- \nIlse Brandt\nKettle Daily\n",
        ],
    )
    def test_what_is_quoted_and_the_signature_are_dropped(self, text: str) -> None:
        assert read(message(text)).text.strip() == WORDS

    def test_lines_wrapped_for_sending_are_whole_again(self) -> None:
        data = (
            b"Subject: Ice\nContent-Type: text/plain; format=flowed\n\nThe harbour \nfroze over.\nFerries \nwaited.\n"
        )
        assert read(data).text.strip() == "The harbour froze over.\nFerries waited."

    def test_a_message_of_html_is_read_as_a_page(self) -> None:
        assert "41 million crowns" in read(message(HTML, "html")).text
        assert read(message(f"<p>{WORDS}</p><blockquote type='cite'>Why?</blockquote>", "html")).text == WORDS

    def test_attachments_are_not_read(self) -> None:
        made = message(WORDS)
        made.add_attachment(b"%PDF", maintype="application", subtype="pdf")
        made.add_attachment("Another text.", filename="a.txt")
        assert read(made).text.strip() == WORDS
        empty = message("")
        empty.add_attachment("Another text.", filename="a.txt")
        with pytest.raises(ReadError, match="its attachments aren't read"):
            read(empty)

    @pytest.mark.parametrize(
        "head",
        [b"Subject: =?utf-9?q?Ice?=", b"Subject: =?utf-8?b?%%%?=", b"Subject: \xff\xfe", b"Date: 99 Foo", b"From: <<<"],
    )
    def test_odd_fields_stop_nothing(self, head: bytes) -> None:
        assert read(head + b"\nContent-Type: text/plain; charset=foo\n\n" + WORDS.encode()).text == WORDS

    def test_what_is_none_is_told(self) -> None:
        with pytest.raises(ReadError, match="no message"):
            read(WORDS.encode())


class TestMailboxes:
    def box(self, *messages: bytes) -> io.BytesIO:
        return io.BytesIO(b"".join(b"From a@b.example Thu Mar 12 08:00:00 2026\n%s\n" % one for one in messages))

    def test_each_message_is_an_article_by_its_own_id(self) -> None:
        file = self.box(make_message("<1@k>"), make_message("<2@k>"), b"Subject: Ice\n\nNo id here.\n")
        found = list(read_mbox(file, "a.mbox"))
        assert [one.source for one in found] == ["a.mbox#<1@k>", "a.mbox#<2@k>", "a.mbox#3"]
        file.seek(0)
        assert count_messages(file) == 3

    def test_a_bad_message_stops_none_of_its_neighbours(self) -> None:
        whole = make_message("<1@k>")
        found = list(read_mbox(self.box(whole, b"no fields\n", whole, make_message("<2@k>")), "a.mbox"))
        assert [isinstance(one, Draft) for one in found] == [True, False, False, True]
        assert isinstance(found[2], ReadFailure)
        assert "has the id of an earlier one" in found[2].reason

    def test_a_line_that_begins_with_from_is_no_new_message(self) -> None:
        text = b"Subject: Ice\n\nThe boats came.\nFrom there they sailed on.\n\n>From here they didn't.\n"
        (found,) = read_mbox(self.box(text), "a.mbox")
        assert isinstance(found, Draft)
        assert "From there they sailed on." in found.text
        assert "\nFrom here they didn't." in found.text

    def test_a_message_that_is_too_large_is_told_of(self) -> None:
        large = make_message("<1@k>") + b"x" * MAX_BYTES + b"\n"
        found = list(read_mbox(self.box(large, make_message("<2@k>")), "a.mbox"))
        assert [isinstance(one, Draft) for one in found] == [False, True]

    @pytest.mark.parametrize("data", [b"", b"\n\n", WORDS.encode()])
    def test_what_is_none_is_told(self, data: bytes) -> None:
        with pytest.raises(ReadError, match="no mailbox"):
            list(read_mbox(io.BytesIO(data), "a.mbox"))
