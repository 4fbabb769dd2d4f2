"""Fit the reader: `make fit-reader`.

It learns from hand-written questions (`tests/evaluation/reading`) which sentences bear the answer, affirm or deny, and
whether a window answers at all; is judged on the short texts that are held out, and on every fifth question across
texts; and is written in int8 beside `service/answering/weighing/reader/reader.py`. It goes on from where it stands.
With `--anew` it begins as the pinned cross-encoder (`tests/evaluation/cross_encoder.py`) with all its twelve layers.
With `--half` all that is said of the one for long decisions, which has every second of them. Weights are kept in
float32 and computed with in bfloat16.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import nn
from transformers import BertConfig, BertModel

from service.answering.weighing.reader import reader
from tests.evaluation import reader_weights
from tests.evaluation.cross_encoder import FOLDER as CROSS_ENCODER
from tests.evaluation.reader_examples import HARD, Example, Near, Windows
from tests.evaluation.reading import HELD_OUT, Question, ReadText, read_across, read_all
from tests.evaluation.stores import DECISIONS, open_kept, open_store
from tests.support.models import MODELS

LAYERS, HALF_OF_THEM = range(12), (0, 2, 4, 6, 8, 11)
"""Half of them take half the time, to fit and to ask, and find the sentence that answers far less often."""
WIDTH, HEADS, INNER, VOCABULARY = 384, 12, 1536, 30522
OUTPUTS = 4
"""Whether a sentence bears the answer, affirms, denies; at the first token, whether the window answers."""
TOKENS = 4096
"""Of one batch, with what fills the shorter ones up."""
SORTED_TOGETHER = 256
RATE, WARMING = 6e-5, 0.06
KEPT_EVERY = 200
"""Steps between two writings of what is learnt so far."""
ACROSS_HELD_OUT = 5
SEED = 1


class Network(nn.Module):
    """BERT with four numbers a token."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        shape = BertConfig(
            vocab_size=VOCABULARY,
            hidden_size=WIDTH,
            num_hidden_layers=layers,
            num_attention_heads=HEADS,
            intermediate_size=INNER,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert = BertModel(shape, add_pooling_layer=False)
        self.bert.set_attn_implementation("eager")  # a third faster than the other with two cores
        self.bert.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        self.head = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, ids: torch.Tensor, types: torch.Tensor, held: torch.Tensor) -> torch.Tensor:
        """Numbers of shape (batch, tokens, OUTPUTS)."""
        read = self.bert(input_ids=ids, token_type_ids=types, attention_mask=held)
        numbers: torch.Tensor = self.head(read.last_hidden_state)
        return numbers


class Held:
    """What the reader is fitted to, and what it is judged by."""

    def __init__(self) -> None:
        with open_store(DECISIONS, open_kept()) as decisions:
            texts = list(read_all(decisions))
        self.judging = [one for one in texts if one.id.startswith(HELD_OUT)]
        self._fitting = [one for one in texts if not one.id.startswith(HELD_OUT)]
        self._across = read_across()
        self._near = Near({one.id: one for one in self._fitting})
        self.windows = Windows()

    def drawn(self, dice: random.Random) -> list[Example]:
        """The windows of one epoch."""
        across = [one for place, one in enumerate(self._across) if place % ACROSS_HELD_OUT]
        return [*self.windows.drawn(self._fitting, dice), *self.windows.across(across, self._near, dice)]

    def judging_across(self) -> Iterator[tuple[ReadText, Question, bool]]:
        """Of the questions across texts that are held out, texts that belong and those that share most words."""
        for one in self._across[::ACROSS_HELD_OUT]:
            yield from ((text, question, True) for text, question in self._near.belonging(one))
            silent = Question(one.q, "open", "silent", ())
            yield from ((text, silent, False) for text in self._near.others(one)[:HARD])


def main() -> int:
    """Fit, print how the held-out texts fare after each epoch, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.fit_reader", description=__doc__)
    parser.add_argument("--anew", action="store_true", help="begin as the cross-encoder")
    parser.add_argument("--half", action="store_true", help="the one for long decisions")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--most", type=int, default=0, help="batches an epoch, for trying it out; 0 is all")
    parser.add_argument("--out", type=Path, help="where to write it; by default in its place")
    chosen = parser.parse_args()
    layers, place = (HALF_OF_THEM, reader.HALF) if chosen.half else (LAYERS, reader.WHOLE)
    out = chosen.out or place
    torch.manual_seed(SEED)
    held = Held()
    network = Network(len(layers))
    begun = MODELS / CROSS_ENCODER / "model.onnx" if chosen.anew else place
    read = reader_weights.read(begun, layers if chosen.anew else range(len(layers)))
    network.load_state_dict(read, strict=not chosen.anew)
    if not chosen.anew:
        print(f"as it stands: {_judged(network, held)}", flush=True)
    _fit(network, held, chosen.epochs, chosen.most, out)
    reader_weights.write(network, VOCABULARY, out)
    return 0


def _fit(network: Network, held: Held, epochs: int, most: int, out: Path) -> None:
    """Fits in place; what is learnt so far lies beside `out` until it is whole."""
    dice, kept_at = random.Random(SEED), out.with_suffix(".fitting")
    computed = Network(network.bert.config.num_hidden_layers)
    computed.load_state_dict(network.state_dict())
    computed = computed.to(torch.bfloat16)
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
            loss = _loss(computed(*_tensors(batch)).float(), batch)
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
        print(f"epoch {epoch + 1}, loss {np.mean(lost):.3f}: {_judged(network, held)}", flush=True)
    kept_at.unlink(missing_ok=True)


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


def _tensors(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(one.ids) for one in batch)
    ids, types, held = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    for place, one in enumerate(batch):
        ids[place, : len(one.ids)] = torch.tensor(one.ids)
        types[place, one.asked : len(one.ids)] = 1
        held[place, : len(one.ids)] = 1
    return ids, types, held


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


@torch.no_grad()
def _judged(network: Network, held: Held) -> str:
    """How well it tells whether a text answers, which sentence does, and which word; and which texts belong."""
    cells = []
    for kind in ("open", "yesno"):
        answered, odds, first, words = [], [], [], []
        for text in held.judging:
            for question in text.questions:
                if question.kind != kind:
                    continue
                found = list(_read(network, held.windows, text, question))
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
        (max(one[3] for one in _read(network, held.windows, *pair[:2])), pair[2]) for pair in held.judging_across()
    ]
    cells.append(f"across: AUC {roc_auc_score([one for _, one in pairs], [odds for odds, _ in pairs]):.3f}")
    return "; ".join(cells)


def _read(
    network: Network, windows: Windows, text: ReadText, question: Question
) -> Iterator[tuple[float, float, float, float, bool]]:
    """Of each sentence whether it bears, affirms, denies and its window answers, as odds; and whether it does bear."""
    for window in windows.of(text, question, 0, len(text.sentences)):
        numbers = network(*_tensors([window]))[0]
        for mark, bears in zip(window.marks, window.bears, strict=True):
            bearing, affirming, denying, _ = numbers[mark].tolist()
            yield bearing, affirming, denying, float(numbers[0, 3]), bears


if __name__ == "__main__":
    sys.exit(main())
