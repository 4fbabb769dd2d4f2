"""What the readers are fitted to, and what they are judged by."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Protocol

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from tests.evaluation.long_texts import is_held_out, read_texts
from tests.evaluation.reader_examples import HARD, Example, Near, Windows
from tests.evaluation.reader_network import Network, read
from tests.evaluation.reading import HELD_OUT, Question, ReadText, read_across, read_all, read_whole
from tests.evaluation.stores import DECISIONS, LONG, open_kept, open_store
from tests.evaluation.whole_decisions import read_asked

ACROSS_HELD_OUT, WHOLE_HELD_OUT = 5, 8
"""Every so many questions across texts, and decisions, are held out."""
OF_WHOLE, OF_PASSAGES, OF_OTHERS = 0.3, 0.1, 0.05
"""Shares of the questions on real decisions, of their passages and of all other texts that an epoch of the reader of
long decisions takes: it was fitted to them before."""
JUDGED_BY = 150
"""Of the questions held out, so many are asked of the reader of long decisions, which reads some 2,000 tokens each."""


class Held(Protocol):
    """What a reader is fitted to, and what it is judged by."""

    def drawn(self, dice: random.Random) -> list[Example]:
        """The windows of one epoch."""
        ...

    def judged(self, network: Network) -> str:
        """How the network fares on what is held out."""
        ...


class OfShort:
    """What the reader is fitted to, and what it is judged by."""

    def __init__(self) -> None:
        with open_store(DECISIONS, open_kept()) as decisions:
            texts = list(read_all(decisions))
        self._judging = [one for one in texts if one.id.startswith(HELD_OUT)]
        self._fitting = [one for one in texts if not one.id.startswith(HELD_OUT)]
        self._across = read_across()
        self._near = Near({one.id: one for one in self._fitting})
        self._windows = Windows()

    def drawn(self, dice: random.Random) -> list[Example]:
        """The windows of one epoch."""
        across = [one for place, one in enumerate(self._across) if place % ACROSS_HELD_OUT]
        return [*self._windows.drawn(self._fitting, dice), *self._windows.across(across, self._near, dice)]

    @torch.no_grad()
    def judged(self, network: Network) -> str:
        """How well it tells whether a text answers, which sentence does, and which word; and which texts belong."""
        cells = []
        for kind in ("open", "yesno"):
            answered, odds, first, words = [], [], [], []
            for text in self._judging:
                for question in text.questions:
                    if question.kind != kind:
                        continue
                    found = list(_of_text(network, self._windows, text, question))
                    answered.append(bool(question.bears))
                    odds.append(max(one[3] for one in found))
                    best = max(found)
                    if question.bears:
                        first.append(best[4])
                    if kind == "yesno":
                        words.append((abs(best[1] - best[2]), ("no", "yes")[best[1] > best[2]] == question.answer))
            area = roc_auc_score(answered, odds)
            cells.append(f"{kind}: AUC {area:.3f}, the likeliest sentence bears {np.mean(first):.3f}")
            if words:
                words.sort(reverse=True)
                told = [f"{sum(right for _, right in words[:most])} of {most}" for most in (40, 80, 120, 160)]
                cells.append(f"the surest words are right: {', '.join(told)}")
        pairs = [
            (max(one[3] for one in _of_text(network, self._windows, *pair[:2])), pair[2])
            for pair in self._judging_across()
        ]
        cells.append(f"across: AUC {roc_auc_score([one for _, one in pairs], [odds for odds, _ in pairs]):.3f}")
        return "; ".join(cells)

    def _judging_across(self) -> Iterator[tuple[ReadText, Question, bool]]:
        """Of the questions across texts that are held out, texts that belong and those that share most words."""
        for one in self._across[::ACROSS_HELD_OUT]:
            yield from ((text, question, True) for text, question in self._near.belonging(one))
            silent = Question(one.q, "open", "silent", ())
            yield from ((text, silent, False) for text in self._near.others(one)[:HARD])


class OfLong:
    """What the reader of long decisions is fitted to, and what it is judged by."""

    def __init__(self) -> None:
        with open_store(DECISIONS, open_kept()) as decisions:
            texts = [one for one in read_all(decisions) if not one.id.startswith(HELD_OUT)]
            whole = read_whole(decisions)
            asked = read_asked(decisions, whole)
        with open_store(LONG, open_kept()) as invented:
            long = read_texts()
            asked += read_asked(invented, [one.read_from(invented) for one in long])
        self._passages = [one for one in texts if one.document]
        self._others = [one for one in texts if not one.document]
        judging = {one.key for one in long if is_held_out(one)}
        judging.update(sorted(one.document for one in whole)[::WHOLE_HELD_OUT])
        kept = [one for one in asked if one.text.document in judging]
        self._judging = random.Random(0).sample(kept, min(JUDGED_BY, len(kept)))
        fitting = [one for one in asked if one.text.document not in judging]
        known = {one.document for one in whole}
        self._known = [one for one in fitting if one.text.document in known]
        self._fitting = [one for one in fitting if one.text.document not in known]
        self._windows = Windows()

    def drawn(self, dice: random.Random) -> list[Example]:
        """The windows of one epoch."""
        passages = dice.sample(self._passages, int(OF_PASSAGES * len(self._passages)))
        others = dice.sample(self._others, int(OF_OTHERS * len(self._others)))
        asked = [*self._fitting, *dice.sample(self._known, int(OF_WHOLE * len(self._known)))]
        whole = (window for one in asked for window in one.drawn(self._windows, dice))
        return [*whole, *self._windows.drawn([*passages, *others], dice)]

    @torch.no_grad()
    def judged(self, network: Network) -> str:
        """How well it tells whether a decision answers, and which sentence does."""
        answered, odds, first = [], [], []
        for one in self._judging:
            found = [said for window in one.windows(self._windows) for said in read(network, window)]
            answered.append(bool(one.question.bears))
            odds.append(max(said[3] for said in found))
            if any(said[4] for said in found):
                first.append(max(found)[4])
        area = roc_auc_score(answered, odds)
        return (
            f"{len(odds)} questions: AUC {area:.3f}, the likeliest sentence bears {np.mean(first):.3f} of {len(first)}"
        )


def _of_text(
    network: Network, windows: Windows, text: ReadText, question: Question
) -> Iterator[tuple[float, float, float, float, bool]]:
    for window in windows.of(text, question, range(len(text.sentences))):
        yield from read(network, window)
