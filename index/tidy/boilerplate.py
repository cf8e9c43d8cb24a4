"""Drop the lines of a web page that are not the article: menus, labels, promotions, credits, counters.

A line is dropped only as a whole, and for what it is as a whole: a label, short requests to the reader, a notice. What
can't be told from an article's own words stays: a label that may go on in any words (`Read more: …`) is one only
without a full stop, and no phrase inside a sentence makes that sentence furniture.
"""

import re

from index.language.labels import labels
from index.prose import is_prose

_LABELS = re.compile(
    r"""(?:
    (?:our\ )?(?:\S+\ )?newsletters?|comments?(?:\ \(\d+\))?|(?:log|sign)\ (?:in|up)|subscribe|loading\W*
    |listen\ to\ (?:this|the)\ (?:article|story)
    |share\ (?:this|on\ (?:facebook|twitter|x|linkedin|whatsapp|telegram|viber|reddit|e-?mail))(?:\ \w+){0,3}
    |leave\ a\ (?:comment|reply)
    |\d+\ (?:min(?:ute)?s?\ read|comments?|shares?|views?|likes?)
    )\s?[.:!»›→]?""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL_END = " .:!»›→▸▼+"
_LABEL_SIGN = re.compile(r"\s*[:：»›→|]\s*")
_OPEN_LABELS = re.compile(
    r"(?:site icon |tags?\s?:|follow us on |(?:last )?updated\s?:(?=.*(?:\d{4}|\d:\d\d))).*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"""(?:
    (?:ảnh|anh)\ minh\ (?:họa|hoa)\s*\d*|(?:illustration|stock|file|archive)s?\ (?:photo|image)s?
    |(?:photo(?:graph)?s?|image|picture|illustration|larawan|kuha|graphic|credit)
     (?:\ (?:credit|source|by|courtesy|ni))?\s?[:©]\s?(?-i:[A-Z@©]).*
    |(?:photo(?:graph)?s?|image|larawan|kuha)
     (?:\s?/\s?|\ (?:by|ni|courtesy(?:\ of)?)\ )(?-i:[A-Z@])\S*
     (?:\s(?:(?-i:[A-Z@])\S*|[/|]|of|the|for|via|de|la|dela)){0,8}
    |(?:(?-i:[A-Z])\S*\s){0,5}(?-i:[A-Z])[^\s/]*\s?/\s?(?:ap|afp|reuters)
    |(?:afp|reuters)/(?!ipsos)(?-i:[A-Z])\S*(?:\s(?-i:[A-Z])\S*){0,3}
    |getty\ images|shutterstock|istock|ap\ photo
    )\.?
    |.*(?:[/|(©—–]|\bvia)\s?(?:getty(?:\ images)?|shutterstock|istock|ap\ photo)\)?  # no sentence: without a stop""",
    re.IGNORECASE | re.VERBOSE,
)
_REQUEST = re.compile(
    r"""(?:please\ )?(?:
    (?:mag-subscribe|subscribe|sign\ up)\b[^,]*\b(?:now|today|our|aming|newsletters?|app|alerts?)
    |(?:join|get|download|follow)\b[^,]*\b(?:our|aming)\b[^,]*\b(?:newsletters?|apps?|alerts?|channels?|community)
    )\b[^,]*""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\s*\|\s*")
_LONGEST_REQUEST = 7  # words of a sentence in a line that asks the reader for something
_MOST_REQUESTS = 4
_NAMES = r"(?:\W+(?:(?-i:[A-Z\d])\w*|by|of|and|the|all|rights|reserved)){0,8}\W*"  # what a notice has beside its year
_TAIL = re.compile(
    rf"""disclaimer(?:\s?[:.–—].*)?|©(?!\s*(?-i:[a-z])+\s).*|(?:\(c\)|copyright)\s*(?:©|\(c\)).*
    |(?:\(c\)|copyright)\s*\d{{4}}{_NAMES}
    |(?:[^.!?]{{0,80}}[.|,)–—-]\s*)?(?-i:A)ll\ rights\ reserved\b(?:\s*©)?{_NAMES}""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_COUNTER = re.compile(r"[\d\s.,]{1,12}[KkM]?")
_GLUED_MENU = re.compile(r"(?:\S*[a-z][A-Z]){3}\S*(?:\s\S+){0,5}|(?:\S+\s){1,5}(?:\S*[a-z][A-Z]){3}\S*")
_SENTENCE = re.compile(r".*\w\S*[ ].*(?<![ap]\.m)[.!?][\"'”’»)]*", re.IGNORECASE)
_OPENING_QUOTES = ('"', "'", "“", "‘", "«")
_LONGEST = 200
_LONGEST_TAIL = 400


def is_boilerplate(line: str) -> bool:
    """Tell whether a whole line is page furniture; safe on any article, pasted or clean."""
    if len(line) > _LONGEST:
        return bool(_ADDRESS.fullmatch(line)) or is_tail(line)
    return is_tail(line) or bool(
        not any(map(str.isalnum, line))
        or _is_label(line)
        or (_OPEN_LABELS.fullmatch(line) and not _SENTENCE.fullmatch(line))
        or (_CREDIT.fullmatch(line) and not (line.lower().startswith("credit") and is_prose(line)))
        or _ADDRESS.fullmatch(line)
        or _is_request(line)
        or _GLUED_MENU.fullmatch(line)
    )


def _is_label(line: str) -> bool:
    """Tell whether a line is a label, or one of more to read with what there is to read: Lire aussi : …"""
    if _LABELS.fullmatch(line) or line.strip(_LABEL_END).lower() in labels("advertisement", "page", "more"):
        return True
    sign = _LABEL_SIGN.search(line)
    named = sign is not None and line[: sign.start()].lower() in labels("more")
    return named and not line.endswith(".")


def _is_request(line: str) -> bool:
    """Tell whether a line asks the reader to subscribe, in a few short sentences without a figure."""
    sentences = [sentence.strip(" .!?") for sentence in _SENTENCE_END.split(line) if sentence.strip()]
    return (
        len(sentences) <= _MOST_REQUESTS
        and any(_REQUEST.fullmatch(sentence) for sentence in sentences)
        and all(len(sentence.split()) <= _LONGEST_REQUEST for sentence in sentences)
        and not any(map(str.isdecimal, line))
        and not line.startswith(_OPENING_QUOTES)
    )


def drop_counters(lines: list[str]) -> list[str]:
    """Drop the bare numbers over the first paragraph of a pasted page and under its last: how often it was shared.

    A number between two paragraphs may be of a table.
    """
    prose = [at for at, line in enumerate(lines) if is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), 0)
    return [line for at, line in enumerate(lines) if first < at < last or not _COUNTER.fullmatch(line)]


def is_tail(line: str) -> bool:
    """Tell whether a line is a disclaimer or a copyright notice, which stand at a page's end."""
    return len(line) <= _LONGEST_TAIL and bool(_TAIL.fullmatch(line))


def cut_tail(lines: list[str]) -> list[str]:
    """Drop everything from a disclaimer on, or from a copyright line under the text, in the last third of a page."""
    for number in range(len(lines) * 2 // 3, len(lines)):
        disclaimer = lines[number].lower().startswith("disclaimer")
        if is_tail(lines[number]) and (disclaimer or not any(map(is_prose, lines[number:][1:]))):
            return lines[:number]
    return lines
