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


# highlight, size: what is marked and what is written beside it, but never less than half of the page's width
STRIPS = [
    ("72,300,300,320", (298, 120)),  # nothing is written there
    ("72,300,500,320", (453, 120)),
    ("72,72,100,84", (298, 112)),  # from the page's top
]


@pytest.mark.parametrize(("highlight", "size"), STRIPS)
def test_a_clipped_picture_is_a_strip(client: TestClient, highlight: str, size: tuple[int, int]) -> None:
    query = {"highlight": highlight, "width": 595, "clip": True}
    image = Image.open(io.BytesIO(client.get("/api/documents/arsrapport-norr/pages/1.png", params=query).content))
    assert (image.width, image.height) == pytest.approx(size, abs=2)
    assert image.mode == "P"  # few colours: made and sent sooner
