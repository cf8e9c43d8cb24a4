"""The table of tuned numbers."""

from dataclasses import replace

from index.embed.embedder import Embedder
from rag.calibration import DEFAULT, Bar, Bars, RelatedBar, SupportBars, calibration_for


def test_the_bundled_embedder_has_a_row_of_its_own(embedder: Embedder) -> None:
    row = calibration_for(embedder.model_name)
    assert row.support.within > row.support.across > 0.5
    assert row.support.translated_name
    assert row.related.similarity > 0.5


def test_an_embedder_without_a_row_refuses_nothing_and_keeps_the_other_numbers() -> None:
    row = calibration_for("never heard of")
    assert (row.bars, row.nearness) == (Bars(), Bar())
    assert row.support == replace(SupportBars(), within=0.0, across=0.0, translated_name=None)
    assert row.related == RelatedBar(0.0)
    assert row.ranking == calibration_for("multilingual-e5-small").ranking == DEFAULT.ranking
