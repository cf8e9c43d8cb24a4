"""The reader that the project brings: what it makes of questions and claims beside passages."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.embed.e5 import BundledE5
from rag.reader.reader import FILE, Reader, open_reader
from tests.fakes import FakeEmbedder

FERRY = (
    "The ferry to Bohol takes two hours in good weather.",
    "It left Cebu at noon with 40 sacks of mail on board.",
    "Captain Rosa Uy blamed the tide for the delay.",
    "Fares rose to 350 pesos in June, and tickets for children cost half as much.",
)
RICE = (
    "Rice costs 52 pesos a kilo at the market in Iloilo.",
    "Traders there expect no change before the next harvest.",
)


@pytest.mark.parametrize(
    ("question", "at"),
    [
        ("How long does the crossing take?", 0),
        ("Who gave a reason for the delay?", 2),
        ("What does a ticket cost?", 3),
        ("Gaano katagal ang biyahe papuntang Bohol?", 0),
        ("¿Quién explicó el retraso?", 2),
    ],
)
def test_the_sentence_that_answers_has_the_greatest_share(question: str, at: int, reader: Reader) -> None:
    (found,) = reader.read(question, [FERRY])
    assert max(range(len(FERRY)), key=found.sentences.__getitem__) == at
    assert found.none + sum(found.sentences) == pytest.approx(1, abs=1e-5)


def test_where_nothing_answers_none_has_a_greater_share(reader: Reader) -> None:
    answered, unanswered = reader.read("How long does the ferry take?", [FERRY, RICE])
    assert answered.none < 0.5 < unanswered.none


def test_a_claim_that_stands_there_is_told_from_one_about_something_else(reader: Reader) -> None:
    claims = "The captain blamed the tide for the delay.", "Traders expect dearer rice before the harvest."
    (there,), (elsewhere,) = (reader.judge(claim, [FERRY]) for claim in claims)
    assert there.supported > elsewhere.supported
    assert there.supported + there.contradicted + there.neither == pytest.approx(1, abs=1e-5)


def test_what_is_read_depends_on_nothing_beside_it(reader: Reader) -> None:
    question = "How long does the ferry take?"
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: reader.read(question, [RICE, FERRY])[1], range(8)))
    assert set(found) == set(reader.read(question, [FERRY]))


def test_sentences_beyond_its_room_have_no_share(reader: Reader) -> None:
    (found,) = reader.read("How long?", [["word " * 150] * 4])
    assert len(found.sentences) < 4


def test_no_passage_is_no_answer(reader: Reader) -> None:
    assert reader.read("How long?", []) == []


def test_beside_another_embedder_there_is_none() -> None:
    assert open_reader(FakeEmbedder()) is None


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_without_its_file_there_is_none_and_the_log_says_so(
    content: bytes | None, tmp_path: Path, embedder: BundledE5, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "reader.onnx"
    if content is not None:
        file.write_bytes(content)
    assert open_reader(embedder, file) is None
    assert "answers are chosen by nearness alone" in caplog.text


def test_its_file_is_small_and_has_a_card() -> None:
    assert FILE.stat().st_size < 25_000_000
    card = FILE.with_suffix(".md").read_text(encoding="utf-8")
    assert all(f"## {heading}" in card for heading in ("Data", "Recipe", "Figures", "Limits"))
