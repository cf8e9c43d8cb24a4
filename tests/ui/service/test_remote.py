"""Speaking to the process that serves a home: a real server on loopback that can also misbehave."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from index.store.lock import lock
from tests.ui.running import run
from tests.ui.service.owner import TOKEN, Answering, Reply, always, answering
from ui.service.contract import AskRequest, CiteRequest, CollectionRequest, Problem, SearchRequest
from ui.service.errors import RemoteProblemError
from ui.service.owner import announce, find_owner
from ui.service.problems import exit_code_of, problem_of
from ui.service.remote import RemoteService


def leave_notice(home: Path, content: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "serve.json").write_text(content)


@contextmanager
def owned(home: Path, address: str) -> Iterator[None]:
    """A home that a server at `address` says it owns, and does hold the lock of."""
    leave_notice(home, json.dumps({"address": address, "token": TOKEN}))
    with lock(home, writing=True, wait=0):
        yield


def calls(service: RemoteService) -> list[Callable[[], object]]:
    """Everything that can be asked of a service."""
    return [
        lambda: service.ask(AskRequest(question="q")),
        lambda: service.search(SearchRequest(query="q")),
        lambda: service.cite(CiteRequest(excerpt="two words")),
        lambda: list(service.add(["a.txt"])),
        lambda: service.remove("a"),
        service.articles,
        lambda: service.article("a", "r"),
        lambda: service.articles("Trade"),
        service.collections,
        lambda: service.collect(CollectionRequest(name="Trade", articles=("a",))),
        lambda: service.uncollect(CollectionRequest(name="Trade", articles=("a",))),
    ]


@pytest.mark.parametrize(
    ("status", "kind", "code"), [(404, "no_such_article", 1), (422, "bad_question", 1), (409, "busy", 3), (503, "x", 3)]
)
def test_a_problem_on_the_other_side_becomes_the_same_problem_here(status: int, kind: str, code: int) -> None:
    told = {"type": kind, "title": "A title", "detail": "What to do."}
    answer = always(status, json.dumps({**told, "status": status}).encode())
    with answering(answer) as address, RemoteService(address, TOKEN) as service:
        for call in calls(service):
            with pytest.raises(RemoteProblemError) as raised:
                call()
            assert problem_of(raised.value) == Problem(**told)
            assert exit_code_of(raised.value) == code


@pytest.mark.parametrize(
    "answer",
    [
        always(500, b"<html>Internal Server Error</html>", "text/html"),
        always(502, b"", "text/plain"),
        always(500, b'["a list"]', "application/json"),
        always(200, b"<html>a page of another program</html>", "text/html"),
        always(200, b'{"half": \x00', "application/json"),
    ],
    ids=["html", "nothing", "list", "another program", "breaks off"],
)
def test_nonsense_from_the_other_side_is_one_line_and_exit_3(tmp_path: Path, answer: Answering) -> None:
    with answering(answer) as address, owned(tmp_path / "home", address):
        for command in (
            ["ask", "q"],
            ["search", "q"],
            ["cite", "q q"],
            ["list"],
            ["show", "a"],
            ["remove", "a"],
            ["add", "a.txt"],
        ):
            done = run(tmp_path / "home", *command)
            assert done.code == 3
            assert len(done.err.replace("1 failed", "").strip().splitlines()) == 1


def test_a_server_that_dies_in_the_middle_of_an_add_is_one_line(tmp_path: Path) -> None:
    line = b'{"source": "/a.txt", "status": "added", "article_id": "a", "error": null, "tokens": 5}\n'
    with (
        answering(always(200, line + b'{"source": "/b.t\x00', "application/x-ndjson")) as address,
        owned(tmp_path / "home", address),
    ):
        done = run(tmp_path / "home", "add", "a.txt", "b.txt", "--json")
    assert done.code == 3
    assert [one["status"] for one in done.lines] == ["added"]
    assert "doesn't answer" in done.complaint


def test_a_store_that_fails_in_the_middle_of_an_add_is_told(tmp_path: Path) -> None:
    lines = b'{"source": "/a.txt", "status": "added"}\n{"type": "store_failed", "title": "T", "detail": "No space."}\n'
    with answering(always(200, lines, "application/x-ndjson")) as address, owned(tmp_path / "home", address):
        done = run(tmp_path / "home", "add", "a.txt", "b.txt", "--json")
    assert (done.code, len(done.lines)) == (3, 1)
    assert done.complaint == "pullquote: No space."


def test_a_conversation_goes_on_after_a_question_that_the_other_side_refuses(tmp_path: Path) -> None:
    told = {"type": "bad_question", "title": "The question can't be asked", "detail": "No words in it."}
    with answering(always(422, json.dumps(told).encode())) as address, owned(tmp_path / "home", address):
        done = run(tmp_path / "home", "chat", typed="one\ntwo\n\n")
    assert (done.code, done.out.count("No words in it.")) == (0, 2)


def test_requests_show_the_token_and_paths_are_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str | None, bytes]] = []

    def answer(request: BaseHTTPRequestHandler) -> Reply:
        seen.append((request.headers["Authorization"], request.rfile.read(int(request.headers["Content-Length"]))))
        return 200, "application/x-ndjson", b""

    monkeypatch.chdir(tmp_path)
    with answering(answer) as address, RemoteService(address, TOKEN) as service:
        assert list(service.add(["a.txt", "/b.txt", "https://news.example/c"])) == []
    ((authorization, body),) = seen
    assert authorization == f"Bearer {TOKEN}"
    named = [str(tmp_path / "a.txt"), "/b.txt", "https://news.example/c"]
    assert json.loads(body) == {"paths": named, "collection": None, "limit": 100}


def test_ids_are_parts_of_a_path_whatever_is_in_them() -> None:
    seen: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> Reply:
        seen.append(request.path)
        return 404, "application/problem+json", b'{"type": "t", "title": "t", "detail": "d"}'

    with answering(answer) as address, RemoteService(address, TOKEN) as service, pytest.raises(RemoteProblemError):
        service.article("../healthz?x#y", "r&s")
    assert seen == ["/api/articles/..%2Fhealthz%3Fx%23y?revision=r%26s"]


def test_a_proxy_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with answering(always(500, b"")) as address, RemoteService(address, TOKEN) as service:
        assert service.is_alive()


def test_a_notice_names_the_address_and_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "serve.json"
    path.write_text("stale")
    path.chmod(0o644)
    with announce(tmp_path, "http://127.0.0.1:1", TOKEN):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        notice = json.loads(path.read_text())
    assert (notice["address"], notice["token"], notice["pid"]) == ("http://127.0.0.1:1", TOKEN, os.getpid())
    assert not path.exists()


def test_a_live_owner_is_found_by_its_notice(tmp_path: Path) -> None:
    with (
        answering(always(500, b"")) as address,
        announce(tmp_path, address, TOKEN),
        lock(tmp_path, writing=True, wait=0),
    ):
        owner = find_owner(tmp_path)
        assert owner is not None
        owner.close()


@pytest.mark.parametrize(
    "notice",
    [
        "",
        "{",
        "{}",
        "[]",
        "null",
        '{"address": null, "token": null}',
        '{"address": "http://127.0.0.1:9", "token": "t"}',
        '{"address": "ftp://127.0.0.1:9", "token": "t"}',
        '{"address": "http://127.0.0.1:9", "token": "t\\u00e9\\n"}',
    ],
)
def test_a_stale_or_broken_notice_leads_to_nobody(tmp_path: Path, notice: str) -> None:
    leave_notice(tmp_path / "home", notice)
    assert find_owner(tmp_path / "home") is None
    assert run(tmp_path / "home", "list").code == 0


def test_another_program_at_the_address_is_not_taken_for_the_owner(tmp_path: Path) -> None:
    page = (200, "text/html", b"<html>a page for every path</html>")
    for alive in (page, (200, "application/json", b"[]"), (401, "application/json", b"{}"), (500, "text/plain", b"")):
        with answering(lambda _: page, alive) as address, owned(tmp_path / "home", address):
            assert find_owner(tmp_path / "home") is None


def test_a_notice_in_a_home_that_nobody_holds_gets_no_token(tmp_path: Path) -> None:
    with answering(always(200, b'{"status": "ok"}')) as address:
        leave_notice(tmp_path / "home", json.dumps({"address": address, "token": TOKEN}))
        assert find_owner(tmp_path / "home") is None
