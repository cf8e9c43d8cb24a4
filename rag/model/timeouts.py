"""How long a model is waited for, and when it is asked again."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime
from typing import TypeVar

from rag.model.failures import timeout_error, to_model_error
from rag.settings import LlmSettings

MOST_WAITING = 20.0  # seconds in all, when an endpoint asks to be left alone
RETRIES = 3
Awaited = TypeVar("Awaited")


class Timeouts:
    """How long is waited: for the first word, between words, in all. Signs of life are words, not bytes."""

    def __init__(self, settings: LlmSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._ends = clock() + settings.timeout
        self.restart()

    def restart(self) -> None:
        """Wait for the first word from now on."""
        self._kind, self._until = "first_token_timeout", self._clock() + self._settings.first_token_timeout

    def renew(self) -> None:
        """Wait for the next word from now on."""
        self._kind, self._until = "idle_timeout", self._clock() + self._settings.idle_timeout

    async def within(self, awaited: Awaitable[Awaited]) -> Awaited:
        """Await something as long as patience lasts; raise ModelError."""
        import httpx

        kind, until = min((self._kind, self._until), ("timeout", self._ends), key=lambda one: one[1])
        try:
            async with asyncio.timeout(max(0.0, until - self._clock())):
                return await awaited
        except TimeoutError:
            fault: Exception = timeout_error(self._settings, getattr(self._settings, kind), kind)
        except (httpx.HTTPError, httpx.StreamError) as error:
            fault = to_model_error(error, self._settings)
        raise fault


def retry_after(error: Exception, tries: int) -> float | None:
    """Return how many seconds an endpoint wants to be left alone, None if waiting doesn't help."""
    status = getattr(error, "status_code", None)
    said = error.response.headers.get("retry-after") if hasattr(error, "response") else None
    if status != 429 and (status != 503 or said is None):
        return None
    if getattr(error, "code", None) == "insufficient_quota":
        return None
    return max(1.0, _seconds(said) if said else 2.0**tries)


def _seconds(said: str) -> float:
    """Read a Retry-After header, seconds or a date; what can't be read is a second."""
    try:
        seconds = float(said)
        return seconds if math.isfinite(seconds) else math.inf
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(said).timestamp() - time.time()
    except ValueError:
        return 1.0
