"""The console command `standing`. Commands are imported when they run, so that `--help` is instant.

Answers go to standard output, everything else to standard error.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from corpus.errors import CorpusError
from ingest.errors import IngestError
from service.errors import ServiceError

COMMANDS = {
    "ask": ("service.commands.ask:ask", "Answer a question with citations."),
    "answers": ("service.commands.answers:answers", "Show, ask again or check the answers given before."),
    "serve": ("service.commands.serve:serve", "Serve the page and the API."),
    "ingest": ("service.commands.corpus:ingest", "Read documents into the corpus."),
    "sources": ("service.commands.sources:sources", "List where documents come from, or try a source live."),
    "sync": ("service.commands.sources:sync", "Take what is new or changed at the sources."),
    "documents": ("service.commands.documents:documents", "List, show or delete documents."),
    "index": ("service.commands.corpus:index", "Rebuild the indexes from the registry."),
    "backup": ("service.commands.backup:backup", "Write everything into one file, while the service runs."),
    "restore": ("service.commands.backup:restore", "Make a store out of a backup, in an empty place."),
    "migrate": ("service.commands.migrate:migrate", "Move an embedded store to servers."),
    "doctor": ("service.commands.corpus:doctor", "Examine every part and say how to mend it."),
    "mcp": ("service.commands.mcp:mcp", "Serve the tools to an assistant on standard input and output."),
    "slack": ("service.commands.slack:slack", "Serve with the Slack bot in Socket Mode, without a public address."),
    "keys": ("service.commands.keys:keys", "Create, list or revoke API keys."),
    "llm": ("service.commands.llm:llm", "Serve a local language model, or see whether one answers."),
    "models": ("service.commands.models:models", "Fetch, list or verify the pinned model files."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and one-line helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the command that is about to run."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{name} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="standing")
def cli() -> None:
    """What regulators ordered, whom they fined, and whether it still stands."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command; an error of ours is one line that says what to do, and exit status 1."""
    try:
        cli.main(args=arguments, prog_name="standing")
    except (CorpusError, IngestError, ServiceError) as error:
        click.secho(f"Error: {error.message}", fg="red", err=True)
        if error.remedy:
            click.echo(error.remedy, err=True)
        sys.exit(1)
    sys.exit(0)


if __name__ == "__main__":
    main()
