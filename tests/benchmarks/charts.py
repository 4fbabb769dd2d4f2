"""Charts as SVG, written by hand so that a benchmark needs no plotting library. Pure: figures in, text out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#7d5ba6", "#b8860b", "#4a4e69")
ROW = 22
LEFT = 190
WIDTH = 760
HEAD = 46
STYLE = "<style>text{font:12px sans-serif;fill:#222}.small{font-size:11px;fill:#555}</style>"

Points = Sequence[tuple[float, float]]


def dots(title: str, rows: Mapping[str, Mapping[str, float]], *, behind: str, ahead: str) -> str:
    """A row a line, a dot a contender at its ratio, on a logarithmic axis around 1."""
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    values = [value for row in rows.values() for value in row.values()]
    low, high = math.log10(min(0.5, *values)) - 0.05, math.log10(max(2.0, *values)) + 0.05
    height = HEAD + ROW * len(rows) + 40

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - 20) * (math.log10(value) - low) / (high - low)

    bottom = HEAD + ROW * len(rows)
    body = [_text(8, 18, title), *_legend(names, 8, 36)]
    for tick in _ticks(10**low, 10**high):
        body += [_line(x(tick), HEAD, x(tick), bottom, "#ddd"), _text(x(tick), bottom + 15, f"{tick:g}", "middle")]
    body += [_line(x(1), HEAD, x(1), bottom, "#222")]
    body += [
        _text(x(1) - 6, bottom + 31, behind, "end", "small"),
        _text(x(1) + 6, bottom + 31, ahead, "start", "small"),
    ]
    for number, (row, by_name) in enumerate(rows.items()):
        y = HEAD + ROW * number + ROW / 2
        body += [_text(LEFT - 10, y + 4, row, "end"), _line(LEFT, y, WIDTH - 20, y, "#f0f0f0")]
        body += [_dot(x(value), y, COLOURS[names.index(name) % len(COLOURS)]) for name, value in by_name.items()]
    return _svg(WIDTH, height, body)


@dataclass(frozen=True)
class Panel:
    """One small chart: lines by name, over a logarithmic x axis; y is logarithmic too unless a share is drawn."""

    title: str
    lines: Mapping[str, Points]
    share: bool = False


def panels(title: str, drawn: Sequence[Panel]) -> str:
    """Two panels in a row."""
    wide, tall = WIDTH / 2, 210
    names = list(dict.fromkeys(name for panel in drawn for name in panel.lines))
    body = [_text(8, 18, title), *_legend(names, 8, 36)]
    for number, panel in enumerate(drawn):
        left, top = wide * (number % 2), HEAD + tall * (number // 2)
        body += _panel(panel, names, (left + 56, top + 26), (wide - 80, tall - 66))
    return _svg(WIDTH, HEAD + tall * math.ceil(len(drawn) / 2), body)


def _panel(panel: Panel, names: Sequence[str], corner: tuple[float, float], size: tuple[float, float]) -> Iterator[str]:
    points = [point for line in panel.lines.values() for point in line]
    (left, top), (wide, tall) = corner, size
    xs, ys = [math.log10(x) for x, _ in points], [y if panel.share else math.log10(y) for _, y in points]
    low_x, high_x = min(xs), max(xs)
    low, high = (min(0.9, *ys), 1.0) if panel.share else (math.floor(min(ys)), math.ceil(max(ys)))
    high = high if high > low else low + 1

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - low_x) / ((high_x - low_x) or 1)
        up = ((y if panel.share else math.log10(y)) - low) / (high - low)
        return left + wide * across, top + tall * (1 - up)

    yield _text(left - 48, top - 10, panel.title)
    ticks = [low, (low + high) / 2, high] if panel.share else [10.0**n for n in range(int(low), int(high) + 1)]
    for tick in ticks:
        y = at(10**low_x, tick)[1]
        yield _line(left, y, left + wide, y, "#ddd")
        yield _text(left - 6, y + 4, f"{tick:.3g}" if panel.share else _short(tick), "end", "small")
    for count in sorted({x for x, _ in points}):
        yield _text(at(count, ticks[0])[0], top + tall + 15, _short(count), "middle", "small")
    for name, line in panel.lines.items():
        colour = COLOURS[names.index(name) % len(COLOURS)]
        placed = [at(*point) for point in sorted(line)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.8"/>'
        yield from (_dot(x, y, colour, 3) for x, y in placed)


def _ticks(low: float, high: float) -> list[float]:
    steps = [base * 10.0**power for power in range(-3, 6) for base in (1, 2, 5)]
    return [step for step in steps if low <= step <= high]


def _short(value: float) -> str:
    for size, name in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{name}"
    return f"{value:g}"


def _legend(names: Sequence[str], x: float, y: float) -> Iterator[str]:
    for number, name in enumerate(names):
        yield _dot(x + 6, y - 4, COLOURS[number % len(COLOURS)])
        yield _text(x + 16, y, name, kind="small")
        x += 34 + 7 * len(name)


def _text(x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _dot(x: float, y: float, colour: str, radius: float = 4.5) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" fill-opacity="0.85"/>'


def _svg(width: float, height: float, body: Sequence[str]) -> str:
    box = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    inner = "\n".join([f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>', STYLE, *body])
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>\n{inner}\n</svg>\n'
