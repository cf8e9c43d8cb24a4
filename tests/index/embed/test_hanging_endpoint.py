"""An endpoint that says nothing costs a few articles their time, not all of them."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed.endpoint import EndpointEmbedder
from index.errors import EmbeddingError
from index.library import open_library
from index.settings import EmbedSettings
from tests.fakes import FakeEmbedder
from tests.index.libraries import add

TIMEOUT = 0.3


@pytest.fixture
def silent() -> Iterator[tuple[str, list[float]]]:
    """A server that accepts connections and never answers; the times at which it did."""
    times: list[float] = []
    held = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    held.append(listener.accept()[0])
                except OSError:
                    return
                times.append(time.monotonic())

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1", times
        listener.shutdown(socket.SHUT_RDWR)
    for connection in held:
        connection.close()


def test_adding_stops_after_three_articles_in_a_row_and_says_so(
    tmp_path: Path, silent: tuple[str, list[float]]
) -> None:
    address, times = silent
    settings = EmbedSettings(provider="openai", base_url=address, model="mute", timeout=TIMEOUT)
    with open_library(tmp_path / "home", lambda: EndpointEmbedder(settings), writing=True) as library:
        assert [add(library, f"s{number}", "It froze.").status for number in range(2)] == ["failed", "failed"]
        with pytest.raises(EmbeddingError, match=r"mute at .* failed: .*3 articles in a row, so no more were tried"):
            add(library, "s2", "It froze.")
        assert library.catalog.counts() == (0, 0, 0)
    assert len(times) == 5  # tried again for the first article only


def test_one_that_answers_again_is_counted_anew(tmp_path: Path) -> None:
    fake = FakeEmbedder(fails_on="froze")
    with open_library(tmp_path / "home", lambda: fake, writing=True) as library:
        for number in range(4):
            for turn in range(2):
                assert add(library, f"s{number}{turn}", "It froze.").status == "failed"
            assert add(library, f"s{number}", "It thawed.").status == "added"
