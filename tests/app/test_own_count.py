"""A count of the register's assignments is told with the documents' own number, where that is another one."""

import pytest

from app.own_count import number_in

# sentence, the number of assignments that it tells
SAID = [
    ("Nämnden har fått 11 uppdrag genom fullmäktiges beslut.", 11),
    ("Tolv uppdrag kvarstår att genomföra 2025.", 12),
    ("Av dem är tre nya uppdrag.", 3),
    ("Under året avslutades 9 av nämndens uppdrag.", None),
    ("Uppdraget avslutat 2024-03-26 § 90 uppdrag.", None),
    ("Flera uppdrag återstår.", None),
]


@pytest.mark.parametrize(("text", "number"), SAID)
def test_the_number_said(text: str, number: int | None) -> None:
    assert number_in(text) == number
