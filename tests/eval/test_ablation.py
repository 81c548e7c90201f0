"""Parts switched off: that each is really off, on again after, and told as points."""

from eval.ablation import GROUPS, PARTS, Score, rows, score
from eval.asking import InProcess
from eval.corpora import Corpus
from eval.run import ask_all
from index.model import Search, UnitKind


def test_the_points_of_a_part() -> None:
    none = (None,) * (len(GROUPS) - 2)
    whole, less = Score("nothing", 0.8, (0.9, 0.5, *none), 3), Score("links", 0.7, (0.9, 0.25, *none), 1)
    head, first, second = rows([whole, less])
    assert len(head) == len(first) == len(second)
    assert first[:4] == ("nothing", "80.0", "90.0", "50.0")
    assert second[:4] == ("links", "-10.0", "+0.0", "-25.0")
    assert second[-1] == "-2"


def test_parts_are_off_and_on_again(asker: InProcess) -> None:
    index, wanted = asker.index, Search("sjukfrånvaro", limit=20)
    before = index.search(wanted)
    entry = index.documents()[0].name
    parts = {name.split(" (")[0]: without for name, without in PARTS}
    with parts["units"](index):
        assert {hit.kind for hit in index.search(wanted)} == {UnitKind.CHUNK}
    with parts["links"](index):
        assert all(one.group == one.id for one in index.assignments())
    with parts["figures"](index):
        assert not any(index.document(one.name).figures for one in index.documents())
    assert index.search(wanted) == before
    assert any(index.document(one.name).figures for one in index.documents())
    assert any(one.group != one.id for one in index.assignments())
    assert index.document(entry) is not None


def test_each_part_leaves_its_mark(asker: InProcess, corpus: Corpus) -> None:
    """A count without the register, an unanswerable question without honesty: what was right is right no more."""
    parts = {name.split(" (")[0]: without for name, without in PARTS}
    for part, kind in (("register", "count"), ("honesty", "unanswerable")):
        cases = [case for case in corpus.cases if case.kind == kind][:8]
        whole = score("nothing", ask_all(corpus, InProcess(asker.index), cases).results).right
        with parts[part](asker.index):
            assert score(part, ask_all(corpus, InProcess(asker.index), cases).results).right < whole
