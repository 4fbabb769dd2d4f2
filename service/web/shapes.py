"""One shape for each state of standing, so that the badge still speaks in greyscale and in print."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from corpus.advice import RECOMMENDED_ONLY
from corpus.matters import State


@dataclass(frozen=True, slots=True)
class Shape:
    """`tone` names the colour (good, warn, bad, quiet); `drawing` is SVG in a box of 12 by 12 units."""

    tone: str
    drawing: Markup


def _filled(tone: str, path: str) -> Shape:
    return Shape(tone, Markup('<path d="{}" fill="currentColor"/>').format(path))


def _drawn(tone: str, path: str, *, dashed: bool = False) -> Shape:
    dashes = Markup(' stroke-dasharray="2 1.6"') if dashed else Markup("")
    drawing = Markup('<path d="{}" fill="none" stroke="currentColor" stroke-width="1.8"{}/>').format(path, dashes)
    return Shape(tone, drawing)


CIRCLE = "M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6z"
SHAPES = {
    State.IN_FORCE: _filled("good", CIRCLE),
    State.FINAL: _filled("good", "M1.4 1.4h9.2v9.2H1.4z"),
    State.UNDER_APPEAL: Shape("warn", _drawn("", CIRCLE).drawing + _filled("", "M6 1.2a4.8 4.8 0 0 1 0 9.6z").drawing),
    State.STAYED: _filled("warn", "M2 1.2h2.9v9.6H2zM7.1 1.2H10v9.6H7.1z"),
    State.UNDECIDED_AGAIN: _drawn("warn", "M6 .9 11.1 6 6 11.1.9 6z"),
    State.PARTLY_STANDING: Shape(
        "warn", _drawn("", "M1.6 1.6h8.8v8.8H1.6z").drawing + _filled("", "M1.6 10.4V1.6l8.8 8.8z").drawing
    ),
    State.ANNULLED: _drawn("bad", "M1.6 1.6l8.8 8.8M10.4 1.6l-8.8 8.8"),
    State.PROPOSED: _drawn("quiet", CIRCLE, dashed=True),
    State.ENDED: _drawn("quiet", "M1 6h10M10.1 2.2v7.6"),
    State.UNKNOWN: _drawn("quiet", "M3.4 4.1a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.1.9-1.1 1.7M6 9.6v1.5"),
}


DOT = "M6 4.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6z"
ADVICE = Shape("quiet", _drawn("", CIRCLE).drawing + _filled("", DOT).drawing)
WORDS = {state.value: drawn for state, drawn in SHAPES.items()} | {RECOMMENDED_ONLY: ADVICE}


def is_state(word: str) -> bool:
    """Whether a word, or each of several states that there may be, names a standing."""
    return all(each in WORDS for each in word.split(" or "))


def shape(word: str) -> Shape:
    """The shape of a standing; that of "unknown" for a word that is none, and where it is not certain which."""
    return WORDS.get(word, SHAPES[State.UNKNOWN])
