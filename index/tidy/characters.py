"""Fold characters: what differs between two copies of the same words is removed, words never are."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_KEPT_FORMAT = {"\u200c", "\u200d"}  # joiners that change how Indic, Persian and emoji text reads


def fold_characters(text: str) -> str:
    """Return `text` in NFC with one kind of line end and space, without invisible characters.

    Dropped are control, format (bidi overrides, tag characters U+E0000-E007F, zero-width space, soft
    hyphen, byte-order mark), surrogate and private-use code points; ZWJ and ZWNJ stay.
    Folding twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text)
    if not text.isascii():
        text = "".join(character for character in text if is_kept(character))
        text = unicodedata.normalize("NFC", text)
    else:
        text = "".join(character for character in text if character.isprintable() or character in "\n\t")
    text = _SPACES.sub(" ", text)
    return re.sub(r" ?\n ?", "\n", text).strip()


def fold_space(text: str) -> str:
    """Return `text` folded, with every run of white space as one space: the form quotes are compared in."""
    return " ".join(fold_characters(text).split())


def is_kept(character: str) -> bool:
    """Tell whether a character is one to keep: visible, a space, or a joiner."""
    return character in "\n\t" or character in _KEPT_FORMAT or not unicodedata.category(character).startswith("C")
