"""A home with three articles of `corpus/`, embedded once, and a server over a copy of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed.embedder import Embedder
from index.library import open_library
from index.read.files import read_all
from tests.rag.model.misbehaving import endpoint, saying
from tests.ui.running import Server, served
from tests.ui.scripted import Writing, environment

CORPUS = Path(__file__).parents[2] / "corpus"
SHELF = ("open-models-qwen.md", "ai-spending-gap.md", "bentahan-ng-sapi-zhipu-minimax.md")


@pytest.fixture(scope="session")
def shelf(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home to read only."""
    home = tmp_path_factory.mktemp("shelf") / "home"
    with open_library(home, lambda: embedder, writing=True) as library:
        drafts = read_all([str(CORPUS / name) for name in SHELF])
        assert [library.add(draft).status for draft in drafts] == ["added"] * len(SHELF)
    return home


@pytest.fixture
def own_shelf(shelf: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(shelf, tmp_path / "own"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where nothing is yet."""
    return tmp_path / "home"


@pytest.fixture(scope="session")
def server(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a copy of the shelf; leave its articles as they were."""
    with served(Path(shutil.copytree(shelf, tmp_path_factory.mktemp("served") / "home"))) as running:
        yield running


@pytest.fixture(scope="session")
def _writing(shelf: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writing]:
    home = Path(shutil.copytree(shelf, tmp_path_factory.mktemp("writing") / "home"))
    with (
        endpoint(saying("")) as model,
        served(home, page=False, PULLQUOTE_EMBED__CACHE=str(cache), **environment(model)) as running,
    ):
        yield Writing(running, model)


@pytest.fixture
def writing(_writing: Writing) -> Writing:
    """A server whose language model does what a test says; it has been asked nothing yet."""
    _writing.model.asked.clear()
    _writing.model.left.clear()
    return _writing


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A short article to add."""
    path = tmp_path / "dugong.txt"
    path.write_text("Dugongs of Palawan\n\nThe marine biologist Teresita Acosta counted 312 dugongs near Busuanga.\n")
    return path
