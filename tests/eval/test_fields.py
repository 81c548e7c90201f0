"""The measure of reading field by field, on truth files of one's own."""

import json
from pathlib import Path

import pytest

from eval.bench import fields

PLANS = ("verksamhetsplan-2024-vaster", "arsrapport-2024-norr")


def _truth(folder: Path, **more: object) -> Path:
    truths = [json.loads((fields.CORPUS / "truth" / f"{name}.json").read_text("utf-8")) for name in PLANS]
    path = folder / "truth.json"
    path.write_text(json.dumps({"documents": truths, **more}), "utf-8")
    return path


def _row(printed: str, field: str) -> list[str]:
    return next(line.split("│")[2:7] for line in printed.splitlines() if field in line)


def test_a_truth_file_by_its_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = [[PLANS[0], 0], [PLANS[1], 6]]  # "rekrytera minst 40 nya familjehem" in the plan and in the report
    other = [[PLANS[0], 0], [PLANS[1], 0]]  # two assignments that are not the same
    fields.main(["--truth", str(_truth(tmp_path, groups=[same, other])), "--corpus", str(fields.CORPUS)])
    printed = capsys.readouterr().out
    found = [cell.strip() for cell in _row(printed, "uppdrag: funna")]
    assert found == ["44", "44", "44", "1.000", "1.000"]
    right, given, wanted, _, recall = (cell.strip() for cell in _row(printed, "länkar: samma uppdrag"))
    assert (right, wanted, recall) == ("1", "2", "0.500")
    assert int(given) > 1  # what the truth does not name counts against precision


def test_without_a_truth_file_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields.main(["--truth", str(tmp_path / "none.json")])
    assert "there is no truth file" in " ".join(capsys.readouterr().out.split())
