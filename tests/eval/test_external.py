"""Questions of others, on a set made up here: each way that a question can end, and the file's two shapes."""

import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from eval.bench import external
from eval.bench.external import End, Question, ask_set, judge, read_set, table
from eval.model import Cited, Reply
from ingest.errors import StyrsvarError

HARBOUR = "Hamnen i Viken öppnade 1931. Båtplatsen kostar 450 kronor om året. Kön är sju år lång."
FOREST = "Skogen vid Älgsjön ägs av Storbergs byalag. Där får man plocka svamp men inte elda mellan maj och augusti."
BATHS = "Badhuset\nBadhuset stänger klockan 21 på vardagar. Barn under tolv år går in gratis."
SQUAD = {
    "data": [
        {
            "title": "Viken_och_Älgsjön",
            "paragraphs": [
                {
                    "context": HARBOUR,
                    "qas": [
                        {"question": "Vad kostar en båtplats i Viken?", "answers": [{"text": "450 kronor"}] * 2},
                        {"question": "Vem ritade fyren?", "answers": [], "plausible_answers": [{"text": "1931"}]},
                    ],
                },
                {
                    "context": FOREST,
                    "qas": [{"question": "Vem äger skogen vid Älgsjön?", "answers": [{"text": "Storbergs byalag"}]}],
                },
            ],
        }
    ]
}
CHOICES = [{"type": "Distractor", "text": "Barn"}, {"type": "Correct answer", "text": "klockan 21"}]
SWEQUAD = {"data": [{"context": BATHS, "question": "När stänger badhuset på vardagar?", "choices": CHOICES}]}


def _written(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    raw = json.dumps(content, ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def test_both_shapes_are_read(tmp_path: Path) -> None:
    texts, questions = read_set(_written(tmp_path, "squad.json.gz", SQUAD))
    assert texts == {
        "text-00001": f"Viken och Älgsjön\n\n{HARBOUR}", "text-00002": f"Viken och Älgsjön\n\n{FOREST}",
    }  # fmt: skip
    assert [(one.about, one.spans) for one in questions] == [
        ("text-00001", ("450 kronor",)),
        ("text-00001", ()),
        ("text-00002", ("Storbergs byalag",)),
    ]
    texts, questions = read_set(_written(tmp_path, "swequad.json", SWEQUAD))
    assert texts == {"text-00001": BATHS}
    assert questions == [Question("När stänger badhuset på vardagar?", "text-00001", ("klockan 21",))]
    for content in ({}, {"data": [{"title": "A"}]}, {"data": [{"choices": []}]}, []):
        with pytest.raises(StyrsvarError, match="SQuADs form"):
            read_set(_written(tmp_path, "other.json", content))


ASKED = Question("Vad kostar en båtplats?", "hamn", ("450 kronor", "450 kr"))
# answer, answered, first text cited, how it ends
ENDS = [
    ("Den kostar **450** kronor [1].", True, "hamn", End.RIGHT),
    ("Den kostar 450\nkr [1].", True, "skog", End.RIGHT),
    ("Den kostar 1450 kronor [1].", True, "hamn", End.SENTENCE),
    ("Hamnen öppnade 1931 [1].", True, "hamn", End.SENTENCE),
    ("Skogen ägs av byalaget [1].", True, "skog", End.TEXT),
    ("Det vet man.", True, "", End.TEXT),
    (f"Den kostar 450 kronor {'om året ' * 40}[1].", True, "hamn", End.LONG),
    (f"Den kostar 450 kr {'om året ' * 36}[1].\n\n*{'Hamnordning ' * 30}*", True, "hamn", End.RIGHT),  # its place
    ("Det framgår inte; 450 kronor nämns [1].", False, "hamn", End.REFUSED),
]


@pytest.mark.parametrize(("answer", "answered", "cited", "end"), ENDS)
def test_judge(answer: str, answered: bool, cited: str, end: End) -> None:
    citations = (Cited(cited, 1, "…", 1),) if cited else ()
    assert judge(ASKED, Reply(answer, answered, "fact", citations=citations)) is end
    unanswerable = Question("Vem ritade fyren?", "hamn", ())
    expected = End.SHOULD_REFUSE if answered else End.REFUSED_RIGHTLY
    assert judge(unanswerable, Reply(answer, answered, "fact", citations=citations)) is expected


def test_a_set_is_asked_and_told(tmp_path: Path) -> None:
    path = _written(tmp_path, "squad.json", SQUAD)
    asked = ask_set(path)
    assert {one.question.text: one.end for one in asked} == {
        "Vad kostar en båtplats i Viken?": End.RIGHT,
        "Vem äger skogen vid Älgsjön?": End.RIGHT,
        "Vem ritade fyren?": End.REFUSED_RIGHTLY,
    }
    assert [one.question for one in ask_set(path, 2, seed=4)] == [one.question for one in ask_set(path, 2, seed=4)]
    out = StringIO()
    Console(file=out, width=150).print(table({"squad": asked}))
    assert out.getvalue().count("100.0 % (100–100) of 2") == 3  # right, text cited first, in the first statement
    assert "100.0 % (100–100) of 1" in out.getvalue()


def test_without_questions_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external, "shared", lambda: None)
    app = external.typer.Typer()
    app.command()(external.main)
    told = CliRunner().invoke(app, [])
    assert (told.exit_code, "No questions of others here" in told.output) == (0, True)
