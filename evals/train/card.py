"""The model card: what the reader was made of, how, and how well it reads what it hasn't learnt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.train.measure import ClaimFigures, QuestionFigures
from evals.train.recipe import Recipe

_LICENCES = {  # of the sets, by how their names begin
    "squad2": "SQuAD 2.0, also machine-translated · CC BY-SA 4.0",
    "squadshifts": "SQuADShifts · CC BY 4.0",
    "idk_mrc": "IDK-MRC · CC BY-SA 4.0",
    "jaquad": "JaQuAD · CC BY-SA 3.0",
    "xquad": "XQuAD, articles of the development half · CC BY-SA 4.0",
    "indonli": "IndoNLI · CC BY-SA 4.0",
    "snli": "SNLI, development and test parts · CC BY-SA 4.0",
    "summedits": "SummEdits without its news · Apache-2.0",
    "attributionbench": "AttributionBench, development part · Apache-2.0",
    "wice": "WiCE, development part · ODC-BY, text CC BY-SA",
    "retold": "sentences of the question sets above, retold truly and falsely by rules",
    "own": "passages, questions and claims written for this project · Apache-2.0",
}


@dataclass(frozen=True, slots=True)
class Card:
    """What the card tells; `learnt` are the examples of each stage by set, `agreement` that of 8 bits with floats."""

    recipe: Recipe
    learnt: Sequence[Mapping[str, int]]
    hours: float
    megabytes: float
    agreement: float
    questions: Sequence[QuestionFigures]
    claims: Sequence[ClaimFigures]


def write_card(card: Card, path: Path) -> None:
    """Write the card as Markdown."""
    path.write_text("\n".join(_lines(card)) + "\n", encoding="utf-8")


def _lines(card: Card) -> Iterator[str]:
    recipe = card.recipe
    yield from (
        "# The reader",
        "",
        "A cross-encoder that reads a question or a claim beside a passage: which sentence answers, or that none does;",
        "whether the passage bears the claim out, contradicts it, or does neither. It starts from the layers of",
        "multilingual-e5-small (MIT), whose vocabulary and embeddings it shares with the bundled embedder; only the",
        f"layers and the heads are in `reader.onnx`, {card.megabytes:.1f} MB. Made by `pullquote eval train`.",
        "",
        "## Data",
        "",
        "| set | examples of each stage |",
        "|---|---|",
    )
    for start, licence in _LICENCES.items():
        counts = [sum(n for name, n in stage.items() if name.startswith(start)) for stage in card.learnt]
        yield f"| {licence} | {', '.join(f'{count:,}' for count in counts)} |"
    yield from (
        "",
        "Never learnt: five articles of XQuAD's development half, in no language and no set; a tenth of our own",
        "passages (some of whose neighbours, on the same event, are learnt); the sample articles and the questions",
        "about them. XQuAD's other development articles are learnt: figures on them say nothing about the reader.",
        "",
        "## Recipe",
        "",
        f"The embeddings and the lowest {recipe.frozen} layers stay as they are. AdamW at {recipe.rate:g}, heads at",
        f"{recipe.head_rate:g}; at a steady rate first, in the last stages falling to nothing. Each step takes",
        f"{recipe.batches} batches of {recipe.tokens:,} tokens in each of {recipe.processes} processes; bfloat16 with",
        f"float32 masters; seed {recipe.seed}. {card.hours:.1f} hours on two cores. 8 bits and floats come out on the",
        f"same side in {card.agreement:.3f} of cases.",
        "",
        *(_lines_before(recipe.start.with_suffix(".md")) if recipe.start else ()),
        "## Figures",
        "",
        "On what was never learnt; `own-tl-en` are our own questions or claims in Filipino over English passages.",
        "*first*: the sentence that scores highest is one that answers; *AUC*: an answered question is told from an",
        "unanswered one; *F1*: the unanswered are told, where “not answered here” has more than half.",
        "",
        "| questions | answered | unanswered | first | AUC | F1 |",
        "|---|---|---|---|---|---|",
    )
    for row in card.questions:
        told = ["–" if figure is None else f"{figure:.3f}" for figure in (row.auc, row.no_answer)]
        yield f"| {row.name} | {row.answered} | {row.unanswered} | {row.first:.3f} | {' | '.join(told)} |"
    yield from ("", "| claims | n | supported or not, balanced accuracy | of three labels |", "|---|---|---|---|")
    for claim in card.claims:
        yield f"| {claim.name} | {claim.count} | {claim.supported:.3f} | {claim.labels:.3f} |"
    yield from (
        "",
        "## Limits",
        "",
        "It reads some 300 tokens at a time and knows nothing that isn't in them. Languages beyond those above come",
        "from the embedder's layers alone. Figures, dates and names are not its strength: they are checked exactly,",
        "beside it. Its shares are not probabilities until they are calibrated (`rag/calibration.py`).",
    )


def _lines_before(path: Path) -> Iterator[str]:
    """Yield what the card of the reader that was gone on from says of its data and recipe."""
    text = path.read_text(encoding="utf-8")
    told = text[text.index("## Data") : text.index("## Figures")]
    yield from ("It goes on from a reader that was trained before:", "", *told.replace("## ", "### ").splitlines(), "")
