"""The card that goes with a reader's file."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from evals.train.card import Card, write_card
from evals.train.measure import ClaimFigures, QuestionFigures
from evals.train.recipe import Recipe

CARD = Card(
    recipe=Recipe(),
    learnt=[Counter({"squad2.en": 1200, "snli": 30}), Counter({"own-en-en": 45})],
    hours=2.25,
    megabytes=23.9,
    agreement=0.985,
    questions=[
        QuestionFigures("squad2.en", 300, 200, 0.8765, 0.8, 0.75),
        QuestionFigures("xquad", 50, 0, 0.5, None, None),
    ],
    claims=[ClaimFigures("own-en-en", 400, 0.7654, 0.7)],
)


def test_a_card_tells_data_recipe_figures_and_limits(tmp_path: Path) -> None:
    write_card(CARD, tmp_path / "reader.md")
    text = (tmp_path / "reader.md").read_text(encoding="utf-8")
    assert "| SQuAD 2.0, also machine-translated · CC BY-SA 4.0 | 1,200, 0 |" in text
    assert "| squad2.en | 300 | 200 | 0.876 | 0.800 | 0.750 |" in text
    assert "| xquad | 50 | 0 | 0.500 | – | – |" in text
    assert "| own-en-en | 400 | 0.765 | 0.700 |" in text
    assert "0.985" in text
    assert "2.2 hours" in text


def test_a_card_tells_what_the_reader_before_had_learnt(tmp_path: Path) -> None:
    write_card(CARD, tmp_path / "first.md")
    later = replace(CARD, recipe=Recipe(start=tmp_path / "first.onnx"), learnt=[Counter({"squad2.en": 7})])
    write_card(later, tmp_path / "second.md")
    text = (tmp_path / "second.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0 | 7 |" in text
    assert "CC BY-SA 4.0 | 1,200, 0 |" in text
    assert text.count("## Figures") == 1
