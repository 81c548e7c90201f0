"""Results as rates: of a run, by kind and by what is hard about a question."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from eval import metrics
from eval.judge import fold, has, told
from eval.metrics import Interval
from eval.model import Result
from eval.support import source_text, statements, supports


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of some results; None where nothing counts. `right` carries its 95 % confidence interval."""

    n: int
    right: Interval
    facts: float | None  # gold facts told
    items: float | None  # gold items told
    precision: float | None  # of lists
    recall: float | None
    f1: float | None
    cited: float | None  # a gold page among the sources
    quotes: float | None  # verbatim on their page
    citation_recall: float | None
    citation_precision: float | None
    found_5: float | None  # gold pages among the search's first hits
    found_10: float | None
    mrr: float | None
    ndcg_10: float | None
    p50: float
    p95: float


def rates(results: Sequence[Result]) -> Rates:
    """The rates of results. Raises ValueError without any."""
    lists = [score for result in results if (score := list_score(result)) is not None]
    times = [ms for result in results for ms in result.ms] or [0.0]
    cited = [said for result in results for said in _cited(result)]
    quotes = sum(result.verdict.quotes for result in results)
    return Rates(
        n=len(results),
        right=metrics.bootstrap([float(result.verdict.ok) for result in results]),
        facts=_mean(fact_recall(result) for result in results),
        items=_mean(result.verdict.item_recall for result in results),
        precision=_mean(score.precision for score in lists),
        recall=_mean(score.recall for score in lists),
        f1=_mean(score.f1 for score in lists),
        cited=_mean(result.verdict.cited for result in results),
        quotes=sum(result.verdict.quotes_true for result in results) / quotes if quotes else None,
        citation_recall=metrics.citation_recall(cited, supports),
        citation_precision=metrics.citation_precision(cited, supports),
        found_5=_mean(_ranked(result, lambda pages, needs: metrics.recall_at(pages, needs, 5)) for result in results),
        found_10=_mean(_ranked(result, lambda pages, needs: metrics.recall_at(pages, needs, 10)) for result in results),
        mrr=_mean(_ranked(result, metrics.reciprocal_rank) for result in results),
        ndcg_10=_mean(_ranked(result, lambda pages, needs: metrics.ndcg(pages, needs, 10)) for result in results),
        p50=metrics.percentile(times, 0.5),
        p95=metrics.percentile(times, 0.95),
    )


def shares(results: Sequence[Result]) -> list[tuple[str, Interval]]:
    """What is told rightly and sourced, each share with its interval: over lists, answers, quotes or statements."""
    lists = [score for result in results if (score := list_score(result)) is not None]
    cited = [said for result in results for said in _cited(result)]
    quotes = sum(result.verdict.quotes for result in results)
    true = sum(result.verdict.quotes_true for result in results)
    values: dict[str, Sequence[float | None]] = {
        "list precision": [score.precision for score in lists],
        "list recall": [score.recall for score in lists],
        "list F1": [score.f1 for score in lists if score.precision is not None or not score.recall],
        "gold page cited": [result.verdict.cited for result in results],
        "verbatim quotes": [1.0] * true + [0.0] * (quotes - true),
        "citation recall": [metrics.citation_recall([one], supports) for one in cited],
        "citation precision": [metrics.citation_precision([one], supports) for one in cited],
    }
    known = {name: [float(one) for one in found if one is not None] for name, found in values.items()}
    return [(name, metrics.bootstrap(found)) for name, found in known.items() if found]


def by_kind(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Results by what is asked for."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.case.kind].append(result)
    return dict(sorted(groups.items()))


def by_tag(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Results by what is hard; a result stands under each of its tags, "plain" when it has none."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        for tag in result.case.hard or ("plain",):
            groups[tag].append(result)
    return dict(sorted(groups.items()))


def refusals(results: Iterable[Result]) -> metrics.Refusals:
    """Right and wrong refusals."""
    return metrics.refusals((result.case.answerable, result.verdict.answered) for result in results)


def list_score(result: Result) -> metrics.SetScore | None:
    """How well a list meets its gold; None for other kinds. An item that is only in the prose counts for recall."""
    if result.case.kind != "list":
        return None
    gold = [_ways(group) for group in result.case.items]
    score = metrics.set_score([fold(item.text) for item in result.reply.items], gold, has_any)
    return metrics.SetScore(score.precision, result.verdict.item_recall or 0.0)


def fact_recall(result: Result) -> float | None:
    """The share of a case's gold facts that its reply tells."""
    return metrics.fact_recall(told(result.reply), [_ways(group) for group in result.case.must], has_any)


def has_any(text: str, ways: Collection[str]) -> bool:
    """Whether a folded text has one of the strings."""
    return has(text, tuple(ways))


def _cited(result: Result) -> list[tuple[str, list[str]]]:
    """The statements of an answer, each with what its sources say; none of a refusal."""
    if not result.reply.answered:
        return []
    sources = result.sources or tuple(map(source_text, result.reply.citations))
    seen = {cited.number: text for cited, text in zip(result.reply.citations, sources, strict=True)}
    return [(said, [seen[cited.number] for cited in sources]) for said, sources in statements(result.reply)]


def _ways(group: str | tuple[str, ...]) -> tuple[str, ...]:
    return (group,) if isinstance(group, str) else group


def _ranked(
    result: Result, measure: Callable[[Sequence[object], Sequence[Collection[object]]], float | None]
) -> float | None:
    """A measure of the search's pages, each counted where it first comes."""
    if result.found is None:
        return None
    needs: list[frozenset[object]] = [frozenset(piece.places) for piece in result.case.evidence]
    if needs and not result.case.all:  # any one of the pages will do
        needs = [frozenset().union(*needs)]
    return measure(list(dict.fromkeys(result.found.pages)), needs)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return fmean(known) if known else None
