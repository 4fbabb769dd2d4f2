"""Which matter a document belongs to: one already known, or a new one named after authority and respondent.

A judgment is about a decision: it joins the matter of the same regulator whose respondent it names, and where several
fit, the one whose reference or date it cites.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from corpus.gazetteer import Gazetteer
from corpus.matters import Matter
from ingest.describing.names import bare, has_legal_form, is_legal_form

_COUNTRY_SLUG = {"GB": "uk"}
_WORDS_IN_SLUG = 6
_SHORTEST_NAME = 2


def name_key(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, in lower case without accents and legal forms."""
    words = slug(bare(name)) or bare(name)
    return frozenset(word for word in re.split(r"[-\s]", words) if len(word) > 1)


def slug(text: str) -> str:
    """Lower-case letters and digits joined by hyphens, without accents."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))


def join_matter(
    known: Iterable[Matter],
    *,
    regulator: str | None,
    respondents: Iterable[str],
    reference: str | None,
    text: str,
) -> str | None:
    """The id of the known matter this document is about, or None.

    The regulator must agree where both name one, and a respondent must be the same. Among several such matters the one
    wins whose reference, or whose decision's date, the text cites; without that the document joins none of them.
    """
    ours = [key for key in map(name_key, respondents) if key]
    fitting = [
        matter
        for matter in known
        if (regulator is None or matter.regulator is None or matter.regulator == regulator)
        and any(_same(key, name_key(theirs)) for key in ours for theirs in matter.respondents)
    ]
    if len(fitting) == 1:
        return fitting[0].id
    cited = [matter for matter in fitting if _cites(text, reference, matter)]
    return cited[0].id if len(cited) == 1 else None


def new_matter_id(
    gazetteer: Gazetteer, *, regulator: str | None, court: str | None, respondents: Iterable[str], reference: str | None
) -> str | None:
    """An id for a matter not known yet, such as "uk-ico-british-airways"; None where there is nothing to name it by."""
    body = gazetteer.authority(regulator or court or "")
    if body is None:
        return None
    whom = next((s for name in respondents if (s := _respondent_slug(name))), None) or slug(reference or "")
    if not whom:
        return None
    country = body.jurisdiction[:2]
    prefix = _COUNTRY_SLUG.get(country, country.lower())
    own = body.id.removesuffix(f"-{country.lower()}")
    return f"{prefix}-{own}-{whom}"


def _respondent_slug(name: str) -> str:
    """The slug of a name that tells its bearer from others: "" for "X. Sp. z o.o.", who is anyone."""
    if has_legal_form(name) and not any(len(word) >= _SHORTEST_NAME for word in bare(name).split()):
        return ""
    words = "-".join(slug(bare(name)).split("-")[:_WORDS_IN_SLUG])
    return "" if words == slug(name) and is_legal_form(name) else words


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name's words hold all of the other's: "Clearview AI" and "Clearview AI Inc"."""
    return bool(one and other) and (one <= other or other <= one)


def _cites(text: str, reference: str | None, matter: Matter) -> bool:
    numbers = [instrument.reference for instrument in matter.instruments if instrument.reference]
    dates = [i.decided_on for i in matter.instruments if i.decided_on]
    return any(number == reference or number in text for number in numbers) or any(
        f"{on.day} {on:%B %Y}" in text or on.isoformat() in text for on in dates
    )
