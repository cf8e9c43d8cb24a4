"""Statements to check: true ones and false ones, each with the sentence it cites.

True are sentences as they stand, and the same said otherwise or in another language; false are these with one thing
changed, or with a citation of another passage.
"""

import re
from collections.abc import Iterator, Sequence

from evals.alter.alterations import Alteration, alterations, names_in
from evals.alter.places import relatives
from evals.sets.cases import Case, Kind, QuestionSet
from evals.sets.makers import articles_of, sample, sentences_of
from index.article import Article
from index.split.sentences import paragraphs

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
    articles = articles_of(questions)
    names = _names(articles)
    cases: list[Case] = []
    for number, article in enumerate(articles, start=1):
        for at, sentence in enumerate(sample(sentences_of(article), each), start=1):
            true = _case(
                f"{number}-{at}", "verbatim", sentence, article.language, source=article.source, cited=sentence
            )
            other = articles[number % len(articles)]
            misplaced = true.model_copy(
                update={"id": f"{true.id}-misplaced", "kind": "misplaced", "cited": other.source}
            )
            cases += [true, *_false(true, names), *([misplaced] if len(articles) > 1 else [])]
    return QuestionSet(questions.name, tuple(cases), questions.drafts)


def add_false_statements(questions: QuestionSet) -> QuestionSet:
    """Add to true statements of a set the same ones altered."""
    names = _names(articles_of(questions))
    cases = tuple(case for true in questions.cases for case in (true, *_false(true, names)))
    return QuestionSet(questions.name, cases, questions.drafts)


def pair_translations(asked: QuestionSet, answering: QuestionSet, each: int) -> QuestionSet:
    """Pair the sentences of two sets with the same paragraphs in two languages; the first are stated, the second cited.

    Paragraphs count whose sentences are as many in both, and sentences that are about as long as each other.
    """
    theirs = articles_of(answering)
    mine = articles_of(asked)
    names = _names(mine)
    cases: list[Case] = []
    for number, (one, other) in enumerate(zip(mine, theirs, strict=True), start=1):
        pairs = list(zip(*(_sentences(article) for article in (one, other)), strict=False))
        if len(_sentences(one)) == len(_sentences(other)):
            like = [(said, cited) for said, cited in pairs if _is_like(said, cited)]
            for at, (said, cited) in enumerate(sample(like, each), start=1):
                true = _case(f"{number}-{at}", "translation", said, one.language, source=other.source, cited=cited)
                cases += [true, *_false(true, names)]
    return QuestionSet(asked.name, tuple(cases), answering.drafts)


def _false(true: Case, names: Sequence[str]) -> Iterator[Case]:
    made = alterations(true.question, true.language, names, seed=true.id)
    unit = alter_unit(true.question, true.language)
    for one in [*made, *([unit] if unit else [])]:
        yield true.model_copy(
            update={
                "id": f"{true.id}-false-{one.change}",
                "kind": f"false-{one.change}",
                "question": one.text,
                "alteration": one,
            }
        )


def _case(name: str, kind: Kind, said: str, language: str, *, source: str, cited: str) -> Case:
    return Case(id=name, question=said, language=language, kind=kind, articles=(source,), quotes=(cited,))


def _names(articles: Sequence[Article]) -> list[str]:
    return sorted({name for one in articles for name in names_in(one.text)})


def _sentences(article: Article) -> list[str]:
    spans = (span for block in paragraphs(article.text) for span in block if not span.heading)
    return [article.text[span.start : span.end] for span in spans]


def _is_like(said: str, cited: str) -> bool:
    lengths = sorted((len(said), len(cited)))
    return lengths[0] > 40 and lengths[0] / lengths[1] > 0.6
