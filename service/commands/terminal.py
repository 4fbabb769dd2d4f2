"""What goes to a terminal: strangers' words without the signs by which a terminal is commanded."""

from __future__ import annotations

import re
import sys

import click

COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters but for tab and line feed, and those that turn the direction of text: a title with an escape
sequence could rename the window or hide a line, one that turns around could show another sum than it holds."""


def harmless(text: str) -> str:
    """The text with a mark in the place of each sign that a terminal would obey."""
    return COMMANDS.sub("\ufffd", text)


def echo(text: str, *, err: bool = False) -> None:
    """One line, or several. A file or another program gets them as they are."""
    stream = sys.stderr if err else sys.stdout
    click.echo(harmless(text) if stream.isatty() else text, err=err)
