"""The report: one HTML page and one Markdown file with the same tables; plots in the page alone."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from eval import metrics, plots
from eval.grade import agreement
from eval.marked import Draw, marked
from eval.model import Result, Run
from eval.summary import by_kind, by_tag, rates, refusals, shares
from eval.told import COLUMNS, GRADE_COLUMNS, agreed, grade_rows, percent, places, rows

Table = Sequence[Sequence[str]]
_STYLE = Path(__file__).with_name("report.css")
_ANSWER = 600  # characters of a wrong answer that are shown
_EXPLAINED = (
    "right: all gold facts and items told, nothing wrong among them, not too long · facts, items: share of gold told · "
    "list P, R: precision and recall of listed items · cited: a gold page among the sources · verbatim: quotes that "
    "stand on their page · cite R, P: statements supported by their sources and sources that are needed (ALCE, by "
    "words, each quote with the words around it) · found@10: gold pages among the search's first ten. Intervals: 95 %, "
    "bootstrap."
)


def write_report(runs: Sequence[Run], folder: Path) -> tuple[Path, Path]:
    """Writes report.html and report.md; returns where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    page, text = folder / "report.html", folder / "report.md"
    page.write_text(_page(runs), "utf-8")
    text.write_text(_markdown(runs), "utf-8")
    return page, text


def _page(runs: Sequence[Run]) -> str:
    body = "".join(map(_section, runs))
    style = _STYLE.read_text("utf-8")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Styrsvar: answers measured</title><style>{style}</style>"
        f"<h1>Styrsvar: answers measured</h1><p>{_when()}</p>{body}<p><small>{escape(_EXPLAINED)}</small></p></html>"
    )


def _section(run: Run) -> str:
    kinds = [(kind, rates(group).right) for kind, group in by_kind(run.results).items()]
    tags = [(tag, rates(group).right) for tag, group in by_tag(run.results).items()]
    times = [ms for result in run.results for ms in result.ms]
    return "".join(
        [
            f"<h2>{escape(run.corpus)}: {len(run.results)} cases</h2>",
            f"<p>{escape(_unread(run))}</p>" if run.unread else "",
            _html_table([COLUMNS, *rows(run.results)]),
            f"<h3>Right by kind</h3>{plots.bars(kinds)}<h3>Right by what is hard</h3>{plots.bars(tags)}",
            f"<h3>Lists, sources and quotes</h3>{plots.bars(shares(run.results))}",
            f"<h3>Refusals</h3>{_html_table(_refusal_table(run.results))}{_abstention(run.results)}",
            _grades_html(run.results),
            f"<h3>Search</h3>{_html_table(_search_table(run.results))}",
            f"<h3>Time for an answer</h3>{_html_table(_time_table(times))}{plots.histogram(times, 'ms')}",
            f"<h3>Wrong: {len(_wrong(run.results))}</h3>{_all_wrong(run)}",
        ]
    )


def _grades_html(results: Sequence[Result]) -> str:
    """A language model's grades beside the verdicts, where it was asked."""
    found = agreement(results)
    if found is None:
        return ""
    table = _html_table([GRADE_COLUMNS, *grade_rows(found)])
    return f"<h3>Graded by a language model</h3>{table}<p>{escape(agreed(found))}</p>"


def _abstention(results: Sequence[Result]) -> str:
    """What refusing below a cosine of the best hit would do, and what the assistant does."""
    scored = [(result.found.nearest, result.case.answerable) for result in results if result.found]
    if not scored or all(answerable for _, answerable in scored):
        return ""
    answerable = [result.verdict.answered for result in results if result.case.answerable]
    others = [result.verdict.answered for result in results if not result.case.answerable]
    ours = (sum(answerable) / len(answerable) if answerable else 0.0, 1 - sum(others) / len(others))
    drawn = plots.curve(metrics.abstention(scored), ours, "answerable answered, %", "unanswerable refused, %")
    return f"{drawn}<p>Line: refusing below a cosine of the best hit. Dot: Styrsvar.</p>"


def _all_wrong(run: Run) -> str:
    """Every wrong case with the page where its answer stands."""
    with marked(run) as draw:
        return "".join(_wrong_html(result, draw) for result in _wrong(run.results))


def _wrong_html(result: Result, draw: Draw) -> str:
    case, answer = result.case, _bold(escape(_shown(result)))
    return (
        f"<details><summary><b>{escape(case.id)}</b> {escape(case.kind)}: {escape(' / '.join(case.turns))}</summary>"
        f"<dl><dt>Why<dd>{escape('; '.join(result.verdict.why))}<dt>Answer<dd><pre>{answer}</pre>"
        f"<dt>Sources<dd>{escape(places(result.reply.citations) or '–')}<dt>Gold<dd>{escape(case.answer or '–')}"
        f"<dt>Page<dd>{escape(places(case.evidence) or '–')}{draw(case.evidence)}</dl></details>"
    )


def _bold(text: str) -> str:
    """Markdown's bold as HTML."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)


def _html_table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}" for cell in table[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in table[1:])
    return f"<div><table><thead><tr>{head}<tbody>{body}</table></div>"


def _markdown(runs: Sequence[Run]) -> str:
    parts = ["# Styrsvar: answers measured", _when()]
    for run in runs:
        times = [ms for result in run.results for ms in result.ms]
        parts += [f"## {run.corpus}: {len(run.results)} cases", *([_unread(run)] if run.unread else [])]
        parts += [markdown_table([COLUMNS, *rows(run.results)])]
        parts += ["### Refusals", markdown_table(_refusal_table(run.results))]
        if graded := agreement(run.results):
            parts += ["### Graded by a language model", markdown_table([GRADE_COLUMNS, *grade_rows(graded)])]
            parts += [agreed(graded)]
        parts += ["### Search", markdown_table(_search_table(run.results))]
        parts += ["### Time for an answer", markdown_table(_time_table(times))]
        parts += ["### Wrong", *map(_wrong_markdown, _wrong(run.results))]
    return "\n\n".join([*parts, _EXPLAINED]) + "\n"


def markdown_table(table: Table) -> str:
    """A table as Markdown.

    >>> markdown_table([("a", "b"), ("1", "2")])
    '| a | b |\\n| --- | --- |\\n| 1 | 2 |'
    """
    head, *body = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in table]
    return "\n".join([head, f"|{' --- |' * len(table[0])}", *body])


def _wrong_markdown(result: Result) -> str:
    case = result.case
    answer = " ".join(_shown(result).split())
    return (
        f"- **{case.id}** ({case.kind}) {' / '.join(case.turns)}\n  - why: {'; '.join(result.verdict.why)}\n"
        f"  - answer: {answer}\n  - sources: {places(result.reply.citations) or '–'}\n  - gold: {case.answer or '–'}\n"
        f"  - page: {places(result.case.evidence) or '–'}"
    )


def _wrong(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if not result.verdict.ok]


def _refusal_table(results: Sequence[Result]) -> Table:
    counted = refusals(results)
    answered = sum(1 for result in results if result.case.answerable and result.verdict.answered)
    return [
        ("", "refused", "answered"),
        ("the corpus does not say", str(counted.right), str(counted.missed)),
        ("the corpus says", str(counted.wrong), str(answered)),
    ]


def _search_table(results: Sequence[Result]) -> Table:
    found = rates(results)
    return [
        ("recall@5", "recall@10", "MRR", "nDCG@10"),
        tuple(map(percent, (found.found_5, found.found_10, found.mrr, found.ndcg_10))),
    ]


def _time_table(times: Sequence[float]) -> Table:
    shares = (0.5, 0.9, 0.95, 0.99, 1.0)
    head = tuple(f"p{100 * share:.0f} ms" for share in shares)
    return [head, tuple(f"{metrics.percentile(times or [0.0], share):.0f}" for share in shares)]


def _shown(result: Result) -> str:
    answer = result.reply.answer
    return answer if len(answer) <= _ANSWER else answer[:_ANSWER] + " …"


def _unread(run: Run) -> str:
    return f"Could not be read: {', '.join(run.unread)}."


def _when() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
