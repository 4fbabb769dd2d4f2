"""How strict the test of a model's claims must be: `python -m tests.evaluation support`.

Claims judged by hand are put to it with several shares of words that must stand in the quote in order.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.answering.generative.support import unsupported
from service.answering.wording.words import content_stems, expand

FILE = Path(__file__).parent / "claim_pairs.toml"
SHARES = (1.0, 0.9, 0.8, 0.7)


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, what it stands under, and whether it is true. `unseen` pairs were written after the test was set."""

    claim: str
    sentence: str
    given: str
    true: bool
    unseen: bool = False


def pairs() -> tuple[Pair, ...]:
    """All that were judged."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["pair"]
    return tuple(
        Pair(claim, row["sentence"], row.get("quote", row["sentence"]), true, row.get("unseen", False))
        for row in rows
        for true in (True, False)
        for claim in row["true" if true else "false"]
    )


def main() -> int:
    """Print how many true and false claims pass; 1 where a false one does as it is set."""
    judged = pairs()
    for name, chosen in (("Set with", False), ("Unseen", True)):
        print(f"{name:44}{'true pass':>12}{'false pass':>12}")
        _print([pair for pair in judged if pair.unseen is chosen])
    wrong = [p for p in judged if not p.true and unsupported(p.claim, p.given, p.sentence) is None]
    for pair in judged:
        if pair.true and (why := unsupported(pair.claim, pair.given, pair.sentence)):
            print(f"  dropped though true: {pair.claim} ({why})")
    for pair in wrong:
        print(f"  PASSED THOUGH FALSE: {pair.claim}")
    return 1 if wrong else 0


def _print(judged: Sequence[Pair]) -> None:
    for name, passes in _TESTS.items():
        counts = [sum(passes(p) for p in judged if p.true is true) for true in (True, False)]
        of = [sum(p.true is true for p in judged) for true in (True, False)]
        cells = "".join(f"{count:7}/{whole:<4}" for count, whole in zip(counts, of, strict=True))
        print(f"{name:44}{cells}")


def _overlap(pair: Pair, share: float) -> bool:
    """The usual test: so many of the claim's content words stand anywhere in the quote."""
    said, held = content_stems(pair.claim), expand(content_stems(pair.given))
    return sum(stem in held for stem in said) >= share * len(said)


_TESTS = {
    **{f"{share:.0%} of content words in the quote": lambda p, s=share: _overlap(p, s) for share in SHARES},
    **{
        f"as it is, {share:.0%} of all words in order": lambda p, s=share: (
            unsupported(p.claim, p.given, p.sentence, s) is None
        )
        for share in SHARES
    },
}
