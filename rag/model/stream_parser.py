"""Bytes of a chat completion, streamed or whole → its text; what is no answer is told from what is.

Read here rather than by the openai package, which takes a web page for an empty stream, keeps a line of any length
in memory, and doesn't tell a stream that was cut from one that ended.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rag.errors import ModelBrokenError
from rag.model.failures import stream_error
from rag.settings import LlmSettings

LONGEST = 200_000  # characters of an answer, thoughts included
_LONGEST_LINE = 2_000_000  # bytes
_OPENING, _CLOSING = "<think>", "</think>"


class _Thoughts:
    """Drops what a model thinks aloud before it answers: a first `<think>…</think>`, however it arrives."""

    def __init__(self) -> None:
        self._held: str | None = ""

    def strip(self, text: str) -> str:
        if self._held is None:
            return text
        self._held += text
        start = self._held.lstrip()
        if start.startswith(_OPENING):
            _, closed, after = start.partition(_CLOSING)
            if closed:
                self._held = None
                return after
            return ""
        if _OPENING.startswith(start):
            return ""
        text, self._held = self._held, None
        return text

    def rest(self) -> str:
        """Return what was held back at the end: nothing of a thought, but a short text that looked like one."""
        held, self._held = self._held or "", None
        return "" if held.lstrip().startswith(_OPENING) else held.strip()


@dataclass(slots=True)
class StreamParser:
    """Reads an endpoint's reply as it comes; `alive` tells whether the last bytes brought words or thoughts."""

    settings: LlmSettings
    content_type: str
    alive: bool = False
    cut: bool = False
    _buffer: bytes = b""
    _length: int = 0
    _ended: bool = False
    _has_spoken: bool = False
    _thoughts: _Thoughts = field(default_factory=_Thoughts)

    def __post_init__(self) -> None:
        kind = self.content_type.partition(";")[0].strip().lower()
        if kind not in {"", "text/event-stream", "application/json", "application/x-ndjson", "text/plain"}:
            page = "a web page" if kind == "text/html" else kind
            hint = "does PULLQUOTE_LLM__BASE_URL end as it should, mostly in /v1?"
            raise ModelBrokenError(f"{self.settings.shown_url} answered with {page}, not with text of a model; {hint}")

    def feed(self, data: bytes) -> Iterator[str]:
        """Yield the text that has arrived; raise ModelBrokenError if it is none."""
        self.alive = False
        *lines, self._buffer = (self._buffer + data).split(b"\n") if b"\n" in data else (self._buffer + data,)
        if len(self._buffer) > _LONGEST_LINE:
            raise self._too_long()
        for line in lines:
            yield from self._line(line)

    def finish(self) -> Iterator[str]:
        """Yield what is left at the end of the reply; raise ModelBrokenError if it was cut off, or was empty."""
        rest, self._buffer = self._buffer, b""
        yield from self._line(rest)
        if not self._ended:
            raise ModelBrokenError(f"the answer of {self.settings.model} broke off; ask again")
        text = self._thoughts.rest()
        if text:
            self._has_spoken = True
            yield text
        if not self._has_spoken and self.cut:
            hint = "raise PULLQUOTE_LLM__ANSWER_TOKENS, or take one that doesn't think aloud"
            raise ModelBrokenError(f"{self.settings.model} used up its tokens before it answered; {hint}")
        if not self._has_spoken:
            raise ModelBrokenError(f"{self.settings.model} answered with nothing; ask again, or take another model")

    def _line(self, line: bytes) -> Iterator[str]:
        data = line.strip()
        if data.startswith(b"data:"):
            data = data[5:].strip()
        elif not data.startswith(b"{"):
            return  # a comment that keeps the connection open, an event's name, an empty line
        if data == b"[DONE]":
            self._ended = True
        elif data:
            yield from self._event(self._parse(data))

    def _parse(self, data: bytes) -> Any:
        try:
            return json.loads(data.decode("utf-8"))
        except UnicodeDecodeError:
            raise ModelBrokenError(f"{self.settings.model} sent bytes that are no UTF-8; ask again") from None
        except (ValueError, RecursionError):
            raise ModelBrokenError(f"the answer of {self.settings.model} broke off, or is no JSON; ask again") from None

    def _event(self, event: Any) -> Iterator[str]:
        if not isinstance(event, dict):
            raise ModelBrokenError(f"{self.settings.shown_url} sent something other than a chat completion")
        if event.get("error"):
            raise stream_error(event, self.settings)
        choices = event.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
        message = choice.get("delta") or choice.get("message") or {}
        if not isinstance(message, dict):
            raise ModelBrokenError(f"{self.settings.shown_url} sent something other than a chat completion")
        finish = choice.get("finish_reason")
        self._ended |= bool(finish)
        self.cut |= finish == "length"
        thoughts = message.get("reasoning_content") or message.get("reasoning")
        yield from self._words(_text(message.get("content")), _text(thoughts))

    def _words(self, words: str, thoughts: str) -> Iterator[str]:
        self.alive |= bool(words or thoughts)
        self._length += len(words) + len(thoughts)
        if self._length > LONGEST:
            raise self._too_long()
        if text := self._thoughts.strip(words):
            self._has_spoken |= bool(text.strip())
            yield text

    def _too_long(self) -> ModelBrokenError:
        return ModelBrokenError(f"{self.settings.model} doesn't stop talking; its answer was given up")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
