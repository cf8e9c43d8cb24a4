"""How every component and event of the page is set up: plain HTML, private events, scripts of its own."""

from pathlib import Path
from typing import Any

import gradio as gr

PLAIN: dict[str, Any] = {"apply_default_css": False}
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
AT_ONCE: dict[str, Any] = {**PRIVATE, "queue": False}
_FOLDER = Path(__file__).parent


def read_event(event: gr.EventData, name: str) -> str:
    """Return what an event says under a name; nothing, where it wasn't the page that sent it."""
    data = event._data
    return str(data.get(name, "")) if isinstance(data, dict) else ""


def read_asset(name: str) -> str:
    """Return a script or style sheet of the page."""
    return (_FOLDER / name).read_text(encoding="utf-8")


PAGE_SCRIPT = read_asset("page.js")
