"""The command: exit codes and what it writes, from results of earlier runs."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.baseline import read_baseline
from eval.model import Case, Reply, Result, Run, Verdict
from eval.run import write_runs

HELD = next(id_ for id_, merits in read_baseline()["sample"].items() if "right" in merits)
RIGHT = Result(Case(HELD, ("?",), "fact"), Reply("x"), Verdict(True, True, cited=True, quotes=1, quotes_true=1), (5.0,))
WRONG = replace(RIGHT, verdict=Verdict(False, True, ("must ['x']",)))


@pytest.mark.parametrize(("result", "code", "words"), [(RIGHT, 0, "lost: 0"), (WRONG, 1, f"sample {HELD}")])
def test_compare(result: Result, code: int, words: str, tmp_path: Path) -> None:
    write_runs([Run("sample", (result,))], tmp_path / "runs.json")
    done = CliRunner().invoke(app, ["compare", "--from", str(tmp_path / "runs.json")])
    assert done.exit_code == code
    assert words in done.output


def test_report(tmp_path: Path) -> None:
    write_runs([Run("sample", (WRONG,), ("lost.docx",))], tmp_path / "runs.json")
    done = CliRunner().invoke(app, ["report", "--from", str(tmp_path / "runs.json"), "--out", str(tmp_path)])
    assert done.exit_code == 0
    assert "Could not be read: lost.docx" in (tmp_path / "report.md").read_text("utf-8")
    assert "Could not be read: lost.docx" in (tmp_path / "report.html").read_text("utf-8")
