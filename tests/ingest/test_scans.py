"""Pages that are pictures."""

from pathlib import Path

import pytest
from PIL import Image

from ingest import pipeline
from ingest.model import Reading


@pytest.mark.parametrize(("pages", "says"), [(1, "1 sida är en bild"), (3, "3 sidor är bilder")])
def test_pictures_without_text_recognition_are_stored_and_said(
    pages: int, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no Tesseract there
    path = tmp_path / "inskannat yrkande åäö.pdf"
    picture = Image.effect_noise((600, 800), 40)
    picture.save(path, "PDF", resolution=72, save_all=True, append_images=[picture] * (pages - 1))
    document = pipeline.read(path)
    assert [page.reading for page in document.pages] == [Reading.UNREAD] * pages
    assert document.text == ""
    (warning,) = document.warnings
    assert warning.startswith(says)
    assert "tesseract-ocr-swe" in warning
