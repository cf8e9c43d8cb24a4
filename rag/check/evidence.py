"""The evidence that a claim is judged by: of what was read, the sentences nearest to it, in the order they stand in.

With each goes the sentence after it, which often says of whom, or takes it back. Relative times are read with what
they mean.
"""

from collections.abc import Sequence

from rag.check.candidates import Candidate
from rag.question.times import explain_times
from rag.reader.reader import Judgement, Reader

_FEW, _MORE = 100, 180  # tokens: a paraphrase wants the sentence it is of alone, a claim of several facts wants more
_SHORTEST = 8  # tokens; of less room nothing is made


def judge_claim(
    claim: str, candidates: Sequence[Candidate], evidence: Sequence[Candidate], reader: Reader
) -> list[Judgement]:
    """Judge a claim by the nearest of the sentences that may support it, a few, and by the `evidence` of them."""
    read = choose_evidence(candidates, reader, _FEW), evidence
    return reader.judge(claim, [[_read(one) for one in some] for some in read])


def choose_evidence(candidates: Sequence[Candidate], reader: Reader, room: int = _MORE) -> list[Candidate]:
    """Return the nearest sentences, each with the one after it, that fit into so many tokens; at least one."""
    following = {(one.read.passage.id, one.at): one for one in candidates}
    kept: dict[tuple[str, int], Candidate] = {}  # by an article's place, for passages may overlap
    for nearest in sorted(candidates, key=lambda one: -one.similarity):
        if room < _SHORTEST:
            break
        for one in (nearest, following.get((nearest.read.passage.id, nearest.at + 1))):
            place = (one.read.article.id, one.sentence.start) if one else None
            if one is None or place in kept:
                continue
            size = reader.pairing.count_tokens(_read(one))
            if size > room and kept:
                break
            kept[one.read.article.id, one.sentence.start] = one
            room -= size
    return [kept[place] for place in sorted(kept)]


def _read(one: Candidate) -> str:
    return explain_times(one.read.article, one.sentence)
