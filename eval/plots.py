"""Plots as inline SVG: few shapes, no script, readable in print and in the dark."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from eval.metrics import Interval

STYLE = Path(__file__).with_name("report.css")
WIDTH, BAR, LEFT, RIGHT = 600, 24, 130, 100
_SIDE = 260  # of the square plot
_PAD = 36


def bars(rows: Sequence[tuple[str, Interval]]) -> str:
    """A bar for each share with its confidence interval as a line."""
    span = WIDTH - LEFT - RIGHT
    parts = []
    for number, (name, share) in enumerate(rows):
        top = number * BAR
        middle = top + BAR / 2
        low, high = LEFT + span * share.low, LEFT + span * share.high
        parts.append(
            f'<text x="{LEFT - 8}" y="{middle + 4}" text-anchor="end">{escape(name)}</text>'
            f'<rect class="track" x="{LEFT}" y="{top + 4}" width="{span}" height="{BAR - 8}"/>'
            f'<rect class="bar" x="{LEFT}" y="{top + 4}" width="{span * share.value:.1f}" height="{BAR - 8}"/>'
            f'<line class="whisker" x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}"/>'
            f'<text x="{LEFT + span + 8}" y="{middle + 4}">{100 * share.value:.0f} % ({share.n})</text>'
        )
    return _svg(WIDTH, max(1, len(rows)) * BAR, "Shares with 95 % confidence intervals", parts)


def curve(
    points: Sequence[tuple[float, float]],
    ours: tuple[float, float],
    across: str,
    up: str,
    beside: Sequence[tuple[float, float]] = (),
) -> str:
    """A curve in the unit square and our own place in it; `beside` is another curve to compare with."""
    parts = [
        f'<rect class="track" x="{_PAD}" y="{_PAD / 2}" width="{_SIDE}" height="{_SIDE}"/>',
        *_grid(),
        _line(beside, "curve beside") if beside else "",
        _line(points, "curve"),
        f'<circle class="ours" cx="{_x(ours[0]):.1f}" cy="{_y(ours[1]):.1f}" r="6"><title>Styrsvar</title></circle>',
        f'<text x="{_PAD + _SIDE / 2}" y="{_SIDE + _PAD + 14}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(10 {_PAD / 2 + _SIDE / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
    ]
    return _svg(_SIDE + 2 * _PAD, _SIDE + 2 * _PAD, f"{up} against {across}", parts)


def alone(svg: str) -> str:
    """A plot as a file of its own, with the report's colours, light and dark."""
    style = STYLE.read_text("utf-8")
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        ">", f"><style>{style}</style>", 1
    )


def histogram(values: Sequence[float], unit: str, bins: int = 24) -> str:
    """How often values occur; the last column holds the longest ones too."""
    ordered = sorted(values)
    top = ordered[int(0.99 * (len(ordered) - 1))] or 1.0 if ordered else 1.0
    counts = [0] * bins
    for value in ordered:
        counts[min(bins - 1, int(bins * value / top))] += 1
    height, wide = 120, (WIDTH - _PAD) / bins
    most = max(counts) or 1
    parts = [
        f'<rect class="bar" x="{_PAD / 2 + place * wide:.1f}" y="{height - height * count / most:.1f}" '
        f'width="{wide - 2:.1f}" height="{height * count / most:.1f}"><title>{count}</title></rect>'
        for place, count in enumerate(counts)
    ]
    parts += [
        f'<text x="{_PAD / 2}" y="{height + 16}">0</text>',
        f'<text x="{WIDTH - _PAD / 2}" y="{height + 16}" text-anchor="end">{top:.0f} {escape(unit)}</text>',
    ]
    return _svg(WIDTH, height + 20, f"Distribution, {unit}", parts)


def _line(points: Sequence[tuple[float, float]], name: str) -> str:
    path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    return f'<polyline class="{name}" points="{path}"/>'


def _grid() -> list[str]:
    return [
        f'<text x="{_x(share):.0f}" y="{_SIDE + _PAD / 2 + 14}" text-anchor="middle">{100 * share:.0f}</text>'
        f'<text x="{_PAD - 4}" y="{_y(share) + 4:.0f}" text-anchor="end">{100 * share:.0f}</text>'
        for share in (0.0, 0.5, 1.0)
    ]


def _x(share: float) -> float:
    return _PAD + _SIDE * share


def _y(share: float) -> float:
    return _PAD / 2 + _SIDE * (1 - share)


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )
