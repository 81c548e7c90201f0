"""Small real parts: documents written by hand, a one-layer model, and the bundled model unpacked once for all."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import httpx
import numpy as np
import pytest

from index.bundled import Quantised, Source, _settings, unpack
from index.graph import write_graph
from index.index import Index
from index.store import Server
from index.tokenizer import write_tokenizer
from ingest.model import Assignment, Chunk, Document, Origin, Page, Part, Section, Span, Status

WIDTH = 32
Make = Callable[..., Document]


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the bundled model; test processes share it."""
    base = tmp_path_factory.getbasetemp()
    return unpack((base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "models")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of one layer with drawn weights, made by the code that makes the bundled one."""
    folder = tmp_path_factory.mktemp("tiny")
    return write_tiny(folder, seed=1)


def write_tiny(folder: Path, seed: int) -> Path:
    """Writes a one-layer model, 32 wide, that reads single letters."""
    letters = "abcdefghijklmnopqrstuvwxyzåäö0123456789.,-§"
    pieces = [(word, 0.0) for word in ("<s>", "<pad>", "</s>", "<unk>")]
    pieces += [("▁", -2.0), *((letter, -3.0) for letter in letters), ("<mask>", 0.0)]
    draw = np.random.default_rng(seed)

    def matrix(rows: int, width: int) -> Quantised:
        nibbles = draw.integers(0, 256, (rows, width // 32, 16), np.uint8)
        return Quantised(nibbles, np.full((rows, width // 32), 0.05, np.float32))

    tensors: dict[str, np.ndarray | Quantised] = {
        "emb.word": matrix(len(pieces), WIDTH),
        "emb.pos": draw.normal(0, 0.1, 128 * WIDTH).astype(np.float32),
        "emb.type": np.zeros(2 * WIDTH, np.float32),
        "l0.fi.w": matrix(2 * WIDTH, WIDTH),
        "l0.fo.w": matrix(WIDTH, 2 * WIDTH),
        "l0.fi.b": np.zeros(2 * WIDTH, np.float32),
    }
    tensors |= {f"l0.{name}.w": matrix(WIDTH, WIDTH) for name in ("q", "k", "v", "ao")}
    tensors |= {f"l0.{name}.b": np.zeros(WIDTH, np.float32) for name in ("q", "k", "v", "ao", "fo", "aln", "oln")}
    tensors |= {name: np.ones(WIDTH, np.float32) for name in ("emb.ln.w", "l0.aln.w", "l0.oln.w")}
    tensors["emb.ln.b"] = np.zeros(WIDTH, np.float32)
    model = Source(WIDTH, 1, 2, 2 * WIDTH, len(pieces), 128, pieces, {0x2: "", 0x9: " "}, tensors)
    (folder / "onnx").mkdir()
    write_graph(model, folder / "onnx" / "model.onnx")
    write_tokenizer(pieces, model.characters, folder / "tokenizer.json")
    for name, content in _settings(model).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content), "utf-8")
    return folder


@pytest.fixture
def make() -> Make:
    """Makes a document: `make("budget", "Text. Mer text.", "Sida två.")`, a page and a chunk each."""
    return make_document


def make_document(name: str, *pages: str, orders: tuple[str, ...] = (), **given: object) -> Document:
    """A document with a section and a chunk a page; each of `orders` that stands in the text is an assignment."""
    text, spans = "", []
    for page in pages:
        spans.append(Span(len(text), len(text) + len(page)))
        text += page + "\n"
    found = [Span(text.index(order), text.index(order) + len(order)) for order in orders]
    assignments = tuple(
        Assignment(
            f"{name}-{number}", (span,), Origin.COUNCIL, "Kommunfullmäktige", ("Socialnämnderna",), 2024, None,
            Status.ONGOING, "Pågående", (), (), None, None, None,
            next(place for place, page in enumerate(spans) if page.covers(span)), 0,
        )
        for number, span in enumerate(found, 1)
    )  # fmt: skip
    fields: dict[str, Any] = {
        "title": f"Titel {name}", "type": "budget", "board": "Socialnämnden Centrum", "city": "Göteborg", "year": 2024,
        "parts": (Part(0, f"Titel {name}", "budget", Span(0, len(text))),),
        "sections": tuple(
            Section(str(n), f"Avsnitt {n}", 1, Span(span.start, span.start), span, (f"{n} Avsnitt {n}",), 0)
            for n, span in enumerate(spans, 1)
        ),
        "chunks": tuple(Chunk(span, number) for number, span in enumerate(spans)),
        "assignments": assignments,
    }  # fmt: skip
    made = tuple(Page(n, str(n + 2), span, 595, 842) for n, span in enumerate(spans, 1))
    return Document(name=name, text=text, pages=made, **{**fields, **given})


@pytest.fixture
def original(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a file to be the original: its bytes decide the version."""

    def write(content: str) -> Path:
        path = tmp_path / "original.txt"
        path.write_text(content, "utf-8")
        return path

    return write


@pytest.fixture
def index(tmp_path: Path, tiny: Path) -> Iterator[Index]:
    """An empty index with the one-layer model."""
    with Index.open(tmp_path / "data", embedding_model=str(tiny)) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL server that lives as long as the tests.

    Not in pytest's own folder: run by root, the server is another user, whom the next pytest that starts shuts out.
    """
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))  # pgserver warns without one
    import pgserver

    with TemporaryDirectory(prefix="styrsvar-pg-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(folder)
        yield str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """The address of an empty schema on that server: as good as an empty database, and made in no time."""
    from sqlalchemy import create_engine, make_url, text

    name = f"test_{uuid4().hex}"
    engine = create_engine(postgres)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    own = make_url(postgres).update_query_dict({"options": f"-csearch_path={name}"})
    yield own.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture(scope="session")
def front() -> Iterator[str]:
    """The address of a server that speaks Qdrant's REST (`tests/index/front.py`), in a process of its own."""
    with serving_front() as url:
        yield url


@contextmanager
def serving_front(*arguments: str) -> Iterator[str]:
    """Starts the server, waits until it answers, and ends it."""
    port = free_port()
    command = [sys.executable, "-m", "tests.index.front", str(port), *arguments]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as process:
        try:
            wait_for(port)
            yield f"{'https' if '--cert' in arguments else 'http'}://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture
def server(front: str) -> Iterator[Server]:
    """A Qdrant server without collections."""
    yield Server(front)
    httpx.delete(f"{front}/collections/styrsvar")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")
