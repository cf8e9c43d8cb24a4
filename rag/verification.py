"""A statement, or each sentence of a draft, is verified: search → check → verdict, its quotations looked up beside."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from index.embed.e5 import count_cores
from index.errors import FilterError
from index.language.detection import detect_language, language_of
from index.library import Library
from index.store.filters import Filters
from rag.answer import Citation, cite
from rag.check.checked import CheckedQuotation, CheckedStatement, Scores
from rag.check.draft import DraftSentence, Stretch, find_quotations, split_draft
from rag.check.verdict import EvidenceSpan, StatementChecker, Verdict
from rag.errors import StatementError
from rag.lookup.finder import Finder
from rag.lookup.finding import Match
from rag.quote.context import find_naming, only_asks
from rag.retrieve.hit import Hit
from rag.retrieve.retriever import HybridRetriever

LONGEST_STATEMENT = 2_000
LONGEST_DRAFT = 200_000
_READ = 8  # passages


class Verifier:
    """Verifies statements against a library. Safe from several threads."""

    def __init__(self, library: Library, check: StatementChecker) -> None:
        self._library = library
        self._check = check
        self._retriever = HybridRetriever(library)
        self._finder = Finder(library)

    def verify(
        self,
        statement: str,
        *,
        identity: str | int | None = None,
        filters: Filters | None = None,
        sources: Sequence[str] = (),
    ) -> CheckedStatement:
        """Verify a statement against all articles that pass, or those of some sources; raise StatementError."""
        text = validate_statement(statement)
        sentence = DraftSentence(0, len(text), text, quotations=tuple(find_quotations(text)))
        checked = self._verify(sentence, self._narrow(filters, sources), detect_language(text))
        return checked.model_copy(update={"id": identity, "start": None, "end": None})

    def verify_draft(
        self, text: str, *, filters: Filters | None = None, sources: Sequence[str] = ()
    ) -> Iterator[CheckedStatement]:
        """Verify each sentence of a draft, and tell of them in their order; raise StatementError at once."""
        sentences = validate_draft(text)
        verify = partial(self._verify, among=self._narrow(filters, sources), language=detect_language(text))
        return _map_parallel(verify, sentences)

    def _verify(self, sentence: DraftSentence, among: Filters | None, language: str) -> CheckedStatement:
        language = language_of(sentence.text) or language
        claim = not only_asks(sentence.text)
        hits = self._read(sentence, among, language) if claim else []
        verdict = self._check(sentence.text, language, hits, ()) if hits else Verdict("unsupported")
        support = "supported" if verdict.support == "quoted" else verdict.support
        return CheckedStatement(
            statement=sentence.text,
            start=sentence.start,
            end=sentence.end,
            language=language,
            claim=claim,
            verdict=support if claim else "unchecked",
            checks=verdict.checks,
            citations=tuple(_cite(verdict.place, hits, language)),
            quotations=tuple(self._look_up(one, among) for one in sentence.quotations),
            scores=_score(verdict),
            undated=self._library.catalog.count_undated(among),
        )

    def _read(self, sentence: DraftSentence, among: Filters | None, language: str) -> Sequence[Hit]:
        """Search for a sentence, together with the one before that names what it speaks of."""
        named = find_naming([*sentence.before, sentence.text], len(sentence.before), language)
        query = sentence.text if named is None else f"{sentence.before[named]} {sentence.text}"
        return self._retriever.read(query, _READ, among).hits

    def _look_up(self, quoted: Stretch, among: Filters | None) -> CheckedQuotation:
        found = self._finder.find(quoted.text, filters=among)
        as_it_stands = any(_differs_in_capital(quoted.text, match) for match in found.matches) and not found.stitched
        return CheckedQuotation(
            text=quoted.text,
            start=quoted.start,
            end=quoted.end,
            verdict="exact" if as_it_stands else found.verdict,
            matches=found.matches,
        )

    def _narrow(self, filters: Filters | None, sources: Sequence[str]) -> Filters | None:
        """Return filters that let only articles of some sources pass, if any are given; raise StatementError."""
        if not sources:
            return filters
        try:
            named = self._library.catalog.choices.find_articles(sources)
        except FilterError as error:
            raise StatementError(str(error)) from error
        chosen = filters or Filters()
        return replace(chosen, articles=named if chosen.articles is None else chosen.articles & named)


def validate_statement(statement: str) -> str:
    """Return a statement without the space around it; raise StatementError if there is nothing to check."""
    if len(statement) > LONGEST_STATEMENT:
        raise StatementError(
            f"the statement is longer than {LONGEST_STATEMENT:,} characters; check a draft with --file, or in parts"
        )
    if not any(character.isalnum() for character in statement):
        raise StatementError("there are no words in the statement; write what is to be checked")
    return statement.strip()


def validate_draft(text: str) -> list[DraftSentence]:
    """Return the sentences of a draft; raise StatementError if there are none, or it is too long."""
    if len(text) > LONGEST_DRAFT:
        raise StatementError(f"the draft is longer than {LONGEST_DRAFT:,} characters; check it in parts")
    sentences = list(split_draft(text))
    if not sentences:
        raise StatementError("there are no sentences in the draft; headings aren't checked")
    return sentences


def _differs_in_capital(quotation: str, match: Match) -> bool:
    """Tell whether nothing differs but the first letter's case, which a sentence around a quotation decides."""
    return all(
        one.kind == "case" and quotation.startswith(one.excerpt) and one.excerpt[1:] == one.article[1:]
        for one in match.differences
    )


def _map_parallel(
    verify: Callable[[DraftSentence], CheckedStatement], sentences: Sequence[DraftSentence]
) -> Iterator[CheckedStatement]:
    with ThreadPoolExecutor(count_cores()) as pool:
        yield from pool.map(verify, sentences)


def _score(verdict: Verdict) -> Scores | None:
    if verdict.support == "quoted":
        return Scores(supported=1.0, contradicted=0.0)
    if verdict.supported is None or verdict.contradicted is None:
        return None
    return Scores(supported=round(verdict.supported, 4), contradicted=round(verdict.contradicted, 4))


def _cite(place: EvidenceSpan | None, hits: Sequence[Hit], language: str) -> Iterator[Citation]:
    for hit in hits:
        if place and hit.passage.id == place.passage_id:
            yield cite(1, hit.article, hit.passage.id, place, language, copies=hit.copies)
