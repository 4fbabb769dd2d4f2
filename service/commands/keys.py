"""`standing keys`: API keys, needed as soon as the service listens beyond loopback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import click

from corpus.key_store import KeyStore
from service import settings
from service.perimeter.keys import SCOPES, create


@click.group()
def keys() -> None:
    """Create, list or revoke API keys. A running service knows of a change within ten seconds."""


@keys.command("create")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(list(SCOPES)),
    default=("ask",),
    show_default=True,
    help="; ".join(f"{scope}: {meaning}" for scope, meaning in SCOPES.items()) + ". May be given several times.",
)
def create_(name: str, scopes: tuple[str, ...]) -> None:
    """Make a key for NAME and print it.

    It is kept nowhere and cannot be shown again.
    """
    if not name.strip():
        raise click.BadParameter("A key needs a name, by which it is told from others.", param_hint="NAME")
    with _store() as store:
        key, secret = create(store, name, scopes, dt.datetime.now(dt.UTC))
    click.echo(secret)
    click.echo(f"Key {key.id} for {name} may {', '.join(sorted(key.scopes))}. It is not shown again.", err=True)


@keys.command("list")
def list_() -> None:
    """Show every key, never its secret."""
    with _store() as store:
        found = store.all()
    for key in found:
        state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "active"
        used = f"used {key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never used"
        scopes = ",".join(sorted(key.scopes))
        click.echo(f"{key.id}\t{state}\t{scopes}\tcreated {key.created_at:%Y-%m-%d}\t{used}\t{key.name}")
    if not found:
        click.echo("There are no keys.", err=True)


@keys.command("revoke")
@click.argument("key_id")
def revoke(key_id: str) -> None:
    """End the key KEY_ID."""
    with _store() as store:
        store.revoke(key_id, dt.datetime.now(dt.UTC))
    click.echo(f"Key {key_id} is revoked.", err=True)


@contextmanager
def _store() -> Iterator[KeyStore]:
    from corpus.store import open_registry_database
    from service.stores import store_settings

    given = settings.load()
    given.home.mkdir(parents=True, exist_ok=True)
    database = open_registry_database(store_settings(given))
    try:
        yield KeyStore(database)
    finally:
        database.close()
