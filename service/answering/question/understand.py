"""From the words of a question to its slots."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.gazetteer import Gazetteer, Mention
from corpus.matters import State
from service.answering.question import dates, guards, intents
from service.answering.question.advice import asks_for_advice, without_lead
from service.answering.question.afterthought import parted
from service.answering.question.amounts import bounds_of, overlaps, sums_of, without_bounds
from service.answering.question.capitals import find_capitals, find_domains, find_seats
from service.answering.question.courtesies import courtesy_of
from service.answering.question.demonyms import find_demonyms, is_of_a_party
from service.answering.question.languages import other_language
from service.answering.question.lexicon import LEXICON, asking_stems
from service.answering.question.names import NameBook, Named
from service.answering.question.news import asks_for_news
from service.answering.question.nicknames import find_nicknames
from service.answering.question.premises import asked_of
from service.answering.question.purposes import purposes_in
from service.answering.question.query import ACROSS, Asked, Intent, Premise, Query, Shape
from service.answering.question.references import spans_of_references
from service.answering.question.regions import find_regions
from service.answering.question.several import asks_for_several, is_of_one_case, lead_in
from service.answering.question.sided import with_sides
from service.answering.question.sides import puts_together
from service.answering.question.strangers import WORD, bare_name, bare_word, strangers_of
from service.answering.question.verbs import kinds_of, qualifiers_of, states_of, verbs_of, voices_of
from service.answering.wording.words import SOFT, content_stems, is_stop, stem

_UNION = "EU"
_ANYWHERE = frozenset(LEXICON.authority_words.split())
"""Words of which authorities everywhere are called."""
FOREIGN = 0.4
"""Share of words that no document uses above which a question is of another field; questions about enforcement of the
tuning half have at most a third."""
_DESTINATION = re.compile(
    r"\b(?:transfer\w*|sen[dt]|sending|export\w*|flows?|moved?|moving)\b[^.?!]{0,40}\b(?:to|into)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Where data went is what a matter is about, not where its authority sits."""

_SIDES = re.compile(r"\b(?:or|vs|versus|compar\w+|differ\w*|between)\b", re.IGNORECASE)
_OF_BODIES = re.compile(r"\b(?:authorit|regulator|watchdog|countr|commissioner)", re.IGNORECASE)
"""Of somebody named the first or last matter is meant, unless it is asked who acted first."""
_HOW_OFTEN = re.compile(r"\bhow often\b", re.IGNORECASE)
_OF_DECISIONS = re.compile(r"\b(?:fined?|sanction|penali|punish|decid|order|reprimand|warn)", re.IGNORECASE)
"""How often somebody was fined is counted in records; how often something went wrong is told by one sentence."""
_BECAME = re.compile(r"\b(?:bec[oa]me|becoming|made|went|turned|turning) (?:\w+ )?(?:final|binding)\b", re.IGNORECASE)
_NEVER_SET = re.compile(
    r"\bwould\b[^?]{0,60}\bha(?:ve|d)\b (?:\w+ )?(?:come|been|amounted|cost|added)\b", re.IGNORECASE
)
"""What a sum would have been is no total of those that were set."""
_SUMS = re.compile(r"\b(?:fines|penalties|settlements|sums)\b", re.IGNORECASE)
_OF_ALL = frozenset({Intent.SUMMARY, Intent.STATUS, Intent.WHO, Intent.ORDER})
"""What may be asked of everything that happened in some time."""
_OUTSIDE = re.compile(
    r"\b(?:outside(?: of)?|except(?: for| in)?|other than|apart from|besides?|not (?:in|from)|excluding)(?: the)? $",
    re.IGNORECASE,
)
"""What comes before a place that a list leaves out."""

_DESCRIBED = re.compile(
    r"\b(?:(?:the|an?) (?:[a-z-]+ ){0,2}?)?(?:company|firm|bank|retailer|supermarket|apps?|platform|giant|chain|maker|"
    r"services?|operator|website|site|network|group|school|start-?up|provider|airline|carmaker|outsourcer|business)\s+$"
)
"""What a company is ("the streaming service Spotify") names it and is nothing else that is asked about."""

_ARTICLES = frozenset(("la", "le", "les", "el", "los", "il", "lo", "gli", "der", "das", "den", "het", "de", "du", "di"))
"""Small words of names in other languages: "La Caixa's bank"."""
_ASKING = re.compile(
    r"\b(?:fin(?:e|es|ed|ing)|penalt(?:y|ies)|order(?:s|ed)?|impos(?:e|ed)|issu(?:e|ed)|force|stands?|standing|pay|paid|amount|"
    r"deadline|status|decision|decided|regulators?|authorit(?:y|ies)|respondents?|company|companies|gdpr|law|legal)\b",
    re.IGNORECASE,
)
"""Words that ask for a kind of record: the records answer them, so that they do not narrow the evidence."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the question names somebody or a place, and where it writes sums and dates."""

    named: list[Named]
    authorities: list[Mention]
    jurisdictions: list[Mention]
    figures: list[tuple[int, int]]

    @property
    def spans(self) -> list[tuple[int, int]]:
        found: list[Named | Mention] = [*self.named, *self.authorities, *self.jurisdictions]
        return [(place.start, place.end) for place in found]

    @property
    def taken(self) -> list[tuple[int, int]]:
        return [*self.spans, *self.figures]


def understand(
    text: str,
    names: NameBook,
    gazetteer: Gazetteer,
    today: dt.date,
    known_word: Callable[[str], bool] = lambda _: True,
    plain_word: Callable[[str], bool] = lambda _: False,
) -> Query:
    """Read a question, and each of the two that it may ask about as one of its own.

    Args:
        text: One standalone question.
        names: Everybody that documents are about.
        gazetteer: Authorities and places.
        today: The day of asking; "last year" and "as of" depend on it.
        known_word: Whether any document held uses a word, in lower case. A proper name with a word that none uses is
            the name of somebody unknown.
        plain_word: Whether documents write a word in lower case, so that without a capital it is no name.
    """

    def reading(one: str) -> Query:
        return _read(one, names, gazetteer, today, known_word, plain_word)

    first, besides = parted(text)
    query = reading(first)
    if besides and query.shape in ACROSS:
        return replace(query, of_these=asked_of(besides))
    return with_sides(reading(text) if besides else query, reading)


def _read(
    text: str,
    names: NameBook,
    gazetteer: Gazetteer,
    today: dt.date,
    known_word: Callable[[str], bool],
    plain_word: Callable[[str], bool],
) -> Query:
    amounts, figures, written = sums_of(text)
    days = dates.spans_of(text)
    numbers = [one for one in spans_of_references(text) if not overlaps(*one, days)]
    taken = [*written, *days, lead_in(text), *purposes_in(text)]
    named = _clear_of_sums(names.find(text, lambda _: True, plain_word), written)
    places = _places(text, named, gazetteer, taken)
    places = _with_slips(places, _clear_of_sums(names.find(text, known_word, plain_word), written))
    called = [(one.start, one.end) for one in places.named]
    bodies = [(one.start, one.end) for one in places.authorities]
    strangers = strangers_of(text, [*places.taken, *numbers], called, bodies, places.spans, known_word)
    respondents, matters, candidates = _whom(places)
    plain = _without_names(text, places)
    asked_intents, verbs = intents.intents_of(plain), verbs_of(plain)
    of_one = asked_intents[0] is Intent.PROVISION and places.named
    bounds = bounds_of(text, amounts, figures)
    shape = Shape.SINGLE if of_one else intents.shape_of(without_bounds(plain) if bounds else plain)
    if places.named and shape in (Shape.EARLIEST, Shape.LATEST) and not _OF_BODIES.search(text):
        shape = Shape.SINGLE
    unset = len(respondents) == 1 and _NEVER_SET.search(plain)
    if shape is Shape.TOTAL and (asked_intents[0] is Intent.REASON or unset):
        shape = Shape.SINGLE
    if shape is Shape.COUNT and _HOW_OFTEN.search(plain) and not _OF_DECISIONS.search(plain):
        shape = Shape.SINGLE
    sides = _SIDES.search(text) and bounds is None
    if not places.named and asks_for_several(text) and (shape is Shape.SINGLE or not sides):
        shape = Shape.LIST if shape in (Shape.SINGLE, Shape.COMPARISON) else shape
    if shape is Shape.LIST and not places.named and is_of_one_case(text):
        shape = Shape.SINGLE
    advice = not places.named and not places.authorities and asks_for_advice(text)
    about = without_lead(text) if advice else text
    if advice:
        shape, asked_intents = Shape.LIST, (Intent.SUMMARY,)
    asked = asked_of(_blanked(plain, (*strangers.unknown, *strangers.mentioned)))
    period, as_of = dates.period_of(text, today, strictly=shape in ACROSS), dates.as_of_of(text, today)
    if as_of is None and _asks_of_a_state(plain, asked) and (day := dates.day_of_state(text, today)):
        as_of, period = day, None
    outside = [one for one in places.jurisdictions if _OUTSIDE.search(text[: one.start])]
    several = len(respondents) > 1 or _SUMS.search(plain)
    if several and shape is Shape.SINGLE and Intent.MONEY in asked_intents and puts_together(plain):
        shape = Shape.TOTAL
    news = not places.named and asks_for_news(text)
    other_task = guards.is_other_task(about, of_a_decision=bool(places.named) and _is_of_a_decision(asked))
    query = Query(
        text=text,
        intents=asked_intents,
        also=intents.also_asked(plain),
        shape=shape,
        yes_no=intents.is_yes_no(plain) and not advice,
        respondents=respondents,
        called=tuple(bare_name(text[start:end]) for start, end in called),
        matters=matters,
        candidates=candidates,
        unknown=strangers.unknown,
        names=strangers.mentioned,
        passing=strangers.passing,
        aside=strangers.aside,
        references=tuple(text[start:end] for start, end in numbers),
        regulators=_ids(places.authorities),
        jurisdictions=_ids([one for one in places.jurisdictions if one not in outside]),
        outside=_ids(outside),
        kinds=kinds_of(plain),
        verbs=verbs,
        amounts=amounts,
        figures=figures,
        asked=asked,
        period=period,
        as_of=as_of,
        terms=_terms(text, places),
        asking=asking_stems(text),
        voices=voices_of(plain),
        states=states_of(plain),
        qualifiers=qualifiers_of(plain),
        counted=intents.counts_things(plain),
        bounds=bounds,
        courtesy=courtesy_of(text),
        advice=advice,
        language=other_language(text),
        news=news,
        injection=guards.is_injection(text),
        off_topic=not news and (other_task or _off_topic(text, places, strangers.unknown, known_word)),
    )
    return replace(query, shape=Shape.LIST) if _asks_for_news(query) else query


def _asks_for_news(query: Query) -> bool:
    """Whether all that happened in some time is asked for, of nobody in particular: "what is new since March?"."""
    if query.shape is not Shape.SINGLE or query.period is None or query.yes_no or query.main not in _OF_ALL:
        return False
    news = "news" in query.qualifiers or "court" in query.qualifiers
    return news and not (query.subjects or query.matters or query.topic or query.unknown)


def _without_names(text: str, places: _Places) -> str:
    """The text with the names of respondents blanked: "We Buy Any Car" asks for no list of cars."""
    for one in places.named:
        text = text[: one.start] + "X" * (one.end - one.start) + text[one.end :]
    return text


def _blanked(text: str, names: Iterable[str]) -> str:
    """The text with these names blanked too: whoever is sued, known or not, takes no step."""
    for name in names:
        text = text.replace(name, "X" * len(name))
    return text


def _asks_of_a_state(text: str, asked: tuple[Asked, ...]) -> bool:
    """Whether it is asked how things stood on the day named, and of no step that was taken then."""
    if State.UNDER_APPEAL in states_of(text):
        return True
    if _BECAME.search(text):
        return False
    premises = {one.premise for one in asked}
    stood = premises & {Premise.IN_FORCE, Premise.FINAL, Premise.MUST_PAY}
    return bool(stood) and Premise.EVENT not in premises


def _is_of_a_decision(asked: tuple[Asked, ...]) -> bool:
    """Whether it is asked how a decision stands, or whether a step was taken."""
    of_decisions = {Premise.IN_FORCE, Premise.FINAL, Premise.MUST_PAY, Premise.PROPOSED, Premise.EVENT}
    return any(one.premise in of_decisions for one in asked)


def _places(text: str, named: list[Named], gazetteer: Gazetteer, figures: list[tuple[int, int]]) -> _Places:
    """Who and where. A described authority ("the Dutch watchdog") takes its adjective; a name takes its places."""
    taken = [(one.start, one.end) for one in named]
    described = _clear_of(find_nicknames(text, gazetteer), taken)
    taken += [(m.start, m.end) for m in described]
    described += _clear_of(gazetteer.resolve_descriptions(text), taken)
    taken += [(m.start, m.end) for m in described]
    authorities = _clear_of(gazetteer.find_authorities(text, loose=True), taken)
    authorities = _of_the_court(text, authorities, gazetteer)
    taken += [(m.start, m.end) for m in authorities]
    found = _clear_of(find_seats(text), taken)
    taken += [(m.start, m.end) for m in found]
    found += _clear_of(gazetteer.find_jurisdictions(text, loose=True), taken)
    more = [
        *find_domains(text, gazetteer),
        *find_capitals(text),
        *find_demonyms(text, gazetteer),
        *find_regions(text, gazetteer),
    ]
    found += _clear_of(more, [*taken, *((one.start, one.end) for one in found)])
    acting = described + authorities
    jurisdictions = [m for m in found if not _DESTINATION.search(text[: m.start])]
    jurisdictions = [m for m in jurisdictions if not is_of_a_party(m, text, acting, gazetteer)]
    return _Places(named, acting, jurisdictions, figures)


def _of_the_court(text: str, found: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Without authorities of other countries than the court's: many countries have an "Information Commissioner"."""
    bodies = {mention.id: body for mention in found if (body := gazetteer.authority(mention.id))}
    courts = [body for body in bodies.values() if body.is_court and body.jurisdiction != _UNION]
    places = {body.jurisdiction[:2] for body in courts} | {_UNION}

    def fits(mention: Mention) -> bool:
        words = {word.casefold() for word in WORD.findall(text[mention.start : mention.end])}
        return not words <= _ANYWHERE or bodies[mention.id].jurisdiction[:2] in places

    return [one for one in found if fits(one)] if courts else found


def _with_slips(places: _Places, guessed: list[Named]) -> _Places:
    """The same with misspelt names, where nothing else was read."""
    free = [one for one in guessed if not overlaps(one.start, one.end, places.spans)]
    return replace(places, named=sorted([*places.named, *free], key=lambda one: one.start))


def _clear_of_sums(named: list[Named], written: Sequence[tuple[int, int]]) -> list[Named]:
    """The names without those that are currencies: many a title holds a sum."""
    return [one for one in named if not any(start <= one.start and one.end <= end for start, end in written)]


def _clear_of(mentions: Iterable[Mention], taken: Iterable[tuple[int, int]]) -> list[Mention]:
    spans = list(taken)
    return [m for m in mentions if not overlaps(m.start, m.end, spans)]


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in mentions))


def _whom(
    places: _Places,
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...], tuple[str, ...]]:
    """Respondents, matters reached by a title's name, and the candidates of the first ambiguous name."""
    respondents: dict[tuple[str, ...], None] = {}
    matters: dict[str, None] = {}
    candidates: tuple[str, ...] = ()
    for one in places.named:
        if one.matters:
            matters.update(dict.fromkeys(one.matters))
        elif len(one.subjects) == 1:
            respondents[one.subjects[0].spellings] = None
        elif not candidates:
            candidates = tuple(subject.name for subject in one.subjects)
    return tuple(respondents), tuple(matters), candidates


def _terms(text: str, places: _Places) -> tuple[str, ...]:
    """The stems of the words left when names, places, dates, sums and what describes a name are taken away."""
    described = [_DESCRIBED.search(text[: one.start]) for one in places.named]
    kept, end = [], 0
    for start, stop in sorted([*places.taken, *(match.span() for match in described if match)]):
        kept.append(text[end : max(end, start)])
        end = max(end, stop)
    rest = " ".join([*kept, text[end:]])
    asking = {stem(word) for word in _ASKING.findall(rest)}
    said = (word for word in content_stems(rest) if len(word) > 1 and not word.isdigit())
    return tuple(word for word in said if word not in asking and word not in _ARTICLES)


def _off_topic(text: str, places: _Places, unknown: Sequence[str], known_word: Callable[[str], bool]) -> bool:
    """Whether nobody held is named, no word is of the field, and documents do not use most of the other words.

    A country alone makes no question one of enforcement; a name alone ("What about Volkswagen?") is that of a stranger.
    """
    if guards.speaks_of_the_field(text) or places.named or places.authorities:
        return False
    rest = [text[m.start() : m.end()] for m in WORD.finditer(text) if not overlaps(m.start(), m.end(), places.taken)]
    words = [word for word in rest if not is_stop(word) and stem(word) not in SOFT]
    strange = [word for word in words if not known_word(bare_word(word))]
    only_named = {word for name in unknown for word in name.split()}
    if not set(words) - only_named:
        return False
    return len(strange) > FOREIGN * len(words) if words else False
