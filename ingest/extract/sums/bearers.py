"""Who bears a sum that a short text tells, where that is nobody whom the matter is against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.describing.names import name_at, name_before
from ingest.extract.parties import key_of, words_of
from ingest.extract.reading import Reading
from ingest.extract.sums.clauses import Clause
from ingest.wording.sifted import vocabulary

_ANOTHER_CASE = vocabulary(Path(__file__).with_name("bearers.toml"))["another_case"]
_FINE = r"(?:(?:administrative |monetary |financial |civil )?(?:fine|penalty|sanction)s?)"
_NAME = (
    r"(?P<name>(?:[A-Z]|\d+(?=[a-z]{3}))[\w&.'’-]*(?: (?:(?:of|and|the|de|van|for|du) )?[A-Z&][\w&.'’-]*){0,6}"
    r"(?:,? (?:plc|p\.l\.c\.|Inc\.?|LLC|Ltd\.?))?)"
)
# A case by its parties: "In Hollin Ltd v Commissioner".
_CITED = re.compile(
    r"(?:[Ii]n|[Ss]ee|[Cc]f\.?) (?:the )?[A-Z][\w.&'’-]*(?: [\w.&'’-]+){0,5}?, (?:where|cited|a case)"
    r"|(?<![\w.&'’-])[A-Z][\w.&'’-]*(?: [\w.&'’-]+){0,5}? v\.? "
)
_CITING = re.compile(r"(?:[Ii]n|[Ss]ee|[Cc]f\.?) (?:the )?")
_SMALL = r"(?:(?:the|an?|its|their) )?(?:[a-z][\w-]* ){0,3}"
_FINED = r"(?:fined|penali[sz]ed|sanctioned|ordered to pay)"
# Who bears a sum that stands behind: "fined the forum Acme", "Acme was fined", "a fine on Acme of", "Acme (".
_BORNE_BEFORE = (
    re.compile(rf"(?:fines|fining|penali[sz]es|{_FINED}) {_SMALL}{_NAME}(?: (?:a total of|with a fine of|of))? *$"),
    re.compile(
        rf"(?<![\w’'&.-]){_NAME}(?:, [^,;]{{1,60}},)? (?:(?:was|were|(?:has|had|have) been) "
        rf"(?:\w+ly |also |already )?{_FINED}|(?:paid|agreed to pay|settled))(?!\w)[^;]{{0,40}}$"
    ),
    re.compile(
        rf"(?:{_FINE}|settlements?)(?: \w+)? (?:on|against|upon|in|with|for|to) {_SMALL}{_NAME}"
        r"(?:[’']s)?(?: case)?(?:,? of| \()?(?: about| nearly| over)? *$"
    ),
    re.compile(rf"(?<![\w’'&.-]){_NAME}(?: \(|[’']s (?:\w+ )?)$"),
)
_BORNE_BEHIND = re.compile(
    rf"^[ -]?(?:\w+ ){{0,2}}?(?:{_FINE}|settlement|judge?ment)?(?: \w+){{0,2}}? ?"
    rf"(?:on|against|upon|with) {_SMALL}{_NAME}"
)
# A name so written is the sum in words: "Two Hundred Thousand Dollars ($200,000)".
_IN_WORDS = re.compile(
    r"(?:Euros?|Dollars?|Pounds?|Sterling|Kroner|Kronor|Crowns?|Rupees?|Shillings?|Naira|Rand|Francs?|Million|Thousand|Only)$",
    re.IGNORECASE,
)
_OPENING, _FIRST = 600, 250


def is_another(clause: Clause, reading: Reading, respondents: Sequence[str]) -> bool:
    """Whether the sum is told of another case, or of somebody who is no respondent and not named as the text begins."""
    before = clause.sentence.text[: clause.at]
    said = _ANOTHER_CASE.search(before)
    if said and not _is_respondent(before[said.end() :], respondents):
        return True
    begun, opening = clause.sentence.span.start, max(_OPENING, len(reading.text) // 3)
    head = words_of(reading.text[: min(opening, begun) if begun > _FIRST else opening])
    cited = _CITED.search(before)
    if (
        cited
        and not _is_respondent(cited.group(), respondents)
        and f" {key_of(_CITING.sub('', cited.group(), count=1))} " not in head
    ):
        return True
    if not respondents:
        return False
    return any(
        _is_a_name(name) and not _is_respondent(name, respondents) and f" {key_of(name)} " not in head
        for name in _bearers(clause)
    )


def _bearers(clause: Clause) -> Iterator[str]:
    for pattern in _BORNE_BEFORE:
        match = pattern.search(clause.before)
        if match:
            yield match["name"]
    match = _BORNE_BEHIND.match(clause.behind)
    if match:
        yield match["name"]


def _is_a_name(name: str) -> bool:
    """Whether it is a name as companies and people bear them, and no law, day, part of the document or sum in words."""
    if _IN_WORDS.search(name):
        return False
    at = name_at(name, 0) or name_before(name, len(name))
    return at is not None or name[0].isdigit()


def _is_respondent(name: str, respondents: Sequence[str]) -> bool:
    words = words_of(name)
    return any(f" {key_of(each)} " in words for each in respondents if key_of(each))
