"""Uploads at work: one at a time, in the order they came; the last few hundred can be asked about."""

import logging
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum

from app.errors import NotFoundError
from app.loading import Outcome, Result, Step, Told
from ingest.errors import StyrsvarError

log = logging.getLogger(__name__)
MOST_KEPT = 500  # finished jobs that can still be asked about


class State(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One upload."""

    id: str
    state: State
    step: str = "Väntar på sin tur"
    progress: float = 0.0
    outcomes: tuple[Outcome, ...] = ()
    error: str = ""


Work = Callable[[Told], list[Outcome]]


class Jobs:
    """Runs work in one background thread and remembers how it went."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="job")

    def add(self, work: Work) -> Job:
        """Puts work last in the queue."""
        job = Job(uuid.uuid4().hex, State.QUEUED)
        self._keep(job)
        self._thread.submit(self._run, job.id, work)
        return job

    def get(self, name: str) -> Job:
        """A job as it stands now."""
        with self._lock:
            if name not in self._jobs:
                raise NotFoundError(f"Jobbet {name[:40]} finns inte, eller är för gammalt. Kontrollera id-numret.")
            return self._jobs[name]

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        with self._lock:
            states = [job.state for job in self._jobs.values()]
        return {state.value: states.count(state) for state in State}

    def close(self) -> None:
        """Waits for the job at work and drops those that wait."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _run(self, name: str, work: Work) -> None:
        def told(step: Step) -> None:
            self._keep(replace(self.get(name), step=step.what, progress=round(step.done / max(step.total, 1), 3)))

        self._keep(replace(self.get(name), state=State.RUNNING, step="Läser"))
        try:
            outcomes = tuple(work(told))
        except StyrsvarError as error:
            self._keep(replace(self.get(name), state=State.FAILED, step="Misslyckades", error=str(error)))
        except Exception:
            log.exception("Job %s failed", name)
            self._keep(
                replace(self.get(name), state=State.FAILED, step="Misslyckades", error="Oväntat fel. Försök igen.")
            )
        else:
            bad = [outcome.message for outcome in outcomes if outcome.result is Result.FAILED]
            state = State.FAILED if bad else State.DONE
            step = "Misslyckades" if bad else "Klart"
            self._keep(
                replace(self.get(name), state=state, step=step, progress=1.0, outcomes=outcomes, error=" ".join(bad))
            )

    def _keep(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            finished = [one.id for one in self._jobs.values() if one.state in (State.DONE, State.FAILED)]
            for name in finished[: max(0, len(finished) - MOST_KEPT)]:
                del self._jobs[name]
