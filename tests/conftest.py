"""What every test stands on: a home of its own, no network, and the seeds where they are."""

import importlib
import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.embed.e5 import BundledE5
from index.embed.embedder import Embedder
from index.library import Library, open_library
from index.read.files import read_all
from tests.fakes import FakeEmbedder
from tests.needs import skip_unless_ci

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def _is_here(host: object) -> bool:
    """Whether a host is this machine; names other than localhost would be looked up, so they aren't."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(name).split("%")[0]).is_loopback
    except ValueError:
        return False


def _check(address: object) -> None:
    if isinstance(address, tuple) and not _is_here(address[0]):
        raise AssertionError(f"a test tried to reach {address[0]}: only loopback is allowed")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Let no socket leave this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name, at in {"connect": 0, "connect_ex": 0, "sendto": -1}.items():
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), at))
        look_up = socket.getaddrinfo

        def getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
            _check((host,))
            return look_up(host, *rest, **named)

        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


def _guarded(method: Any, at: int) -> Any:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _check(arguments[at])
        return method(self, *arguments)

    return guarded


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where the bundled model is made ready, once for all tests and their processes."""
    folder = tmp_path_factory.getbasetemp()
    return (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "cache"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(cache: Path) -> Iterator[None]:
    """Never touch the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULLQUOTE_EMBED__CACHE", str(cache))
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never touch the home of whoever runs the tests."""
    monkeypatch.setenv("PULLQUOTE_HOME", str(tmp_path / "home"))


def _shared(folder: str) -> Path:
    path = SHARED / folder
    if not path.is_dir():
        skip_unless_ci(f"needs {folder}/ of the shared folder next to the repository")
    return path


def _reference(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        skip_unless_ci(f"needs {module}, which isn't built for every platform")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the folder of the five seed articles."""
    return _shared("seeds")


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of the public test data."""
    return _shared("data")


@pytest.fixture(scope="session")
def ir_measures() -> Any:
    """Return the reference for retrieval measures: ir_measures, which asks trec_eval."""
    return _reference("ir_measures")


@pytest.fixture(scope="session")
def scipy_stats() -> Any:
    """Return the reference for tests and intervals."""
    return _reference("scipy.stats")


@pytest.fixture(scope="session")
def embedder(cache: Path) -> Embedder:
    """Return the real bundled embedder."""
    return BundledE5(cache)


@pytest.fixture(scope="session")
def corpus(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of `corpus/`, embedded for real; only read it."""
    with open_library(tmp_path_factory.mktemp("corpus"), lambda: embedder, writing=True) as library:
        added = [library.add(draft).status for draft in read_all([str(CORPUS)])]
        assert set(added) == {"added"}
        yield library


@pytest.fixture
def fake() -> FakeEmbedder:
    """Return an embedder that counts what it embeds."""
    return FakeEmbedder()
