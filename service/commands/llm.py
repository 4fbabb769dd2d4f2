"""`standing llm`: a language model on this machine, behind the endpoint that answering can use."""

from __future__ import annotations

import click

from service import settings

PORT = 8377
ASSETS = ("llm", "llm-small", "llm-tiny")


@click.group()
def llm() -> None:
    """Serve a local language model, or see whether one answers."""


@llm.command()
@click.argument("asset", type=click.Choice(ASSETS), default="llm")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; it asks for no key.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Port. 0: any.")
@click.option("--threads", default=2, show_default=True, help="Threads that compute; no more than idle cores.")
def serve(asset: str, host: str, port: int, threads: int) -> None:
    """Serve a fetched model with llama.cpp until interrupted. Needs the extra `llm`.

    Prints the address for STANDING_LLM_URL.
    """
    import threading
    from contextlib import suppress

    from corpus import assets
    from service.answering.generative.local_model import serving_model

    file = next(one for one in assets.listed() if one.name == asset).files[0]
    model = assets.require(settings.load().models_dir, str(file.path))
    with suppress(KeyboardInterrupt), serving_model(model, host=host, port=port, threads=threads) as url:
        click.echo(f"STANDING_LLM_URL={url}")
        threading.Event().wait()


@llm.command()
def check() -> None:
    """Ask the endpoint of the settings for a word. Exit status 1 when none comes."""
    from service.answering.generative.endpoint import Message, Piece
    from service.errors import InvalidSettings
    from service.wiring import open_writer

    writer = open_writer(settings.load())
    if writer is None:
        raise InvalidSettings("No language model is set up.", remedy="Set STANDING_LLM_URL and STANDING_LLM_MODEL.")
    try:
        reply = writer.link.ask(
            [Message("user", 'Write the JSON {"claims": []} and nothing else.')], 50, {"type": "object"}
        )
        said = "".join(piece.text for piece in reply.read() if isinstance(piece, Piece))
    finally:
        writer.link.close()
    click.echo(f"{writer.link.endpoint.model} at {writer.link.endpoint.base} answers: {said.strip()[:100]}")
