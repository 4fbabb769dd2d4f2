"""Whether a judgment tells that an authority acted against somebody who is a party to it.

Who asks a tribunal to hear of an authority's decision mostly complained or asked for a file: the decision is about
another. A penalty, a notice or an order is against whom it was served on.
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.describing.persons import TITLE
from ingest.wording.phrases import any_of, read_phrases, spaced

_WORDS = read_phrases(Path(__file__).with_name("charged.toml"))
_APPEALED = any_of(_WORDS["appealed"])
_SERVED = "|".join(spaced(phrase) for phrase in _WORDS["served"])
_READ = 12_000
_AUTHORITY_WORDS = "|".join(_WORDS["authorities"])
_AUTHORITY = re.compile(rf"(?<!\w)(?:{_AUTHORITY_WORDS})$", re.IGNORECASE)


def is_charged(text: str, surname: str) -> bool:
    """Whether a notice, a penalty or an order was served on the person, or is what the appeal is against."""
    named = rf"{TITLE}?(?:\w+ ){{0,2}}{re.escape(surname)}"
    whom = rf"(?:the )?(?:first |second |each )?(?:appellants?|claimants?|plaintiffs?|him|her|them|{named})"
    served = re.compile(rf"(?<!\w)(?:{_SERVED.replace('WHOM', spaced(whom))})(?!\w)", re.IGNORECASE)
    return (_APPEALED.search(text, 0, _READ) or served.search(text, 0, _READ)) is not None


def is_appealed_from(text: str, name: str) -> bool:
    """Whether the appeal is against what the bearer of this name decided, by its name an authority."""
    kind = _AUTHORITY.search(name)
    if kind is None:
        return False
    whom = rf"(?:the )?(?:respondent|{re.escape(kind.group())}|{spaced(re.escape(name).replace(chr(92) + ' ', ' '))})"
    act = "|".join(spaced(phrase).replace("WHOM", spaced(whom)) for phrase in _WORDS["acted"])
    return re.compile(rf"(?<!\w)(?:{act})(?!\w)", re.IGNORECASE).search(text, 0, _READ) is not None
