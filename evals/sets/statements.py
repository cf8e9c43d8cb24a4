"""Statements to check: true ones and false ones, each with the sentence it cites.

True are sentences as they stand, and the same in other words or in another language; false are these with one thing
changed, or with a citation of another passage.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evals.alter.alterations import Alteration, alterations
from evals.alter.places import relatives
from evals.sets.cases import QuestionSet, StatementCase, Wording
from evals.sets.makers import collect_names, long_sentences, read_sentences, sample, set_articles
from index.article import Article

_COUNTED = {
    "en": """dollars euros; months years weeks days; percent million; kilometres miles metres; hours minutes;
        million_dollars million_people; billion_dollars billion_people""",
    "tl": "buwan taon linggo; porsiyento milyon; dolyar piso euro; oras minuto",
    "es": "meses años semanas días; por_ciento millones; dólares euros pesos; horas minutos; kilómetros metros",
}
_AFTER_NUMBER = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|(?:m|b|tr)illion|na|ng|\w+ng|dos|tres|cuatro|cinco|seis"
    r"|siete|ocho|nueve|diez|mil|millones|(?:m|b|tr)ilyong?)) $"
)
_SIGNS = {"$": "€", "€": "$", "%": " million", "£": "$"}


def alter_unit(sentence: str, language: str) -> Alteration | None:
    """Change what the first figure that allows it counts: dollars to euros, months to years, % to million."""
    for start, end, choices in relatives(sentence, _COUNTED.get(language, _COUNTED["en"])):
        if choices and _AFTER_NUMBER.search(sentence[:start]):
            after = choices[0]
            return Alteration("unit", f"{sentence[:start]}{after}{sentence[end:]}", sentence[start:end], after)
    for sign in re.finditer(r"[$€£](?=\d)|(?<=\d)%", sentence):
        after = _SIGNS[sign.group()]
        return Alteration("unit", f"{sentence[: sign.start()]}{after}{sentence[sign.end() :]}", sign.group(), after)
    return None


def make_statements(questions: QuestionSet, each: int) -> QuestionSet:
    """Return `each` of the sentences of a set's articles, as they stand, altered, and citing another article."""
    articles = set_articles(questions)
    names = collect_names(articles)
    cases: list[StatementCase] = []
    for number, article in enumerate(articles, start=1):
        other = articles[number % len(articles)]
        for at, sentence in enumerate(sample(long_sentences(article), each), start=1):
            true = _make_true(f"{number}-{at}", "verbatim", sentence, article, sentence)
            cases += [true, *_falsify(true, names)]
            if other is not article:
                changed = {"id": f"{true.id}-misplaced", "label": "unsupported", "cited": other.source}
                cases.append(true.model_copy(update=changed))
    return replace(questions, cases=tuple(cases))


def add_false_statements(questions: QuestionSet) -> QuestionSet:
    """Add to the true statements of a set the same ones altered."""
    names = collect_names(set_articles(questions))
    cases = (case for true in questions.select(StatementCase) for case in (true, *_falsify(true, names)))
    return replace(questions, cases=tuple(cases))


def pair_translations(asked: QuestionSet, answering: QuestionSet, each: int) -> QuestionSet:
    """Pair the sentences of two sets with the same paragraphs in two languages; the second's are cited.

    Paragraphs count whose sentences are as many in both, and sentences that are about as long as each other.
    """
    articles = set_articles(asked)
    names = collect_names(articles)
    cases: list[StatementCase] = []
    for number, (one, other) in enumerate(zip(articles, set_articles(answering), strict=True), start=1):
        sentences, translations = (read_sentences(article.text, headings=False) for article in (one, other))
        if len(sentences) != len(translations):
            continue
        pairs = [pair for pair in zip(sentences, translations, strict=True) if _are_alike(*pair)]
        for at, (sentence, cited) in enumerate(sample(pairs, each), start=1):
            true = _make_true(f"{number}-{at}", "translation", sentence, other, cited)
            true = true.model_copy(update={"language": one.language})
            cases += [true, *_falsify(true, names)]
    return replace(answering, name=asked.name, cases=tuple(cases))


def _make_true(name: str, wording: Wording, statement: str, article: Article, quote: str) -> StatementCase:
    return StatementCase(
        id=name,
        statement=statement,
        language=article.language,
        label="supported",
        wording=wording,
        articles=(article.source,),
        quotes=(quote,),
    )


def _falsify(true: StatementCase, names: Sequence[str]) -> Iterator[StatementCase]:
    unit = alter_unit(true.statement, true.language)
    for one in [*alterations(true.statement, true.language, names, seed=true.id), *([unit] if unit else [])]:
        changed = {"id": f"{true.id}-false-{one.change}", "label": "unsupported", "statement": one.text}
        yield true.model_copy(update={**changed, "alteration": one})


def _are_alike(sentence: str, cited: str) -> bool:
    lengths = sorted((len(sentence), len(cited)))
    return lengths[0] > 40 and lengths[0] / lengths[1] > 0.6
