"""What is looked for, and how well the search found each assignment."""

from pathlib import Path

from app.assistant import Assistant
from app.looking import hits_of
from app.told_assignments import Register
from index.model import Passage, Search, UnitKind
from ingest.model import Span
from tests.app.fakes import FakeIndex
from tests.app.made import made_assignment, made_document


class _Watched(FakeIndex):
    """Keeps what was looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[Search] = []

    def search(self, search: Search) -> list[Passage]:
        self.wanted.append(search)
        return super().search(search)


def test_a_sort_of_document_is_searched_whole(tmp_path: Path) -> None:
    """The best passages of all documents may be of another sort than the question names."""
    index = _Watched()
    for name, kind in (("rapport", "årsrapport"), ("yrkande", "yrkande")):
        original = tmp_path / f"{name}.txt"
        original.write_text(f"Lokaler\nLokalerna i en {kind} får vara upplåsta till midnatt.", "utf-8")
        index.add(made_document(name, [original.read_text("utf-8")], type=kind), original)
    assistant = Assistant(index)
    assistant.ask("Får lokalerna vara upplåsta till midnatt?")
    assert {search.filters.documents for search in index.wanted} == {()}
    assistant.ask("Får lokalerna vara upplåsta till midnatt enligt yrkandet?")
    assert ("yrkande",) in {search.filters.documents for search in index.wanted}


def test_an_assignment_is_found_as_well_as_its_best_hit() -> None:
    """Its comment counts as its words do; what stands elsewhere, or in another document, does not."""
    entries = [
        made_assignment(1, "", id="words", document="a", spans=(Span(0, 20),), comment_spans=(Span(50, 80),)),
        made_assignment(2, "", id="elsewhere", document="b", spans=(Span(0, 20),)),
    ]
    hits = [("a", Span(20, 50), 4.0), ("a", Span(60, 70), 3.0), ("a", Span(10, 30), 1.0), ("b", Span(20, 40), 2.0)]
    passages = [Passage(name, "v1", UnitKind.SENTENCE, at, at, 0, 0, 1, "", (), score) for name, at, score in hits]
    assert hits_of(Register.of(entries, ()), passages) == {"words": 0.75}
    assert hits_of(Register.of(entries, ()), []) == {}
