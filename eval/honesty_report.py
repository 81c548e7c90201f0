"""`python -m eval honesty`: gathers, fits, and tells it as tables, a plot, the README and the file in use."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from eval import told
from eval.cache import opened
from eval.case import read_cases
from eval.corpora import HERE, Corpus
from eval.evidence import Seen, gather
from eval.honesty import (
    REFUSALS,
    Trial,
    coverage_table,
    judge,
    plot,
    refusals,
    reliability_table,
    separation,
    trial,
)
from eval.readme import Rows, fill

PLOT = HERE / "honesty.svg"
OUTSIDE = HERE / "cases" / "outside.jsonl"  # questions about the world, which no governing document answers
_HELD_OUT = "held out"


def measure(
    corpora: Sequence[Corpus],
    check: Sequence[Path],
    say: Callable[[str], None],
    write: Path | None = None,
    *,
    readme: bool = False,
) -> Trial:
    """Fits on the corpora, tells what it is worth there, on questions about the world, and on the cases to check, which
    are about the last corpus. `write` is where to put the model; with `readme` tables and plot go there too."""
    seen, outside, unseen = list[Seen](), list[Seen](), list[Seen]()
    world = tuple(read_cases([OUTSIDE]))
    for corpus in corpora:
        say(corpus.name)
        with opened(corpus.files) as index:
            seen += gather(corpus, index, say)
            outside += gather(replace(corpus, name="the world", cases=world), index, say)
            if check and corpus is corpora[-1]:
                unseen = gather(replace(corpus, name=_HELD_OUT, cases=tuple(read_cases(check))), index, say)
    found = trial(seen)
    tables = tables_of(found, outside, unseen)
    for title, rows in tables:
        told.show_table(rows, title)
    say(found.fitted.model_dump_json(indent=1))
    if write:
        write.write_text(found.fitted.model_dump_json(indent=1) + "\n", "utf-8")
    if readme:
        fill("honesty", tables_of(found, outside, []))  # of what others can measure too
        PLOT.write_text(plot(found) + "\n", "utf-8")
    return found


def tables_of(found: Trial, outside: Sequence[Seen], unseen: Sequence[Seen]) -> list[tuple[str, Rows]]:
    """The tables, each with its title."""
    fitted = found.fitted
    corpora = dict.fromkeys(one.corpus for one in found.seen)
    lines: list[tuple[str, ...]] = [REFUSALS]
    for name in corpora:
        own = [one for one in found.seen if one.corpus == name]
        lines.append(refusals(name, own, [one for one in found.judged if one.seen.corpus == name], fitted.threshold))
    for one in (outside, unseen):
        if one:
            lines.append(refusals(one[0].corpus, one, judge(fitted, one), fitted.threshold))
    tables: list[tuple[str, Rows]] = [
        (f"Refused by the rules + below {100 * fitted.threshold:.0f} % by the model", lines),
        ("What tells right answers from others", separation(found)),
        ("How right the probabilities are", reliability_table(found.judged)),
    ]
    if unseen:
        tables.append((f"How right the probabilities are, {_HELD_OUT}", reliability_table(judge(fitted, unseen))))
    return [*tables, ("Declining the least sure", coverage_table(found))]
