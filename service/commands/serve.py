"""`standing serve`: the page, the API and the other doors, on one port."""

from __future__ import annotations

import dataclasses

import click

from service import settings


@click.command()
@click.option("--host", help="Address to listen on; by default STANDING_HOST.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; by default STANDING_PORT. 0: any.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the page and the API until interrupted."""
    from service import serving, stores, wiring
    from service.observing import logs

    given = settings.load()
    logs.configure(given.log_level)
    host = host or given.host
    with serving.listen(host, given.port if port is None else port) as listening:
        bound = dataclasses.replace(given, host=host, port=listening.getsockname()[1])
        services = wiring.Services(bound, stores.open_corpus, wiring.build_answerer, announced=True)

        def ready() -> None:
            held = services.corpus.registry.coverage()
            click.echo(f"Standing is ready at {bound.base_url} with {held.documents} documents. Ctrl+C ends it.")

        click.echo(f"Opening; {bound.base_url}/health/ready says how far it is.", err=True)
        serving.serve(services, listening, ready)
