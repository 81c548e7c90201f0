"""Counts for /metrics, in Prometheus' text format."""

import threading
from collections import Counter

# Seconds; a composed answer takes about 0.05 s, one from a language model some seconds.
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Requests by route, method and status; answering times; answers by kind."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._answers: Counter[tuple[str, bool]] = Counter()
        self._within: Counter[float] = Counter()
        self._seconds = 0.0

    def request(self, method: str, route: str, status: int) -> None:
        """Counts a request."""
        with self._lock:
            self._requests[method, route, status] += 1

    def answer(self, kind: str, answered: bool, seconds: float) -> None:
        """Counts an answer and how long it took."""
        with self._lock:
            self._answers[kind, answered] += 1
            self._seconds += seconds
            self._within.update(bucket for bucket in BUCKETS if seconds <= bucket)

    def text(self, gauges: dict[str, float]) -> str:
        """Everything counted, and the gauges given."""
        with self._lock:
            lines = ["# TYPE styrsvar_requests_total counter"]
            lines += [
                f'styrsvar_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}'
                for (method, route, status), count in sorted(self._requests.items())
            ]
            lines.append("# TYPE styrsvar_answers_total counter")
            lines += [
                f'styrsvar_answers_total{{kind="{kind}",answered="{str(answered).lower()}"}} {count}'
                for (kind, answered), count in sorted(self._answers.items())
            ]
            total = sum(self._answers.values())
            lines.append("# TYPE styrsvar_answer_seconds histogram")
            lines += [f'styrsvar_answer_seconds_bucket{{le="{bucket}"}} {self._within[bucket]}' for bucket in BUCKETS]
            lines.append(f'styrsvar_answer_seconds_bucket{{le="+Inf"}} {total}')
            lines += [f"styrsvar_answer_seconds_sum {self._seconds:.3f}", f"styrsvar_answer_seconds_count {total}"]
        for name, value in gauges.items():
            lines += [f"# TYPE styrsvar_{name} gauge", f"styrsvar_{name} {value:g}"]
        return "\n".join(lines) + "\n"
