"""One question by itself, to a plan: what is asked for, about what, where to look."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app import phrases
from app.criteria import criteria_of, decision_of, notes_of
from app.kinds import FRAME, kind_of, language_of, topic_of
from app.model import Kind, Plan
from app.scope import Scope, scope_of, unscoped
from app.spelling import mend
from app.topic import WORD
from index.model import DocumentEntry, Filters
from ingest.metadata import REPORT


class Planner:
    """Plans questions about the documents that are loaded."""

    def __init__(self, documents: Sequence[DocumentEntry], vocabulary: Mapping[str, int]) -> None:
        self.documents = documents
        self.vocabulary = vocabulary
        self._keep = frozenset(word.lower() for d in documents for word in WORD.findall(d.board or "")) | FRAME

    def plan(self, question: str) -> Plan:
        """The plan for a question that stands alone."""
        return self.read(question, self.in_their_words(self.mended(question)))

    def mended(self, question: str) -> str:
        """A question in one line, its misspelt words put right."""
        question = " ".join(question.split())
        return question if language_of(question) == "en" else mend(question, self.vocabulary, self._keep)

    def scope(self, question: str) -> Scope:
        """Which boards, documents and years a question names."""
        return scope_of(question, self.documents)

    def topic(self, question: str) -> tuple[str, ...]:
        """What a question is about."""
        return topic_of(question, self.scope(question), self.documents)

    def read(self, question: str, standalone: str) -> Plan:
        """The plan for a question as it is asked, by its wording that stands alone."""
        question = " ".join(question.split())
        low = standalone.lower()
        scope = self.scope(re.sub(f"{phrases.INSIDE_BUDGET}|{phrases.OUTSIDE_BUDGET}", " ", standalone))
        criteria = criteria_of(low, standalone, scope, self.documents)
        about = bool(re.search(phrases.ASSIGNMENT_NOUNS, low)) or bool(decision_of(low))
        about = about or (bool(criteria.statuses) and bool(re.search(phrases.SET_BY_STATUS, low)))
        steps = re.search(phrases.STEPS, low) and not re.search(phrases.WHY, low)  # a cause stands in a text
        about = about or (bool(criteria.statuses) and bool(steps or criteria.decided))
        kind = kind_of(low, about)
        if len(scope.boards) > 1 and re.search(phrases.EACH, low):
            kind = Kind.COMPARE
        topic = topic_of(standalone, scope, self.documents)
        return Plan(
            question=question,
            standalone=standalone,
            kind=kind,
            language=language_of(question),
            topic=topic,
            filters=scope.filters,
            years=scope.years,
            about_assignments=about,
            criteria=criteria,
            searches=(unscoped(standalone, scope),),
            notes=notes_of(criteria),
        )

    def in_their_words(self, question: str) -> str:
        """A question about a board's money as a whole ("Gick Norr plus eller minus 2024?") in the documents' words."""
        scope, topic = self.scope(question), set(self.topic(question))
        places = " respektive ".join(board.split()[-1] for board in scope.boards)
        for asked, words, said, needed in phrases.MONEY_AS_A_WHOLE:
            if re.search(phrases.ROWS_ASKED, question.lower()):
                break
            if not topic - words and re.search(asked, question.lower()) and self.vocabulary.get(needed):
                if not self._is_reported(scope):
                    said = said.replace(*phrases.EXPECTED_RESULT)
                return f"{' '.join((said, places, *map(str, scope.years))).strip()}?"
        return question

    def _is_reported(self, scope: Scope) -> bool:
        """Whether each board that is named has an annual report for the years that are."""
        told = {(document.board, document.year) for document in self.documents if document.type == REPORT}
        boards = scope.boards or {document.board for document in self.documents}
        return all((board, year) in told for board in boards for year in scope.years)


def narrow(plan: Plan, chosen: Filters) -> Plan:
    """The plan with a reader's own filters, which win over what the question names."""
    merged = Filters(
        chosen.documents or plan.filters.documents,
        chosen.boards or plan.filters.boards,
        chosen.years or plan.filters.years,
        chosen.types or plan.filters.types,
    )
    return replace(plan, filters=merged, narrowed=chosen != Filters())
