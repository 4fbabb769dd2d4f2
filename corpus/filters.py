"""The one set of filters that search, lists, answers and every door understand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrow what is read. Values of one field are alternatives, fields are all required; empty means no limit.

    `respondent` holds names as the registry spells them, `regulator` and `jurisdiction` gazetteer ids, `kind`
    instrument kinds, `language` ISO 639-1 codes, `matter` matter ids. Dates are of the decision, both inclusive.
    """

    respondent: tuple[str, ...] = ()
    regulator: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    decided_from: dt.date | None = None
    decided_to: dt.date | None = None

    def __bool__(self) -> bool:
        """Whether anything is narrowed at all."""
        return any(getattr(self, field.name) for field in fields(self))
