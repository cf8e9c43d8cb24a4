"""The labels that pages of any language put around and between the paragraphs of an article."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("labels.tsv")


@cache
def labels(*kinds: str) -> frozenset[str]:
    """Return the labels of some kinds in lower case: of an `advertisement`, the `page` itself, or `more` to read."""
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return frozenset(label for kind, forms in rows if kind in kinds for label in forms.split("|"))
