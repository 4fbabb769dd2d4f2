"""A case digest: Markdown of our own words under YAML front matter, and the schema that front matter must meet.

Every record in the front matter carries `quote`, words that stand verbatim in the digest's body, so that each figure,
order and event can be cited like any other text. A digest is never primary: it points to the official source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from corpus.documents import InstrumentKind, Voice
from corpus.errors import InvalidDigest, InvalidYaml
from corpus.matters import BodyRank, EventKind, State
from corpus.plain_yaml import read_mapping
from corpus.records import MoneyKind, MoneyStage, Verb
from corpus.web_addresses import WEB_ADDRESS

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Currency = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d{1,2})?$")]
Text = Annotated[str, msgspec.Meta(min_length=1)]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Unknown keys are errors: a misspelt key must not vanish."""


class DigestInstrument(_Strict, frozen=True, kw_only=True):
    """What was issued. Dates that are not known are left out."""

    id: Slug
    kind: InstrumentKind
    reference: str | None = None
    decided_on: dt.date | None = None
    published_on: dt.date | None = None
    effective_on: dt.date | None = None


class DigestPenalty(_Strict, frozen=True, kw_only=True):
    """A sum of money. `amount` is a plain decimal string in major units: "7552800"."""

    amount: Amount
    currency: Currency
    kind: MoneyKind
    stage: MoneyStage
    quote: Text
    instrument: Slug | None = None
    respondent: str | None = None
    date: dt.date | None = None
    approximate: bool = False
    note: str = ""

    @property
    def value(self) -> Decimal:
        """The amount as a number."""
        return Decimal(self.amount)


class DigestDeadline(_Strict, frozen=True, kw_only=True):
    """By when. An order whose deadline no source states has no deadline at all."""

    text: Text
    by: dt.date | None = None
    runs_from: str | None = None


class DigestOrder(_Strict, frozen=True, kw_only=True):
    """What must be done: verb, object, addressee, deadline, sanction. `voice` recommendation is not an order."""

    verb: Verb
    object: Text
    quote: Text
    voice: Voice = Voice.ORDER
    instrument: Slug | None = None
    addressee: str | None = None
    deadline: DigestDeadline | None = None
    sanction: str | None = None
    gains: Literal["everyone", "complainant"] = "everyone"


class DigestProvisions(_Strict, frozen=True, kw_only=True):
    """Provisions of one law in one role: found infringed, or merely cited."""

    law: Text
    articles: tuple[Text, ...]
    infringed: bool
    quote: Text


class DigestEvent(_Strict, frozen=True, kw_only=True):
    """One dated step. `precision` month or year: `date` is the last day of that period; by: it had happened by then."""

    date: dt.date
    kind: EventKind
    body: Text
    body_rank: BodyRank
    quote: Text
    precision: Literal["day", "month", "year", "by"] = "day"
    last_instance: bool = False
    applies_to: tuple[Slug, ...] = ()
    effect: str = ""


class DigestStanding(_Strict, frozen=True, kw_only=True):
    """What the fold of the events must come to, as of `known_to`. A test holds both together."""

    state: State
    summary: Text


class DigestSource(_Strict, frozen=True, kw_only=True):
    """A page about the matter. `checked` is False where the path was not opened. Official pages come first."""

    url: Annotated[str, msgspec.Meta(pattern=WEB_ADDRESS)]
    kind: Literal["official", "court", "press", "law firm", "secondary", "database"]
    checked: bool = True
    conflict: str = ""


class DigestHead(_Strict, frozen=True, kw_only=True):
    """The front matter.

    `facts` names the rows or sections of the facts it was written from; `researched` lists the figures and dates beyond
    them, each of which was read on one of the `sources`.
    """

    schema: Literal["standing/digest/1"]
    matter: Slug
    title: Text
    regulator: Slug
    jurisdiction: Text
    respondents: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    instruments: Annotated[tuple[DigestInstrument, ...], msgspec.Meta(min_length=1)]
    events: Annotated[tuple[DigestEvent, ...], msgspec.Meta(min_length=1)]
    standing: DigestStanding
    sources: tuple[DigestSource, ...]
    known_to: dt.date
    compiled_on: dt.date
    confidence: Literal["verified", "believed", "mixed"]
    facts: Text
    language: str = "en"
    court: Slug | None = None
    related: tuple[Slug, ...] = ()
    penalties: tuple[DigestPenalty, ...] = ()
    orders: tuple[DigestOrder, ...] = ()
    provisions: tuple[DigestProvisions, ...] = ()
    not_stated: tuple[Text, ...] = ()
    researched: tuple[Text, ...] = ()


# msgspec learns a type when it first meets it, and two threads that meet it at once crash the process
msgspec.json.Decoder(DigestHead)


class Digest(msgspec.Struct, frozen=True):
    """Front matter and body. `body_offset` is where the body starts in the file."""

    head: DigestHead
    body: str
    body_offset: int


FENCE = "---\n"


def is_digest(text: str) -> bool:
    """Whether the text opens with front matter of the digest schema."""
    return text.startswith(FENCE) and "standing/digest/" in text[:400]


def split_front_matter(text: str) -> tuple[dict[str, object], int]:
    """The YAML front matter and the offset of the body behind it; ({}, 0) where there is none.

    Raises `InvalidDigest` for front matter that is not a YAML mapping.
    """
    if not text.startswith(FENCE):
        return {}, 0
    end = text.find("\n" + FENCE, len(FENCE) - 1)
    if end < 0:
        return {}, 0
    try:
        return read_mapping(text[len(FENCE) : end + 1]), end + 1 + len(FENCE)
    except InvalidYaml as error:
        raise InvalidDigest(f"The front matter cannot be read. {error.message}") from error


def read_digest(text: str) -> Digest:
    """Read and check a digest.

    Raises `InvalidDigest` naming the field, when the schema is broken, a quote does not stand in the body, or a
    record names an instrument that the digest does not list.
    """
    front, offset = split_front_matter(text)
    return make_digest(front, text[offset:], offset)


def make_digest(front: Mapping[str, object], body: str, body_offset: int) -> Digest:
    """Check front matter and body that were parted already. Raises `InvalidDigest` as `read_digest` does."""
    try:
        head = msgspec.convert(dict(front), DigestHead)
    except msgspec.ValidationError as error:
        raise InvalidDigest(f"The front matter breaks the digest schema: {error}.") from error
    digest = Digest(head, body, body_offset)
    for problem in _problems(digest):
        raise InvalidDigest(f"{head.matter}: {problem}")
    return digest


def _problems(digest: Digest) -> list[str]:
    head = digest.head
    known = {instrument.id for instrument in head.instruments}
    quotes = [penalty.quote for penalty in head.penalties] + [order.quote for order in head.orders]
    quotes += [provisions.quote for provisions in head.provisions] + [event.quote for event in head.events]
    problems = [f"the quote {quote!r} does not stand in the body." for quote in quotes if quote not in digest.body]
    named = [penalty.instrument for penalty in head.penalties] + [order.instrument for order in head.orders]
    named += [name for event in head.events for name in event.applies_to]
    problems += [f"there is no instrument {name!r}." for name in named if name and name not in known]
    return problems
