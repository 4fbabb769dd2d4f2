"""What the command line says of itself."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from service.cli import COMMANDS, cli


def _groups() -> Iterator[str]:
    for name in COMMANDS:
        if isinstance(cli.get_command(click.Context(cli), name), click.Group):
            yield name


@pytest.mark.parametrize("group", list(_groups()))
def test_every_command_is_told_whole_in_its_list(group: str) -> None:
    """The line of a command in the list of its group ends with its sentence, not in the middle of it."""
    listed = CliRunner().invoke(cli, [group, "--help"]).output
    assert "..." not in listed.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", " "], "The question is empty."),
        (["ask", "a" * 2001], "The question has 2,001 characters."),
    ],
)
def test_a_question_that_is_none_is_refused_before_anything_is_opened(arguments: list[str], told: str) -> None:
    """With an error, as at every other door, and not with an answer."""
    refused = CliRunner().invoke(cli, arguments)
    assert refused.exit_code == 1
    assert told in str(refused.exception)
