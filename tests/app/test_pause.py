"""What fails several times in a row is left alone for a while."""

from app.pause import Pause


def test_a_pause_begins_after_failures_in_a_row_and_ends_with_one_try() -> None:
    now = 0.0
    pause = Pause(60, after=3, clock=lambda: now)
    assert [pause.failed(), pause.failed()] == [False, False]
    assert pause.is_over()
    pause.worked()  # not in a row
    assert [pause.failed(), pause.failed(), pause.failed()] == [False, False, True]
    assert not pause.is_over()
    now = 59.9
    assert not pause.is_over()
    now = 60.0
    assert pause.is_over()  # one may try
    assert not pause.is_over()  # the others wait for it
    assert pause.failed()  # and go on waiting
    now = 119.9
    assert not pause.is_over()
    now = 120.0
    assert pause.is_over()
    pause.worked()
    assert pause.is_over()
    assert pause.is_over()


def test_no_pause() -> None:
    pause = Pause(0, after=1, clock=lambda: 0.0)
    pause.failed()
    assert pause.is_over()
    assert pause.is_over()
