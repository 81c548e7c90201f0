"""Schemathesis asks every route of the OpenAPI description what it promises, and what it should refuse."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.clients.conftest import serving

# A question may be blank once trimmed, a topic too wide and an upload no document: what the description cannot say.
LEFT_OUT = "positive_data_acceptance"
SETTINGS = """[phases.coverage]
unexpected-methods = ["PATCH", "TRACE"]
"""  # each other method of each route would cost as much and take the same way
CASES = 4  # made up for each route beside those that the description itself leads to
SEED = 20260101


def test_no_answer_is_an_error_of_ours_or_undocumented(read_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(read_data, tmp_path / "data"))
    (tmp_path / "schemathesis.toml").write_text(SETTINGS, encoding="utf-8")
    program = [str(Path(sys.executable).with_name("st")), "run"]
    how = ["--phases", "examples,coverage,fuzzing", "--exclude-checks", LEFT_OUT, "--continue-on-failure"]
    bounds = ["--max-examples", str(CASES), "--seed", str(SEED), "--request-timeout", "30", "--no-shrink"]
    with serving(data) as base:
        made = subprocess.run(
            [*program, f"{base}/openapi.json", *how, *bounds], cwd=tmp_path, capture_output=True, text=True, timeout=540
        )
    assert made.returncode == 0, made.stdout[-6000:] + made.stderr[-2000:]
    assert "Tested: 2" in made.stdout  # twenty routes and more
