"""How long a reader waits can be measured: each measure of the benchmark tells of a real server and a real browser."""

from concurrent.futures import ThreadPoolExecutor

from eval.bench.page import DRAWN, KEPT, PAINT, SEEN, WORD, measured

FAR_TOO_LONG = 10_000  # milliseconds; how long it takes is measured on a machine at rest, this only on one that works


def test_the_benchmark_of_waiting_measures_what_it_says(server: str) -> None:
    with ThreadPoolExecutor(1) as thread:  # a browser of its own cannot be started beside the tests' in one thread
        found = thread.submit(lambda: dict(measured(server, ["Hur stor var sjukfrånvaron?"], 1))).result()
    assert {name: len(times) for name, times in found.items()} == {PAINT: 1, SEEN: 1, WORD: 1, DRAWN: 2, KEPT: 2}
    assert all(0 < time < FAR_TOO_LONG for times in found.values() for time in times)
