"""What a whole English decision or judgment says against a sum's having been laid down.

Short texts are weighed clause by clause (`weighed`); a whole decision reasons about many sums, and there only plain
words count: that a party asks for it, that one who was outvoted would have set it, that the law bounds it, that it is
costs, or that it was only announced.
"""

from __future__ import annotations

import re
from pathlib import Path

from corpus.records import MoneyStage
from ingest.wording.sifted import vocabulary

_WORDS = vocabulary(Path(__file__).with_name("reasoned.toml"))
_NEAR, _REACH = 180, 420
_OPENS = re.compile(r"^[\s,;:)(–—\"”’'-]{0,4}(?:by way of (?:a |an )?(?:administrative )?fine )?")
_LAID_STAGES = frozenset({MoneyStage.IMPOSED, MoneyStage.UNKNOWN, MoneyStage.REDUCED})


def is_not_laid(before: str, right: str) -> bool:
    """Whether the words of its sentence `before` a sum and right behind it say that nobody laid it down as a fine.

    `before` is "" where that is read otherwise, and then nothing is said.
    """
    if not before:
        return False
    before, near, behind = before[-_REACH:], before[-_NEAR:], _OPENS.sub("", right)
    if _is_asked(before) or _WORDS["outvoted"].search(before) or _is_other_money(near):
        return True
    if _WORDS["supposed"].search(near) or _WORDS["bound"].search(near):
        return True
    return any(_WORDS[f"then_{name}"].match(behind) for name in ("supposed", "bound", "costs", "elsewhere"))


def stage_reasoned(before: str, right: str, stage: MoneyStage) -> MoneyStage:
    """How far the sum came, where the words around it say that it was only announced, whatever `stage` verbs tell."""
    behind = _OPENS.sub("", right)
    if not before:
        return stage
    if stage is not MoneyStage.THREATENED and _WORDS["then_threatened"].match(behind):
        return MoneyStage.THREATENED
    if stage not in _LAID_STAGES:
        return stage
    meant = _WORDS["meant"].search(before[-_REACH:]) or _WORDS["then_meant"].match(behind)
    return MoneyStage.PROPOSED if meant else stage


def _is_asked(before: str) -> bool:
    """Whether somebody asks for the sum, and nobody lays one down between."""
    asked = list(_WORDS["asked"].finditer(before))
    return bool(asked) and _WORDS["laid"].search(before[asked[-1].end() :]) is None


def _is_other_money(near: str) -> bool:
    """Whether the nearest word that says what the money is calls it something else than a penalty."""
    other, penalty = (
        max((match.end() for match in _WORDS[name].finditer(near)), default=-1) for name in ("other_money", "penalty")
    )
    return other > penalty
