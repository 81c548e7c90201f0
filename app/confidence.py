"""How sure it is that what was found answers: a probability, from how the ranking looks.

The rules of `app/honesty.py` refuse what they know to be lacking; this judges the rest. A place that answers stands out
from the others, and its neighbours rank high too. `python -m eval honesty` fits the numbers in `confidence.json`, tells
what they are worth, and writes them anew; they hold for the ranking that they were fitted on.

Tried beside the two signs, with no gain where it was not fitted: the highest cosine (area under the curve 0.59 for
right answers against wrong ones, 0.72 with the two), the share of the topic around the best unit (0.64), how far
meaning and words agree on the best units (0.62), names, years and the sort of thing asked for in the best unit, the
share of the topic met nowhere, the rarest word, the language. Most of these are rules, which leave nothing to see.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from math import exp
from operator import mul
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from app.rank import Ranked
from ingest.errors import StyrsvarError

FITTED = Path(__file__).with_name("confidence.json")
_REST = 20  # the unit that the best one is held against: hardly ever about the same
_USUAL = 2.5  # the usual score of that one, where so few units are found that it is missing
_BEST = 5  # units that are looked at for where they stand


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer in how the ranking looks."""

    ahead: float  # log odds by which the best unit stands above the rest
    together: float  # share of the best units that stand in the best one's section


NAMES = tuple(field.name for field in fields(Signs))


class Fitted(BaseModel):
    """A fitted model: what each sign weighs, in log odds, and the probability below which no answer is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made: str  # by what, on what
    ranking: tuple[float, ...]  # the weights of the ranking that the signs came from
    weights: dict[str, float]
    intercept: float
    threshold: float

    def probability(self, found: Signs) -> float:
        """How probable it is that an answer from such a ranking is right, 0 to 1."""
        odds = self.intercept + sum(map(mul, astuple(found), (self.weights[name] for name in NAMES)))
        return 1 / (1 + exp(-odds))


def signs(ranked: Sequence[Ranked]) -> Signs:
    """What speaks for an answer from ranked units, of which there is at least one."""
    best = ranked[0]
    rest = ranked[_REST].score if len(ranked) > _REST else min(_USUAL, ranked[-1].score)
    section = (best.passage.document, best.passage.section)
    together = [(one.passage.document, one.passage.section) == section for one in ranked[:_BEST]]
    return Signs(best.score - rest, sum(together) / len(together))


@lru_cache(1)
def fitted(path: Path = FITTED) -> Fitted:
    """The model in use. Raises StyrsvarError when its file is missing or damaged."""
    try:
        return Fitted.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise StyrsvarError(
            f"{path} saknas eller är skadad. Installera om, eller kör: python -m eval honesty"
        ) from error


def is_likely(ranked: Sequence[Ranked]) -> bool:
    """Whether it is probable enough that ranked units answer."""
    return fitted().probability(signs(ranked)) >= fitted().threshold
