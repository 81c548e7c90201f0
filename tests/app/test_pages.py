"""Pictures of pages."""

import io

import pytest
from fastapi.testclient import TestClient
from PIL import Image

# highlight, whether something is marked
HIGHLIGHTS = [
    ("", False),
    ("72,72,300,100", True),
    ("72,72,300,100;72,110,200,120", True),
    ("[[72,72,300,100]]", True),
    ("0-14", True),  # characters on page 1
    ("80-100", False),  # characters on page 2
]


@pytest.mark.parametrize(("highlight", "marked"), HIGHLIGHTS)
def test_a_page_picture_marks_what_is_named(client: TestClient, highlight: str, marked: bool) -> None:
    response = client.get("/api/documents/arsrapport-norr/pages/1.png", params={"highlight": highlight, "width": 595})
    image = Image.open(io.BytesIO(response.content)).convert("RGB")
    yellow = sum(
        count
        for count, colour in image.getcolors(1_000_000) or []
        if isinstance(colour, tuple) and colour[2] < colour[0] - 80
    )
    assert image.width == 595
    assert (yellow > 50) is marked


def test_a_page_picture_is_sent_once(client: TestClient) -> None:
    first = client.get("/api/documents/arsrapport-norr/pages/2.png")
    again = client.get("/api/documents/arsrapport-norr/pages/2.png", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_clipped_picture_is_a_strip(client: TestClient) -> None:
    query = {"highlight": "72,300,300,320", "width": 595, "clip": True}
    image = Image.open(io.BytesIO(client.get("/api/documents/arsrapport-norr/pages/1.png", params=query).content))
    assert (image.width, image.height) == (500, 120)
