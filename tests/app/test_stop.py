"""Work that is told to stop."""

import pytest

from app.stop import Stop, StoppedError


def test_work_is_called_when_it_is_to_stop() -> None:
    stop, called = Stop(), []
    stop.check()
    with stop.calling(lambda: called.append("first")):
        pass
    with stop.calling(lambda: called.append("second")):
        stop.set()
    stop.set()
    assert called == ["second"]  # what is over is not called
    with pytest.raises(StoppedError, match="avbröts"):
        stop.check()
    with pytest.raises(StoppedError), stop.calling(lambda: called.append("third")):
        called.append("begun")
    assert called == ["second"]
