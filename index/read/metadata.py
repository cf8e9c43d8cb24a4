"""What a file says about its article, in named fields → Draft."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from index.article import Draft
from index.language.datelines import read_dateline
from index.tidy.characters import fold_space


def make_draft(fields: Mapping[str, Any], text: str, source: str, markup: str) -> Draft:
    """Make a draft of a text and the fields that came with it; odd values are left out."""
    url = get_text(fields, "url")
    return Draft(
        source=source,
        text=text,
        markup=markup,
        title=get_text(fields, "title"),
        publisher=get_text(fields, "publisher"),
        published=_to_date(fields.get("published") or fields.get("published_at")),
        language=get_text(fields, "language"),
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
    )


def get_text(fields: Mapping[str, Any], name: str) -> str | None:
    """Return a field as one line; None where it is empty or is neither text nor a number."""
    value = fields.get(name)
    return fold_space(str(value)) or None if isinstance(value, (str, int, float)) else None


def _to_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = read_dateline(value) if isinstance(value, str) else None
    return found[0] if found else None
