"""Search and the stream of a running server, as the contract has them."""

import html
import json
import re
from typing import Any

import httpx2
import pytest

QUESTION = "Vilka uppdrag är ej påbörjade?"
WAIT = 60  # seconds, for a busy machine


def _searched(base: str, **query: Any) -> dict[str, Any]:
    answer = httpx2.get(f"{base}/api/search", params={"q": "uppdrag nattbesök kamera", **query}, timeout=WAIT)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_the_pages_of_hits_make_the_whole(base: str) -> None:
    whole = _searched(base, limit=100)
    assert 2 < whole["total"] == len(whole["items"]) <= 100
    pages = [_searched(base, limit=2, offset=offset) for offset in range(0, whole["total"] + 2, 2)]
    assert [item for page in pages for item in page["items"]] == whole["items"]
    assert pages[-1]["items"] == []
    assert all((page["total"], page["facets"]) == (whole["total"], whole["facets"]) for page in pages)
    scores = [item["score"] for item in whole["items"]]
    assert scores == sorted(scores, reverse=True)


def test_each_facet_counts_every_hit_and_narrows_to_them(base: str) -> None:
    whole = _searched(base)
    assert whole["facets"].keys() == {"board", "year", "type", "document"}
    for name, values in whole["facets"].items():
        assert sum(one["count"] for one in values) == whole["total"], name
        assert _searched(base, **{name: values[0]["value"]})["total"] == values[0]["count"], name
    assert _searched(base, year=1999)["total"] == 0


def test_snippets_are_text_with_marks_from_the_page(base: str) -> None:
    for item in _searched(base, limit=100)["items"]:
        without = re.sub(r"</?mark>", "", item["snippet"])
        assert "<" not in without
        assert item["url"].endswith(f"/file#page={item['page']}")
        assert all(len(box) == 4 for box in item["boxes"])
        assert html.unescape(without).strip("… ")
    assert "<mark>kamera</mark>" in _searched(base)["items"][0]["snippet"]


def test_the_stream_tells_what_the_whole_answer_says(base: str) -> None:
    whole = httpx2.post(f"{base}/api/ask", json={"question": QUESTION}, timeout=WAIT).json()
    told: list[tuple[str, Any]] = []
    with httpx2.stream("POST", f"{base}/api/ask/stream", json={"question": QUESTION}, timeout=WAIT) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in response.iter_lines():
            name = line.removeprefix("event: ") if line.startswith("event: ") else name
            if line.startswith("data: "):
                told.append((name, json.loads(line.removeprefix("data: "))))
    names = [name for name, _ in told]
    assert names == ["plan", "citations", *["token"] * (len(names) - 3), "done"]
    assert "".join(data["text"] for name, data in told if name == "token") == whole["answer"]
    assert told[1][1]["citations"] == whole["citations"]
    same = whole.keys() - {"conversation_id", "took_ms"}
    assert {key: told[-1][1][key] for key in same} == {key: whole[key] for key in same}


@pytest.mark.parametrize("path", ["/v1/finns-inte", "/health/finns-inte", "/api/finns-inte", "/widget-finns-inte"])
def test_an_address_of_ours_that_is_not_there_is_a_problem(base: str, path: str) -> None:
    answer = httpx2.get(base + path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["detail"] == f"Adressen {path} finns inte. Se /openapi.json."


def test_a_citation_has_an_address_that_lasts_and_shows_its_quote(base: str) -> None:
    citation = httpx2.post(f"{base}/api/ask", json={"question": QUESTION}, timeout=WAIT).json()["citations"][0]
    page = httpx2.get(base + citation["permalink"], timeout=WAIT)
    assert page.status_code == 200
    marked = " ".join(html.unescape(words) for words in re.findall(r"<mark>(.*?)</mark>", page.text, re.S))
    assert marked.split()[:3] == citation["quote"].split()[:3]
