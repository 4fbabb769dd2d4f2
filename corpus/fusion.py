"""One order of passages out of what several searches say of them and of their documents. Pure code.

Every list of scores is put on one scale by its z-scores; what a list does not hold has that list's lowest score. The
constants were chosen on the tuning half of the known items of docs/retrieval.md, which tells each step's figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from corpus.scored import Scored, document_of


@dataclass(frozen=True, slots=True)
class Shares:
    """What each kind of evidence counts beside a passage's words, which count 1.

    Attributes:
        vector: A passage's vector: 0.3 to 0.6 differ by less than chance, 0 and 0.8 lose.
        support: The document's best other passage: a second one on the point is what sets the right document apart.
        whole: The words of the whole document.
        named: Being by an authority that the question names. 1 to 4 find ever more known items; places earn nothing
            more, and what a question names beside its authority ("transfers to the United States") must not lead away
            from it.
    """

    vector: float = 0.5
    support: float = 0.75
    whole: float = 0.75
    named: float = 2.0


SHARES = Shares()


def fuse(words: Mapping[str, float], vectors: Mapping[str, float], shares: Shares = SHARES) -> dict[str, float]:
    """Each passage's own score."""
    by_words, by_vector = standardised(words), standardised(vectors)
    lowest_words, lowest_vector = min(by_words.values(), default=0), min(by_vector.values(), default=0)
    return {
        key: by_words.get(key, lowest_words) + shares.vector * by_vector.get(key, lowest_vector)
        for key in words.keys() | vectors.keys()
    }


def rank(
    own: Mapping[str, float], wholes: Mapping[str, float], named: Collection[str] = (), shares: Shares = SHARES
) -> list[Scored]:
    """Passages, best first: their own scores, and what speaks for their documents.

    Args:
        own: Passages and their own scores.
        wholes: Documents and how well their whole text matches.
        named: Documents that the question names by their authority.
        shares: What each counts.
    """
    by_document: dict[str, list[tuple[str, float]]] = {}
    for key, score in own.items():
        by_document.setdefault(document_of(key), []).append((key, score))
    by_whole, lowest = standardised(wholes), min(own.values(), default=0)
    lowest_whole = min(by_whole.values(), default=0)
    scored = []
    for document, passages in by_document.items():
        behind = shares.whole * by_whole.get(document, lowest_whole) + (shares.named if document in named else 0)
        first, second = _best_two(passages, lowest)
        for key, score in passages:
            # how far the best other passage of the document stands above the lowest of all
            support = (second if score == first else first) - lowest
            scored.append(Scored(key, score + shares.support * support + behind))
    return sorted(scored, key=lambda one: (-one.score, one.passage_id))


def _best_two(passages: Sequence[tuple[str, float]], lowest: float) -> tuple[float, float]:
    first = second = lowest
    for _, score in passages:
        if score > first:
            first, second = score, first
        elif score > second:
            second = score
    return first, second


def standardised(found: Mapping[str, float]) -> dict[str, float]:
    """z-scores; zeros where all are alike."""
    if not found:
        return {}
    scores = found.values()
    # `statistics.pstdev` reckons with fractions, which took a tenth of a search
    mean = fsum(scores) / len(scores)
    spread = 0.0 if min(scores) == max(scores) else sqrt(fsum((score - mean) ** 2 for score in scores) / len(scores))
    return {key: (score - mean) / spread if spread else 0.0 for key, score in found.items()}
