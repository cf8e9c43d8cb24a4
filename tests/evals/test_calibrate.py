"""A gate is fitted as high as it can be, stated on other questions, and kept where it applies."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals.calibrate import GateFit, WeighedCase, calibrate_gate, fit_gate, measure_effect, save_gate, weigh_cases
from evals.errors import SetError
from evals.run.runner import Configuration
from evals.sets.cases import QuestionKind
from evals.sets.halves import split_cases
from evals.sets.libraries import library_for
from index.library import open_library
from rag.answer import Turn
from rag.engine import Engine
from rag.quote.answerability import GATE_KEY, Answerability, Gate
from rag.settings import RagSettings
from tests.evals.news import CASES, NEWS, case, configured, news, silent
from tests.fakes import FakeEmbedder
from tests.rag.making import library_of

KNOWN = Gate(0.5, 0.25)
OPEN = RagSettings()  # names no bars, so that a calibration counts


def weighed(scores: Sequence[float | None], *, across: bool = False, kind: QuestionKind = "fact") -> list[WeighedCase]:
    """Made-up evidence, a case each; None where nothing was found."""
    asked = case("ferry", "Where?", "noon", kind=kind)
    return [WeighedCase(asked, None if score is None else Answerability(score, across)) for score in scores]


TEN = [at / 10 for at in range(10)]


@pytest.mark.parametrize(
    ("share", "bar"), [(0, 0.0), (0.05, 0.0), (0.1, 0.1), (0.19, 0.1), (0.2, 0.2), (0.35, 0.3), (0.5, 0.5)]
)
def test_the_bar_is_as_high_as_the_share_of_refusals_allows(share: float, bar: float) -> None:
    assert fit_gate(weighed(TEN), share, KNOWN).within == bar


@pytest.mark.parametrize("share", [0.0, 0.08, 0.1, 0.25, 0.5])
def test_at_most_the_share_is_refused_of_what_it_was_fitted_on(share: float) -> None:
    scores = [1.0, 1.0, 1.0, 1.05, 1.05, 1.1, 1.1, 1.123456789, 1.2, 1.2, 1.3]
    ours = [*weighed(scores), *weighed([one - 0.1 for one in scores[::2]], across=True)]
    assert measure_effect(ours, fit_gate(ours, share, KNOWN)).false_refusal.mean <= share


def test_a_bar_is_rounded_down_so_that_its_own_question_passes() -> None:
    gate = fit_gate(weighed([1.123456789]), 0, KNOWN)
    assert gate.within == 1.1234
    assert gate.margin(Answerability(1.123456789, across=False)) >= 0


def test_within_and_across_languages_are_fitted_apart() -> None:
    gate = fit_gate([*weighed([1.2, 1.4]), *weighed([0.9, 1.0], across=True)], 0.5, KNOWN)
    assert gate == Gate(1.4, 1.0)


def test_where_there_is_nothing_to_fit_on_the_known_bar_stays() -> None:
    assert fit_gate(weighed([1.2]), 0, KNOWN) == Gate(1.2, KNOWN.across)
    assert fit_gate(weighed([1.2], across=True), 0, KNOWN) == Gate(KNOWN.within, 1.2)


def test_unanswerable_questions_do_not_raise_or_lower_a_bar() -> None:
    strangers = [*weighed([9.0, 0.0], kind="off-topic"), *weighed([5.0], kind="near-miss")]
    assert fit_gate([*weighed([1.2]), *strangers], 0, KNOWN) == fit_gate(weighed([1.2]), 0, KNOWN)


def test_an_effect_says_what_is_refused_by_kind() -> None:
    found = measure_effect(
        [*weighed([0.4, 0.5, 0.6, None]), *weighed([0.1, 0.9], kind="near-miss"), *weighed([0.2], kind="off-topic")],
        Gate(0.5, 0.5),
    )
    assert (found.false_refusal.mean, found.false_refusal.n) == (0.5, 4)
    assert {kind: (one.mean, one.n) for kind, one in found.rejected.items()} == {
        "near-miss": (0.5, 2),
        "off-topic": (1.0, 1),
    }


def test_a_set_without_answerable_questions_can_not_be_fitted_or_judged() -> None:
    strangers = weighed([0.1], kind="off-topic")
    with pytest.raises(SetError, match="no answerable questions to fit"):
        fit_gate(strangers, 0.1, KNOWN)
    with pytest.raises(SetError, match="no answerable questions to judge"):
        measure_effect(strangers, KNOWN)


# with a library


def calibrated(home: Path, embedder: FakeEmbedder) -> GateFit:
    """Fit a gate to the news, as a stricter home would have it."""
    configuration = Configuration("quote", home, embedder, OPEN)
    return calibrate_gate(news(), news(), configuration, 0.0, silent)


def test_evidence_is_weighed_as_the_engine_weighs_it_and_follow_ups_left_out(
    tmp_path: Path, fake: FakeEmbedder
) -> None:
    follow_up = CASES[1].model_copy(
        update={"id": "then", "kind": "follow-up", "history": (Turn(question="?", text="."),)}
    )
    gone = CASES[0].model_copy(update={"id": "gone", "kind": "removed-gold", "without": ("ferry.txt",)})
    nothing = gone.model_copy(update={"id": "nothing", "without": tuple(one.source for one in NEWS)})
    with library_for(news(), tmp_path, fake, silent) as library:
        found = weigh_cases(news(CASES[0], follow_up, gone, nothing), library, OPEN, silent)
        direct = Engine(library, OPEN).score_answerability(CASES[0].question)
    assert [one.case.id for one in found] == ["ferry-when", "gone", "nothing"]
    assert found[0].evidence == direct
    assert found[1].evidence is not None
    assert direct is not None
    assert found[1].evidence.score < direct.score
    assert found[2].evidence is None


def test_a_gate_fitted_to_the_news_lets_their_questions_pass_and_strangers_not(
    tmp_path: Path, fake: FakeEmbedder
) -> None:
    fitted = calibrated(tmp_path, fake)
    assert fitted.fitted.false_refusal.mean == fitted.stated.false_refusal.mean == 0
    assert fitted.stated.rejected["off-topic"].mean == 1
    assert (fitted.fitted_on, fitted.stated_on, fitted.embedder) == ("news", "news", "fake")


def test_a_kept_gate_is_the_engine_s_from_then_on(tmp_path: Path, fake: FakeEmbedder) -> None:
    with library_of(tmp_path, *NEWS, embedder=fake) as library:
        assert Engine(library, OPEN).ask("Do tigers swim across rivers?").answered
    fitted = calibrated(tmp_path, fake)
    save_gate(fitted, tmp_path, fake)
    with open_library(tmp_path, lambda: fake, writing=False) as library:
        engine = Engine(library, OPEN)
        assert engine.gate == Gate(fitted.within, fitted.across)
        assert not engine.ask("Do tigers swim across rivers?").answered
        assert engine.ask("When does the ferry to Bohol leave Cebu?").answered
        asked_for = Engine(library, RagSettings(answers_from=0.1)).gate
    assert asked_for == Gate(0.1, fitted.across)  # settings go before what was fitted


def test_a_gate_fitted_for_another_embedder_counts_nothing(tmp_path: Path, fake: FakeEmbedder) -> None:
    with library_of(tmp_path, NEWS[0], embedder=fake) as library:
        before = Engine(library, OPEN).gate
    other = calibrated(tmp_path / "other", FakeEmbedder(name="another"))
    assert other.embedder == "another"
    save_gate(other, tmp_path, fake)
    with open_library(tmp_path, lambda: fake, writing=False) as library:
        noted = library.catalog.get_meta(GATE_KEY)
        assert noted is not None
        assert json.loads(noted)["embedder"] == "another"
        assert Engine(library, OPEN).gate == before


def test_without_another_set_each_half_has_its_part(tmp_path: Path) -> None:
    configuration = replace(configured(tmp_path), settings=OPEN)
    fitted = calibrate_gate(news(), None, configuration, 0.0, silent)
    answerable = [one for one in CASES if one.answerable]
    halves = {half: [one for one in answerable if split_cases([one], NEWS)[one.id] == half] for half in ("dev", "test")}
    assert (fitted.fitted_on, fitted.stated_on) == ("news, dev half", "news, test half")
    assert fitted.fitted.false_refusal.n == len(halves["dev"]) > 0
    assert fitted.stated.false_refusal.n == len(halves["test"]) > 0
    assert fitted.fitted.false_refusal.mean == 0
