"""Which assignment took over from another."""

from dataclasses import replace

import pytest

from index.model import AssignmentEntry
from index.successors import successors
from tests.index.test_links import entry

HOURS = entry("plan-1", "Nämnderna får i uppdrag att genomföra försök med kortare arbetstid i skolan.", 2025)
AGAIN = replace(
    entry("budget-1", "Nämnderna får i uppdrag att genomföra försök med kortare arbetstid.", 2025), group="plan-1"
)
FOOD = entry("plan-2", "Nämnderna får i uppdrag att genomföra försök med skolmat från gården.", 2025)
OLD = "Nämnden får i uppdrag att utreda kortare arbetstid i skolan."

# what the report says of the earlier assignment, and who took over
CASES = [
    ("Nämnden har fått ett nytt budgetuppdrag om kortare arbetstid genom budget 2025.", ["plan-1", "budget-1"]),
    ("Uppdraget avslutas. Uppdraget har fått ett nytt uppdrag 2025.", ["plan-1", "budget-1"]),  # no topic: by its words
    ("Nämnden har fått ett nytt uppdrag om kortare arbetstid i budget 2026.", []),  # another year
    ("Nämnden har fått ett nytt uppdrag om försök 2025.", []),  # two fit
    ("Nämnden har fått ett nytt uppdrag om simhallar 2025.", []),
    ("Uppdraget är avslutat.", []),
]


@pytest.mark.parametrize(("comment", "expected"), CASES)
def test_successors(comment: str, expected: list[str]) -> None:
    earlier: AssignmentEntry = replace(entry("rapport-1", OLD, 2024), comment=comment)
    assert [one.id for one in successors(earlier, [earlier, HOURS, FOOD, AGAIN])] == expected
