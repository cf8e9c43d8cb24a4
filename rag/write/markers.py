"""Text with citation markers, as it arrives → text, and what is cited where.

Read character by character, so that how the text was cut in pieces makes no difference. What may become a marker is
held back until it is one or isn't: `[k1]`, `[k1, k2]`, `【k1】`, `[^k1]`, `[[k1]]`, `[source k1]`. One that names
nothing that was given is dropped and counted; brackets that are no marker, and code, stay as they are.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from index.tidy.characters import is_kept
from rag.write.code_spans import CodeSpans

_OPENING, _CLOSING = "[【", "]】"
_LONGEST = 80  # characters of a marker
_BRACKETS = re.compile(r"[\[\]【】]")
_LABEL = re.compile(r"(?:source|passage|document|doc|article|id|ref|citation|no|pinagmulan|fuente)\b\W*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;&|]|\band\b|\bat\b|\by\b)\s*|\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker that stood here: the ids that it names, without those that are unknown."""

    ids: tuple[str, ...]


Piece = str | Mark


class MarkerParser:
    """Takes the markers out of a text as it arrives; `dropped` counts ids that name nothing."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = {one.lower(): one for one in known}
        self._shapes = {_shape(one) for one in self._known}
        self.dropped = 0
        self._code = CodeSpans()
        self._space = ""  # held back: it goes with a marker that follows
        self._held = ""  # what may become a marker
        self._after_marker = False  # whether a marker came last
        self._last = "\n"

    def feed(self, text: str) -> list[Piece]:
        """Return what has become certain."""
        spans = (one for character in text if is_kept(character) for one in self._code.take(character))
        return join_texts(piece for one, code in spans for piece in self._read(one, code=code))

    def finish(self) -> list[Piece]:
        """Return what is left at the end; half a marker is dropped."""
        pieces = [piece for one, code in self._code.finish() for piece in self._read(one, code=code)]
        while self._held:
            if self._may_be_half(self._held):
                self._held = ""
            else:
                pieces += self._release()
        if self._space.strip():
            pieces += self._say(self._spaced().rstrip())
        return join_texts(pieces)

    def _read(self, text: str, *, code: bool) -> Iterator[Piece]:
        if not code:
            yield from self._take(text)
            return
        while self._held:
            yield from self._release()
        yield from self._say(self._spaced() + text)

    def _take(self, character: str) -> Iterator[Piece]:
        if self._held:
            yield from self._in_marker(character)
        elif character in _OPENING:
            self._held = character
        elif character.isspace() or (self._after_marker and character in ",;" and not self._space.strip()):
            self._space += character
            if character == "\n":  # a line's end belongs to no marker
                yield from self._say(self._spaced())
        else:
            yield from self._say(self._spaced(character) + character)

    def _in_marker(self, character: str) -> Iterator[Piece]:
        if character == "\n" or len(self._held) > _LONGEST:
            while self._held:
                yield from self._release()
            yield from self._take(character)
            return
        self._held += character
        if character in _CLOSING and _count(self._held, _OPENING) == _count(self._held, _CLOSING):
            ids = self._ids(self._held)
            if ids is None:
                yield from self._release()
            else:
                yield from self._marker(ids)

    def _marker(self, ids: list[str]) -> Iterator[Piece]:
        known = tuple(dict.fromkeys(self._known[one] for one in ids if one in self._known))
        self.dropped += len({one for one in ids if one not in self._known})
        self._held = self._space = ""
        self._after_marker = True
        if known:
            yield Mark(known)

    def _release(self) -> Iterator[Piece]:
        """Give out the bracket that opened no marker, and take what follows it as if it came now."""
        held, self._held = self._held, ""
        yield from self._say(self._spaced() + held[0])
        for character in held[1:]:
            yield from self._take(character)

    def _ids(self, held: str) -> list[str] | None:
        """Read what stands between brackets; None if it is something other than ids."""
        text = _BRACKETS.sub(" ", held.lower()).partition("†")[0]
        parts = (
            _LABEL.sub("", part.lstrip("^#"), count=1) for part in _BETWEEN.split(_LABEL.sub("", text.strip(" ^")))
        )
        ids = [part for part in parts if part]
        return ids if ids and all(one in self._known or self._is_like_an_id(one) for one in ids) else None

    def _is_like_an_id(self, text: str) -> bool:
        return bool(_NUMBER.fullmatch(text)) or _shape(text) in self._shapes

    def _may_be_half(self, held: str) -> bool:
        *whole, last = _BETWEEN.split(_LABEL.sub("", _BRACKETS.sub(" ", held.lower()).strip(" ^")))
        begun = not last or self._is_like_an_id(last) or any(one.startswith(last) for one in self._known)
        return begun and (not any(whole) or self._ids(" ".join(whole)) is not None)

    def _spaced(self, following: str = "") -> str:
        """Return the space that was held back; after a marker there is one before a word."""
        space, self._space = self._space, ""
        if not space and self._after_marker and following.isalnum() and self._last.isalnum():
            return " "
        return space

    def _say(self, text: str) -> Iterator[Piece]:
        if text:
            self._after_marker = False
            self._last = text[-1]
            yield text


def join_texts(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with neighbouring texts made one."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if isinstance(piece, str) and isinstance(before, str):
            found[-1] = before + piece
        else:
            found.append(piece)
    return found


def _shape(name: str) -> str:
    return re.sub(r"\d", "0", re.sub(r"[a-z]", "a", name.lower()))


def _count(text: str, characters: str) -> int:
    return sum(text.count(one) for one in characters)
