"""Bars are fitted so that what is shown as an answer is right, stated on other questions, and kept where they apply."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals.calibrate import BarsFit, Shares, calibrate, fit_bars, measure_effect, save_bars
from evals.errors import SetError
from evals.run.runner import Configuration
from evals.score.record import Record
from evals.sets.cases import QuestionKind
from evals.sets.halves import split_cases
from index.library import open_library
from rag.calibration import Bar, Bars
from rag.engine import Engine
from rag.quote.answerability import BARS_KEY, Answerability
from rag.settings import RagSettings
from tests.evals.news import CASES, NEWS, case, configured, news, silent
from tests.fakes import FakeEmbedder
from tests.rag.making import library_of

KNOWN = Bars(Bar(0.5, 0.25), Bar(0.4, 0.2))
OPEN = RagSettings()  # names no bars, so that a calibration counts
NONE_LOST = Shares(wrong=0.0, doubts=0.0, refusals=0.0)
TEN = [at / 10 for at in range(10)]


def asked(
    scores: Sequence[float | None], *, right: bool = True, across: bool = False, kind: QuestionKind = "fact"
) -> list[Record]:
    """Made-up records, one a score; None where nothing was found."""
    question = case("ferry", "Where?", "noon", kind=kind)
    return [
        Record(
            case=question,
            pair="en",
            measures={"would_be_right": float(right and question.answerable)},
            evidence=None if score is None else Answerability(score, across),
        )
        for score in scores
    ]


# answers


def test_without_wrong_answers_everything_right_is_shown() -> None:
    assert fit_bars(asked(TEN), Shares(0.1, 0.5, 0.0), KNOWN).answers.within == 0.0


def test_the_bar_is_as_low_as_the_share_of_wrong_ones_allows() -> None:
    records = [*asked([0.6, 0.7, 0.8, 0.9]), *asked([0.65, 0.1], right=False), *asked([0.75], kind="near-miss")]
    for wrong, bar in ((0.4, 0.6), (0.3, 0.7), (0.2, 0.8), (0.0, 0.8)):
        assert fit_bars(records, Shares(wrong, 0.9, 0.0), KNOWN).answers.within == bar


def test_it_is_no_higher_than_the_share_of_doubts_allows() -> None:
    records = [*asked(TEN), *asked([2.0], right=False)]
    for doubts, bar in ((0.0, 0.0), (0.19, 0.1), (0.2, 0.2), (0.5, 0.5)):
        assert fit_bars(records, Shares(0.0, doubts, 0.0), KNOWN).answers.within == bar


# the closest words


@pytest.mark.parametrize(
    ("share", "bar"), [(0, 0.0), (0.05, 0.0), (0.1, 0.1), (0.19, 0.1), (0.2, 0.2), (0.35, 0.3), (0.5, 0.5)]
)
def test_the_bar_of_refusals_is_as_high_as_their_share_allows(share: float, bar: float) -> None:
    records = [*asked(TEN[:-1], right=False), *asked(TEN[-1:])]
    assert fit_bars(records, Shares(0.0, 0.0, share), KNOWN).closest.within == bar


@pytest.mark.parametrize("share", [0.0, 0.08, 0.1, 0.25, 0.5])
def test_at_most_the_share_is_refused_of_what_it_was_fitted_on(share: float) -> None:
    scores = [1.0, 1.0, 1.0, 1.05, 1.05, 1.1, 1.1, 1.123456789, 1.2, 1.2, 1.3]
    ours = [*asked(scores), *asked([one - 0.1 for one in scores[::2]], across=True)]
    effect = measure_effect(ours, fit_bars(ours, Shares(0.0, 0.5, share), KNOWN))
    assert effect.measures["false_refusal"].mean <= share


def test_nothing_is_refused_that_is_shown_as_an_answer() -> None:
    bars = fit_bars(asked(TEN), Shares(1.0, 0.0, 0.5), KNOWN)
    assert bars.closest.within == bars.answers.within == 0.0


def test_unanswerable_questions_do_not_change_what_is_refused() -> None:
    strangers = [*asked([0.9, 0.0], kind="off-topic"), *asked([0.5], kind="near-miss")]
    ours, shares = asked(TEN), Shares(0.0, 0.9, 0.3)
    assert fit_bars([*ours, *strangers], shares, KNOWN).closest == Bar(0.3, KNOWN.closest.across)


# both


def test_a_bar_is_rounded_down_so_that_its_own_question_passes() -> None:
    bars = fit_bars(asked([1.123456789]), NONE_LOST, KNOWN)
    assert bars.answers.within == 1.1234
    assert Answerability(1.123456789, across=False).confidence(bars) == "answers"


def test_within_and_across_languages_are_fitted_apart() -> None:
    bars = fit_bars([*asked([1.2, 1.4]), *asked([0.9, 1.0], across=True)], NONE_LOST, KNOWN)
    assert bars == Bars(Bar(1.2, 0.9), Bar(1.2, 0.9))


def test_where_there_is_nothing_to_fit_on_the_known_bars_stay() -> None:
    assert fit_bars(asked([1.2]), NONE_LOST, KNOWN) == Bars(Bar(1.2, 0.25), Bar(1.2, 0.2))
    assert fit_bars(asked([1.2], across=True), NONE_LOST, KNOWN) == Bars(Bar(0.5, 1.2), Bar(0.4, 1.2))


def test_an_effect_says_what_is_shown_as_what() -> None:
    effect = measure_effect(
        [
            *asked([0.4, 0.5, 0.6, None]),
            *asked([0.7], right=False),
            *asked([0.1, 0.45, 0.9], kind="near-miss"),
            *asked([0.2], kind="off-topic"),
        ],
        Bars(Bar(0.5, 0.5), Bar(0.4, 0.4)),
    )
    assert {name: (round(one.mean, 2), one.n) for name, one in effect.measures.items()} == {
        "false_refusal": (0.2, 5),
        "false_doubt": (0.4, 5),
        "right_shown": (0.5, 4),
        "shown_wrong": (0.5, 4),
        "rejected": (0.5, 4),
        "doubted": (0.75, 4),
        "refused_rightly": (0.67, 3),
    }
    assert {kind: one["doubted"].mean for kind, one in effect.kinds.items()} == {
        "near-miss": pytest.approx(2 / 3, abs=1e-3),
        "off-topic": 1.0,
    }


def test_a_set_without_answerable_questions_can_not_be_fitted_or_judged() -> None:
    strangers = asked([0.1], kind="off-topic")
    with pytest.raises(SetError, match="no answerable questions to fit"):
        fit_bars(strangers, NONE_LOST, KNOWN)
    with pytest.raises(SetError, match="no answerable questions to judge"):
        measure_effect(strangers, KNOWN)


# with a library


def calibrated(home: Path, embedder: FakeEmbedder) -> BarsFit:
    """Fit bars to the news, as a stricter home would have it."""
    configuration = Configuration("quote", home, embedder, OPEN)
    return calibrate([news()], [news()], configuration, NONE_LOST, silent)


def test_bars_fitted_to_the_news_let_their_questions_pass_and_strangers_not(tmp_path: Path, fake: FakeEmbedder) -> None:
    fitted = calibrated(tmp_path, fake)
    assert fitted.fitted.measures["false_refusal"].mean == fitted.stated.measures["false_refusal"].mean == 0
    assert fitted.stated.kinds["off-topic"]["rejected"].mean == 1
    assert (fitted.fitted_on, fitted.stated_on, fitted.embedder, fitted.reader) == ("news", "news", "fake", False)


def test_kept_bars_are_the_engine_s_from_then_on(tmp_path: Path, fake: FakeEmbedder) -> None:
    with library_of(tmp_path, *NEWS, embedder=fake) as library:
        assert Engine(library, OPEN).ask("Do tigers swim across rivers?").answered
    fitted = calibrated(tmp_path, fake)
    save_bars(fitted, tmp_path, fake)
    with open_library(tmp_path, lambda: fake, writing=False) as library:
        engine = Engine(library, OPEN)
        assert engine.bars == fitted.bars
        assert not engine.ask("Do tigers swim across rivers?").answered
        assert engine.ask("When does the ferry to Bohol leave Cebu?").answered
        asked_for = Engine(library, RagSettings(answers_from=0.1)).bars
    assert asked_for.answers == Bar(0.1, fitted.bars.answers.across)  # settings go before what was fitted


def test_bars_fitted_for_another_embedder_count_nothing(tmp_path: Path, fake: FakeEmbedder) -> None:
    with library_of(tmp_path, NEWS[0], embedder=fake) as library:
        before = Engine(library, OPEN).bars
    other = calibrated(tmp_path / "other", FakeEmbedder(name="another"))
    assert other.embedder == "another"
    save_bars(other, tmp_path, fake)
    with open_library(tmp_path, lambda: fake, writing=False) as library:
        noted = library.catalog.get_meta(BARS_KEY)
        assert noted is not None
        assert json.loads(noted)["embedder"] == "another"
        assert Engine(library, OPEN).bars == before


def test_without_another_set_each_half_has_its_part(tmp_path: Path) -> None:
    configuration = replace(configured(tmp_path), settings=OPEN)
    fitted = calibrate([news()], [], configuration, NONE_LOST, silent)
    answerable = [one for one in CASES if one.answerable]
    halves = {half: [one for one in answerable if split_cases([one], NEWS)[one.id] == half] for half in ("dev", "test")}
    assert (fitted.fitted_on, fitted.stated_on) == ("news, dev half", "news, test half")
    assert fitted.fitted.measures["false_refusal"].n == len(halves["dev"]) > 0
    assert fitted.stated.measures["false_refusal"].n == len(halves["test"]) > 0
    assert fitted.fitted.measures["false_refusal"].mean == 0
