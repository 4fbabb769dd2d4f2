"""`standing mcp`: the tools over standard input and output, for assistants that start their servers themselves."""

from __future__ import annotations

import click

from service import settings


@click.command()
def mcp() -> None:
    """Serve the tools of the Model Context Protocol on standard input and output.

    While `standing serve` runs on the same store, the tools are those of the service.
    """
    import anyio

    from service.mcp.stdio import serve
    from service.observing import logs

    given = settings.load()
    logs.configure(given.log_level)
    anyio.run(serve, given)
