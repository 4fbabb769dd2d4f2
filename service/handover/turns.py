"""Waiting for the turn to ingest, which one process of an installation has at a time."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from corpus.lease_store import AlwaysMine, Turn
from corpus.store import Corpus

LOOKS_EVERY = 1.0
"""Seconds between two looks whether the other process has finished."""


@contextmanager
def waited_turn(corpus: Corpus) -> Iterator[Turn | AlwaysMine]:
    """The turn, as soon as it is free; says once who has it until then."""
    told = False
    while True:
        with corpus.ingest_turn() as turn:
            if turn.taken:
                yield turn
                return
        if not told:
            lease = corpus.leases.held("ingest", dt.datetime.now(dt.UTC))
            click.echo(f"{lease.holder if lease else 'Another process'} is ingesting; waiting until it has.", err=True)
            told = True
        time.sleep(LOOKS_EVERY)
