"""Fit the reader: `make fit-reader`.

It learns from hand-written questions (`tests/evaluation/reading`) which sentences bear the answer, affirm or deny, and
whether a window answers at all; is judged on the short texts that are held out, and on every fifth question across
texts; and is written in int8 beside `service/answering/weighing/reader/reader.py`. With `--long` it is the reader of
long decisions, fitted to questions on whole decisions, read as the program reads them (`whole_decisions.py`), and to
some of all the others, and judged on decisions that are held out. Each goes on from where it stands; with `--anew` the
first begins as the pinned cross-encoder (`tests/evaluation/cross_encoder.py`), the second as the first. Weights are
kept in float32 and computed with in bfloat16 where the machine is faster with that.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from service.answering.weighing.reader import reader
from tests.evaluation import reader_weights
from tests.evaluation.cross_encoder import FOLDER as CROSS_ENCODER
from tests.evaluation.reader_examples import Example
from tests.evaluation.reader_held import Held, OfLong, OfShort
from tests.evaluation.reader_network import OUTPUTS, VOCABULARY, Network, tensors_of
from tests.support.models import MODELS

TOKENS = 4096
"""Of one batch, with what fills the shorter ones up."""
SORTED_TOGETHER = 256
RATE, WARMING = 6e-5, 0.06
KEPT_EVERY = 200
"""Steps between two writings of what is learnt so far."""
SEED = 1


def main() -> int:
    """Fit, print how the held-out texts fare after each epoch, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.fit_reader", description=__doc__)
    parser.add_argument("--anew", action="store_true", help="begin as the cross-encoder, or as the other reader")
    parser.add_argument("--long", action="store_true", help="the one for long decisions")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--most", type=int, default=0, help="batches an epoch, for trying it out; 0 is all")
    parser.add_argument("--frozen", type=int, default=0, help="so many of the first layers stay as they are")
    parser.add_argument("--out", type=Path, help="where to write it; by default in its place")
    chosen = parser.parse_args()
    stands = reader.OF_LONG if chosen.long else reader.OF_SHORT
    torch.manual_seed(SEED)
    held: Held = OfLong() if chosen.long else OfShort()
    network = Network()
    from_other = reader.OF_SHORT if chosen.long else MODELS / CROSS_ENCODER / "model.onnx"
    network.load_state_dict(reader_weights.read(from_other if chosen.anew else stands), strict=not chosen.anew)
    if not chosen.anew:
        print(f"as it stands: {held.judged(network)}", flush=True)
    _freeze(network, chosen.frozen)
    out = chosen.out or stands
    _fit(network, held, chosen.epochs, chosen.most, out)
    reader_weights.write(network, VOCABULARY, out)
    return 0


def _freeze(network: Network, layers: int) -> None:
    """Lets so many layers stay as they are, and what is below them, which nothing is then computed back through."""
    for below in [network.bert.embeddings, *network.bert.encoder.layer[:layers]] if layers else []:
        below.requires_grad_(requires_grad=False)


def _fit(network: Network, held: Held, epochs: int, most: int, out: Path) -> None:
    """Fits in place; what is learnt so far lies beside `out` until it is whole."""
    dice, kept_at = random.Random(SEED), out.with_suffix(".fitting")
    computed = Network()
    computed.load_state_dict(network.state_dict())
    computed = computed.to(_faster())
    pairs = [
        (kept, used)
        for kept, used in zip(network.parameters(), computed.parameters(), strict=True)
        if kept.requires_grad
    ]
    step, total = 0, 0
    steps = torch.optim.AdamW([kept for kept, _ in pairs], RATE, weight_decay=0.01, fused=True)
    for epoch in range(epochs):
        drawn = _batches(held.drawn(dice), dice)[: most or None]
        total = total or len(drawn) * epochs
        lost = []
        for batch in drawn:
            for group in steps.param_groups:
                group["lr"] = RATE * min(1.0, step / (WARMING * total)) * max(0.02, 1 - step / total)
            loss = _loss(computed(*tensors_of(batch)).float(), batch)
            loss.backward()
            for kept, used in pairs:
                kept.grad = None if used.grad is None else used.grad.float()
                used.grad = None
            nn.utils.clip_grad_norm_([kept for kept, _ in pairs], 1.0)
            steps.step()
            with torch.no_grad():
                for kept, used in pairs:
                    used.copy_(kept)
            lost.append(loss.item())
            step += 1
            if step % KEPT_EVERY == 0:
                torch.save(network.state_dict(), kept_at)
                print(f"  {step} of {total}: loss {np.mean(lost[-KEPT_EVERY:]):.3f}", flush=True)
        print(f"epoch {epoch + 1}, loss {np.mean(lost):.3f}: {held.judged(network)}", flush=True)
    kept_at.unlink(missing_ok=True)


def _faster() -> torch.dtype:
    """In which numbers this machine multiplies matrices faster."""
    taken = {}
    for numbers in (torch.bfloat16, torch.float32):
        one = torch.ones(1024, 1024, dtype=numbers)
        one @ one
        began = time.perf_counter()
        for _ in range(5):
            one @ one
        taken[numbers] = time.perf_counter() - began
    return min(taken, key=lambda numbers: taken[numbers])


def _batches(examples: list[Example], dice: random.Random) -> list[list[Example]]:
    """Examples of like length together, in any order."""
    dice.shuffle(examples)
    found: list[list[Example]] = []
    for start in range(0, len(examples), SORTED_TOGETHER):
        batch: list[Example] = []
        for one in sorted(examples[start : start + SORTED_TOGETHER], key=lambda example: len(example.ids)):
            if batch and (len(batch) + 1) * len(one.ids) > TOKENS:
                found.append(batch)
                batch = []
            batch.append(one)
        found.append(batch)
    dice.shuffle(found)
    return found


def _loss(numbers: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    """Cross-entropy of all that is asked of a window; sentences that bear nothing count together as one that does."""
    where, wanted, weights = [], [], []
    length = numbers.shape[1]
    for place, one in enumerate(batch):
        first = place * length
        bears, count = one.bears, len(one.marks)
        for mark, hit in zip(one.marks, bears, strict=True):
            at = (first + mark) * OUTPUTS
            where.append(at)
            wanted.append(float(hit))
            weights.append(1.0 if hit else 1.5 / max(1, count - 1))
            if one.question.kind == "yesno":
                where += [at + 1, at + 2]
                wanted += [float(hit and one.question.answer == word) for word in ("yes", "no")]
                weights += [1.0 if hit else 1.0 / count] * 2
        where.append(first * OUTPUTS + 3)
        wanted.append(float(any(bears)))
        weights.append(1.0)
    chosen = numbers.reshape(-1)[torch.tensor(where)]
    lost = nn.functional.binary_cross_entropy_with_logits(
        chosen, torch.tensor(wanted), weight=torch.tensor(weights), reduction="sum"
    )
    return lost / len(batch)


if __name__ == "__main__":
    sys.exit(main())
