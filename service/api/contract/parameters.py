"""The parameters that several routes share, each with its limits: filters, paging, identifiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from litestar.openapi.spec import Example
from litestar.params import PathParameter, QueryParameter

from corpus.documents import InstrumentKind
from corpus.filters import Filters

T = TypeVar("T")

MAX_VALUES = 50
"""Values of one filter: more is a job for several requests."""

MAX_LENGTH = 200
"""Characters of one value: as the registry's widest column for a name of our own making."""

MAX_LIMIT = 500
MAX_OFFSET = 1_000_000


def _several(description: str, example: str) -> QueryParameter:
    return QueryParameter(
        description=description, max_items=MAX_VALUES, required=False, examples=[Example(value=[example])]
    )


def _identifier(pattern: str, description: str, example: str) -> PathParameter:
    return PathParameter(pattern=pattern, description=description, examples=[Example(value=example)])


Respondents = Annotated[list[str] | None, _several("Names as the registry spells them.", "Clearview AI Inc.")]
Regulators = Annotated[list[str] | None, _several("Ids of `GET /v1/regulators`.", "ico")]
Jurisdictions = Annotated[list[str] | None, _several("ISO 3166 codes, EU and EEA.", "GB")]
Kinds = Annotated[list[InstrumentKind] | None, _several("Kinds of instrument.", "enforcement notice")]
Languages = Annotated[list[str] | None, _several("ISO 639-1 codes.", "en")]
Matters = Annotated[list[str] | None, _several("Ids of `GET /v1/matters`.", "uk-ico-clearview")]
DecidedFrom = Annotated[dt.date | None, QueryParameter(description="Decided on this day or later.", required=False)]
DecidedTo = Annotated[dt.date | None, QueryParameter(description="Decided on this day or earlier.", required=False)]
AsOf = Annotated[
    dt.date | None,
    QueryParameter(description="The day to tell the standing for; by default today.", required=False),
]

DocumentId = Annotated[str, _identifier(r"^d[0-9a-f]{16}$", "Id of a document.", "d0123456789abcdef")]
PassageId = Annotated[
    str, _identifier(r"^d[0-9a-f]{16}\.[0-9]{1,6}\.[0-9]{1,6}$", "Id of a passage.", "d0123456789abcdef.1.3")
]
MatterId = Annotated[str, _identifier(r"^[a-z0-9][a-z0-9.-]{0,199}$", "Id of a matter.", "uk-ico-clearview")]
AnswerId = Annotated[str, _identifier(r"^[A-Za-z0-9_-]{1,60}$", "Id of an answer.", "a1b2c3d4")]

ConversationId = Annotated[str, _identifier(r"^[A-Za-z0-9_-]{1,60}$", "Id of a conversation.", "c1d2e3f4")]


Limit = Annotated[int, QueryParameter(description="How many.", ge=1, le=MAX_LIMIT)]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which stretch of a list."""

    limit: int
    offset: int

    def of(self, found: Sequence[T]) -> Sequence[T]:
        """That stretch of what was found."""
        return found[self.offset : self.offset + self.limit]


def provide_filters(
    respondent: Respondents = None,
    regulator: Regulators = None,
    jurisdiction: Jurisdictions = None,
    kind: Kinds = None,
    language: Languages = None,
    matter: Matters = None,
    decided_from: DecidedFrom = None,
    decided_to: DecidedTo = None,
) -> Filters:
    """The one set of filters, from the query string."""
    return Filters(
        respondent=_values(respondent),
        regulator=_values(regulator),
        jurisdiction=_values(jurisdiction),
        kind=tuple(kind or ()),
        language=_values(language),
        matter=_values(matter),
        decided_from=decided_from,
        decided_to=decided_to,
    )


def provide_paging(
    limit: Annotated[int, QueryParameter(description="Items on this page.", ge=1, le=MAX_LIMIT)] = 50,
    offset: Annotated[int, QueryParameter(description="Items before this page.", ge=0, le=MAX_OFFSET)] = 0,
) -> Paging:
    """The page of a list, from the query string."""
    return Paging(limit, offset)


def _values(given: list[str] | None) -> tuple[str, ...]:
    return tuple(value[:MAX_LENGTH] for value in given or () if value)
