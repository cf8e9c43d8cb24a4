"""What a document's properties tell: a title that may be a file's name, a day in the notation of its format."""

import re
from datetime import date

from index.tidy.characters import fold_space

_FILE_NAME = re.compile(
    r".*\.(?:docx?|dotx?|epub|html?|indd|odt|pages|pdf|pptx?|qxd|rtf|tex|txt|xlsx?)"
    r"|(?:microsoft (?:word|powerpoint)|untitled|word document)\b.*",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)(?!\d-)")
_YEARS = range(1900, 2101)


def clean_title(title: str | None) -> str | None:
    """Return the title of a document's properties, unless it is a file's name or a single word."""
    title = fold_space(title or "")
    return title if " " in title and not _FILE_NAME.fullmatch(title) and any(map(str.isalpha, title)) else None


def read_day(text: str) -> date | None:
    """Return the day of a date such as 2026-03-12T08:00:00Z or, in PDF, D:20260312080000Z."""
    found = _DAY.match(text.strip())
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return day if day and day.year in _YEARS else None
