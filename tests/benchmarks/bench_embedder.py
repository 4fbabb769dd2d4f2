"""How fast passages and questions are embedded, and what other ways of running the same model would give.

`python -m tests.benchmarks.bench_embedder [--passages N] [--rounds N] [--threads N]`. Each round runs all variants
in another order, so that a busy machine slows all of them alike. The table gives the best round, the median, and
passages per second of processor time, which a busy machine disturbs least. The passages are cut from the bundled
digests.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import onnxruntime

from corpus.embedding import open_embedder
from corpus.onnx_encoder import OnnxModel, OnnxTokenizer
from tests.support.models import MODELS, ROOT

WEIGHTS = MODELS / "bge-small-en-v1.5/model_quantized.onnx"
TOKENIZER = MODELS / "bge-small-en-v1.5/tokenizer.json"
QUESTION = "What did the ICO order Clearview to delete?"
LENGTHS = [300, 600, 900, 1000, 1000, 1200]
# 12 layers of four 384 x 384 and two 384 x 1536 products a token.
MACS_PER_TOKEN = 12 * (4 * 384 * 384 + 2 * 384 * 1536)
SQUARE, TRIES = 1024, 20
INT8_OPERATORS = {"DynamicQuantizeMatMul", "MatMulIntegerToFloat", "MatMulInteger"}


def passages(count: int) -> list[str]:
    text = "\n".join(p.read_text() for p in sorted((ROOT / "corpus/data/digests").glob("*.md")))
    chosen = random.Random(7)  # a fixed sample, so that runs compare
    starts = [chosen.randrange(len(text) - max(LENGTHS)) for _ in range(count)]
    return [text[start : start + chosen.choice(LENGTHS)] for start in starts]


def session(threads: int, *, profile: str = "") -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    if profile:
        options.enable_profiling = True
        options.profile_file_prefix = profile
    return onnxruntime.InferenceSession(WEIGHTS, options, providers=["CPUExecutionProvider"])


def padded(run: onnxruntime.InferenceSession, ids: Sequence[Sequence[int]]) -> None:
    tokens = np.zeros((len(ids), max(map(len, ids))), np.int64)
    mask = np.zeros_like(tokens)
    for row, one in enumerate(ids):
        tokens[row, : len(one)] = one
        mask[row, : len(one)] = 1
    run.run(None, {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)})


def batched(run: onnxruntime.InferenceSession, ids: Sequence[Sequence[int]], size: int, workers: int) -> None:
    batches = [ids[start : start + size] for start in range(0, len(ids), size)]
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda batch: padded(run, batch), batches))


def variants(texts: list[str], threads: int) -> dict[str, Callable[[], object]]:
    ids = OnnxTokenizer(TOKENIZER, window=512).tokenise(texts).ids
    ordered = sorted(ids, key=len, reverse=True)
    one, many = session(1), session(threads)
    several = [session(1) for _ in range(threads)]
    ours, bare = open_embedder(MODELS, threads=threads), OnnxModel(WEIGHTS, pooling="cls", threads=threads)
    ours.embed_passages(texts[:1])

    def sessions() -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda n: batched(several[n], ordered[n::threads], 1, 1), range(threads)))

    found: dict[str, Callable[[], object]] = {
        "embed_passages (as ingest calls it)": lambda: ours.embed_passages(texts),
        "our ONNX model, bare": lambda: bare.encode(ordered),
        f"{threads} sessions of one thread": sessions,
        "one thread, one passage at a time": lambda: batched(one, ids, 1, 1),
        f"{threads} threads inside an inference, one passage": lambda: batched(many, ids, 1, 1),
        f"{threads} threads inside, 8 by length": lambda: batched(many, ordered, 8, 1),
        f"{threads} threads inside, 32 by length": lambda: batched(many, ordered, 32, 1),
        f"{threads} threads inside, 32 as they come": lambda: batched(many, ids, 32, 1),
        f"{threads} inferences at once, 4 by length": lambda: batched(one, ordered, 4, threads),
    }
    if (MODELS / "all-MiniLM-L6-v2/model.safetensors").exists():
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds, and only for the comparison

        peer = SentenceTransformer(str(MODELS / "all-MiniLM-L6-v2"), device="cpu")
        found["MiniLM in torch, 32 a batch (what peers run)"] = lambda: peer.encode(texts, show_progress_bar=False)
    if (MODELS / "all-MiniLM-L6-v2-int8/model.onnx").exists():
        small = open_embedder(MODELS, threads=threads, model="minilm")
        small.embed_passages(texts[:1])
        found["MiniLM int8, our way"] = lambda: small.embed_passages(texts)
    return found


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock and of processor time."""

    wall: float
    processor: float


def timed(work: Callable[[], object]) -> Taken:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - processor)


def int8_share(texts: list[str]) -> float:
    """The part of a one-thread inference that is spent in int8 matrix products, by onnxruntime's own profile."""
    with tempfile.TemporaryDirectory() as folder:
        run = session(1, profile=f"{folder}/profile")
        batched(run, OnnxTokenizer(TOKENIZER, window=512).tokenise(texts).ids, 1, 1)
        events = json.loads(Path(run.end_profiling()).read_text())
    spent: Counter[str] = Counter()
    for event in events:
        if event.get("cat") == "Node":
            spent[event["args"]["op_name"]] += event["dur"]
    return sum(spent[name] for name in INT8_OPERATORS) / spent.total()


def peak() -> float:
    """Int8 multiply-adds that one core does in a second of processor time, at best: oneDNN on a large square matrix."""
    import torch  # noqa: PLC0415 - seconds

    torch.set_num_threads(1)
    one, other = (torch.randint(-128, 127, (SQUARE, SQUARE), dtype=torch.int8) for _ in range(2))
    taken = []
    for _ in range(TRIES):
        began = time.thread_time()
        torch._int_mm(one, other)
        taken.append(time.thread_time() - began)
    return SQUARE**3 / min(taken)


def questions(threads: int) -> dict[str, Callable[[], object]]:
    embedder = open_embedder(MODELS, threads=threads)
    embedder.warm()
    prompted = f"Represent this sentence for searching relevant passages: {QUESTION}"
    ids = OnnxTokenizer(TOKENIZER, window=512).tokenise([prompted]).ids
    bare = OnnxModel(WEIGHTS, pooling="cls", threads=1)
    return {
        "embed_query": lambda: embedder.embed_query(QUESTION),
        "the model alone": lambda: bare.encode(ids),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--passages", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    texts = passages(options.passages)
    tokens = sum(OnnxTokenizer(TOKENIZER, window=512).count(texts))
    click.echo(f"{len(texts)} passages of {tokens / len(texts):.0f} tokens, onnxruntime {onnxruntime.__version__}")
    work = variants(texts, options.threads)
    taken: dict[str, list[Taken]] = {name: [] for name in work}
    chosen = random.Random()
    for _ in range(options.rounds):
        for name in chosen.sample(list(work), len(work)):
            taken[name].append(timed(work[name]))
    click.echo(f"{'passages/s':50s}{'best':>8}{'median':>8}{'per processor second':>22}")
    for name, rounds in taken.items():
        walls = [one.wall for one in rounds]
        processor = statistics.median(one.processor for one in rounds)
        figures = [len(texts) / seconds for seconds in (min(walls), statistics.median(walls), processor)]
        click.echo(f"{name:50s}{figures[0]:8.1f}{figures[1]:8.1f}{figures[2]:22.1f}")
    used = min(one.processor for one in taken["embed_passages (as ingest calls it)"])
    rate, share, most = tokens * MACS_PER_TOKEN / used / 1e9, int8_share(texts[:32]), peak() / 1e9
    click.echo(f"{rate:.0f} G int8 multiply-adds a second of a core; int8 products take {share:.0%} of an inference,")
    click.echo(f"so that with all else for nothing it would be {1 / share:.2f} times as fast. A core does at most")
    near, products = rate / most, rate / share / most
    click.echo(f"{most:.0f} G in large square products: the embedder is at {near:.0%}, its products at {products:.0%}.")
    for name, question in questions(options.threads).items():
        question()
        walls = sorted(timed(question).wall for _ in range(50))
        click.echo(
            f"{name:50s}{1000 * walls[0]:8.1f} ms a question at best, {1000 * statistics.median(walls):.1f} median"
        )


if __name__ == "__main__":
    main()
