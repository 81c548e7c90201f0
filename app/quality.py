"""The latest evaluation, as readers are told of it: how many answers were right, and what goes wrong."""

import logging
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

log = logging.getLogger(__name__)
NAME = "quality.json"
SHIPPED = Path(__file__).with_name(NAME)


class Share(BaseModel):
    """How many of some questions were answered rightly, with a 95 % interval of the share, 0 to 1."""

    model_config = ConfigDict(extra="forbid")

    name: str
    asked: int
    right: int
    low: float
    high: float


class Wrong(BaseModel):
    """A question that was not answered rightly."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    question: str
    answer: str
    wanted: str


class Measured(BaseModel):
    """One collection of questions."""

    model_config = ConfigDict(extra="forbid")

    corpus: str  # "sample" | "real"
    whole: Share
    kinds: list[Share]
    cited: float | None  # share of answers with a page that has the answer among the sources
    verbatim: float | None  # share of quotes that stand word by word on their page
    wrong: list[Wrong]


class Quality(BaseModel):
    """An evaluation."""

    model_config = ConfigDict(extra="forbid")

    made: str  # ISO date
    measured: list[Measured]


def read_quality(data: Path) -> Quality | None:
    """The evaluation in the data folder, where somebody has made one, else the one that ships."""
    for path in (data / NAME, SHIPPED):
        try:
            return Quality.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            continue
        except (OSError, ValidationError):
            log.warning("%s cannot be read and is left out", path)
    return None
