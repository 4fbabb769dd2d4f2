"""Fit the reader: `make fit-reader`, an hour of two quiet cores for the three epochs by which it was made.

It begins as the pinned cross-encoder (`tests/evaluation/cross_encoder.py`), whose int8 weights are turned back into
numbers, with every second of its twelve layers. It learns from hand-written questions (`tests/evaluation/reading`)
which sentences bear the answer, affirm or deny, and whether a window answers at all; it is judged on the short texts
that are held out, and written in int8 beside `service/answering/weighing/reader/reader.py`. Weights are kept in
float32 and computed with in bfloat16.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from service.answering.weighing.reader import reader
from service.answering.weighing.reader.reader import FIRST, LAST, OF_QUESTION, OF_SENTENCE, windows
from tests.evaluation.cross_encoder import FOLDER as CROSS_ENCODER
from tests.evaluation.reading import HELD_OUT, Question, ReadText, read_all
from tests.evaluation.stores import DECISIONS, open_kept, open_store
from tests.support.models import MODELS

LAYERS = (0, 2, 4, 6, 8, 11)
"""Of twelve. All twelve take twice the time, to fit and to ask."""
WIDTH, HEADS, INNER, VOCABULARY = 384, 12, 1536, 30522
OUTPUTS = 4
"""Whether a sentence bears the answer, affirms, denies; at the first token, whether the window answers."""
TOKENS = 4096
"""Of one batch, with what fills the shorter ones up."""
SORTED_TOGETHER = 256
RATE, WARMING = 6e-5, 0.06
PART, OTHER = 0.5, 0.3
"""How often a text is read in part, and a window that does not answer beside the one that does."""
SEED = 1


@dataclass(frozen=True)
class Example:
    """A window with its marks, the sentences at these, and which of them bear the answer."""

    question: Question
    text: str
    asked: int
    ids: Sequence[int]
    marks: Sequence[int]
    sentences: Sequence[int]

    @property
    def bears(self) -> list[bool]:
        """Of each sentence of the window."""
        return [one in self.question.bears for one in self.sentences]


class Network(nn.Module):
    """BERT with four numbers a token."""

    def __init__(self) -> None:
        super().__init__()
        shape = BertConfig(
            vocab_size=VOCABULARY,
            hidden_size=WIDTH,
            num_hidden_layers=len(LAYERS),
            num_attention_heads=HEADS,
            intermediate_size=INNER,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert = BertModel(shape, add_pooling_layer=False)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        self.head = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, ids: torch.Tensor, types: torch.Tensor, held: torch.Tensor) -> torch.Tensor:
        """Numbers of shape (batch, tokens, OUTPUTS)."""
        read = self.bert(input_ids=ids, token_type_ids=types, attention_mask=held)
        numbers: torch.Tensor = self.head(read.last_hidden_state)
        return numbers


class Written(nn.Module):
    """The network of one window, as it is written."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """As `Network`."""
        numbers: torch.Tensor = self.network(input_ids, token_type_ids, torch.ones_like(input_ids))
        return numbers


def main() -> int:
    """Fit, print how the held-out texts fare after each epoch, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.fit_reader", description=__doc__)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--most", type=int, default=0, help="batches an epoch, for trying it out; 0 is all")
    parser.add_argument("--out", type=Path, default=reader.FOLDER / "reader.onnx")
    chosen = parser.parse_args()
    torch.manual_seed(SEED)
    with open_store(DECISIONS, open_kept()) as decisions:
        texts = list(read_all(decisions))
    held_out = [one for one in texts if one.id.startswith(HELD_OUT)]
    fitted_to = [one for one in texts if not one.id.startswith(HELD_OUT)]
    network = Network()
    network.bert.load_state_dict(_begun(), strict=False)
    _fit(network, _Windows(), fitted_to, held_out, chosen.epochs, chosen.most)
    _write(network, chosen.out)
    return 0


class _Windows:
    """Questions and texts as windows of tokens."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(reader.FOLDER / "tokens.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def of(self, text: ReadText, question: Question, first: int, last: int) -> list[Example]:
        asked = [FIRST, *self._tokens(question.q)[:OF_QUESTION], LAST]
        said = [self._tokens(one)[:OF_SENTENCE] for one in text.sentences[first:last]]
        found, place = [], first
        for ids, marks in windows(asked, said):
            found.append(Example(question, text.id, len(asked), ids, marks, range(place, place + len(marks))))
            place += len(marks)
        return found

    def drawn(self, texts: Sequence[ReadText], dice: random.Random) -> Iterator[Example]:
        """Those of one epoch: texts whole or in part, and of long ones not every window that does not answer."""
        for text in texts:
            for question in text.questions:
                first, last = 0, len(text.sentences)
                if last > OUTPUTS and dice.random() < PART:
                    length = dice.randint(OUTPUTS, last)
                    first = dice.randint(0, last - length)
                    last = first + length
                found = self.of(text, question, first, last)
                bearing = [one for one in found if any(one.bears)]
                others = [one for one in found if not any(one.bears)]
                yield from bearing
                if others and (not bearing or dice.random() < OTHER):
                    yield dice.choice(others)

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def _begun() -> dict[str, torch.Tensor]:
    """The cross-encoder's weights as numbers, by the names that BERT has for them."""
    model = onnx.load(str(MODELS / CROSS_ENCODER / "model.onnx"))
    held = {one.name: onnx.numpy_helper.to_array(one) for one in model.graph.initializer}
    weights = {name.removeprefix("bert."): value for name, value in held.items() if name.startswith("bert.")}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in held:
            name = re.sub(r"\.MatMul(?:_quant)?$", "", node.name.strip("/").replace("/", ".")).removeprefix("bert.")
            base = node.input[1].removesuffix("_quantized")
            weights[f"{name}.weight"] = _numbers(held, node.input[1], base).T
        if node.op_type == "DequantizeLinear":
            base = node.input[1].removesuffix("_scale")
            weights[base.removeprefix("bert.")] = _numbers(held, f"{base}_quantized", base)
    return {
        kept: torch.tensor(value.astype(np.float32)) for name, value in weights.items() if (kept := _name_kept(name))
    }


def _numbers(held: dict[str, Any], name: str, base: str) -> Any:
    return (held[name].astype(np.float32) - held[f"{base}_zero_point"].astype(np.float32)) * held[f"{base}_scale"]


def _name_kept(name: str) -> str:
    """The name in a network of fewer layers; empty of what it has not."""
    if name.endswith(("_scale", "_zero_point", "_quantized")) or name.startswith(("pooler", "classifier")):
        return ""
    found = re.match(r"encoder\.layer\.(\d+)\.(.*)", name)
    if found is None:
        return name
    layer = int(found.group(1))
    return f"encoder.layer.{LAYERS.index(layer)}.{found.group(2)}" if layer in LAYERS else ""


def _fit(
    network: Network,
    parts: _Windows,
    texts: Sequence[ReadText],
    held_out: Sequence[ReadText],
    epochs: int,
    most: int,
) -> None:
    """Fits in place."""
    dice = random.Random(SEED)
    computed = Network()
    computed.load_state_dict(network.state_dict())
    computed = computed.to(torch.bfloat16)
    pairs = [
        (kept, used)
        for kept, used in zip(network.parameters(), computed.parameters(), strict=True)
        if kept.requires_grad
    ]
    step, total = 0, 0
    steps = torch.optim.AdamW([kept for kept, _ in pairs], RATE, weight_decay=0.01)
    for epoch in range(epochs):
        drawn = _batches(list(parts.drawn(texts, dice)), dice)[: most or None]
        total = total or len(drawn) * epochs
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
            step += 1
        print(f"epoch {epoch + 1}, last loss {loss.item():.2f}: {_judged(network, parts, held_out)}", flush=True)


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
def _judged(network: Network, parts: _Windows, texts: Sequence[ReadText]) -> str:
    """For open questions and for yes or no: how well it tells whether a text answers, and which sentence does."""
    cells = []
    for kind in ("open", "yesno"):
        answered, odds, first = [], [], []
        for text in texts:
            for question in text.questions:
                if question.kind != kind:
                    continue
                found = [
                    (float(numbers[0, 0, 3]), float(numbers[0, mark, 0]), bears)
                    for window in parts.of(text, question, 0, len(text.sentences))
                    for numbers in [network(*_tensors([window]))]
                    for mark, bears in zip(window.marks, window.bears, strict=True)
                ]
                answered.append(bool(question.bears))
                odds.append(max(one for one, _, _ in found))
                if question.bears:
                    first.append(max(found, key=lambda one: one[1])[2])
        area = roc_auc_score(answered, odds)
        cells.append(f"{kind}: AUC {area:.3f}, the likeliest sentence bears {np.mean(first):.3f}")
    return "; ".join(cells)


def _write(network: Network, path: Path) -> None:
    """In ONNX, with int8 weights."""
    network.eval()
    network.bert.set_attn_implementation("eager")
    sample = torch.randint(1000, VOCABULARY, (1, 50))
    whole = path.with_suffix(".fp32.onnx")
    names = ["input_ids", "token_type_ids"]
    torch.onnx.export(
        Written(network),
        (sample, torch.zeros_like(sample)),
        str(whole),
        input_names=names,
        output_names=["numbers"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in [*names, "numbers"]},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )
    whole.unlink()


if __name__ == "__main__":
    sys.exit(main())
