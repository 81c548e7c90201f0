"""Whether an assignment is for a board."""

import pytest

from index.addressed import is_for


@pytest.mark.parametrize(
    ("addressees", "wanted"),
    [
        (("Socialnämnden Norr",), True),
        (("Skolnämnden", "socialnämnd Norr"), True),
        (("Socialnämnderna",), True),
        (("De fyra socialnämnderna",), True),
        (("Samtliga socialnämnder",), True),
        (("Alla nämnder och bolagsstyrelser",), True),
        (("Socialnämnden Söder",), False),
        (("Skolnämnderna",), False),
        ((), False),
    ],
)
def test_is_for(addressees: tuple[str, ...], wanted: bool) -> None:
    assert is_for(addressees, "Socialnämnden Norr") is wanted
