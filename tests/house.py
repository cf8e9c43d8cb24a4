"""The rooms of the house and their modules."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("index", "rag", "evals", "ui")  # from the cellar up: a room uses those before it
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
