"""Every tuned number of asking, with the sets and the day that it was fitted on: a row for each embedding model.

Scores and similarities are on an embedder's own scale, so a new embedder wants a row of its own. What a row doesn't
give is as for multilingual-e5-small, except the bars that refuse, of answers and of statements: they are 0, so that an
unknown embedder refuses nothing; and translated names and demands, which it doesn't tell. TIMES, LOOKUP and NEAR_COPIES
compare words only, and are the same for all. Limits that bound work, such as how many passages are looked at, stand
where they apply.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RetrievalWeights:
    """How a passage is scored beside its similarity. By hand, 22 November 2026."""

    lexical: float = 0.08


@dataclass(frozen=True, slots=True)
class TimeWeights:
    """How far words speak of a time asked about, 0 to 1. By hand, 22 November 2026."""

    news: float = 0.5  # a sentence without a time, of the day its article came out
    wider: float = 0.5  # a sentence about a year, of a month of it
    undated: float = 1 / 3  # how much the silence of an article without a date counts: it may be of any year


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """How a sentence is scored. Dev halves of the standing question sets, 29 November 2026."""

    sentence: float = 0.4
    passage: float = 2.0
    lexical: float = 0.33  # the passage's full-text score
    time: float = 0.1  # the time that was asked about
    asking: float = 0.05  # against a sentence that only asks; the one after it answers, and is as near
    odds: float = 0.03  # the trained reader's log odds, by natural logarithm
    surest: float = 6.0  # odds further from even than this count no more
    following: float = 0.03  # for the sentence after the best, which goes on about it
    margin: float = 0.03  # a further sentence is quoted when it scores this near to the best
    tie: float = 0.005  # scores this near to the best of them are equal: the newer article goes first
    repeated: float = 0.6  # share of words that two sentences share when the second adds nothing


@dataclass(frozen=True, slots=True)
class Bar:
    """A score to reach: within a language, and across languages, where scores are lower."""

    within: float = 0.0
    across: float = 0.0


@dataclass(frozen=True, slots=True)
class AnswerabilityWeights:
    """What counts beside a passage's similarity. Dev halves of the standing question sets, 29 November 2026."""

    lead: float = 1.3  # how far the best sentence is ahead of the next ones
    ahead: float = 2.5  # how far its passage is ahead of the others
    odds: float = 0.04  # the reader's log odds, by natural logarithm
    untimed: float = 0.7  # against times of the question that the article doesn't speak of
    unrelated: Bar = Bar()  # the score of a passage on something else: such a one answers nothing


@dataclass(frozen=True, slots=True)
class Bars:
    """From which score on words are shown as an answer, and from which as the nearest words.

    Dev halves of the standing question sets, 29 November 2026.
    """

    answers: Bar = Bar()
    closest: Bar = Bar()


@dataclass(frozen=True, slots=True)
class AgreementBars:
    """When articles agree, and when they differ. By hand, 22 November 2026."""

    near: float = 0.4  # how far below the best answer a sentence that says the same may score
    top: float = 0.1  # and one that says something else
    same_words: float = 0.5  # of either sentence, for the two to be about the same thing
    nearly_same_words: float = 0.7  # where the question names nothing that both would have to name
    across: float = 0.92  # the same between languages, as similarity
    same_names: float = 0.5  # of the names of the sentence that has fewer
    shared_facts: int = 2  # figures, dates and names that two sentences share when they say the same
    about: float = 0.1  # of a figure that is said to be about right
    large: int = 20  # from where on a bare figure is hardly the same by chance
    open_ended: float = 2.0  # times a figure that is only said to be passed, or not to be reached


@dataclass(frozen=True, slots=True)
class SupportBars:
    """When a sentence supports a statement. Dev halves of the sets of statements, 22 and 23 November 2026."""

    within: float = 0.0  # similarity within a language, with shared words
    across: float = 0.0  # similarity across languages
    shared_words: float = 0.1  # what all of a statement's words, rather than none, add to similarity
    fact: float = 0.03  # what all of its facts, rather than none, count in choosing the sentence
    as_good: float = 0.01  # a sentence this near to the best may be the one that is meant
    as_near: float = 0.02  # a sentence this near to the best may support a statement with it
    longer: float = 1.3  # a statement that is so much longer than the sentence says more than that
    repeated: float = 0.7  # share of words that a statement repeats when it is compared word for word
    translated_name: float | None = (
        None  # similarity of a name and its translation; without one names are compared only
    )


@dataclass(frozen=True, slots=True)
class ClaimWeights:
    """What counts that a statement is supported, as log odds by natural logarithm, and the bars, as shares.

    Fitted by logistic regression, each set counting as much: claims about the tenth of our own passages that the reader
    never learnt, and the dev halves of the sets of statements, 29 November 2026.
    """

    even: float = 0.6  # for all that is not told below
    surest: float = 3.0  # what the reader is surer of counts no more
    few: float = 0.23  # times the reader's log odds by few sentences
    more: float = 0.62  # times those by more of them
    bear_out: float = 2.0  # where rules find it near enough, with all its facts
    turn_away: float = 1.8  # against it, where they find it as near, with something changed or missing
    nowhere: float = 0.4  # against it, where a name or a figure in words stands nowhere in what is read
    supported: float = 0.65  # the share from which on it is supported
    contradicted: float = 0.85  # the reader's share from which on it is contradicted


@dataclass(frozen=True, slots=True)
class RelatedBar:
    """When a passage may say the same as an excerpt in other words. By hand, on translations, 22 November 2026."""

    similarity: float = 0.0  # of its best sentence


@dataclass(frozen=True, slots=True)
class Calibration:
    """A row of the table: what was fitted for one embedding model."""

    retrieval: RetrievalWeights = field(default_factory=RetrievalWeights)
    ranking: RankingWeights = field(default_factory=RankingWeights)
    answerability: AnswerabilityWeights = field(default_factory=AnswerabilityWeights)
    bars: Bars = field(default_factory=Bars)  # with the reader
    nearness: Bar = field(default_factory=Bar)  # without it there is one bar
    agreement: AgreementBars = field(default_factory=AgreementBars)
    support: SupportBars = field(default_factory=SupportBars)
    claims: ClaimWeights = field(default_factory=ClaimWeights)
    related: RelatedBar = field(default_factory=RelatedBar)
    demand: float | None = None  # cosine to the direction of demands; None: no direction was fitted


DEFAULT = Calibration()  # for an embedder that nothing was fitted for
_FITTED = {
    "multilingual-e5-small": Calibration(
        answerability=AnswerabilityWeights(unrelated=Bar(0.8, 0.777)),
        bars=Bars(Bar(1.0744, 0.9986), Bar(0.8708, 0.8641)),
        nearness=Bar(0.8997, 0.9037),
        support=SupportBars(within=0.98, across=0.86, translated_name=0.90),
        related=RelatedBar(0.86),  # half of translations reach it
        demand=0.3146,  # three in a thousand plain sentences reach it; `eval guard`, 29 November 2026
    ),
}


def calibration_for(model: str) -> Calibration:
    """Return the row of an embedding model, by its name; DEFAULT for one that nothing was fitted for."""
    return _FITTED.get(model, DEFAULT)


@dataclass(frozen=True, slots=True)
class LookupBars:
    """When a place is the one that an excerpt means. By hand, 22 November 2026."""

    agreeing_words: int = 5  # that a place needs
    agreeing_share: float = 0.65  # of the words of excerpt or place, whichever has more
    few_words: int = 3  # of a short excerpt, stop words not counted, where nearly all agree
    nearly_all: float = 0.75
    shared: float = 0.5  # of an excerpt's words that a text has to hold to be aligned with it
    copied: float = 0.85  # the same where the excerpt stands word for word in another text
    aligned: float = 0.5  # of the excerpt's words that have to lie along one diagonal
    differing_run: int = 4  # words in a row that differ, from which on an excerpt may be stitched
    parts_similar: float = 0.9  # from which on parts stand at places of their own rather than at one altered
    part_words: int = 3  # of a part of a stitched excerpt
    unmarked_part_words: int = 7  # the same where nothing marks it as a part
    words_left_out: int = 60  # that may stand between two parts of one place


@dataclass(frozen=True, slots=True)
class NearCopyBars:
    """When two articles are one, by runs of three words. By hand, on reposts of the sample corpus, 22 November 2026."""

    shared: float = 0.5  # of the shorter article's runs; what only quotes the same people stays below .2
    few_runs: int = 40  # with fewer in common an article has to stand in the other almost whole
    almost_whole: float = 0.8
    fewest_runs: int = 12
    kept: float = 0.7  # of the figures, and of the names, that stand among shared words
    held: float = 0.5  # of a passage's or a sentence's runs
    suspect: float = 0.15  # of a passage's runs around long words in another's passage: worth a closer look
    long_word: int = 7  # letters


TIMES = TimeWeights()
LOOKUP = LookupBars()
NEAR_COPIES = NearCopyBars()
