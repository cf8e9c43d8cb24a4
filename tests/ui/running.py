"""The command line and the server, run as a reader runs them."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from typer.testing import CliRunner

from ui.terminal.cli import app

COMMAND = str(Path(sys.executable).with_name("pullquote"))
INTERRUPTIBLE = (  # the same, where whoever runs the tests has Ctrl+C ignored, as a shell does in the background
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from ui.terminal.cli import main; main()",
)
_PAGELESS = """
import ui.terminal.cli, ui.http.server
from ui.http.api import build_api
from ui.http.guard import Guard
from ui.http.limits import Limiter
ui.http.server.build_app = lambda service, token: Guard(Limiter(build_api(service, "0")), token)
ui.terminal.cli.main()
"""
_PATIENCE = 90  # seconds a process gets, on a busy machine


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object it printed."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON objects it printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line on stderr."""
        (line,) = self.err.splitlines()
        assert line.startswith("pullquote: ")
        return line


def run(home: Path, *arguments: str, typed: str | bytes | None = None) -> Run:
    """Run a command in this process."""
    result = CliRunner().invoke(app, ["--home", str(home), *arguments], input=typed, prog_name="pullquote")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(result.exit_code, result.stdout, result.stderr)


def run_apart(home: Path, *arguments: str | bytes, **environment: str) -> Run:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [COMMAND, "--home", str(home), *arguments],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        env={**os.environ, **environment},
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def controls(text: str) -> set[str]:
    """Control characters in a text, line ends apart."""
    return {character for character in text if unicodedata.category(character) == "Cc" and character != "\n"}


@dataclass(frozen=True, slots=True)
class Server:
    """A `pullquote serve` in a process of its own."""

    home: Path
    process: subprocess.Popen[str]
    address: str

    @property
    def notice(self) -> dict[str, Any]:
        """What it left in its home."""
        fields: dict[str, Any] = json.loads((self.home / "serve.json").read_text())
        return fields

    @property
    def key(self) -> dict[str, str]:
        """The header that shows its token."""
        return {"Authorization": f"Bearer {self.notice['token']}"}

    def end(self, how: signal.Signals) -> tuple[int, str]:
        """Send it a signal; return its exit code and what it said on stderr."""
        self.process.send_signal(how)
        _, err = self.process.communicate(timeout=_PATIENCE)
        return self.process.returncode, err

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send it a request."""
        return httpx.request(method, self.address + path, timeout=_PATIENCE, trust_env=False, **options)


@contextmanager
def served(home: Path, *, page: bool = True, **environment: str) -> Iterator[Server]:
    """Serve a home on a free port until the end of the block; without the page it starts much faster."""
    process = subprocess.Popen(
        [*([COMMAND] if page else [sys.executable, "-c", _PAGELESS]), "--home", str(home), "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    late = threading.Timer(_PATIENCE, process.kill)
    late.start()
    try:
        assert process.stdout is not None
        found = next((m for line in process.stdout if (m := re.search(r"open at (http://\S+)", line))), None)
        assert found is not None, process.communicate()[1]
        running = Server(home, process, found.group(1))
        assert running.request("GET", "/healthz").status_code == 200
        late.cancel()
        yield running
    finally:
        late.cancel()
        process.kill()
        process.communicate()
