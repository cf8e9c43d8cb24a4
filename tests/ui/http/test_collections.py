"""Collections, chosen articles and filters that let nothing pass, over HTTP."""

import httpx
import pytest

from tests.ui.running import Server


def problem(reply: httpx.Response) -> tuple[int, str]:
    assert reply.headers["content-type"] == "application/problem+json"
    return reply.status_code, reply.json()["type"]


def test_collections_need_the_token_to_change_and_none_to_be_read(server: Server) -> None:
    (first, *_) = server.request("GET", "/api/articles").json()
    body = {"name": "Trade", "articles": [first["id"]]}
    for method in ("POST", "DELETE"):
        assert problem(server.request(method, "/api/collections", json=body)) == (401, "refused")
    made = server.request("POST", "/api/collections", json=body, headers=server.key)
    assert (made.status_code, made.json()) == (200, {"name": "Trade", "articles": [first["id"]]})
    (listed,) = server.request("GET", "/api/articles?collection=TRADE").json()
    assert (listed["id"], listed["collections"]) == (first["id"], ["Trade"])
    found = server.request("POST", "/api/search", json={"query": "AI", "collection": "trade"}).json()
    assert {hit["article_id"] for hit in found["hits"]} == {first["id"]}
    gone = server.request("DELETE", "/api/collections", json=body, headers=server.key)
    assert gone.json() == {"name": "Trade", "articles": []}
    assert server.request("GET", "/api/collections").json() == []
    again = server.request("DELETE", "/api/collections", json=body, headers=server.key)
    assert problem(again) == (422, "bad_collection")
    unknown = server.request("POST", "/api/collections", json={**body, "articles": ["x"]}, headers=server.key)
    assert problem(unknown) == (404, "no_such_article")


@pytest.mark.parametrize("path", ["ask", "search", "cite", "check"])
def test_a_filter_that_lets_nothing_pass_is_a_problem_with_422(server: Server, path: str) -> None:
    field = {"ask": "question", "search": "query", "cite": "excerpt", "check": "statement"}[path]
    for wrong in (
        {"publisher": "Nobody"},
        {"collection": "None"},
        {"articles": ["nowhere"]},
        {"after": "2026-02-02", "before": "2026-02-01"},
    ):
        body = {field: "artificial intelligence", **wrong}
        assert problem(server.request("POST", f"/api/{path}", json=body)) == (422, "bad_filter")
    streamed = {field: "artificial intelligence", "publisher": "Nobody", "stream": True}
    if path == "ask":
        assert problem(server.request("POST", "/api/ask", json=streamed)) == (422, "bad_filter")


def test_only_chosen_articles_are_asked(server: Server) -> None:
    (first, *_) = server.request("GET", "/api/articles").json()
    body = {"query": "AI", "articles": [first["source"]]}
    hits = server.request("POST", "/api/search", json=body).json()["hits"]
    assert {hit["article_id"] for hit in hits} == {first["id"]}
