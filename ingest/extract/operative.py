"""Where a decision decides: the operative part, wherever the house style puts it.

Some authorities decide at the end ("FOR THESE REASONS", "DISPONE", "ΔΙΑ ΤΑΥΤΑ"), some at the beginning ("Spruch",
"imposes on ... ; JUSTIFICATION"), some under a heading of their own ("Conclusion", "The amount of the penalty").
"""

from __future__ import annotations

from pathlib import Path

from corpus.documents import Span
from ingest.wording.phrases import PhraseFinder, read_phrases

_MARKS = {
    name: PhraseFinder(phrases) for name, phrases in read_phrases(Path(__file__).with_name("operative.toml")).items()
}
_REACH = 6000


def operative_parts(text: str) -> tuple[Span, ...]:
    """The stretches of text that decide, in order, without overlaps. Empty where none is recognised.

    A part runs from its opening words to the next heading that closes it, at most 6,000 characters: the longest
    operative part in the development half of the evaluation is 5,200.
    """
    parts: list[Span] = []
    for opening in _MARKS["opening"].find(text):
        limit = min(len(text), opening.end() + _REACH)
        closing = _MARKS["closing"].first(text, opening.end(), limit)
        start, end = opening.start(), closing.start() if closing else limit
        if parts and start <= parts[-1].end:
            parts[-1] = Span(parts[-1].start, max(end, parts[-1].end))
        else:
            parts.append(Span(start, max(end, start)))
    return tuple(parts)
