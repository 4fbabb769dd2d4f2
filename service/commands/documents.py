"""`standing documents`: what the corpus holds. Reading needs no ownership, so it works while the service runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import click
import msgspec

from corpus.documents import Document
from corpus.errors import StoreOwned
from corpus.filters import Filters
from corpus.registry import Registry
from corpus.store import open_registry_database
from ingest.keeping.archive import Archive
from service import settings
from service.commands.terminal import echo
from service.handover import work
from service.jobs import deleting
from service.settings import Settings
from service.stores import open_corpus, store_settings


@click.group()
def documents() -> None:
    """List, show or delete documents."""


@documents.command("list")
@click.option("--regulator", multiple=True, help="Regulator id, for example ico. May be given several times.")
@click.option("--matter", multiple=True, help="Matter id. May be given several times.")
@click.option("--respondent", multiple=True, help="Respondent's name. May be given several times.")
@click.option("--limit", default=None, type=int, help="At most so many, newest decision first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_(
    regulator: tuple[str, ...],
    matter: tuple[str, ...],
    respondent: tuple[str, ...],
    limit: int | None,
    *,
    as_json: bool,
) -> None:
    """List the documents held, newest decision first. One that only repeats another names it at the end of its line."""
    with _registry() as registry:
        for document in registry.documents(Filters(respondent, regulator, matter=matter), limit, duplicates=True):
            echo(_json(document) if as_json else _row(document))


@documents.command()
@click.argument("document_id")
@click.option("--text", is_flag=True, help="Print the canonical text.")
def show(document_id: str, *, text: bool) -> None:
    """Show what is known of a document, as JSON, or its text.

    `duplicate_of` is the document that it only repeats; `duplicates` are those that repeat it.
    """
    with _registry() as registry:
        document = registry.document(document_id)
        if text:
            echo(registry.text(document.id, document.version))
            return
        repeated = [each.id for each in registry.duplicates_of(document.id)]
        echo(msgspec.json.encode({**msgspec.to_builtins(document), "duplicates": repeated}).decode())


@documents.command()
@click.argument("document_id")
def history(document_id: str) -> None:
    """List the versions of a document, newest first."""
    with _registry() as registry:
        for document in registry.history(document_id):
            source = document.source
            echo(f"{document.version:>3}  {source.retrieved_at:%Y-%m-%d %H:%M}  {source.sha256}")


@documents.command()
@click.argument("document_ids", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(document_ids: tuple[str, ...], *, yes: bool) -> None:
    """Delete documents with all their versions.

    They are gone from every index and every later answer.
    """
    given = settings.load()
    with _registry() as registry:
        titles = {key: registry.document(key).description.title for key in document_ids}
    with _deleting(given) as remove:
        for document_id, title in titles.items():
            if not yes:
                click.confirm(f"Delete {title!r} ({document_id})?", abort=True, err=True)
            remove(document_id)
            echo(f"Deleted {document_id}: {title}", err=True)


@contextmanager
def _deleting(given: Settings) -> Iterator[Callable[[str], None]]:
    """How to delete: in the store, or through the service that owns it."""
    try:
        corpus = open_corpus(given)
    except StoreOwned as owned:
        if owned.owner_url is None:
            raise
        yield partial(work.delete_document, owned.owner_url, given.home)
        return
    with corpus:
        yield partial(deleting.delete_document, corpus, Archive(given.archive_address))


@contextmanager
def _registry() -> Iterator[Registry]:
    database = open_registry_database(store_settings(settings.load()))
    try:
        yield Registry(database)
    finally:
        database.close()


def _row(document: Document) -> str:
    about = document.description
    date = about.decided_on or about.published_on
    repeats = f"  = {document.duplicate_of}" if document.duplicate_of else ""
    regulator, kind = about.regulator or "-", about.kind.value
    return f"{document.id}  {date or '----------'}  {regulator:<12}  {kind:<24}  {about.title}{repeats}"


def _json(document: Document) -> str:
    return msgspec.json.encode(document).decode()
