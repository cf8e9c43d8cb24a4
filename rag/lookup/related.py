"""Passages that may say the same as an excerpt in other words or another language."""

from collections.abc import Collection

from index.embed.embedder import Embedder
from rag.lookup.finding import Related
from rag.lookup.places import Occurrence
from rag.retrieve.hit import Hit, Reading

MOST_RELATED = 5
_MEASURED = {"multilingual-e5-small": 0.86}  # from which nearness of a sentence on; half of translations reach it


def related_to(reading: Reading, matched: Collection[Occurrence], embedder: Embedder) -> tuple[Related, ...]:
    """Return the nearest passages that hold no match, best first; an embedder without a known scale bars none."""
    bar = _MEASURED.get(embedder.model_name, 0.0)
    near = [hit for hit in reading.hits if max(hit.sentences.values()) >= bar and not _holds(hit, matched)]
    return tuple(map(_related, near[:MOST_RELATED]))


def _holds(hit: Hit, matched: Collection[Occurrence]) -> bool:
    return any(
        place.region.article.id == hit.article.id
        and place.span.start < hit.passage.end
        and hit.passage.start < place.span.end
        for place in matched
    )


def _related(hit: Hit) -> Related:
    article = hit.article
    return Related(
        article_id=article.id,
        revision=article.revision,
        passage_id=hit.passage.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        source=article.source,
        start=hit.passage.start,
        end=hit.passage.end,
        text=hit.text,
        score=round(hit.score, 4),
    )
