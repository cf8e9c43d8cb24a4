"""`pullquote add https://…`, by command line and through a running server; loopback is allowed by the setting."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.web.site import HARBOUR, Site, page, saying, site
from tests.ui.running import INTERRUPTIBLE, run, served

QUOTE = HARBOUR[2]
FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kettle</title>
<item><title>Dugongs of Palawan</title><link>/dugongs</link><pubDate>Mon, 05 Jan 2026 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>The marine biologist Teresita Acosta counted 312 dugongs near Busuanga.</p>
<p>That is <b>twice</b> as many as ten years ago, she said.</p>]]></content:encoded></item>
<item><title>The mayor</title><link>/mayor</link></item></channel></rss>"""
OF_FEED = "The marine biologist Teresita Acosta counted 312 dugongs near Busuanga."


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that the settings trust; its robots.txt keeps one page back."""
    pages = {
        "/ferry": page(),
        "/mayor": page("The mayor speaks", *reversed(HARBOUR)),
        "/dugongs": page("Nobody may read this", "Nobody at all."),
        "/feed": saying(FEED, "application/rss+xml"),
        "/robots.txt": saying("User-agent: *\nDisallow: /dugongs", "text/plain"),
    }
    with site(pages) as server:
        monkeypatch.setenv("PULLQUOTE_FETCH__PRIVATE_HOSTS", server.address)
        monkeypatch.setenv("PULLQUOTE_FETCH__DELAY", "0")
        yield server


def quotes_of(home: Path, question: str) -> list[str]:
    """Ask, and return the quotes, each of which is where its citation says."""
    citations = run(home, "ask", question, "--json").json["citations"]
    for one in citations:
        article = run(home, "show", one["article_id"], "--revision", one["revision"], "--json").json
        assert article["text"][one["start"] : one["end"]] == one["quote"]
    return [one["quote"] for one in citations]


def test_a_page_and_a_feed_are_added_and_their_words_quoted_exactly(home: Path, web: Site) -> None:
    done = run(home, "add", web.url("/ferry"), web.url("/feed"), "--json")
    assert done.code == 0
    assert [(one["source"], one["status"]) for one in done.lines] == [
        (web.url("/ferry"), "added"),
        (web.url("/dugongs"), "added"),
        (web.url("/mayor"), "added"),
    ]
    assert set(done.lines[0]) == {"source", "status", "article_id", "error", "moved_from"}
    assert "/dugongs" not in web.paths
    assert OF_FEED in quotes_of(home, "How many dugongs did Teresita Acosta count near Busuanga?")
    assert QUOTE in quotes_of(home, "How many passengers a day would use the line, did the mayor say?")
    assert run(home, "cite", QUOTE, "--json").json["verdict"] == "exact"
    again = run(home, "add", web.url("/ferry"), web.url("/feed"), "--json")
    assert {one["status"] for one in again.lines} == {"unchanged"}


def test_an_address_that_fails_is_one_line_and_its_neighbours_are_added(home: Path, web: Site, note: Path) -> None:
    addresses = ["file:///etc/passwd", web.url("/none"), web.url("/ferry"), "http://169.254.169.254/latest/meta-data/"]
    done = run(home, "add", *addresses, str(note))
    assert done.code == 1
    assert "2 added" in done.out
    told = [line for line in done.err.splitlines() if "Preparing" not in line]  # whichever test is first
    assert len(told) == 3
    assert all(line.startswith("pullquote: ") for line in told)
    assert [line.split(": ")[1] for line in told] == [addresses[0], addresses[1], addresses[3]]


def test_what_a_limit_leaves_out_is_told_and_is_no_failure(home: Path, web: Site) -> None:
    done = run(home, "add", web.url("/feed"), "--limit", "1", "--json")
    assert (done.code, [one["status"] for one in done.lines]) == (0, ["added", "skipped"])
    assert "raise --limit" in done.err
    assert run(home, "add", web.url("/feed"), "--limit", "0").code == 2


def test_this_machine_is_not_fetched_unless_the_settings_say_so(
    home: Path, web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PULLQUOTE_FETCH__PRIVATE_HOSTS")
    for host in ("127.0.0.1", "localhost"):
        done = run(home, "add", web.url("/ferry", host))
        assert done.code == 1
        assert done.complaint
    assert web.asked == []


def test_it_goes_through_a_running_server(own_shelf: Path, web: Site) -> None:
    with served(own_shelf, page=False) as server:
        done = run(own_shelf, "add", web.url("/ferry"), web.url("/feed"), web.url("/none"), "--limit", "1", "--json")
        body = {"paths": [web.url("/mayor")]}
        reply = server.request("POST", "/api/articles", json=body, headers=server.key)
        assert [json.loads(line)["status"] for line in reply.text.splitlines()] == ["added"]
        body = {"paths": [web.url("/mayor")], "limit": 0}
        assert server.request("POST", "/api/articles", json=body, headers=server.key).status_code == 422
        assert server.request("POST", "/api/articles", json={"paths": [web.url("/mayor")]}).status_code == 401
    assert (done.code, [one["status"] for one in done.lines]) == (1, ["added", "added", "skipped", "failed"])


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interruption_keeps_what_was_added_and_ends_at_once(home: Path, web: Site) -> None:
    web.pages["/slow"] = lambda line: line.hold(60)
    command = [*INTERRUPTIBLE, "--home", str(home), "add", web.url("/ferry"), web.url("/slow"), "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["status"] == "added"
        web.asked_for("/slow")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode != 0
    assert "Traceback" not in err
    assert [one["source"] for one in run(home, "list", "--json").lines] == [web.url("/ferry")]
    assert run(home, "doctor").code == 0
