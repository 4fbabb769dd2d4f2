"""`standing ask`: a question answered on the terminal, by the running service where one owns the store."""

from __future__ import annotations

import datetime as dt

import click
import msgspec

from corpus.errors import StoreOwned
from service import settings
from service.answering.wire import Answer, Ask, Citation, FilterFields, question_of
from service.commands.terminal import echo
from service.handover.local_token import read_token
from service.settings import Settings


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Standing as of this day; by default today.",
)
@click.option("--regulator", multiple=True, help="Regulator id, for example ico. May be given several times.")
@click.option("--jurisdiction", multiple=True, help="Jurisdiction code, for example GB. May be given several times.")
@click.option("--respondent", multiple=True, help="Respondent's name as held. May be given several times.")
@click.option("--matter", multiple=True, help="Matter id. May be given several times.")
@click.option("--conversation", help="Conversation to go on with, as an earlier answer named it.")
@click.option("--json", "as_json", is_flag=True, help="The whole answer as JSON.")
def ask(
    question: tuple[str, ...],
    as_of: dt.datetime | None,
    regulator: tuple[str, ...],
    jurisdiction: tuple[str, ...],
    respondent: tuple[str, ...],
    matter: tuple[str, ...],
    conversation: str | None,
    *,
    as_json: bool,
) -> None:
    """Answer a question with citations.

    The answer goes to standard output. A refusal is an answer too.
    """
    filters = FilterFields(respondent=respondent, regulator=regulator, jurisdiction=jurisdiction, matter=matter)
    asked = Ask(question_of(" ".join(question)), filters, as_of.date() if as_of else None, conversation)
    answer = answer_of(settings.load(), asked)
    echo(msgspec.json.encode(answer).decode() if as_json else shown(answer))


def answer_of(given: Settings, asked: Ask) -> Answer:
    """The answer out of the store, or of the running service that owns it."""
    from service import stores, wiring
    from service.handover.asking import ask_service

    try:
        corpus = stores.open_corpus(given)
    except StoreOwned as owned:
        if owned.owner_url is None:
            raise
        return ask_service(owned.owner_url, asked, given.api_key or read_token(given.home))
    with corpus:
        return wiring.build_answerer(corpus, given).answer(asked)


def shown(answer: Answer) -> str:
    """The answer with its sources under it."""
    parts = [answer.text]
    if answer.standalone_question != answer.question:
        parts.insert(0, f"Understood as: {answer.standalone_question}")
    if answer.citations:
        parts.append("\n".join(_source(citation) for citation in answer.citations))
    return "\n\n".join(parts)


def _source(citation: Citation) -> str:
    where = f", page {citation.page}" if citation.page else ""
    return f"[{citation.n}] {citation.title}{where} ({citation.rank.replace('_', ' ')}): {citation.viewer_url}"
