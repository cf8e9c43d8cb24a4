"""Sources that several articles of an answer rest on: what both have from one report is no agreement."""

from collections.abc import Mapping, Sequence

from rag.answer import Citation, SharedSource
from rag.attribution import Source


def shared_sources(citations: Sequence[Citation], sources: Mapping[int, Sequence[Source]]) -> tuple[SharedSource, ...]:
    """Return the sources that citations of different articles rest on, given each citation's by its number."""
    resting: dict[str, list[Citation]] = {}
    names: dict[str, str] = {}
    for citation in citations:
        for source in sources.get(citation.number, ()):
            resting.setdefault(source.key, []).append(citation)
            names.setdefault(source.key, source.name)
    return tuple(
        SharedSource(source=names[key], citations=tuple(dict.fromkeys(one.number for one in cited)))
        for key, cited in resting.items()
        if len({one.article_id for one in cited}) > 1
    )
