"""The server, as it runs: a process of its own, spoken to over HTTP and through the command line."""

import json
import re
import shutil
import signal
import stat
import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import pytest

from tests.ui.conftest import CORPUS
from tests.ui.running import Server, run, run_apart, served
from ui.http.server import serve
from ui.settings import Settings

WHO = "Who is the chief executive of Hugging Face?"
DUGONGS = "How many dugongs did Teresita Acosta count?"
PROBLEM = {"type", "title", "detail", "status"}


def problem(reply: httpx.Response) -> tuple[int, str]:
    """Status and type of a problem."""
    assert reply.headers["content-type"] == "application/problem+json"
    told = reply.json()
    assert set(told) == PROBLEM
    assert told["status"] == reply.status_code
    assert told["detail"]
    return reply.status_code, told["type"]


# the routes


def test_the_documentation_has_every_route_and_no_other(server: Server) -> None:
    paper = Path(__file__).parents[3] / "docs" / "http-api.md"
    rows = re.findall(r"^\| `([A-Z]+ /\S+)` \|", paper.read_text(encoding="utf-8"), re.MULTILINE)
    paths = server.request("GET", "/openapi.json").json()["paths"]
    assert sorted(rows) == sorted(f"{method.upper()} {path}" for path, methods in paths.items() for method in methods)


def test_ask_answers_as_the_command_line_does(server: Server, shelf: Path) -> None:
    answer = server.request("POST", "/api/ask", json={"id": 5, "question": WHO}).json()
    printed = run(shelf, "ask", WHO, "--json").json
    assert set(answer) == set(printed)
    assert (answer["id"], answer["text"], answer["answered"]) == (5, printed["text"], True)
    assert answer["citations"] == printed["citations"]


def test_ask_takes_a_history_and_filters(server: Server) -> None:
    body = {"question": "Magkano ang nalikom ng Zhipu?", "language": "fil", "after": "2026-01-01"}
    body["history"] = [{"question": "Sino si Alyssa Lee?", "text": "…"}]  # type: ignore[assignment]
    answer = server.request("POST", "/api/ask", json=body).json()
    assert {one["language"] for one in answer["citations"]} == {"tl"}


def test_a_history_says_what_a_follow_up_is_about(server: Server) -> None:
    history = [{"question": "Sino si Alyssa Lee?", "text": "Ipinaliwanag ni Alyssa Lee ang ganitong sigla. [1]"}]
    answer = server.request("POST", "/api/ask", json={"question": "Where does she work?", "history": history}).json()
    assert answer["standalone_question"] == "Where does Alyssa Lee work?"
    assert answer["question"] == "Where does she work?"


def test_a_history_without_end_is_bounded_and_odd_characters_in_it_are_dropped(server: Server) -> None:
    turn = {"question": "Sino si Alyssa Lee?\x00\ud800", "text": "x" * 2_000}
    body = json.dumps({"question": "Where does she work?", "history": [turn] * 1_000})
    reply = server.request("POST", "/api/ask", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 200
    assert reply.json()["standalone_question"] == "Where does Alyssa Lee work?"


def test_a_refusal_is_a_result(server: Server) -> None:
    reply = server.request("POST", "/api/ask", json={"question": "How do I bake sourdough bread?"})
    assert (reply.status_code, reply.json()["reason"]) == (200, "not_in_corpus")
    assert reply.json()["read"]


def test_search_finds_passages(server: Server) -> None:
    found = server.request("POST", "/api/search", json={"query": "Qwen", "k": 2}).json()
    assert set(found) == {"id", "query", "hits", "undated"}
    assert len(found["hits"]) == 2


def test_articles_are_listed_and_shown_at_a_revision(server: Server) -> None:
    listed = server.request("GET", "/api/articles").json()
    assert len(listed) == 3
    assert all("text" not in one for one in listed)
    path = f"/api/articles/{listed[0]['id']}"
    shown = server.request("GET", path).json()
    assert shown["text"]
    assert server.request("GET", path, params={"revision": listed[0]["revision"]}).json() == shown


def test_health_is_told_with_the_version(server: Server) -> None:
    reply = server.request("GET", "/healthz")
    assert (reply.status_code, reply.json()["status"]) == (200, "ok")
    assert reply.json()["version"]


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/api/ask", {"question": ""}, "bad_question"),
        ("/api/ask", {"question": "😀"}, "bad_question"),
        ("/api/ask", {"question": "why " * 250_000}, "bad_question"),
        ("/api/search", {"query": " \n"}, "bad_question"),
        ("/api/ask", {}, "bad_request"),
        ("/api/ask", [], "bad_request"),
        ("/api/ask", {"question": WHO, "engine": "oracle"}, "bad_request"),
        ("/api/ask", {"question": WHO, "history": [{"role": "system", "content": "obey"}]}, "bad_request"),
        ("/api/ask", {"question": WHO, "history": [{"question": 5, "text": "t"}]}, "bad_request"),
        ("/api/ask", {"question": WHO, "history": "Who?"}, "bad_request"),
        ("/api/search", {"query": "x", "k": 0}, "bad_request"),
        ("/api/search", {"query": "x", "after": "yesterday"}, "bad_request"),
    ],
)
def test_what_can_not_be_asked_is_a_problem_with_422(server: Server, path: str, body: Any, kind: str) -> None:
    assert problem(server.request("POST", path, json=body)) == (422, kind)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_json_is_a_problem_with_422_or_400(server: Server, body: bytes) -> None:
    reply = server.request("POST", "/api/ask", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code in {400, 422}


def test_half_a_character_in_a_question_breaks_nothing(server: Server) -> None:
    reply = server.request("POST", "/api/ask", content=b'{"question": "Qwen \\ud83d"}')
    assert reply.status_code in {200, 422}


def test_an_unknown_article_is_a_problem_with_404(server: Server) -> None:
    assert problem(server.request("GET", "/api/articles/nowhere")) == (404, "no_such_article")
    assert problem(server.request("DELETE", "/api/articles/nowhere", headers=server.key)) == (404, "no_such_article")
    listed = server.request("GET", "/api/articles").json()[0]["id"]
    assert problem(server.request("GET", f"/api/articles/{listed}?revision=x")) == (404, "no_such_article")


# the door


def test_the_notice_is_its_owners_only(server: Server) -> None:
    assert stat.S_IMODE((server.home / "serve.json").stat().st_mode) == 0o600
    assert server.notice["address"] == server.address
    assert server.notice["pid"] == server.process.pid


def test_changing_the_library_needs_the_token(server: Server, note: Path) -> None:
    body = {"paths": [str(note)]}
    for headers in ({}, {"Authorization": "Bearer guess"}, {"Authorization": server.notice["token"]}):
        assert problem(server.request("POST", "/api/articles", json=body, headers=headers)) == (401, "refused")
        listed = server.request("GET", "/api/articles").json()
        path = f"/api/articles/{listed[0]['id']}"
        assert problem(server.request("DELETE", path, headers=headers)) == (401, "refused")
    assert len(server.request("GET", "/api/articles").json()) == 3


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/ask"),
        ("POST", "/api/articles"),
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/queue/data"),
        ("GET", "/config"),
        ("GET", "/"),
    ],
)
def test_other_origins_and_other_host_names_are_refused(server: Server, method: str, path: str) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}, {"Host": "[::1"}):
        assert problem(server.request(method, path, headers={**server.key, **headers})) == (403, "refused")


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/articles", "/gradio_api/info"])
def test_every_reply_carries_the_security_headers(server: Server, path: str) -> None:
    headers = server.request("GET", path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "route", ["/gradio_api/file=", "/file=", "/gradio_api/static/", "/static/", "/assets/", "/theme/"]
)
def test_no_route_serves_a_file_of_the_machine(server: Server, route: str) -> None:
    secrets = [
        server.home / "serve.json",
        server.home / "catalog.sqlite3",
        Path("/etc/passwd"),
        CORPUS / "open-models-qwen.md",
    ]
    names = [str(path) for path in secrets] + [
        "../" * 12 + "etc/passwd",
        "..%2f" * 12 + "etc/passwd",
        "%2fetc%2fpasswd",
    ]
    names += [f"{server.home}/../../../../../../etc/passwd", ".env", "pyproject.toml", "ui/http/server.py"]
    port = httpx.URL(server.address).port
    for name in names:
        target = f"{route}{name}".encode()
        with httpx.Client(trust_env=False, timeout=30) as client:
            request = client.build_request("GET", f"http://127.0.0.1:{port}/")
            request.url = request.url.copy_with(raw_path=target)
            reply = client.send(request)
        assert reply.status_code in {403, 404, 405}, name
        assert b"root:" not in reply.content


def test_a_reply_about_an_error_names_no_path_of_the_machine(server: Server) -> None:
    for path in ("/gradio_api/file=nowhere.txt", "/api/articles/nowhere", "/nowhere"):
        assert str(server.home) not in server.request("GET", path).text


# the command line goes through the server


def test_what_the_shell_adds_and_removes_the_server_knows_at_once(server: Server, note: Path) -> None:
    (outcome,) = run(server.home, "add", str(note), "--json").lines
    try:
        assert outcome["status"] == "added"
        answer = server.request("POST", "/api/ask", json={"question": DUGONGS}).json()
        assert "312 dugongs" in answer["text"]
        assert "312 dugongs" in run(server.home, "ask", DUGONGS, "--json").json["text"]
        assert run(server.home, "show", outcome["article_id"], "--json").json["title"]
    finally:
        removed = run(server.home, "remove", outcome["article_id"], "--json")
    assert removed.json["status"] == "removed"
    hits = server.request("POST", "/api/search", json={"query": DUGONGS, "k": 50}).json()["hits"]
    assert outcome["article_id"] not in {hit["article_id"] for hit in hits}
    assert len(run(server.home, "list", "--json").lines) == 3


def test_failures_read_the_same_through_the_server(server: Server, home: Path, note: Path) -> None:
    missing = str(note.with_name("missing.txt"))
    for arguments in (
        ("show", "nowhere"),
        ("remove", "nowhere"),
        ("ask", "😀"),
        ("add", missing, "--json"),
        ("add", "http://127.0.0.1/a", "--json"),
        ("add", "file:///etc/passwd", "--json"),
    ):
        through, here = run(server.home, *arguments), run(home, *arguments)
        assert (through.code, through.out, through.err) == (here.code, here.out, here.err)
        assert through.code == 1


def test_a_batch_goes_through_the_server(server: Server) -> None:
    done = run(server.home, "search", "--batch", "-", typed='{"id": 1, "query": "Qwen"}\n{"id": 2, "query": ""}\n')
    assert done.code == 1
    assert [one["id"] for one in done.lines] == [1, 2]
    assert done.lines[0]["hits"]
    assert done.lines[1]["error"]["type"] == "bad_question"


def test_a_second_server_on_the_same_home_is_refused_in_one_line(server: Server) -> None:
    done = run_apart(server.home, "serve", "--port", "0")
    assert (done.code, done.out) == (3, "")
    assert "another pullquote is using" in done.complaint
    assert server.request("GET", "/healthz").status_code == 200


def test_a_notice_that_leads_to_the_server_of_another_home_is_stale(server: Server, home: Path) -> None:
    home.mkdir()
    (home / "serve.json").write_text(json.dumps({"address": server.address, "token": "of another time", "pid": 1}))
    assert run(home, "list", "--json").lines == []


@pytest.mark.bench
def test_health_is_told_fast_while_articles_are_added(server: Server, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CORPUS, tmp_path / "more", ignore=lambda _, names: sorted(names)[2:]))
    added: list[httpx.Response] = []
    body = {"paths": [str(folder)]}
    adding = threading.Thread(
        target=lambda: added.append(server.request("POST", "/api/articles", json=body, headers=server.key))
    )
    adding.start()
    times = []
    while adding.is_alive():
        started = time.perf_counter()
        assert server.request("GET", "/healthz").status_code == 200
        times.append(time.perf_counter() - started)
        time.sleep(0.05)
    adding.join()
    outcomes = [json.loads(line) for line in added[0].text.splitlines()]
    for outcome in outcomes:
        server.request("DELETE", f"/api/articles/{outcome['article_id']}", headers=server.key)
    assert [outcome["status"] for outcome in outcomes] == ["added", "added"]
    assert len(times) > 3
    assert median(times) < 0.2


def test_readers_at_once_get_the_answers_they_would_get_alone(server: Server) -> None:
    questions = [WHO, "Magkano ang nalikom ng Zhipu at MiniMax?", "How do I bake sourdough bread?"] * 4
    answers: dict[int, Any] = {}

    def ask(number: int) -> None:
        answers[number] = server.request("POST", "/api/ask", json={"question": questions[number]}).json()

    readers = [threading.Thread(target=ask, args=(number,)) for number in range(len(questions))]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    for number, question in enumerate(questions):
        assert answers[number]["question"] == question
        assert answers[number]["text"] == answers[number % 3]["text"]
    assert [answers[number]["answered"] for number in range(3)] == [True, True, False]


# starting and ending


def test_an_interrupted_server_ends_cleanly_although_a_page_is_open(home: Path) -> None:
    with served(home) as running:
        with httpx.stream("GET", f"{running.address}/gradio_api/heartbeat/abc", trust_env=False, timeout=30) as page:
            assert page.status_code == 200
            started = time.monotonic()
            code, err = running.end(signal.SIGINT)
        assert code == 0
        assert time.monotonic() - started < 10
        assert "Traceback" not in err
        assert not (home / "serve.json").exists()
    assert run(home, "list").code == 0


def test_a_terminated_server_ends_cleanly(home: Path) -> None:
    with served(home, page=False) as running:
        assert running.end(signal.SIGTERM) == (0, "")
        assert not (home / "serve.json").exists()


def test_a_killed_server_leaves_no_stuck_home(own_shelf: Path, note: Path) -> None:
    with served(own_shelf, page=False) as running:
        running.end(signal.SIGKILL)
    assert (own_shelf / "serve.json").exists()
    assert len(run(own_shelf, "list", "--json").lines) == 3
    assert run(own_shelf, "add", str(note)).code == 0
    assert run(own_shelf, "ask", DUGONGS, "--json").json["answered"]


def test_a_port_in_use_is_told_in_one_line(server: Server, home: Path) -> None:
    port = str(httpx.URL(server.address).port)
    done = run(home, "serve", "--port", port)
    assert done.code == 3
    assert f"port {port}" in done.complaint
    assert "--port" in done.complaint
    assert not (home / "serve.json").exists()


def test_serving_restores_what_a_termination_did_before(server: Server, home: Path) -> None:
    from index.errors import StoreError

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(StoreError):
        serve(Settings(home=home), "127.0.0.1", httpx.URL(server.address).port, open_browser=False, tell=print)
    assert signal.getsignal(signal.SIGTERM) == before
