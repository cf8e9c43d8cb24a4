"""A question or claim beside a passage, as one row of tokens."""

import numpy as np
import pytest

from index.embed.e5 import BundledE5
from rag.reader.pair import Pairing

SENTENCES = ("The ferry takes two hours.", "It left Cebu at noon.", "Fares rose in June.")


@pytest.fixture
def pairing(embedder: BundledE5) -> Pairing:
    return Pairing(embedder.weights, embedder.tokenize)


def test_spans_are_the_tokens_of_what_they_name(pairing: Pairing, embedder: BundledE5) -> None:
    pair = pairing("answers", "When did it leave?", SENTENCES, 100)
    for (start, end), sentence in zip(pair.sentences, SENTENCES, strict=True):
        assert list(pair.ids[start:end]) == embedder.tokenize([sentence])[0]
    assert list(pair.ids[slice(*pair.query)]) == embedder.tokenize(["query: When did it leave?"])[0]
    assert pair.passage == (pair.sentences[0][0], pair.sentences[-1][1])


def test_questions_and_claims_begin_otherwise(pairing: Pairing) -> None:
    assert pairing("answers", "Noon", SENTENCES, 100).ids != pairing("supports", "Noon", SENTENCES, 100).ids


def test_sentences_beyond_the_room_are_left_out(pairing: Pairing) -> None:
    whole = pairing("answers", "When?", SENTENCES, 100)
    pair = pairing("answers", "When?", SENTENCES, len(whole.ids) - 1)
    assert len(pair.sentences) == 2
    assert len(pair.ids) < len(whole.ids)


def test_a_first_sentence_longer_than_the_room_is_cut(pairing: Pairing) -> None:
    pair = pairing("answers", "When?", ["word " * 200], 60)
    assert (len(pair.ids), len(pair.sentences)) == (60, 1)


def test_a_question_of_a_thousand_words_leaves_room_for_the_passage(pairing: Pairing) -> None:
    pair = pairing("answers", "why " * 1000, SENTENCES, 160)
    assert len(pair.sentences) == 3


def test_each_row_averages_its_tokens(pairing: Pairing) -> None:
    pair = pairing("answers", "When?", SENTENCES, 100)
    rows = pair.average_rows()
    assert rows.shape == (5, len(pair.ids))
    np.testing.assert_allclose(rows.sum(axis=1), 1, rtol=1e-6)
    assert np.flatnonzero(rows[2]).tolist() == list(range(*pair.sentences[0]))


class TestChoosing:
    """Which sentences are read around one of them."""

    def test_those_that_fit_stand_around_it(self, pairing: Pairing) -> None:
        assert pairing.choose_around(SENTENCES, 1, 100) == range(3)

    def test_what_follows_goes_first(self, pairing: Pairing) -> None:
        room = pairing.count_tokens(SENTENCES[1]) + pairing.count_tokens(SENTENCES[2])
        assert pairing.choose_around(SENTENCES, 1, room) == range(1, 3)

    def test_one_that_is_longer_than_the_room_stands_alone(self, pairing: Pairing) -> None:
        assert pairing.choose_around(SENTENCES, 1, 2) == range(1, 2)
