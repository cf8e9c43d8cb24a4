"""Drop the lines of a web page that are not the article: menus, labels, promotions, credits, counters.

A line is dropped only as a whole. What can't be told from an article's own words stays: a label that may
go on in any words (`Read more …`) is one only without a full stop.
"""

import re

_LABELS = re.compile(
    r"""(?:
    advertisements?|advertorial|sponsored(?:\ content)?|patalastas
    |(?:show|view|see)\ original|ipakita\ ang\ orihinal
    |exit\ mobile\ version|skip\ to\ (?:main\ )?content|toggle\ navigation|(?:main\ )?menu
    |key\ takeaways|table\ of\ contents|contents|related(?:\ (?:articles?|stories|news|posts))?
    |read\ (?:more|next|also)|share|tweet|print|e-?mail|copy\ link|follow\ us|(?:our\ )?(?:\S+\ )?newsletters?
    |save|comments?(?:\ \(\d+\))?|(?:log|sign)\ (?:in|up)|subscribe
    |listen\ to\ (?:this|the)\ (?:article|story)
    |share\ (?:this|on\ (?:facebook|twitter|x|linkedin|whatsapp|telegram|viber|reddit|e-?mail))(?:\ \w+){0,3}
    |leave\ a\ (?:comment|reply)|back\ to\ top|loading\W*
    |\d+\ (?:min(?:ute)?s?\ read|comments?|shares?|views?|likes?)
    )\s?[.:!»›→]?""",
    re.IGNORECASE | re.VERBOSE,
)
_OPEN_LABELS = re.compile(
    r"(?:site icon |read (?:more|next|also)\s?[:»›→|]|tags?\s?:|follow us on |(?:last )?updated\s?:(?=.*\d)).*",
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
    |.*(?:[/|(©—–]|\bvia)\s?(?:getty(?:\ images)?|shutterstock|istock|ap\ photo)\)?
    |(?:(?-i:[A-Z])\S*\s){0,5}(?-i:[A-Z])[^\s/]*\s?/\s?(?:ap|afp|reuters)
    |(?:afp|reuters)/(?!ipsos)(?-i:[A-Z])\S*(?:\s(?-i:[A-Z])\S*){0,3}
    |getty\ images|shutterstock|istock|ap\ photo
    )\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_PROMOTION = re.compile(
    r"(?:\A|[.!?|] )(?:please )?(?:mag-subscribe|subscribe|sign up|join|get|download)\b"
    r"[^.!?]*\b(?:now|today|our|aming|newsletters?|app|alerts?)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"""disclaimer(?:\s?[:.–—].*)?|©.*|(?:\(c\)|copyright)\s*(?:©|\(c\)).*
    |(?:\(c\)|copyright)\s*\d{4}(?:\W+\w+){0,6}\W*  # more words would be a sentence about it
    |.*\ball\ rights\ reserved\b.*""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_COUNTER = re.compile(r"[\d\s.,:/|+%•·-]{1,12}[KkM]?")
_GLUED_MENU = re.compile(r"(?:\S*[a-z][A-Z]){4}")
_SENTENCE = re.compile(r".*\w\S*[ ].*(?<![ap]\.m)[.!?][\"'”’»)]*", re.IGNORECASE)
_OPENING_QUOTES = ('"', "'", "“", "‘", "«")
_LONGEST = 200
_LONGEST_TAIL = 400


def is_boilerplate(line: str) -> bool:
    """Tell whether a whole line is page furniture; safe on any article, pasted or clean."""
    if len(line) > _LONGEST:
        return bool(_ADDRESS.fullmatch(line)) or is_tail(line)
    return is_tail(line) or bool(
        _LABELS.fullmatch(line)
        or (_OPEN_LABELS.fullmatch(line) and not _SENTENCE.fullmatch(line))
        or _CREDIT.fullmatch(line)
        or _ADDRESS.fullmatch(line)
        or _COUNTER.fullmatch(line)
        or (_PROMOTION.search(line) and not line.startswith(_OPENING_QUOTES))
        or (_GLUED_MENU.search(line) and len(line.split()) <= 6)
    )


def is_tail(line: str) -> bool:
    """Tell whether a line is a disclaimer or a copyright notice, which stand at a page's end."""
    return len(line) <= _LONGEST_TAIL and bool(_TAIL.fullmatch(line))


def cut_tail(lines: list[str]) -> list[str]:
    """Drop everything from a disclaimer or copyright line on, if it stands in the last third of a page."""
    for number in range(len(lines) * 2 // 3, len(lines)):
        if is_tail(lines[number]):
            return lines[:number]
    return lines
