"""A local language model behind an OpenAI-compatible endpoint: llama.cpp's own server, in this process.

The only module that imports xllamacpp, which comes with the extra `llm`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import MissingExtra, installing

CONTEXT_TOKENS = 8192
"""Room for the default prompt and output several times over; more costs memory."""


@contextmanager
def serving_model(model: Path, *, host: str = "127.0.0.1", port: int = 0, threads: int = 2) -> Iterator[str]:
    """Serve a GGUF file until the block ends; gives the address for `STANDING_LLM_URL`.

    Args:
        model: The file.
        host: Where to listen.
        port: 0 takes a free one.
        threads: Threads that compute.

    Raises `MissingExtra`.
    """
    try:
        import xllamacpp  # noqa: PLC0415 - an extra, and a hundred megabytes
    except ImportError as error:
        raise MissingExtra("A local language model needs xllamacpp.", remedy=f"{installing('llm')}.") from error
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.model_alias = {model.stem}
    params.hostnames = [host]
    params.port = port
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(params)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server
