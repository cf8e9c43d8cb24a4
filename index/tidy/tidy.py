"""Draft → Article: fold characters, drop boilerplate, find title, publisher, date and language.

Words are never changed: the tidied text is the draft's own lines, some left out, one paragraph each.
"""

import re
from datetime import date
from itertools import pairwise

from index.article import Article, Draft, article_id, revision_of
from index.errors import ReadError
from index.language.detection import detect_language, language_code
from index.prose import is_prose
from index.tidy.boilerplate import cut_tail, drop_counters, is_boilerplate
from index.tidy.characters import fold_characters, fold_space
from index.tidy.masthead import Masthead, find_published, read_masthead, title_from
from index.tidy.pages import carry_pages

_LONGEST_NAME = 300  # characters of a title or publisher
_WRAPPED = range(45, 101)  # the usual widths of hard-wrapped text, in characters


def tidy(draft: Draft) -> Article:
    """Turn what a reader found into an Article; raise ReadError when no words are left."""
    lines = _split_paragraphs(fold_characters(draft.text))
    pasted = draft.markup == "plain" and draft.title is None
    found = read_masthead(lines) if pasted else Masthead(None, None, _published_over(lines, draft), lines)
    body = [line for line in (cut_tail(found.body) if pasted else found.body) if not is_boilerplate(line)]
    if draft.markup == "plain":
        body = drop_counters(body)
    text = "\n\n".join(body)
    if not any(character.isalnum() for character in text):
        raise ReadError("there are no words in it")
    title = _shorten(draft.title) or _shorten(_strip_quotes(found.title)) or title_from(text)
    return Article(
        id=article_id(draft.source),
        revision=revision_of(text),
        text=text,
        title=title,
        publisher=_shorten(draft.publisher) or _shorten(found.publisher) or None,
        published=draft.published or found.published,
        language=language_code(draft.language) or detect_language(text),
        source=draft.source,
        url=draft.url,
        pages=carry_pages(draft.pages, draft.text, body),
    )


def _shorten(name: str | None) -> str:
    """Fold a title or a name, and cut it where no title goes on."""
    folded = fold_space((name or "")[: _LONGEST_NAME * 10])
    return folded if len(folded) <= _LONGEST_NAME else f"{folded[:_LONGEST_NAME].rstrip()}…"


def _published_over(lines: list[str], draft: Draft) -> date | None:
    return find_published(lines) if draft.published is None and draft.markup != "clean" else None


def _split_paragraphs(text: str) -> list[str]:
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", text)]
    return [line for block in blocks for line in _join_plain(block) if line]


def _join_plain(block: list[str]) -> list[str]:
    """Join the lines of a hard-wrapped paragraph; keep lines that are paragraphs of their own."""
    widest = max(map(len, block))
    full = (len(line) + 1 + len(after.split(" ", 1)[0]) > widest for line, after in pairwise(block))
    wrapped = widest in _WRAPPED and all(len(line) in _WRAPPED for line in block[:-1]) and all(full)
    joined = " ".join(block)
    return [joined] if wrapped and (is_prose(joined) or block[-1][0].islower()) else block


def _strip_quotes(title: str | None) -> str | None:
    quoted = re.fullmatch(r"[\"“„«](?P<inside>[^\"“”«»]+)[\"”»]", title or "")
    return quoted.group("inside") if quoted else title
