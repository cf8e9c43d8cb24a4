"""With a real model, whatever it says: it is 135 million parameters small, writes nonsense, and often in circles."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from index.library import Library
from index.store.catalog.filters import Filters
from rag.answer import Answer, Turn, add_markers
from rag.engine import Engine
from rag.errors import ModelBrokenError
from rag.model.chat_model import EndpointModel
from rag.model.probe import probe
from rag.retrieve.retriever import HybridRetriever
from rag.settings import RagSettings
from rag.write.budget import count_tokens, token_budget
from rag.write.prompt import translation_prompt
from rag.write.rewriting import rewrite_follow_up
from rag.write.translation import translate
from rag.write.writer import PartialEvent, Writer
from tests.needs import skip_unless_ci
from tests.rag.model.small_model import NAME, WINDOW, SmallModel, serving, what_is_missing
from tests.ui.running import run

pytestmark = pytest.mark.small_model
SPENDING = "How much did China's largest internet companies spend on capital projects?"
MAGKANO = "Magkano ang ginastos ng mga kompanyang Tsino?"
BABBLED = "Sino ang nagtatag ng Zhipu?"  # which it answers in circles for hundreds of words


@pytest.fixture(scope="module")
def model() -> Iterator[SmallModel]:
    if reason := what_is_missing():
        skip_unless_ci(reason)
    with serving() as served:
        yield served


async def answer_of(
    engine: Engine, question: str, filters: Filters | None = None, at_first: Callable[[], object] = lambda: None
) -> Answer:
    """Ask, and do something when the first words are there."""
    waiting = True
    async with aclosing(engine.stream(question, filters=filters)) as events:
        async for event in events:
            if isinstance(event, Answer):
                return event
            if isinstance(event, PartialEvent) and waiting:
                waiting = False
                at_first()
    raise AssertionError("there was no answer")


def engine_of(library: Library, model: SmallModel, passages: int = 2, **fields: int) -> Engine:
    return Engine(library, RagSettings(passages=passages), model=EndpointModel(model.settings(**fields)))


def check_answer(answer: Answer, library: Library) -> None:
    """Check what holds of every answer that a model wrote."""
    assert (answer.engine, answer.fallback) == (f"llm:{NAME}", None)
    assert answer.answered == bool(answer.statements)
    assert answer.reason in ({None} if answer.answered else {"not_in_corpus", "nothing_supported"})
    for one in answer.citations:
        article = library.catalog.article(one.article_id, one.revision)
        assert article
        assert article.text[one.start : one.end] == one.quote
    used = dict.fromkeys(number for statement in answer.statements for number in statement.citations)
    assert [*used] == [one.number for one in answer.citations] == [*range(1, len(used) + 1)]
    assert all(statement.citations or statement.support == "unsupported" for statement in answer.statements)
    assert answer.text == " ".join(add_markers(statement) for statement in answer.statements)


def test_doctor_and_its_probe_find_that_it_answers(
    model: SmallModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = probe(model.settings())
    assert tried.problem is None
    assert tried.first_token_ms
    monkeypatch.setenv("PULLQUOTE_LLM__BASE_URL", model.settings().base_url)
    monkeypatch.setenv("PULLQUOTE_LLM__MODEL", NAME)
    done = run(tmp_path, "doctor", "--llm")
    assert done.code == 0
    assert f"{NAME} at {model.settings().base_url} answers" in done.out


def test_an_english_answer_is_shown_as_it_is_written_and_stands_on_exact_quotes(
    model: SmallModel, corpus: Library
) -> None:
    writing: list[bool] = []
    engine = engine_of(corpus, model)
    answer = asyncio.run(answer_of(engine, SPENDING, at_first=lambda: writing.append(model.busy)))
    assert writing == [True]
    check_answer(answer, corpus)


def test_a_filipino_prompt_that_fills_the_window_is_taken(model: SmallModel, corpus: Library) -> None:
    answer = asyncio.run(answer_of(engine_of(corpus, model, passages=10), MAGKANO, Filters(language="tl")))
    check_answer(answer, corpus)


def test_one_that_is_too_long_for_the_server_falls_back_to_quotes(model: SmallModel, corpus: Library) -> None:
    answer = asyncio.run(answer_of(engine_of(corpus, model, passages=20, context_window=4 * WINDOW), SPENDING))
    assert (answer.answered, answer.engine) == (True, "quote")
    assert "PULLQUOTE_LLM__CONTEXT_WINDOW" in str(answer.fallback)


def test_stopping_it_frees_the_server_at_once(model: SmallModel, corpus: Library) -> None:
    """At once is within a second, or within twenty words of hundreds where the machine is slow."""

    async def stop() -> float:
        came = []
        async with aclosing(engine_of(corpus, model, answer_tokens=600).stream(BABBLED)) as events:
            async for event in events:
                came += [time.monotonic()] if isinstance(event, PartialEvent) else []
                if len(came) == 10:
                    assert model.busy
                    return (came[-1] - came[0]) / 9
        raise AssertionError("it was done before it could be stopped")

    pace = asyncio.run(stop())
    until = time.monotonic() + max(1, 20 * pace)
    while (busy := model.busy) and time.monotonic() < until:
        time.sleep(0.02)
    assert not busy


@pytest.mark.parametrize("text", ["Most of the money went to chips.", "Karamihan ng pera ay napunta sa mga chip."])
def test_it_reads_as_many_tokens_as_the_server_counts(model: SmallModel, text: str) -> None:
    messages = translation_prompt(text, "es")
    assert model.read(messages) == model.count(messages)


@pytest.mark.parametrize("language", ["en", "tl"])
def test_what_is_fitted_by_our_count_fits_by_the_models(model: SmallModel, corpus: Library, language: str) -> None:
    """The share of the window that is left free covers that its tokens are others than those that are counted."""
    speaker = EndpointModel(model.settings())
    writer, tokens = (
        Writer(speaker, lambda *_: pytest.fail("nothing is checked"), lambda _hits: ()),
        token_budget(WINDOW, speaker.answer_tokens),
    )
    for question in (SPENDING, MAGKANO, BABBLED, "Who leads Hugging Face?"):
        for limit in (3, 10):
            reading = HybridRetriever(corpus).read(question, limit, Filters(language=language))
            prompt = writer._prompt(reading)
            assert len(prompt.passages) >= 3
            assert count_tokens(prompt.messages) <= tokens
            assert model.count(prompt.messages) <= WINDOW - speaker.answer_tokens


def test_a_follow_up_and_a_translation_run_through(model: SmallModel) -> None:
    speaker = EndpointModel(model.settings())
    turn = Turn(question="What is Hugging Face?", text="Hugging Face is a company that hosts open models.")
    asked = asyncio.run(rewrite_follow_up("Who leads it?", [turn], speaker))
    assert asked.endswith("?")
    assert "\n" not in asked
    try:
        told = asyncio.run(translate("Si Clem Delangue ang pinuno ng Hugging Face.", "en", speaker))
    except ModelBrokenError:  # it said much more than a translation, which is refused
        return
    assert (told.language, told.model, told.machine_made) == ("en", NAME, True)
