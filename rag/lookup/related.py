"""Passages that may say the same as an excerpt in other words or another language."""

from collections.abc import Collection

from rag.lookup.finding import Related
from rag.lookup.places import Occurrence
from rag.retrieve.hit import Hit, Reading

MOST_RELATED = 5


def find_related(reading: Reading, matched: Collection[Occurrence], bar: float) -> tuple[Related, ...]:
    """Return the nearest passages that hold no match, best first, with a sentence at least as near as `bar`."""
    near = [hit for hit in reading.hits if max(hit.sentences.values()) >= bar and not _holds(hit, matched)]
    return tuple(Related(**hit.fields()) for hit in near[:MOST_RELATED])


def _holds(hit: Hit, matched: Collection[Occurrence]) -> bool:
    return any(
        place.region.article.id == hit.article.id
        and place.span.start < hit.passage.end
        and hit.passage.start < place.span.end
        for place in matched
    )
