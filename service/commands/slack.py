"""`standing slack`: the service with the bot in Socket Mode, for installations without a public address."""

from __future__ import annotations

import click

from service import settings
from service.errors import InvalidSettings


@click.command()
@click.pass_context
def slack(context: click.Context) -> None:
    """Serve on STANDING_HOST and connect the bot to Slack by Socket Mode.

    Needs STANDING_SLACK_APP_TOKEN (xapp-) and STANDING_SLACK_BOT_TOKEN (xoxb-).
    """
    given = settings.load()
    tokens = {"APP": given.slack_app_token, "BOT": given.slack_bot_token}
    missing = [f"STANDING_SLACK_{name}_TOKEN" for name, token in tokens.items() if not token]
    if missing:
        raise InvalidSettings(
            f"Socket Mode needs {' and '.join(missing)}.", remedy="docs/slack.md says where Slack shows them."
        )
    from service.commands.serve import serve

    context.invoke(serve, host=None, port=None)
