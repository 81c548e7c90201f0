"""A language model's grade of each answer, beside the verdict by strings. It is told, with how far the two agree; no
gate asks for it, since a model may be wrong, may change, and is not on every machine."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ValidationError

from app.engine import model_of
from app.llm import LlmError, Model
from app.prompt import prompt
from app.settings import read_settings
from eval import metrics
from eval.metrics import Interval
from eval.model import Result, Run
from ingest.errors import StyrsvarError
from ingest.model import fold

_PROMPT = "grade_answer"
_ANSWER = 6_000  # characters: nine hundred words, the longest that counts as an answer
_JSON = re.compile(r"\{[^{}]*\}")


class Grade(StrEnum):
    """What the rubric in prompts/grade_answer.md gives."""

    RIGHT = "rätt"
    PARTLY = "delvis"
    WRONG = "fel"


class _Graded(BaseModel):
    """The model's line of JSON."""

    betyg: Annotated[Grade, BeforeValidator(lambda value: str(value).strip().lower())]
    skal: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a model's grades and the strings' verdicts agree; only "rätt" counts as right. `kappa` is None where
    chance alone would agree on all. `apart` are the results on which they differ."""

    shares: Interval
    kappa: float | None
    counts: Counter[tuple[str, bool]]
    apart: tuple[Result, ...]
    ungraded: int


def open_grader() -> Model:
    """The language model that the settings name. Raises StyrsvarError without one."""
    model = model_of(read_settings())
    if model is None:
        raise StyrsvarError("Ingen språkmodell är inställd. Ange den i STYRSVAR_LLM_URL och STYRSVAR_LLM_MODEL.")
    return model


def grade_run(run: Run, model: Model, told: Callable[[Result], None] = lambda result: None) -> Run:
    """The run with every result graded; one that the model cannot grade keeps an empty grade and the reason."""
    graded = []
    for result in run.results:
        graded.append(grade(result, model))
        told(graded[-1])
    return replace(run, results=tuple(graded))


def grade(result: Result, model: Model) -> Result:
    """The result with its grade and the model's reason."""
    wording = prompt(_PROMPT)
    said = "\n".join([result.reply.answer, *(f"- {item.text}" for item in result.reply.items)])[:_ANSWER]
    request = wording.fill(
        question=_data(" / ".join(result.case.turns)), gold=_data(result.case.answer), answer=_data(said)
    )
    try:
        found = _read(model.write(wording.instructions, request))
    except (LlmError, ValueError) as error:
        return replace(result, grade="", grade_why=f"not graded: {error}")
    return replace(result, grade=found.betyg.value, grade_why=fold(found.skal)[:300])


def agreement(results: Sequence[Result]) -> Agreement | None:
    """How far grades and verdicts agree; None when nothing is graded."""
    graded = [result for result in results if result.grade]
    if not graded:
        return None
    pairs = [(result.grade == Grade.RIGHT, result.verdict.ok) for result in graded]
    return Agreement(
        metrics.bootstrap([float(one == other) for one, other in pairs]),
        metrics.kappa(pairs),
        Counter((result.grade, result.verdict.ok) for result in graded),
        tuple(result for result, (one, other) in zip(graded, pairs, strict=True) if one != other),
        len(results) - len(graded),
    )


def _read(text: str) -> _Graded:
    """The last JSON object of a text. Raises ValueError when there is none, or it is no grade."""
    objects = _JSON.findall(text)
    if not objects:
        raise ValueError("the model wrote no JSON")
    try:
        return _Graded.model_validate_json(objects[-1])
    except ValidationError as error:
        raise ValueError(f"the model wrote no grade: {objects[-1][:100]}") from error


def _data(text: str) -> str:
    """Words that cannot look like the borders of the prompt."""
    return text.translate(str.maketrans("<>", "‹›"))
