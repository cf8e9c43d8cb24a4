"""Drop the lines of a web page that are not the article: menus, labels, promotions, credits, counters.

A line is dropped only as a whole. What can't be told from an article's own words stays.
"""

import re

_LABELS = re.compile(
    r"""(?:
    advertisements?|advertorial|sponsored(?:\ content)?|patalastas
    |(?:show|view|see)\ original|ipakita\ ang\ orihinal
    |exit\ mobile\ version|site\ icon\ .*|skip\ to\ (?:main\ )?content|toggle\ navigation|(?:main\ )?menu
    |key\ takeaways|table\ of\ contents|contents|related(?:\ (?:articles?|stories|news|posts))?
    |read\ (?:more|next|also).*|share(?:\ (?:this|on)\ .*)?|tweet|print|e-?mail|copy\ link|follow\ us.*
    |listen\ to\ .*|save|comments?(?:\ \(\d+\))?|(?:log|sign)\ (?:in|up)|subscribe.*
    |leave\ a\ (?:comment|reply)|back\ to\ top|loading\W*|tags?:.*|updated:.*
    |\d+\ (?:min(?:ute)?s?\ read|comments?|shares?|views?|likes?)
    )[.:!]?""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"""(?:
    (?:ảnh|anh)\ minh\ (?:họa|hoa)\s*\d*|(?:illustration|stock|file|archive)s?\ (?:photo|image)s?
    |(?:photo(?:graph)?s?|image|picture|illustration|larawan|kuha|graphic|credit)
     (?:\ (?:credit|source|by|courtesy|ni))?\s?[:/©].*
    |(?:photo|image)s?\ (?:by|courtesy)\ .*
    |.*\b(?:getty\ images|shutterstock|istock|ap\ photo|afp/.*|reuters/.*)
    )\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_PROMOTION = re.compile(
    r"\b(?:newsletter|mag-subscribe|subscribe (?:now|today|to)|sign up (?:for|to)|download (?:the|our) app)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"disclaimer\b.*|(?:©|\(c\)\s|copyright\b).*|.*\ball rights reserved\b.*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_COUNTER = re.compile(r"[\d\s.,:/|+%•·-]{1,12}[KkM]?")
_GLUED_MENU = re.compile(r"(?:\S*[a-z][A-Z]){4}")
_LONGEST_PROMOTION = 200


def is_boilerplate(line: str) -> bool:
    """Tell whether a whole line is page furniture; safe on any article, pasted or clean."""
    return bool(
        _LABELS.fullmatch(line)
        or (len(line) <= _LONGEST_PROMOTION and _CREDIT.fullmatch(line))
        or _ADDRESS.fullmatch(line)
        or _COUNTER.fullmatch(line)
        or (len(line) <= _LONGEST_PROMOTION and (_PROMOTION.search(line) or _is_menu(line)))
        or (len(line) <= 2 * _LONGEST_PROMOTION and _TAIL.fullmatch(line))
    )


def cut_tail(lines: list[str]) -> list[str]:
    """Drop everything from a disclaimer or copyright line on, if it stands in the last third of a page."""
    for number in range(len(lines) * 2 // 3, len(lines)):
        if _TAIL.fullmatch(lines[number]):
            return lines[:number]
    return lines


def _is_menu(line: str) -> bool:
    return bool(_GLUED_MENU.search(line)) and len(line.split()) <= 6
