"""The parts of the documentation that are read off the program: `python -m service.docs [FOLDER]` writes them.

A test holds the files to what this would write, so that settings, commands and routes cannot be undocumented.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from litestar import Litestar

from service.app import create_app
from service.cli import cli
from service.settings import Settings, describe
from service.stores import open_corpus
from service.wiring import Services, build_answerer

FOLDER = Path(__file__).parents[1] / "docs"
WIDTH = 100
METHODS = ("get", "post", "put", "patch", "delete")


def settings_page() -> str:
    """Every setting with its variable, default and meaning."""
    rows = "\n".join(
        f"| `{each.variable}` | {f'`{each.default}`' if each.default else ''} | {each.doc}{' Secret.' * each.secret} |"
        for each in describe()
    )
    return f"""# Settings

Every setting is an environment variable. A name that begins with `STANDING_` and is not listed here is an error, so
that a misspelt setting cannot be ignored. Lists are written with commas between their values. A secret may be in a
file instead, as containers are given theirs: `STANDING_DATABASE_URL_FILE=/run/secrets/database_url`.

| Variable | Default | Meaning |
|---|---|---|
{rows}
"""


def commands_page() -> str:
    """The help of every command."""
    sections = "\n".join(f"## `{name}`\n\n```\n{text}\n```\n" for name, text in _helps(cli, "standing"))
    return f"""# The command line

Answers go to standard output, everything else to standard error. Exit status 1 means that something failed and says
what to do.

{sections}"""


def routes_page(app: Litestar) -> str:
    """Every route of the API with its scope."""
    scopes = _scopes(app)
    rows = []
    for path, item in sorted((app.openapi_schema.paths or {}).items()):
        for method in METHODS:
            operation = getattr(item, method)
            if operation:
                scope = scopes.get((path, method), "")
                rows.append(f"| {method.upper()} | `{path}` | {operation.summary} | {scope} |")
    table = "\n".join(rows)
    return f"""# Routes

The whole description, with every parameter and every error, is served at `/schema/openapi.json` and
`/schema/openapi.yaml`. The last column is the scope that a key needs where keys are needed; `admin` has every scope but
`local`, which only the command line of whoever runs the service has.

| | | | Scope |
|---|---|---|---|
{table}
| POST | `/mcp` | The tools of the Model Context Protocol, streamable HTTP | ask |
"""


def pages() -> dict[str, str]:
    """Every generated page's file name and what it should hold."""
    app = create_app(Services(Settings(), open_corpus, build_answerer))
    return {"settings.md": settings_page(), "cli.md": commands_page(), "routes.md": routes_page(app)}


def _helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    settings = {"terminal_width": WIDTH, **command.context_settings}
    context = click.Context(command, info_name=name.rsplit(" ", 1)[-1], parent=parent, **settings)
    context.max_content_width = WIDTH
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found:
                yield from _helps(found, f"{name} {child}", context)


def _scopes(app: Litestar) -> dict[tuple[str, str], str]:
    found = {}
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            for method in handler.http_methods:
                scope = handler.opt.get("scope", "ask")
                found[route.path_format, method.lower()] = scope or "none"
    return found


def main(folder: Path = FOLDER) -> None:
    """Write every page into a folder."""
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
