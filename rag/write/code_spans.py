"""Tells code between backticks from the text around it, as it arrives."""

from collections.abc import Iterator

_LONGEST = 200  # characters between backticks that are no block


class CodeSpans:
    """Takes a text character by character; what began with backticks and ends without them is text after all."""

    def __init__(self) -> None:
        self._held = ""  # code in a line, as long as it isn't closed
        self._ticks = 0  # backticks that open it; 0 while they are still coming
        self._fence = 0  # backticks that opened the block we are in
        self._line: str | None = ""  # what the line has so far; None in the line that opens a block

    def take(self, character: str) -> Iterator[tuple[str, bool]]:
        """Yield what has become certain, and whether it is code."""
        if self._fence:
            yield character, True
            self._in_block(character)
        elif self._held:
            yield from self._in_line(character)
        elif character == "`":
            self._held, self._ticks = character, 0
        else:
            yield self._plain(character)

    def finish(self) -> Iterator[tuple[str, bool]]:
        """Yield what was held back."""
        while self._held:
            if self._is_closed():
                yield self._held, True
                self._held = ""
            else:
                yield from self._retake()

    def _in_line(self, character: str) -> Iterator[tuple[str, bool]]:
        ticks_only = not self._held.strip("`")
        if ticks_only and character == "`":
            self._held += character
            return
        if ticks_only:
            self._ticks = len(self._held)
        if ticks_only and self._ticks >= 3 and not (self._line or "").strip():
            yield self._held + character, True
            self._fence, self._held, self._line = self._ticks, "", None
            self._in_block(character)
        elif character != "`" and self._is_closed():
            yield self._held, True
            self._line = (self._line or "") + self._held
            self._held = ""
            yield from self.take(character)
        elif character == "\n" or len(self._held) > _LONGEST:
            yield from self._retake()
            yield from self.take(character)
        else:
            self._held += character

    def _in_block(self, character: str) -> None:
        if character != "\n":
            self._line = None if self._line is None else self._line + character
            return
        ticks = (self._line or "").strip()
        if len(ticks) >= self._fence and not ticks.strip("`"):
            self._fence = 0
        self._line = ""

    def _is_closed(self) -> bool:
        inner = self._held[self._ticks :]
        return bool(self._ticks and inner.strip("`")) and len(inner) - len(inner.rstrip("`")) == self._ticks

    def _retake(self) -> Iterator[tuple[str, bool]]:
        """Give out the backticks that opened nothing, and take what follows them as if it came now."""
        held, self._held = self._held, ""
        inner = held.lstrip("`")
        for tick in held[: len(held) - len(inner)]:
            yield self._plain(tick)
        for character in inner:
            yield from self.take(character)

    def _plain(self, character: str) -> tuple[str, bool]:
        self._line = "" if character == "\n" else (self._line or "") + character
        return character, False
