"""`standing answers`: answers given before, shown again, asked again, and held against what is known today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import click
import msgspec

from corpus.answer_store import AnswerStore
from corpus.record_store import RecordStore
from corpus.registry import Registry
from corpus.store import open_registry_database
from service import settings
from service.answering.replay import Drift, Watch, asked_again, difference
from service.answering.wire import ANSWER, Answer
from service.commands.ask import answer_of, shown
from service.commands.terminal import echo
from service.stores import store_settings


@click.group()
def answers() -> None:
    """Show, ask again or check the answers given before."""


@answers.command("list")
@click.option("--limit", default=50, show_default=True, help="At most so many, newest first.")
def list_(limit: int) -> None:
    """List the answers given, newest first."""
    with _database() as (store, _):
        for stored in store.recent(limit):
            echo(f"{stored.id}  {stored.created_at:%Y-%m-%d %H:%M}  {stored.question}")


@answers.command()
@click.argument("answer_id")
@click.option("--json", "as_json", is_flag=True, help="The whole answer as JSON.")
def show(answer_id: str, *, as_json: bool) -> None:
    """Show an answer word for word.

    What changed since goes to standard error.
    """
    with _database() as (store, watch):
        stored = store.get(answer_id)
        answer = ANSWER.decode(stored.body)
        echo(stored.body if as_json else shown(answer))
        _warn(watch.drift(answer))


@answers.command()
@click.argument("answer_id")
@click.option("--json", "as_json", is_flag=True, help="The new answer as JSON.")
def replay(answer_id: str, *, as_json: bool) -> None:
    """Ask the question of an answer again.

    What is answered differently today goes to standard error.
    """
    with _database() as (store, _):
        before = ANSWER.decode(store.get(answer_id).body)
    after = answer_of(settings.load(), asked_again(before))
    found = difference(before, after)
    if as_json:
        echo(msgspec.json.encode(after).decode())
        return
    echo(shown(after))
    for sign, texts in (("-", found.gone), ("+", found.new)):
        for text in texts:
            echo(f"{sign} {text}", err=True)
    echo("Answered differently." if found else "Answered as before.", err=True)


@answers.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def moved(*, as_json: bool) -> None:
    """List answers whose sources or standing have changed since."""
    with _database() as (_, watch):
        for drift in watch.moved():
            echo(_json(drift) if as_json else _row(drift))


@contextmanager
def _database() -> Iterator[tuple[AnswerStore, Watch]]:
    """The answers and what they are held against, for which no process need own the store."""
    database = open_registry_database(store_settings(settings.load()))
    try:
        store, registry = AnswerStore(database), Registry(database)
        yield store, Watch(store, registry, RecordStore(registry), dt.datetime.now(dt.UTC).date())
    finally:
        database.close()


def _warn(drift: Drift) -> None:
    for change in (*drift.sources, *drift.standing):
        echo(f"Changed since: {change}", err=True)


def _row(drift: Drift) -> str:
    changes = "\n".join(f"    {change}" for change in (*drift.sources, *drift.standing))
    return f"{drift.answer.id}  {_day(drift.answer)}  {drift.answer.question}\n{changes}"


def _day(answer: Answer) -> str:
    return f"{answer.created_at:%Y-%m-%d}" if answer.created_at else "----------"


def _json(drift: Drift) -> str:
    told = {
        "id": drift.answer.id,
        "question": drift.answer.question,
        "sources": drift.sources,
        "standing": drift.standing,
    }
    return msgspec.json.encode(told).decode()
