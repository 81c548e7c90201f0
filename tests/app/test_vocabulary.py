"""The same words are found as by comparing a term with each."""

import pytest

from app.topic import Term, meets, stems
from app.vocabulary import Vocabulary

WORDS = stems("bad badhus simhallen simhall hallar miljoner miljö miljöarbetet arbete brottsförebyggande förebygga sim")


@pytest.mark.parametrize(
    "form", ["bad", "simhall", "hall", "miljo", "arbet", "forebygg", "simhallstak", "ugn", "miljoarbetsgrupp"]
)
def test_as_meets(form: str) -> None:
    slow = {word: how for word in WORDS if (how := meets(form, (word,)))}
    assert Vocabulary(WORDS).words_of(Term(form, frozenset((form,)), 1.0)) == slow


def test_the_best_form_counts() -> None:
    found = Vocabulary(WORDS).words_of(Term("badet", frozenset(("badh", "badhu")), 1.0))
    assert found["badhu"] == 1.0


def test_a_sum_of_money_is_no_environment() -> None:
    assert meets("miljo", stems("35 miljoner kronor")) == 0.0
