"""Small words for readers: languages, dates, counts, addresses, filters, verdicts, how a question was read."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.tidy.characters import fold_space

if TYPE_CHECKING:
    from index.store.filters import Filters
    from rag.answer import Answer, Citation, NearCopy, SharedSource, Statement
    from rag.check.checked import CheckedQuotation, CheckedStatement
    from rag.lookup.finding import Difference, Finding

NOT_CHECKED = "not checked: Pullquote has no rules for this language"
NO_ARTICLES = "There are no articles yet. Add some with: pullquote add FOLDER"
CLOSEST = "These are the nearest words; they may not answer."
_READ_AS = {"en": "Read as", "es": "Leído como", "tl": "Binasa bilang"}
_ABOUT_TITLE = {"en": "What does “{}” say?", "tl": "Ano ang sinasabi ng “{}”?", "es": "¿Qué dice «{}»?"}
_PART = re.compile(r"\.(?:epub|jsonl|mbox|zip)#", re.IGNORECASE)  # ends the name of a file of several articles
_MOST_COPIES = 4  # near-copies named in a line
_LONGEST_READING = 200  # characters of each side of a difference
_KINDS = {"dropped": "Left out", "words": "Wording", "case": "Capitals", "signs": "Punctuation"}


def describe_verdict(finding: "Finding", among: str | None = None) -> str:
    """Say in a line whether an excerpt stands in the corpus; `among` which articles, if not in all."""
    if finding.verdict == "absent":
        if among:
            return f"Not in the corpus, among {among}: these words stand in none of them as it is now."
        return "Not in the corpus: these words stand in no article as it is now."
    if finding.stitched:
        return f"Stitched together from {count_noun(len(finding.matches), 'place')}."
    if finding.verdict == "exact":
        return "Word for word."
    altered = describe_difference(finding.matches[0].differences[0])
    return f"Altered: {altered[:1].lower()}{altered[1:]}"


def difference_label(one: "Difference") -> str:
    """Name in a word or two what sort of difference it is."""
    return _KINDS.get(one.kind, one.kind.capitalize())


def describe_difference(one: "Difference") -> str:
    """Say in a sentence what an excerpt and an article differ in."""
    article, excerpt = (shorten(reading, _LONGEST_READING) for reading in (one.article, one.excerpt))
    if one.kind == "case":
        return f"The article writes “{article}”, not “{excerpt}”."
    if one.kind == "notation":
        return f"The same, written otherwise: the article has “{article}”, not “{excerpt}”."
    if not excerpt:
        return f"The article also says “{article}” here."
    if not article:
        return f"The article doesn't say “{excerpt}”."
    return f"The article says “{article}”, not “{excerpt}”."


def describe_selection(filters: "Filters") -> str | None:
    """Say which articles are let through: `articles in Filipino since 1 January 2026`; None if all are."""
    parts = (
        f"in the collection {filters.collection}" if filters.collection else None,
        f"in {language_name(filters.language)}" if filters.language else None,
        f"by {filters.publisher}" if filters.publisher else None,
        _describe_range(filters.after, filters.before),
    )
    chosen = None if filters.articles is None else f"the {count_noun(len(filters.articles), 'article')} chosen"
    return " ".join([chosen or "articles", *filter(None, parts)]) if chosen or any(parts) else None


def _describe_range(first: date | None, last: date | None) -> str | None:
    if first and last:
        return f"from {format_day(first)} to {format_day(last)}"
    return f"since {format_day(first)}" if first else f"until {format_day(last)}" if last else None


def language_name(code: str) -> str:
    """Name a language in English; an unknown code is shown as it is."""
    from babel import Locale

    name: str = Locale("en").languages.get("fil" if code == "tl" else code, code)
    return name


def describe_reading(question: str, standalone: str) -> tuple[str, str] | None:
    """Return the language of a question and a line in it that says how it was read; None if as it is."""
    from index.language.detection import language_of

    if standalone == fold_space(question):
        return None
    told = language_of(question)
    language = told if told in _READ_AS else "en"
    return language, f"{_READ_AS[language]}: {standalone}"


def ask_about_title(title: str, language: str) -> str:
    """Ask what an article says, in its language; a title that is a question, or in no known language, stands alone."""
    return title if title.endswith("?") else _ABOUT_TITLE.get(language, "{}").format(title)


def describe_times(citation: "Citation") -> str | None:
    """Say what the times in a quote mean that need its article's date: `last year = 2025`; None without any."""
    return join_dotted(*(f"{time.words} = {time.means}" for time in citation.times)) or None


def join_dotted(*parts: str | None) -> str:
    """Join the parts that are there with a middle dot."""
    return " · ".join(part for part in parts if part)


def format_day(day: date | None) -> str | None:
    """Write a date as `16 January 2026`; None stays None."""
    return f"{day.day} {day:%B} {day.year}" if day else None


def list_copies(copies: "Sequence[NearCopy]") -> str | None:
    """Name near-copies by publisher and day: `Also in: Rappler (3 January 2026)`; None if there are none."""
    if not copies:
        return None
    named = (
        f"{one.publisher or one.title} ({format_day(one.published)})" if one.published else one.publisher or one.title
        for one in copies[:_MOST_COPIES]
    )
    more = len(copies) - _MOST_COPIES
    return f"Also in: {'; '.join(named)}" + (f"; and {more} more" if more > 0 else "")


def describe_attribution(sources: Sequence[str]) -> str | None:
    """Say whom cited words are attributed to: `Attributed to Tang Jie`; None if to nobody."""
    return f"Attributed to {_join_names(sources)}" if sources else None


def describe_shared_sources(answer: "Answer") -> list[str]:
    """Say which of an answer's articles rest on one source: `Both cite The Wall Street Journal.`"""
    return [_describe_shared_source(one, len(answer.citations)) for one in answer.shared_sources]


def _describe_shared_source(shared: "SharedSource", total: int) -> str:
    if shared.own:
        citing, own = (_join_names([f"[{number}]" for number in numbers]) for numbers in (shared.citations, shared.own))
        verb = "cites" if len(shared.citations) == 1 else "cite"
        return f"{citing} {verb} {shared.source}, which {own} is from: one source, not several."
    return f"{_describe_citers(shared.citations, total)} {shared.source}: one source, not several."


def _describe_citers(numbers: Sequence[int], total: int) -> str:
    together = "Both cite" if len(numbers) == 2 else "All cite"
    if len(numbers) == total:
        return together
    return f"{_join_names([f'[{number}]' for number in numbers])} {together.lower()}"


def _join_names(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def format_duration(milliseconds: float) -> str:
    """Write milliseconds as people read them."""
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def count_noun(number: int, noun: str) -> str:
    """Write a number with its noun: `1 article`, `2 articles`."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def to_sentence(reason: str) -> str:
    """Write the message of an error as a sentence."""
    return f"{reason[:1].upper()}{reason[1:]}."


def shorten(text: str, longest: int) -> str:
    """Return `text` in one line of up to `longest` characters, cut between words where it has spaces."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    words, _, rest = line[: longest + 1].rpartition(" ")
    return (words or rest) + " …"


def format_page(page: int | None) -> str | None:
    """Write the number of a page as `p. 3`; None stays None."""
    return f"p. {page}" if page else None


def file_name(source: str) -> str:
    """Return the last part of a source, with the part of the file that is meant; folders are nobody else's business."""
    part = _PART.search(source)
    file, inside = (source[: part.end() - 1], source[part.end() - 1 :]) if part else (source, "")
    return PurePath(file).name.removeprefix("upload:") + inside or source


def web_address(*candidates: str | None) -> str | None:
    """Return the first candidate that is an http or https address with a host."""
    return next((address for address in candidates if address and _is_web(address)), None)


def _is_web(address: str) -> bool:
    if not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # an IPv6 host that is none
        return False


def describe_unsupported(statement: "Statement") -> str | None:
    """Say what of a statement the cited passage doesn't have, or that it isn't checked; None if there is nothing."""
    from rag.check.checker import describe_missing

    if statement.support == "unchecked":
        return NOT_CHECKED
    verdict = {"contradicted": "the articles say otherwise", "unsupported": "not supported"}.get(statement.support)
    return ": ".join(filter(None, [verdict, "; ".join(describe_missing(statement.checks))])) or None


def describe_check(checked: "CheckedStatement") -> str:
    """Say in a line what came of checking a statement, and no more than was found."""
    if not checked.claim:
        return "No claim to check."
    found = {
        "supported": "Supported.",
        "contradicted": "The articles say otherwise.",
        "unsupported": "Not found in what was read.",
        "unchecked": to_sentence(NOT_CHECKED),
    }[checked.verdict]
    facts = [one for one in checked.checks if one.kind in {"figure", "date", "name"}]
    missed = [one.value for one in facts if not one.found]
    if missed:
        return f"{found} Not there: {', '.join(f'“{one}”' for one in missed)}."
    return f"{found} Its figures and names stand there." if facts and checked.verdict == "unsupported" else found


def describe_quotation(quotation: "CheckedQuotation") -> str:
    """Say in a line whether words in quotation marks stand so in an article."""
    words = shorten(quotation.text, _LONGEST_READING)
    if quotation.verdict == "exact":
        return f"Quotation word for word: “{words}”"
    if quotation.verdict == "absent":
        return f"Quotation not in the corpus: “{words}”"
    differing = [one for match in quotation.matches[:1] for one in match.differences[:1]]
    how = describe_difference(differing[0]) if differing else "Its parts stand at several places."
    return f"Quotation altered: “{words}” {how}"


def summarize_draft(checked: "Sequence[CheckedStatement]") -> str:
    """Count what came of a draft: `12 supported, 2 contradicted, 3 not found, 1 quotation altered`."""
    claims = Counter[str](one.verdict for one in checked if one.claim)
    quotations = Counter[str](quoted.verdict for one in checked for quoted in one.quotations)
    told = {
        "supported": "supported",
        "contradicted": "contradicted",
        "unsupported": "not found",
        "unchecked": "not checked",
    }
    parts = [f"{claims[verdict]} {word}" for verdict, word in told.items() if claims[verdict]]
    parts += [
        f"{count_noun(quotations[verdict], 'quotation')} {word}"
        for verdict, word in (("exact", "word for word"), ("altered", "altered"), ("absent", "not in the corpus"))
        if quotations[verdict]
    ]
    return ", ".join(parts) or "Nothing to check"


def describe_wait(seconds: float) -> str:
    """Say that a model is waited for."""
    return f"The model is busy; it is asked again in {seconds:.0f} s."


def list_notes(answer: "Answer") -> list[str]:
    """Say what is to be known of an answer as a whole: where articles differ, were left out, or rest on one source."""
    return [*filter(None, [answer.disagreement, describe_undated(answer.undated)]), *describe_shared_sources(answer)]


def describe_undated(number: int) -> str | None:
    """Say how many articles a filter by day left out for having no date; None if it left out none."""
    return (
        f"{count_noun(number, 'article')} without a date {'was' if number == 1 else 'were'} left out."
        if number
        else None
    )


def explain_refusal(answer: "Answer") -> str:
    """Say why a question is not answered from the articles that there are."""
    if answer.reason == "empty_corpus":
        return NO_ARTICLES
    if answer.reason == "nothing_supported":
        return "Nothing that the model wrote is an answer that these articles support."
    if answer.unnamed:
        return f"Nothing in these articles answers that: none of them names {' or '.join(answer.unnamed)}."
    return "Nothing in these articles answers that."
