"""The network of the reader as it is fitted: BERT with four numbers a token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import nn
from transformers import BertConfig, BertModel

from tests.evaluation.reader_examples import Example

LAYERS, WIDTH, HEADS, INNER, VOCABULARY = 12, 384, 12, 1536, 30522
OUTPUTS = 4
"""Whether a sentence bears the answer, affirms, denies; at the first token, whether the window answers."""


class Network(nn.Module):
    """BERT with four numbers a token."""

    def __init__(self) -> None:
        super().__init__()
        shape = BertConfig(
            vocab_size=VOCABULARY,
            hidden_size=WIDTH,
            num_hidden_layers=LAYERS,
            num_attention_heads=HEADS,
            intermediate_size=INNER,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert = BertModel(shape, add_pooling_layer=False)
        self.bert.set_attn_implementation("sdpa")
        self.bert.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        self.head = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, ids: torch.Tensor, types: torch.Tensor, held: torch.Tensor) -> torch.Tensor:
        """Numbers of shape (batch, tokens, OUTPUTS)."""
        read = self.bert(input_ids=ids, token_type_ids=types, attention_mask=held)
        numbers: torch.Tensor = self.head(read.last_hidden_state)
        return numbers


def tensors_of(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The tokens of each, which of them are text, and which fill nothing up."""
    longest = max(len(one.ids) for one in batch)
    ids, types, held = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    for place, one in enumerate(batch):
        ids[place, : len(one.ids)] = torch.tensor(one.ids)
        types[place, one.asked : len(one.ids)] = 1
        held[place, : len(one.ids)] = 1
    return ids, types, held


@torch.no_grad()
def read(network: Network, window: Example) -> Iterator[tuple[float, float, float, float, bool]]:
    """Of each sentence whether it bears, affirms, denies and its window answers, as odds; and whether it does bear."""
    numbers = network(*tensors_of([window]))[0]
    for mark, bears in zip(window.marks, window.bears, strict=True):
        bearing, affirming, denying, _ = numbers[mark].tolist()
        yield bearing, affirming, denying, float(numbers[0, 3]), bears
