"""Nothing is fetched at run time: not by the commands, not by what they are built on."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"
WATCHED = '''
"""Write down every attempt to reach another machine, and let none succeed."""
import os
import socket

HERE = ("127.", "::1", "localhost")


def note(what, address):
    with open(os.environ["ATTEMPTS"], "a") as file:
        file.write(f"{what} {address}\\n")


def watched(name, at=0):
    original = getattr(socket.socket, name)

    def method(self, *given):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(given[at][0]).startswith(HERE):
            note(name, given[at])
            raise OSError("no network in this test")
        return original(self, *given)

    setattr(socket.socket, name, method)


for name, at in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
    watched(name, at)
look_up = socket.getaddrinfo


def getaddrinfo(host, *rest, **named):
    if host and not str(host).startswith(HERE):
        note("getaddrinfo", host)
        raise socket.gaierror("no network in this test")
    return look_up(host, *rest, **named)


socket.getaddrinfo = getaddrinfo
note("watching", os.getpid())
'''
SESSION = """
import ui.terminal.cli
from typer.testing import CliRunner

for arguments in (["add", ARTICLE], ["ask", "What is Qwen?"], ["search", "Qwen"], ["list"]):
    done = CliRunner().invoke(ui.terminal.cli.app, [*arguments, "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    print(done.stdout, end="")
"""


APART = ["unshare", "--map-root-user", "--net"]  # a network namespace without interfaces


@dataclass(frozen=True, slots=True)
class Session:
    """What adding, asking, searching and listing printed, and every attempt to reach another machine."""

    apart: bool
    printed: list[dict[str, Any]]
    attempts: list[str]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A process of its own that is watched and, where that can be done, has no network at all."""
    folder = tmp_path_factory.mktemp("offline")
    (folder / "sitecustomize.py").write_text(WATCHED)
    article = shutil.copy(CORPUS / "open-models-qwen.md", folder)
    apart = shutil.which("unshare") is not None and not subprocess.run([*APART, "true"], check=False).returncode
    done = subprocess.run(
        [*(APART if apart else []), sys.executable, "-c", f"ARTICLE = {article!r}\n{SESSION}"],
        env={
            **os.environ,
            "PULLQUOTE_HOME": str(folder / "home"),
            "ATTEMPTS": str(folder / "attempts"),
            "PYTHONPATH": os.pathsep.join([str(folder), str(CORPUS.parent)]),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    return Session(apart, printed, (folder / "attempts").read_text().splitlines())


def worked(session: Session) -> bool:
    added, answer, found, listed = session.printed
    return bool(added["status"] == "added" and answer["answered"] and found["hits"] and listed["title"])


def test_no_command_tries_to_reach_another_machine(session: Session) -> None:
    assert worked(session)
    assert any(line.startswith("watching") for line in session.attempts)
    assert [line for line in session.attempts if not line.startswith("watching")] == []


def test_everything_works_where_there_is_no_network_at_all(session: Session) -> None:
    if not session.apart:
        pytest.skip("network namespaces can't be made here")
    assert worked(session)


def test_chroma_is_told_to_report_nothing(tmp_path: Path) -> None:
    from index.store.vectors.vectors import Vectors

    vectors = Vectors(tmp_path)
    assert vectors._client.get_settings().anonymized_telemetry is False
