"""What a site allows programs to fetch: its robots.txt, as RFC 9309 reads it.

Protego reads the file: the standard library's own reader knows neither wildcards nor that the longest rule decides.
"""

import math
from dataclasses import dataclass

from protego import Protego

from index.web.fetch import Reply

_LARGEST = 512_000  # bytes that RFC 9309 wants read at least; what follows is passed over
_MOST_PATIENT = 30.0  # seconds between two requests that a site may ask for


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for one program; without `rules` everything is allowed, or nothing if it is `closed`."""

    agent: str
    rules: Protego | None = None
    closed: int | None = None

    def allows(self, url: str) -> bool:
        """Tell whether a page may be fetched."""
        return self.closed is None and (self.rules is None or self.rules.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """How many seconds it wants between two requests, as far as that is waited."""
        wanted = self.rules.crawl_delay(self.agent) if self.rules else None
        return min(wanted, _MOST_PATIENT) if wanted and math.isfinite(wanted) and wanted > 0 else 0.0


def read_robots(reply: Reply, agent: str) -> Robots:
    """Read a reply to a request for robots.txt: where there is none all is allowed, where the server fails nothing."""
    if reply.status >= 500 or reply.status == 429:
        return Robots(agent, closed=reply.status)
    if reply.status != 200:
        return Robots(agent)
    return Robots(agent, Protego.parse(reply.body[:_LARGEST].decode("utf-8-sig", "replace")))


def agent_name(user_agent: str) -> str:
    """Return the name that a robots.txt may address: what stands before the version."""
    return user_agent.partition("/")[0].split()[0].lower()
