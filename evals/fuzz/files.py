"""A small and sound file of each format, made here, from which hostile ones are made."""

import io
import json
import textwrap
import zipfile
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage

from evals.fuzz.pdf import Placed, write_pdf

TITLE = "The quay of Velmora is rebuilt"
SENTENCES = (
    "The harbour authority of Velmora said on Tuesday that the northern quay would be rebuilt after the storm.",
    "It costs 41 million crowns, of which the province pays a third.",
    "Fishermen had asked for it since the ice broke two of the piers in March.",
    "“We waited long enough,” said Ilse Brandt, who speaks for them.",
    "Work begins on 4 May and is to last until the autumn of next year.",
    "Until then the ferries to Kettle Island leave from the old mole.",
)
TEXT = "\n\n".join(SENTENCES)
HTML = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
    "<meta property='og:site_name' content='Kettle Daily'>"
    "<meta property='article:published_time' content='2026-03-12T08:00:00Z'></head>"
    "<body><nav><a href='/'>Home</a></nav><main><article><h1>{title}</h1>{paragraphs}"
    "<table><tr><th>pier</th><th>crowns</th></tr><tr><td>north</td><td>41</td></tr></table></article></main></body></html>"
).format(title=TITLE, paragraphs="".join(f"<p>{one}</p>" for one in SENTENCES))
MATTER = f"---\ntitle: {TITLE}\npublisher: Kettle Daily\npublished: 2026-03-12\n---\n\n"
MARKDOWN = f"{MATTER}{TEXT}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def make_files() -> dict[str, bytes]:
    """Return a sound file of each format that can be read, by its ending."""
    plain = {
        ".txt": TEXT.encode(),
        ".md": MARKDOWN.encode(),
        ".html": HTML.encode(),
        ".jsonl": "\n".join(json.dumps({"id": at, "text": one}) for at, one in enumerate(SENTENCES)).encode(),
        ".eml": make_message(),
        ".mbox": b"".join(b"From a@b.example Thu\n%s\n" % make_message(f"<{at}@b.example>") for at in range(3)),
        ".mhtml": make_saved_page(),
        ".pdf": make_pdf(),
        ".docx": make_docx(),
        ".epub": make_epub(),
    }
    aliases = {".htm": plain[".html"], ".mht": plain[".mhtml"]}
    packed = {f"articles/a{suffix}": data for suffix, data in plain.items()}
    return {**plain, **aliases, ".zip": pack({**packed, "more.zip": pack(packed)})}


def pack(members: Mapping[str, bytes | str]) -> bytes:
    """Pack files into an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def make_message(identity: str = "<quay@kettle.example>") -> bytes:
    """Make a message with a plain text, a page and an attachment."""
    message = EmailMessage()
    message["Subject"] = TITLE
    message["From"] = "Kettle Daily <news@kettle.example>"
    message["Date"] = "Thu, 12 Mar 2026 08:00:00 +0000"
    message["Message-ID"] = identity
    message.set_content(f"{TEXT}\n\nOn Monday Ilse wrote:\n> When does it begin?\n\n-- \nKettle Daily, by mail\n")
    message.add_alternative(HTML, subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="quay.png")
    return message.as_bytes()


def make_saved_page() -> bytes:
    """Make a page as a browser saves it in one file."""
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://kettle.example/quay"
    message["Subject"] = TITLE
    message.set_content(HTML, subtype="html", cte="quoted-printable")
    message.make_related()
    page = next(message.iter_parts())
    page["Content-Location"] = "https://kettle.example/quay"
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


def make_pdf(pages: int = 3) -> bytes:
    """Make a document of some pages, with a running title and numbers."""
    return write_pdf(
        [_make_page(number) for number in range(1, pages + 1)],
        {"Title": TITLE, "Author": "Ilse Brandt", "CreationDate": "D:20260312080000Z"},
    )


def _make_page(number: int) -> list[Placed]:
    lines: list[Placed] = [(72, 40, 9, "Kettle Daily"), (72, 90, 18, TITLE if number == 1 else f"Part {number}")]
    words = f"{SENTENCES[2 * number % 6]} {SENTENCES[(2 * number + 1) % 6]}"
    lines += [(72, 120 + 14 * at, 11, line) for at, line in enumerate(textwrap.wrap(words, 70))]
    return [*lines, (290, 800, 9, str(number))]


def make_docx() -> bytes:
    """Make a Word file with a heading, paragraphs and a table."""
    from docx import Document

    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Ilse Brandt"
    document.core_properties.created = datetime(2026, 3, 12)
    document.add_heading(TITLE, 0)
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    table = document.add_table(rows=2, cols=2)
    for at, words in enumerate(("pier", "crowns", "north", "41")):
        table.cell(at // 2, at % 2).text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_epub() -> bytes:
    """Make a book of two chapters."""
    page = "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{}</body></html>"
    chapters = {
        f"OEBPS/chapter{at}.xhtml": page.format(
            f"<h1>Chapter {at}</h1>" + "".join(f"<p>{one}</p>" for one in SENTENCES)
        )
        for at in (1, 2)
    }
    items = "".join(f"<item id='c{at}' href='chapter{at}.xhtml' media-type='application/xhtml+xml'/>" for at in (1, 2))
    package = (
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'>"
        "<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Harbours</dc:title>"
        "<dc:publisher>Kettle Press</dc:publisher><dc:date>2026-03-12</dc:date><dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine><itemref idref='c1'/><itemref idref='c2'/></spine></package>"
    )
    container = (
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
        "<rootfile full-path='OEBPS/content.opf'/></rootfiles></container>"
    )
    head = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OEBPS/content.opf": package}
    return pack({**head, **chapters})
