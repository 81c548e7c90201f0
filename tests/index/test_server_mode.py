"""Qdrant over HTTP and PostgreSQL: a key, TLS, a cluster's settings, and several processes on the same two servers.

What answers over HTTP is `tests/index/front.py`, Qdrant's own engine behind qdrant-client's own models.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from index.index import Index
from index.model import Search
from index.qdrant import QdrantStore
from index.store import INTEGERS, KEYWORDS, Server
from ingest.errors import StyrsvarError
from tests.index.conftest import Make, free_port, serving_front, wait_for
from tests.index.test_killed import NAMES, ORDERS, write_corpus
from tests.index.test_store import SIZE, points, sides_of, wanted, words

Original = Callable[[str], Path]
ROOT = Path(__file__).parents[2]
SERVE = "import uvicorn; from app.api.server import create_app; from app.settings import read_settings"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that no system knows, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, folder = ec.generate_private_key(ec.SECP256R1()), tmp_path_factory.mktemp("tls")
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "qdrant")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "cert.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    private.write_bytes(key.private_bytes(*form))
    return public, private


def test_a_key_and_a_certificate(certificate: tuple[Path, Path], tmp_path: Path) -> None:
    public, private = certificate
    with serving_front("--key", "hemlig", "--cert", str(public), "--private", str(private)) as url:
        assert url.startswith("https://")
        store = QdrantStore(Server(url, "hemlig", public), SIZE)
        store.put(points("a/1"))
        assert words(sides_of(store, wanted("barnfamiljer"))[1])[0] == "hemlöshet bland barnfamiljer"
        store.close()
        (tmp_path / "fel.pem").write_text("inget certifikat")
        for server, said in (
            (Server(url, "fel nyckel", public), "STYRSVAR_QDRANT_API_KEY"),
            (Server(url, None, public), "STYRSVAR_QDRANT_API_KEY"),
            (Server(url, "hemlig"), "svarar inte som väntat.*CERTIFICATE_VERIFY_FAILED"),
            (Server(url, "hemlig", tmp_path / "fel.pem"), "STYRSVAR_QDRANT_CERTIFICATE"),
            (Server(url, "hemlig", tmp_path / "finns-inte.pem"), "STYRSVAR_QDRANT_CERTIFICATE"),
        ):
            with pytest.raises(StyrsvarError, match=said) as error:
                QdrantStore(server, SIZE)
            assert "hemlig" not in str(error.value)


@pytest.mark.parametrize("url", ["ftp://qdrant", "qdrant:6333", "http://", "inget"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(StyrsvarError, match=r"STYRSVAR_QDRANT_URL är .*Ange en adress"):
        QdrantStore(Server(url), SIZE)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(StyrsvarError, match=r"Qdrant-servern http://127\.0\.0\.1:1 svarar inte"):
        QdrantStore(Server("http://127.0.0.1:1"), SIZE)


def test_installations_on_one_server_keep_their_own(server: Server) -> None:
    first, second = (
        QdrantStore(Server(server.url, collection=name), SIZE) for name in ("styrsvar-nord", "styrsvar-syd")
    )
    first.put(points("a/1"))
    second.put(points("b/1"))
    assert (first.versions(), second.versions()) == ({"a/1": 3}, {"b/1": 3})
    second.clear()
    assert (first.count(), second.count()) == (3, 0)
    for store in (first, second):
        store.close()
    for name in ("styrsvar-nord", "styrsvar-syd"):
        httpx.delete(f"{server.url}/collections/{name}").raise_for_status()


def test_a_clusters_settings_reach_the_server(server: Server) -> None:
    QdrantStore(Server(server.url, shards=3, replicas=2), SIZE).close()
    made = httpx.get(f"{server.url}/collections/styrsvar").json()["result"]
    params = made["config"]["params"]
    assert (params["shard_number"], params["replication_factor"]) == (3, 2)
    assert set(made["payload_schema"]) == {*KEYWORDS, *INTEGERS}


def test_several_processes_may_make_the_collection_at_once(server: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: QdrantStore(server, SIZE), range(4)))
    stores[0].put(points("a/1"))
    assert [store.count() for store in stores] == [3] * 4
    for store in stores:
        store.close()


def test_two_writers_at_once(server: Server, database: str, tiny: Path, tmp_path: Path, make: Make) -> None:
    """Two programs add ten documents each, both also the same one; nothing is lost and nothing stands twice."""

    def write(number: int) -> None:
        with Index.open(tmp_path / "data", embedding_model=str(tiny), server=server, database_url=database) as index:
            for place in range(5):
                for name in (f"plan-{number}-{place}", "gemensam"):
                    file = tmp_path / f"{number}-{name}.txt"
                    text = f"Nämnden utreder frågan {place if name == 'gemensam' else file.stem}."
                    file.write_text(text, "utf-8")
                    index.add(make(name, text, orders=(text,)), file)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    with Index.open(tmp_path / "data", embedding_model=str(tiny), server=server, database_url=database) as index:
        assert len(index.documents()) == index.count() == len(index.assignments()) == 11
        assert index.search(Search("frågan 4", limit=30))


def test_a_document_removed_while_others_read(index: Index, make: Make, original: Original) -> None:
    """A search sees all of the document or nothing of it; what was found still opens, or says that it is gone."""
    pages = [f"Hyran är hög på sida {number}." for number in range(6)]
    document, file = make("plan", *pages), original("ett")
    index.add(make("annan", "Hyran är en annan fråga."), original("två"))
    seen, done = set[int](), False

    def look() -> None:
        while not done:
            found = [hit for hit in index.search(Search("hyran")) if hit.document == "plan"]
            seen.add(len(found))
            for hit in found[:1]:
                try:
                    index.document(hit.document, hit.version)
                except StyrsvarError as error:
                    assert "finns inte" in str(error)

    threads = [Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(8):
        index.add(document, file)
        index.remove("plan")
    done = True
    for thread in threads:
        thread.join()
    assert seen == {0, 6}


@contextmanager
def serving(settings: dict[str, str]) -> Iterator[httpx.Client]:
    """A server process with the settings given, and a client to it. The chat is left out: it imports for seconds."""
    port = free_port()
    program = f"{SERVE}; uvicorn.run(create_app(read_settings(), chat=False), port={port}, log_level='warning')"
    with subprocess.Popen([sys.executable, "-W", "ignore", "-c", program], cwd=ROOT, env=settings) as process:
        try:
            wait_for(port)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                while client.get("/health/ready").status_code != 200:
                    pass
                yield client
        finally:
            process.terminate()


ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/api/documents", {}),
    ("/api/assignments", {"limit": 100}),
    ("/api/search", {"q": "hemlöshet barnfamiljer", "limit": 50}),
    ("/api/search", {"q": "vad kostar stöd 3", "document": NAMES[0]}),
)


def _answers(client: httpx.Client) -> list[Any]:
    told = [client.get(path, params=query).json() for path, query in ASKED]
    asked = client.post("/api/ask", json={"question": "Vilka uppdrag handlar om ärende 2?"}).json()
    return [*told, {key: asked[key] for key in ("answer", "items", "citations", "total")}]


def _rounds(client: httpx.Client, name: str) -> tuple[int, frozenset[str]]:
    """How many of a document's assignments there are, and of which rounds."""
    items = client.get("/api/assignments", params={"document": name, "limit": 100}).json()["items"]
    return len(items), frozenset(item["text"].partition("omgång ")[2][:5] for item in items)


def test_two_servers_answer_alike_while_a_third_process_reads_in(
    front: str, server: Server, database: str, tiny: Path, tmp_path: Path
) -> None:
    given = {"DATA": tmp_path / "data", "EMBEDDING_MODEL": tiny, "QDRANT_URL": front, "DATABASE_URL": database}
    settings = {
        **os.environ,
        **{f"STYRSVAR_{key}": str(value) for key, value in given.items()},
        "STYRSVAR_WORKERS": "1",
    }
    command = [sys.executable, "-W", "ignore", "-c", "from app.cli import main; main()"]

    def ingest(number: int) -> subprocess.Popen[bytes]:
        corpus = write_corpus(tmp_path / f"corpus{number}", number)
        return subprocess.Popen(
            [*command, "ingest", str(corpus), "--json"], cwd=ROOT, env=settings, stdout=subprocess.PIPE
        )

    with ingest(1) as first:
        assert first.wait() == 0
    with ExitStack() as stack:
        clients = [stack.enter_context(serving(settings)) for _ in range(2)]
        assert _answers(clients[0]) == _answers(clients[1])
        seen = set()
        with ingest(2) as second:
            while second.poll() is None:
                seen |= {(name, _rounds(client, name)) for client in clients for name in NAMES}
            assert second.stdout is not None
            assert json.loads(second.stdout.read())["read"] == len(NAMES)
        whole = {(name, (ORDERS, frozenset({f"R000{number}"}))) for name in NAMES for number in (1, 2)}
        assert seen <= whole
        after = _answers(clients[0])
        assert after == _answers(clients[1])
        assert "R0002" in after[-1]["answer"] + json.dumps(after[1])
        assert "R0001" not in json.dumps(after)
        assert clients[1].delete(f"/api/documents/{NAMES[0]}").status_code == 204
        assert [clients[0].get(f"/api/documents/{name}").status_code for name in NAMES] == [404, 200]
