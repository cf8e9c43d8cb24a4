"""What the reader learns, in three stages.

Much of many kinds first; then our own material with a little of all else; and once more, with what lay beside it in
other passages, and with more of the public sets that are nearest to what a desk asks and claims.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from evals.train.examples.claims import Claims
from evals.train.examples.example import Example
from evals.train.examples.questions import Amounts, Questions
from evals.train.examples.sources import Passage, read_claims, read_own, read_passages
from evals.train.recipe import Stage
from rag.reader.pair import Pairing

_SETS = {
    "squadshifts.new_wiki.en": Amounts(answered=8000, dropped=2500, sibling=1500, found=2500, swapped=3000),
    "squadshifts.reddit.en": Amounts(answered=4000, dropped=1000, found=800, swapped=500),
    "squadshifts.amazon_reviews.en": Amounts(answered=2500, dropped=600, found=500),
    "idk_mrc.id.train": Amounts(answered=6000, unanswered=6000, dropped=1000, found=1000, swapped=800),
    "squad2.en": Amounts(answered=4000, unanswered=4000, dropped=1000, sibling=400, found=900, swapped=900),
    "squad2.es": Amounts(answered=4000, unanswered=4000, dropped=800, sibling=300, found=500, swapped=600),
    "squad2.pt": Amounts(answered=4000, unanswered=4000, dropped=500, sibling=200, found=300, swapped=300),
    "jaquad.ja": Amounts(answered=5000, dropped=1000, sibling=400, found=600),
}
_PARALLEL = {  # languages of the set that has them all, and how much of each
    "en": 8, "es": 5, "vi": 3, "tr": 2, "de": 3, "ro": 2, "ru": 2, "ar": 1, "el": 1, "hi": 1, "th": 0.7, "zh": 1.3
}  # fmt: skip
_ACROSS = 24_000
_CLAIMS = (
    "indonli.id.train indonli.id.valid snli.en.dev snli.en.test summedits.ectsum.en summedits.samsum.en "
    "summedits.scitldr.en summedits.sales_email.en summedits.sales_call.en summedits.qmsumm.en summedits.podcast.en "
    "attributionbench.en.dev wice.en.dev"
).split()
_RARE = {"attributionbench": 2, "summedits": 2, "wice": 3}  # small sets near to what is wanted: how many times
_RETOLD = {"squadshifts.new_wiki.en": 7000, "idk_mrc.id.train": 4000, "squad2.es": 1500, "squad2.pt": 1000}
_CLAIMS_ACROSS = 14_000
_BROAD_STEPS, _CLOSE_STEPS, _LAST_STEPS = 746, 2_100, 2_350  # of the stages; from the second the rate falls to nothing
_REPEATED = 40_000  # examples of the public sets among those of the second stage
_AGAIN = 0.5  # of our own examples, which are there twice
_OWN_ROOMS = (180, 300)  # tokens of a pair of our own material: a part of a passage, or all
_LAST_ROOMS = (170, 170, 260)  # the same in the last stage: mostly as much as is read of a passage
_NEAREST = {  # examples of the public sets in the last stage, by how their names begin
    "squad2": 11_000, "idk_mrc": 3_500, "xquad": 6_000, "squadshifts": 3_000, "jaquad": 700, "attributionbench": 1_200,
    "summedits": 3_400, "wice": 700, "snli": 1_800, "indonli": 2_500, "retold": 4_000,
}  # fmt: skip
_OWN_CLAIM_ROOM = 360
_DEVELOPMENT = 10  # of our own passages each so-manyth is not learnt but measured on
OWN = Path(__file__).parent / "examples" / "material"


def build_stages(pairing: Pairing, data: Path, seed: int = 7) -> list[Stage]:
    """Return what the committed reader was trained on; public sets are read in `data`."""
    broad = build_broad(pairing, data, seed)
    own = build_own(pairing, OWN, seed, learnt=True)
    chance = random.Random(seed)  # noqa: S311  # a choice, not a secret
    again = chance.sample(own, round(len(own) * _AGAIN)) + chance.sample(broad, min(_REPEATED, len(broad)))
    last = _choose_nearest(broad, chance)
    last += build_own(pairing, OWN, seed + 1, learnt=True, rooms=_LAST_ROOMS, others=True)
    return [
        Stage(broad, most=_BROAD_STEPS),
        Stage(own + again, end=0.0, most=_CLOSE_STEPS),
        Stage(last, end=0.0, most=_LAST_STEPS),
    ]


def _choose_nearest(broad: Sequence[Example], chance: random.Random) -> list[Example]:
    chosen: list[Example] = []
    for start, count in _NEAREST.items():
        of_set = [example for example in broad if example.source.startswith(start)]
        chosen += chance.sample(of_set, min(count, len(of_set)))
    return chosen


def build_broad(pairing: Pairing, data: Path, seed: int) -> list[Example]:
    """Return examples of the public sets."""
    questions, claims = Questions(pairing, seed), Claims(pairing, seed)
    passages = {name: read_passages(data, name) for name in _SETS}
    parallel = {language: read_passages(data, f"xquad_dev.{language}") for language in _PARALLEL}
    examples: list[Example] = []
    for name, amounts in _SETS.items():
        examples += questions.of_set(name, passages[name], amounts)
    examples += questions.across("xquad", parallel, _PARALLEL, _ACROSS)
    for name in _CLAIMS:
        found = read_claims(data, name)
        for _ in range(_RARE.get(name.partition(".")[0], 1)):
            examples += claims.of_set(found)
    for name, count in _RETOLD.items():
        examples += claims.retold(f"retold-{name}", passages[name], count)
    return examples + claims.across("retold-xquad", parallel, _PARALLEL, _CLAIMS_ACROSS)


def build_own(
    pairing: Pairing,
    own: Path,
    seed: int,
    *,
    learnt: bool,
    rooms: Sequence[int] = _OWN_ROOMS,
    others: bool = False,
) -> list[Example]:
    """Return examples of our own material: of the passages that are learnt, or of the others.

    With `others`, some questions stand beside passages of other articles, too.
    """
    questions, claims = Questions(pairing, seed), Claims(pairing, seed)
    examples: list[Example] = []
    read: list[Passage] = []
    for file in sorted(own.glob("*.jsonl")):
        passages, told = read_own(file)
        chosen = [one for number, one in enumerate(passages) if bool(number % _DEVELOPMENT) == learnt]
        texts = {passage.sentences for passage in chosen}
        examples += questions.of_own(chosen, rooms if learnt else rooms[-1:])
        examples += claims.of_set((one for one in told if one.evidence in texts), _OWN_CLAIM_ROOM)
        read += chosen
    return examples + (list(questions.beside_others(read, rooms[:1])) if others else [])


def build_development(pairing: Pairing, data: Path, seed: int = 7) -> list[Example]:
    """Return examples that are never learnt: of our own material and of the held-out articles."""
    questions = Questions(pairing, seed)
    examples = build_own(pairing, OWN, seed, learnt=False)
    for name in ("squad2.en", "squad2.es", "xquad_dev.en"):
        held = read_passages(data, name, held_out=True)
        examples += questions.of_set(name, held, Amounts(answered=300, unanswered=300))
    parallel = {language: read_passages(data, f"xquad_dev.{language}", held_out=True) for language in ("en", "es")}
    return examples + questions.across("xquad", parallel, dict.fromkeys(parallel, 1.0), 300)
