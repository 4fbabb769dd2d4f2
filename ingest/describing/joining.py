"""Which matter a document belongs to: one already known, or a new one named after authority, respondent and case.

A company can be decided about twice. A document joins the matter of the same regulator whose respondent it names only
where it is of the same proceeding: the same reference or day, the judgment on it, the announcement of it, or the
decision that followed its proposal. Anything else opens a matter of its own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.documents import Description, InstrumentKind, SourceRank
from corpus.gazetteer import Gazetteer
from corpus.glosses import in_latin, is_listed
from corpus.matters import Instrument, Matter
from ingest.describing.abroad_issuer import tells_of_review
from ingest.describing.names import bare, has_legal_form, is_legal_form

_COUNTRY_SLUG = {"GB": "uk"}
_WORDS_IN_SLUG = 6
_SHORTEST_NAME = 2
_DIGITS = 8
_SHORTEST_REFERENCE = 5
_PROPOSALS = frozenset({InstrumentKind.NOTICE_OF_INTENT, InstrumentKind.PRELIMINARY_NOTICE})
_TOLD = frozenset({SourceRank.PRESS_RELEASE, SourceRank.PRESS})
# Of 43 instruments in our digests whose two days are known, 41 were announced within 60 days; the longest took 110.
_UNTIL_ANNOUNCED = dt.timedelta(days=60)
# Of 11 proposals in our digests that became decisions, the longest took 15 months.
_UNTIL_DECIDED = dt.timedelta(days=2 * 366)


def name_key(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, in lower case without accents and legal forms."""
    words = slug(bare(name)) or bare(name)
    return frozenset(word for word in re.split(r"[-\s]", words) if len(word) > 1)


def slug(text: str) -> str:
    """Lower-case letters and digits joined by hyphens, without accents, Greek ones in Latin letters."""
    plain = unicodedata.normalize("NFKD", in_latin(text)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))


@dataclass(frozen=True, slots=True)
class Joined:
    """The known matter a document is of. Not `sure` where it is only the one matter that it can be about."""

    matter: str
    sure: bool


def join_matter(known: Iterable[Matter], about: Description, text: str) -> Joined | None:
    """The known matter that a document is of the same proceeding as, or None.

    The regulator must agree where both name one, and a respondent must be the same. Where several proceedings fit, the
    one wins whose reference, or whose decision's date, the text cites; without that the document joins none of them.
    A judgment that cites neither joins the only matter of its respondent, until another is known; so does a text in
    another language that tells of one.
    """
    fitting = [matter for matter in known if _concerns(about, matter)]
    one_proceeding = [matter for matter in fitting if _is_of(about, text, matter)]
    if len(one_proceeding) > 1:
        one_proceeding = [m for m in one_proceeding if _shares_reference(about, m)] or [
            m for m in one_proceeding if _cites(about, text, m)
        ]
    if one_proceeding:
        return Joined(one_proceeding[0].id, sure=True) if len(one_proceeding) == 1 else None
    judged = len(fitting) == 1 and _is_reviewed(about, text, fitting[0]) and _can_judge(about, fitting[0])
    return Joined(fitting[0].id, sure=False) if judged else None


def new_matter_id(gazetteer: Gazetteer, about: Description) -> str | None:
    """An id for a matter not known yet, such as "uk-ico-acme-2024-03-04"; None where there is nothing to name it by.

    It ends with the reference or the day, because the next decision about the same company is another matter. In other
    languages than English, where respondents are often not read, the day and the title name it: what befell a decision
    can be told without knowing whom it is against.
    """
    body = gazetteer.authority(about.regulator or about.court or "")
    if body is None:
        return None
    whom = next((s for name in about.respondents if (s := _respondent_slug(name))), "")
    on = about.decided_on or about.published_on
    case = slug(about.reference or "") or (on.isoformat() if on and whom else "")
    if not whom and not case and on and is_listed(about.language):
        case = f"{on.isoformat()}-{hashlib.sha256(about.title.encode()).hexdigest()[:_DIGITS]}"
    if not whom and not case:
        return None
    country = (body.jurisdiction or about.jurisdiction or "")[:2]
    prefix = _COUNTRY_SLUG.get(country, country.lower())
    own = body.id.removesuffix(f"-{country.lower()}") if body.is_listed else slug(body.name)
    return "-".join(part for part in (prefix, own, whom, case) if part)


def _concerns(about: Description, matter: Matter) -> bool:
    if about.regulator and matter.regulator and about.regulator != matter.regulator:
        return False
    ours = [key for key in map(name_key, about.respondents) if key]
    return any(_same(key, name_key(theirs)) for key in ours for theirs in matter.respondents)


def _is_of(about: Description, text: str, matter: Matter) -> bool:
    """Whether the document is of the matter's proceeding."""
    if _shares_reference(about, matter):
        return True
    if about.kind is InstrumentKind.JUDGMENT:
        return _cites(about, text, matter)
    if about.rank in _TOLD:
        return _cites(about, text, matter) or any(_announces(about, each) for each in matter.instruments)
    return any(
        each.decided_on == about.decided_on is not None or _is_told_in(about, each) or _is_proposal_of(about, each)
        for each in matter.instruments
    )


def _shares_reference(about: Description, matter: Matter) -> bool:
    ours = slug(about.reference or "")
    return bool(ours) and any(slug(each.reference or "") == ours for each in matter.instruments)


def _can_judge(about: Description, matter: Matter) -> bool:
    """Whether a judgment that cites neither number nor day may be about what the matter holds: nothing came later."""
    decided = [each.decided_on for each in matter.instruments if each.decided_on]
    return about.decided_on is None or not decided or min(decided) <= about.decided_on


def _is_reviewed(about: Description, text: str, matter: Matter) -> bool:
    """Whether it is a judgment, or tells in another language of one on what the matter holds."""
    if about.kind is InstrumentKind.JUDGMENT:
        return True
    days = (day for each in matter.instruments for day in (each.decided_on, each.published_on) if day)
    return tells_of_review(text, about.language, days)


def _announces(about: Description, instrument: Instrument) -> bool:
    """Whether a release tells of an instrument: it gives the same day, or came out within weeks of it."""
    decided, published = instrument.decided_on, about.published_on
    if about.decided_on and decided:
        return about.decided_on == decided
    if published and published == instrument.published_on:
        return True
    return _soon(decided, published or about.decided_on)


def _is_told_in(about: Description, instrument: Instrument) -> bool:
    """Whether the instrument is known only from a release that came out within weeks of this decision."""
    return instrument.decided_on is None and _soon(about.decided_on, instrument.published_on)


def _soon(decided: dt.date | None, published: dt.date | None) -> bool:
    return bool(decided and published and dt.timedelta(0) <= published - decided <= _UNTIL_ANNOUNCED)


def _is_proposal_of(about: Description, instrument: Instrument) -> bool:
    """Whether one of the two proposes what the other may have decided afterwards."""
    proposed = instrument.kind in _PROPOSALS
    if proposed == (about.kind in _PROPOSALS):
        return False
    theirs, ours = instrument.decided_on or instrument.published_on, about.decided_on or about.published_on
    first, then = (theirs, ours) if proposed else (ours, theirs)
    return bool(first and then and dt.timedelta(0) <= then - first <= _UNTIL_DECIDED)


def _respondent_slug(name: str) -> str:
    """The slug of a name that tells its bearer from others: "" for "X. Sp. z o.o.", who is anyone."""
    if has_legal_form(name) and not any(len(word) >= _SHORTEST_NAME for word in bare(name).split()):
        return ""
    words = "-".join(slug(bare(name)).split("-")[:_WORDS_IN_SLUG])
    return "" if words == slug(name) and is_legal_form(name) else words


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name's words hold all of the other's: "Clearview AI" and "Clearview AI Inc"."""
    return bool(one and other) and (one <= other or other <= one)


def _cites(about: Description, text: str, matter: Matter) -> bool:
    """Whether the text gives the number or the day of something else that the matter holds."""
    others = [each for each in matter.instruments if each.decided_on != about.decided_on or about.decided_on is None]
    numbers = [each.reference for each in others if len(each.reference or "") >= _SHORTEST_REFERENCE]
    days = [each.decided_on for each in others if each.decided_on]
    spelled = (w for on in days for w in (f"{on.day} {on:%B %Y}", f"{on:%B} {on.day}, {on.year}", on.isoformat()))
    return any(number in text for number in numbers if number) or any(each in text for each in spelled)
