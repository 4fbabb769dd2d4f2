"""To whom a document is addressed: whom it names as respondent, controller, company fined or party appealing.

Phrases that give someone that part (`roles.py`) are one sign among others (`candidates.py`); the weights here say what
each is worth. People and anonymised parties ("Company A", "X", "[...]") stay unnamed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from ingest.describing.abroad_parties import Told, told_abroad
from ingest.describing.addressed import find_addressed
from ingest.describing.candidates import Candidate, find_candidates, same_party, signals
from ingest.describing.deeds import find_deeds
from ingest.describing.names import bare, has_legal_form, readable
from ingest.describing.roles import ROLES, SERVES, Roles, find_anonymised, find_roles
from ingest.describing.sides import Answering, as_written, find_answering

_AT_MOST = 4
# A second name must have half of the best one's chance, and half of what phrases say for it unless it is sure without
# them: decisions against several may name only the first in a phrase.
_LEAST, _SHARE, _SURE = 0.35, 0.5, 0.9
# Where the text says that names were taken out, whoever is still named is more often someone else: no name that is
# right in development has less than this beside such words.
_LEAST_HIDDEN = 0.75
# A text that no known authority or court issued, and no title calls a decision, mostly is none: then phrases must say
# who is proceeded against. Of 40 newspaper articles 8 were given respondents without it, by phrases worth 3.9 at most
# save one about a war, which is told apart as news of no proceeding; the names that are right have 5.6 at least.
_LEAST_SAID = 5.0
_ALIKE = 80
# Whom news tells that an authority acted at, by a brand that no rule of names knows for a party's.
_TOLD = 0.9
# Whom the caption of a judgment names.
_LISTED = 0.95
# Whom a headline names that no rule knows for a respondent, and characters of a text that is read so.
_HEADLINED, _SHORT_TEXT, _RECURS = 0.5, 6000, 3
# "The Board of the Bank of Lithuania": an organ of an authority is the authority.
_ORGAN = re.compile(r"(?:[A-Z]\w+ ){0,3}(?:Board|Council|Committee|Panel|Commissioners|Governors) of (?:the )?")
# "The Cyprus SA", a supervisory authority in decisions made together; "the IE SA", by the letters of its state.
_SUPERVISOR = " SA"
_BY_LETTERS = re.compile(
    "(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|UK) SA"
)
# "The State Office", as a text goes on to call whoever decides.
_ANY_BODY = re.compile(
    r"(?:State|Federal|National|Supervisory|Competent|Regulatory) "
    r"(?:Office|Authority|Commission|Agency|Inspectorate|Board)"
)
_SENTENCE = re.compile(r"[a-z)\d][.?!](?=\s+[A-Z“]|\s*$)")
# "the manager of Larch Timber Ltd": somebody of it is meant
_BELONGS = re.compile(r"\b(?:of|to|at|for|from|with|in|near)\s(?:the\s)?$")
# "the municipality of Bergen"
_BODY_OF = re.compile(
    r"(?<!\w)(?:municipality|commune|city|town|province|prefecture|county|university|hospital|diocese|parish|district"
    r"|city council|municipal council|town hall) of (?:the )?$"
)
_REACH = 40
_POSSESSIVE = re.compile(r"['’]s\s")
# Learnt by tests/evaluation/learn_respondents.py on the development decisions, each twice: as it is and with no phrase
# known, because new house styles have other phrases. Judged by countries left out, with the phrases taken away that
# only their decisions have, 93 of 102 named respondents are found, 95 of the 107 names told are right, and two of 61
# decisions that name none are given a name. Without any phrase 85 are found: so much for a house nobody has read.
WORTH = {
    "role": 0.93,
    "acts": 0.86,
    "part": 0.52,
    "cited": -1.19,
    "serves": -0.45,
    "top": 0.08,
    "head": 1.32,
    "legal form": 3.68,
    "public body": 1.73,
    "one word": -0.14,
    "seat": 0.49,
    "named by role": 1.01,
    "inside": 0.21,
    "share": -0.84,
    "most": 1.35,
}
ALONE_WORTH = -4.49


@dataclass(frozen=True, slots=True)
class Party:
    """A respondent as the text first names it, how sure we are (0 to 1), and where."""

    name: str
    confidence: float
    span: Span


def find_respondents(
    text: str, gazetteer: Gazetteer, *, sure: bool = True, judgment: bool = False
) -> tuple[Party, ...]:
    """The respondents a text names, the surest first; authorities and courts are never among them.

    Where it is not `sure` that it is an authority's or a court's, phrases must say who is proceeded against. Of a
    `judgment` the parties count.
    """
    caption = find_answering(text, lambda name: _is_authority(name, gazetteer), judgment=judgment)
    if caption and caption.named:
        spans = (as_written(text, span) for span in caption.named[:_AT_MOST])
        return tuple(Party(readable(span.of(text)), _LISTED, span) for span in spans)
    found = candidates(text, gazetteer)
    addressed = find_addressed(text, lambda name: _is_authority(name, gazetteer))
    if addressed.hidden:
        return ()
    if caption:
        found = {key: each for key, each in found.items() if _fits(key, caption)}
        sure = sure and not caption.unnamed
    most = max((candidate.seen["mentions"] for candidate in found.values()), default=1)
    found = {key: each for key, each in found.items() if not _BY_LETTERS.fullmatch(each.best.of(text))}
    told = {key: each for key, each in found.items() if sure or each.role >= _LEAST_SAID}
    chances = {key: _chance(signals(each, most)) for key, each in told.items()}
    chosen = choose(text, found, {key: max(chance, _TOLD * found[key].told) for key, chance in chances.items()})
    if addressed.named and not caption:
        brought = frozenset(bare(span.of(text)) for span in addressed.bringing)
        return _first(text, addressed.named, (party for party in chosen if bare(party.name) not in brought))
    return chosen or (_headlined(text, found, gazetteer) if sure and not caption else ())


def _is_aside(text: str, candidate: Candidate) -> bool:
    """Whether a text names someone only once, within a sentence of its prose, and no phrase speaks of it."""
    seen = candidate.seen
    once = seen["mentions"] == seen["inside"] == 1 and not (candidate.role or candidate.told)
    return once and not (seen["top"] and not _is_in_prose(text, candidate.best))


def _is_in_prose(text: str, span: Span) -> bool:
    """Whether a name stands in a paragraph of several sentences, and does nothing in the first: that tells news."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    several = paragraph.rstrip().endswith(".") and len(_SENTENCE.findall(paragraph)) > 1
    return several and bool(_SENTENCE.search(text, start, span.start) or _BELONGS.search(text, start, span.start))


def _first(text: str, addressed: Sequence[Span], chosen: Iterable[Party]) -> tuple[Party, ...]:
    """Those whom the head addresses, then who else is surely meant."""
    named = [Party(readable(span.of(text)), _LISTED, span) for span in addressed]
    for party in chosen:
        if party.confidence >= _SURE and not any(_are_alike(party.name, other.name) for other in named):
            named.append(party)
    return tuple(named[:_AT_MOST])


def _headlined(text: str, found: Mapping[str, Candidate], gazetteer: Gazetteer) -> tuple[Party, ...]:
    """Of a short text whose words no rule knows, whom its headline names, where the text goes on to speak of it."""
    if len(text) > _SHORT_TEXT:
        return ()
    head = text.lstrip("\ufeff# \n").partition("\n")[0]
    named = [
        each
        for each in found.values()
        if each.seen["mentions"] >= _RECURS
        and each.seen["brings"] == each.seen["serves"] == 0
        and any(form in head and _may_be_party(form, gazetteer) for form in each.forms)
    ]
    best = max(named, key=lambda each: each.seen["mentions"], default=None)
    span = _whole(text, best.best) if best else None
    return (Party(readable(span.of(text)), _HEADLINED, span),) if span else ()


def _may_be_party(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is no place's or authority's, and no two that stand together: "Acme's Helsinki"."""
    return not (_is_place(name, gazetteer) or gazetteer.from_label(name) or _POSSESSIVE.search(name))


def find_told(text: str, language: str, gazetteer: Gazetteer, found: Iterable[Party] = ()) -> tuple[Party, ...]:
    """Those found, and whom else a text in another language than English tells that an authority acted at."""
    held = [Told(each.name, each.confidence, each.span) for each in found]
    return tuple(Party(*each) for each in told_abroad(text, language, gazetteer, held))


def _fits(key: str, caption: Answering) -> bool:
    """Whether a name can be the respondent's for all that the caption says."""
    if any(same_party(key, other) for other in caption.never):
        return False
    return not caption.only or any(same_party(key, other) for other in caption.only)


def candidates(text: str, gazetteer: Gazetteer, phrases: Roles = ROLES) -> dict[str, Candidate]:
    """All whom the text may be about, authorities and courts apart."""
    return find_candidates(
        text,
        find_roles(text, phrases),
        (span for span in find_deeds(text) if not _is_place(span.of(text), gazetteer)),
        # kept for this text, which says most names several times
        is_authority=cache(lambda name: _is_authority(name, gazetteer)),
        serves=SERVES,
    )


def choose(text: str, found: Mapping[str, Candidate], chances: Mapping[str, float]) -> tuple[Party, ...]:
    """The candidates that are likely enough, each organisation once, given the chance of each by its key."""
    chances = {key: chance for key, chance in chances.items() if not _is_aside(text, found[key])}
    between = any(_LEAST <= chance < _LEAST_HIDDEN for chance in chances.values())
    least = _LEAST_HIDDEN if between and find_anonymised(text) else _LEAST
    chosen: list[Candidate] = []
    likely = [found[key] for key in chances if chances[key] >= least]
    chances = {
        key: chance
        for key, chance in chances.items()
        if not (_is_plaintiff(found[key], likely) or _only_serves(found[key], likely))
    }
    doubtful = max(chances.values(), default=0.0) < _SURE
    # whom the first lines address comes before a likelier name where none is sure
    said = {key: doubtful and chances[key] >= least and found[key].seen["addressed"] > 0 for key in chances}
    for key in sorted(chances, key=lambda key: (not said[key], -chances[key], key)):
        candidate, first = found[key], chosen[0] if chosen else None
        if chances[key] < max(least, _SHARE * chances[first.key] if first else 0.0) or len(chosen) == _AT_MOST:
            continue
        if first and first.seen["head"] and not (candidate.seen["head"] or candidate.told):
            continue
        if first and chances[key] < _SURE and (first.told or candidate.role < _SHARE * first.role):
            continue
        if not any(_alike(text, candidate, other) for other in chosen):
            chosen.append(candidate)
    wholes = ((candidate.key, _whole(text, candidate.best)) for candidate in chosen)
    return tuple(Party(readable(span.of(text)), round(float(chances[key]), 2), span) for key, span in wholes)


def _whole(text: str, span: Span) -> Span:
    """A place's name with the body in small letters before it: "municipality of Bergen"."""
    body = None if has_legal_form(span.of(text)) else _BODY_OF.search(text, max(0, span.start - _REACH), span.start)
    return Span(body.start(), span.end) if body else span


def _is_plaintiff(candidate: Candidate, likely: Iterable[Candidate]) -> bool:
    """Whether a name is of whoever complained or sued, and somebody else is likely to be whom the text is about."""
    others = [each for each in likely if each is not candidate and not each.seen["brings"]]
    if candidate.told or not others:
        return False
    return candidate.seen["brings"] > 0 or (candidate.seen["versus"] > 0 and any(e.seen["defends"] for e in others))


def _only_serves(candidate: Candidate, likely: Iterable[Candidate]) -> bool:
    """Whether a name only ever stands for who serves or is compared with a party, and somebody else is likely."""
    if candidate.told or candidate.seen["serves"] < max(1, candidate.seen["mentions"]):
        return False
    return any(each.seen["serves"] < each.seen["mentions"] for each in likely)


def _alike(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether two names are spellings of one, such as "Elektro og Automasjon AS" and "Electrical & Automation AS"."""
    return _are_alike(one.best.of(text), other.best.of(text))


def _are_alike(one: str, other: str) -> bool:
    return fuzz.partial_ratio(one.casefold(), other.casefold()) >= _ALIKE


def _chance(signs: Mapping[str, float]) -> float:
    """The chance (0 to 1) that a name with these signs is a respondent."""
    return 1 / (1 + math.exp(-ALONE_WORTH - sum(WORTH[name] * value for name, value in signs.items())))


def _is_place(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is no more than a place's: "a data broker in Bellevue, Washington, must pay"."""
    return any(mention.matched == name for mention in gazetteer.find_jurisdictions(name, loose=True))


def _is_authority(name: str, gazetteer: Gazetteer) -> bool:
    known, organ = _authority_names(gazetteer), _ORGAN.match(name)
    if _ANY_BODY.fullmatch(name):
        return True
    if name.endswith(_SUPERVISOR) and _is_place(name.removesuffix(_SUPERVISOR), gazetteer):
        return True
    return (
        bare(name) in known or _folded(name) in known or (organ is not None and _folded(name[organ.end() :]) in known)
    )


@lru_cache(maxsize=2)
def _authority_names(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(_folded(name) for body in gazetteer.authorities.values() for name in body.names)


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
