"""A follow-up made whole by a language model, for when the planner's own understanding of it found no answer.

The model may fill in what "det" means and leave out the talk about talking; it may not change what is asked. What it
writes is used only when it keeps every other word, number, name and negation of the follow-up, and takes the rest from
the questions before it, the last one above all: an older one alone would answer what nobody asked.
"""

import logging
from collections.abc import Sequence

from app.llm import LlmError, Model
from app.model import Criteria, Kind, Plan
from app.prompt import as_data, prompt
from app.stop import Stop
from app.support import content, is_negated, names
from app.topic import meets, stems
from app.values import dates, numbers, paragraphs

log = logging.getLogger(__name__)

_PROMPT = "rewrite_question"
_LONGEST = 300  # characters of a question
_EARLIER = 3  # questions
# What a reader says of the conversation, not of the city: may be left out
_TALK = frozenset(
    stems(
        "hej tack snälla förlåt ursäkta vänligen jag du ni mig egentligen liksom nyss förut förra gången undrar "
        "undrade vill veta berätta säg säga sa sade nämna nämnde prata pratade talade upprepa förklara menar menade "
        "förstår hängde riktigt fråga frågan frågade svar svara svarade svaret siffra siffran sak saken grejen"
    )
)
_SECONDS = 5.0  # a question is short; the reader waits for the answer too


def rewritten(model: Model, question: str, earlier: Sequence[str], stop: Stop | None = None) -> str | None:
    """The follow-up as a question of its own; None when the model gave none that can be used. Raises StoppedError."""
    known = [*earlier[-_EARLIER:]]
    wording = prompt(_PROMPT)
    try:
        request = wording.fill(question=as_data(question), earlier="\n".join(map(as_data, known)))
        text = model.write(wording.instructions, request, stop, _SECONDS)
    except LlmError as error:
        log.warning("The question is taken as it stands: %s", error)
        return None
    found = text.strip().splitlines()[0].removeprefix("Fråga:").strip(' "”*')
    reason = altered(question, found, known)
    if reason:
        log.info("The question is taken as it stands; rewritten it has %s", reason)
        return None
    return found


def altered(question: str, found: str, earlier: Sequence[str]) -> str:
    """What a rewritten question lost, or has from nowhere; empty when it asks the same."""
    source = " ".join((question, *earlier))
    if not found or len(found) > _LONGEST or found == question:
        return "nothing new"
    for name, values in (("number", numbers), ("date", dates), ("paragraph", paragraphs)):
        if values(question) - values(found):
            return f"lost a {name}"
        if values(found) - values(source):
            return f"a {name} of its own"
    if names(question) - names(found):
        return "lost a name"
    if is_negated(question) != is_negated(found):
        return "another negation"
    if not all(meets(word, stems(found)) for word in content(question) if word not in _TALK):
        return "lost a word"
    if not all(meets(word, stems(source)) for word in content(found)):
        return "a word of its own"
    if not earlier or not any(meets(word, stems(earlier[-1])) for word in content(found)):
        return "left the question before"
    return ""


def asks_the_same(plan: Plan, other: Plan) -> bool:
    """Whether the plan of a rewritten question keeps all that the plan of the question itself holds."""
    chosen, others = plan.filters, other.filters
    return (
        (other.kind is plan.kind or (plan.kind, other.kind) == (Kind.FACT, Kind.FIGURE))  # a fact is what is left
        and other.language == plan.language
        and (plan.criteria in (Criteria(), other.criteria))
        and set(plan.years) <= set(other.years)
        and all(
            not own or set(own) == set(its)
            for own, its in (
                (chosen.documents, others.documents),
                (chosen.boards, others.boards),
                (chosen.years, others.years),
                (chosen.types, others.types),
            )
        )
    )
