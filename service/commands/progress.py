"""What a command shows while it works, on standard error: a bar on a terminal, and a line for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ingest.report import Outcome, Status
from service.commands.terminal import harmless

COLOURS = {
    Status.NEW: "green",
    Status.CHANGED: "cyan",
    Status.DUPLICATE: "blue",
    Status.NEEDS_OCR: "yellow",
    Status.FAILED: "red",
}


@contextmanager
def progress(verb: str) -> Iterator[tuple[Progress, Console]]:
    """A bar, and the console to write lines above it."""
    console = Console(stderr=True)
    columns = (
        TextColumn(verb),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield bar, console


@contextmanager
def steps(verb: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for work of several parts: gives what is to be told of each."""
    with progress(verb) as (bar, _):
        task = bar.add_task("", total=None)

        def show(part: str, done: int, total: int) -> None:
            bar.update(task, description=part, completed=done, total=total)

        yield show


def say(console: Console, outcome: Outcome) -> None:
    """One file, and what became of it."""
    colour = COLOURS.get(outcome.status, "white")
    said = outcome.reason or f"{outcome.passages} passages"
    line = f"[{colour}]{outcome.status.value:>9}[/]  {plain(outcome.key)}  [dim]{plain(said)}[/]"
    console.print(line, highlight=False, soft_wrap=True)


def plain(text: str) -> str:
    """Words that hold no markup of the console's."""
    return harmless(text).replace("[", r"\[")
