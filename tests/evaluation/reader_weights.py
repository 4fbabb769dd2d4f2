"""Weights of a BERT of few layers: read as numbers out of int8, and written in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

_OWN = re.compile(r"^(?:network\.|n\.)(?=bert\.|head\.)")
"""What our own file writes before the names."""
_SAMPLE = 50


class _OfOneWindow(nn.Module):
    """A network that takes a mask, asked for one window that is all held."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """The numbers of every token."""
        numbers: torch.Tensor = self.network(input_ids, token_type_ids, torch.ones_like(input_ids))
        return numbers


def read(path: Path) -> dict[str, torch.Tensor]:
    """The weights of an ONNX file by their names in BERT, and in a head where it has one."""
    model = onnx.load(str(path))
    held = {one.name: onnx.numpy_helper.to_array(one) for one in model.graph.initializer}
    weights = {name: value for name, value in held.items() if not name.startswith("onnx::")}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in held:
            name = re.sub(r"\.MatMul(?:_quant)?$", "", node.name.strip("/").replace("/", "."))
            base = node.input[1].removesuffix("_quantized")
            weights[f"{name}.weight"] = _numbers(held, node.input[1], base).T
        if node.op_type == "DequantizeLinear":
            base = node.input[1].removesuffix("_scale")
            weights[base] = _numbers(held, f"{base}_quantized", base)
    return {
        kept: torch.tensor(value.astype(np.float32))
        for name, value in weights.items()
        if _is_weight(kept := _OWN.sub("", name))
    }


def _numbers(held: dict[str, Any], name: str, base: str) -> Any:
    return (held[name].astype(np.float32) - held[f"{base}_zero_point"].astype(np.float32)) * held[f"{base}_scale"]


def _is_weight(name: str) -> bool:
    """Whether it is a weight of the network, and none of the numbers that make one of int8."""
    return name.startswith(("bert.e", "head.")) and not name.endswith(("_scale", "_zero_point", "_quantized"))


def write(network: nn.Module, vocabulary: int, path: Path) -> None:
    """In ONNX, with int8 weights."""
    network.eval()
    sample = torch.randint(1000, vocabulary, (1, _SAMPLE))
    whole = path.with_suffix(".fp32.onnx")
    names = ["input_ids", "token_type_ids"]
    torch.onnx.export(
        _OfOneWindow(network),
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
