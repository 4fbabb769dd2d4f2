"""From the words of a question to its slots."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from corpus.gazetteer import Gazetteer, Mention
from corpus.matters import State
from service.answering.question import dates, guards, intents
from service.answering.question.advice import asks_for_advice, without_lead
from service.answering.question.afterthought import parted
from service.answering.question.amounts import bounds_of, sums_of, without_bounds
from service.answering.question.bodies import asks_for_bodies
from service.answering.question.courtesies import courtesy_of
from service.answering.question.demonyms import text_of_party
from service.answering.question.languages import other_language
from service.answering.question.lexicon import asking_stems
from service.answering.question.mentions import Mentions, clear_of_sums, mentions_of, whom, with_slips
from service.answering.question.names import NameBook
from service.answering.question.news import asks_for_news
from service.answering.question.premises import asked_of
from service.answering.question.purposes import purposes_in
from service.answering.question.query import ACROSS, Asked, Intent, Premise, Query, Shape
from service.answering.question.references import spans_of_perhaps, spans_of_references, with_strokes
from service.answering.question.several import asks_for_several, is_of_one_case, lead_in
from service.answering.question.sided import with_sides
from service.answering.question.sides import puts_together
from service.answering.question.slips import corrected
from service.answering.question.small_letters import with_small_names
from service.answering.question.strangers import bare_name, strangers_of
from service.answering.question.topic import is_off_topic, terms_of
from service.answering.question.verbs import kinds_of, qualifiers_of, states_of, verbs_of, voices_of

_SIDES = re.compile(r"\b(?:or|vs|versus|compar\w+|differ\w*|between)\b", re.IGNORECASE)
_OF_BODIES = re.compile(r"\b(?:authorit|regulator|watchdog|countr|commissioner)", re.IGNORECASE)
"""Of somebody named the first or last matter is meant, unless it is asked who acted first."""
_HOW_OFTEN = re.compile(r"\bhow often\b", re.IGNORECASE)
_OF_DECISIONS = re.compile(
    r"\b(?:fined?|sanction|penali|punish|decid|order|reprimand|warn|g[oe]\w* after|act(?:ed)? against|"
    r"t(?:ake|ook|aken) on)",
    re.IGNORECASE,
)
"""How often somebody was fined is counted in records; how often something went wrong is told by one sentence."""
_BECAME = re.compile(r"\b(?:bec[oa]me|becoming|made|went|turned|turning) (?:\w+ )?(?:final|binding)\b", re.IGNORECASE)
_NEVER_SET = re.compile(
    r"\bwould\b[^?]{0,60}\bha(?:ve|d)\b (?:\w+ )?(?:come|been|amounted|cost|added)\b", re.IGNORECASE
)
"""What a sum would have been is no total of those that were set."""
_SUMS = re.compile(r"\b(?:fines|penalties|settlements|sums|surcharges|amounts)\b", re.IGNORECASE)
_WHY = re.compile(
    r"(?:^|[:;,–-] )\W*(?:(?:and|so|but|then)\W+)?(?:why|how come|on what grounds?|for what reasons?)\b", re.IGNORECASE
)
"""Who asks why wants reasons, also where the question sets something beside something else."""
_OF_SUMS = frozenset({Shape.TOTAL, Shape.COMPARISON, Shape.LARGEST, Shape.SMALLEST})
_OF_ALL = frozenset({Intent.SUMMARY, Intent.STATUS, Intent.WHO, Intent.ORDER})
"""What may be asked of everything that happened in some time."""
_OUTSIDE = re.compile(
    r"\b(?:outside(?: of)?|except(?: for| in)?|other than|apart from|besides?|not (?:in|from)|excluding)(?: the)? $",
    re.IGNORECASE,
)
"""What comes before a place that a list leaves out."""


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

    text = corrected(text, known_word)
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
    numbers = _not_begun(spans_of_references(text), [*days, *written])
    perhaps = _not_begun(spans_of_perhaps(text), [*days, *written, *numbers])
    taken = [*written, *days, lead_in(text), *purposes_in(text)]
    found = names.find(text, lambda _: True, plain_word)
    mentions = mentions_of(text, clear_of_sums(found, written), gazetteer, taken)
    slips = names.find_misspelt(text, found, known_word, plain_word)
    mentions = with_slips(mentions, clear_of_sums(slips, written))
    called = [(one.start, one.end) for one in mentions.named]
    bodies = [(one.start, one.end) for one in mentions.authorities]
    strangers = strangers_of(text, [*mentions.taken, *numbers], called, bodies, mentions.spans, known_word)
    strangers = with_small_names(strangers, text, [*mentions.taken, *numbers], called, bodies, known_word, plain_word)
    respondents, matters, candidates = whom(mentions)
    plain = _without_names(text, mentions)
    asked_intents, verbs = intents.intents_of(plain), verbs_of(plain)
    of_one = asked_intents[0] is Intent.PROVISION and mentions.named
    bounds = bounds_of(text, amounts, figures)
    shape = Shape.SINGLE if of_one else intents.shape_of(without_bounds(plain) if bounds else plain)
    if _is_of_one(text, plain, shape, asked_intents, mentions, respondents):
        shape = Shape.SINGLE
    sides = _SIDES.search(text) and bounds is None
    if not mentions.named and asks_for_several(text) and (shape is Shape.SINGLE or not sides):
        shape = Shape.LIST if shape in (Shape.SINGLE, Shape.COMPARISON) else shape
    if shape is Shape.LIST and not mentions.named and is_of_one_case(text, strangers.mentioned):
        shape = Shape.SINGLE
    advice = not mentions.named and not mentions.authorities and asks_for_advice(text)
    about = without_lead(text) if advice else text
    if advice:
        shape, asked_intents = Shape.LIST, (Intent.SUMMARY,)
    asked = asked_of(_blanked(plain, (*strangers.unknown, *strangers.mentioned)))
    period, as_of = dates.period_of(text, today, strictly=shape in ACROSS), dates.as_of_of(text, today)
    if as_of is None and _asks_of_a_state(plain, asked) and (day := dates.day_of_state(text, today)):
        as_of, period = day, None
    outside = [one for one in mentions.jurisdictions if _OUTSIDE.search(text[: one.start])]
    several = len(respondents) + bool(matters) > 1 or len(matters) > 1 or _SUMS.search(plain)
    if several and shape in (Shape.SINGLE, Shape.LIST) and Intent.MONEY in asked_intents and puts_together(plain):
        shape = Shape.TOTAL
    news = not mentions.named and asks_for_news(text)
    other_task = guards.is_other_task(about, of_a_decision=bool(mentions.named) and _is_of_a_decision(asked))
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
        numbers=tuple(with_strokes(text[start:end]) for start, end in perhaps),
        regulators=_ids(mentions.authorities),
        origins=tuple(text_of_party(one, text) for one in mentions.origins),
        jurisdictions=_ids([one for one in mentions.jurisdictions if one not in outside]),
        outside=_ids(outside),
        kinds=kinds_of(plain),
        verbs=verbs,
        amounts=amounts,
        figures=figures,
        asked=asked,
        period=period,
        as_of=as_of,
        terms=terms_of(text, mentions),
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
        off_topic=not news and (other_task or is_off_topic(text, mentions, strangers.unknown, known_word)),
    )
    if shape is Shape.LIST and mentions.named and query.topic and asks_for_bodies(text):
        return replace(query, shape=Shape.SINGLE)
    return replace(query, shape=Shape.LIST) if _asks_for_news(query) else query


def _is_of_one(
    text: str,
    plain: str,
    shape: Shape,
    asked: tuple[Intent, ...],
    mentions: Mentions,
    respondents: tuple[tuple[str, ...], ...],
) -> bool:
    """Whether what is asked in words of a list, a sum or a comparison is a point of one matter."""
    if shape in (Shape.EARLIEST, Shape.LATEST):
        return bool(mentions.named) and not _OF_BODIES.search(text)
    if shape is Shape.COUNT:
        return bool(_HOW_OFTEN.search(plain)) and not _OF_DECISIONS.search(plain)
    if shape in _OF_SUMS and _WHY.search(plain) and len(respondents) + len(mentions.jurisdictions) <= 1:
        return True
    unset = len(respondents) == 1 and _NEVER_SET.search(plain)
    return shape is Shape.TOTAL and (asked[0] is Intent.REASON or bool(unset))


def _not_begun(found: Iterable[tuple[int, int]], taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The numbers that are no dates or sums; a year may begin or end one ("2021 IECA 53", "9 / 2025")."""
    read = list(taken)

    def is_read(start: int, end: int) -> bool:
        return any(begin <= start < stop and not (begin == start and stop < end) for begin, stop in read)

    return [one for one in found if not is_read(*one)]


def _asks_for_news(query: Query) -> bool:
    """Whether all that happened in some time is asked for, of nobody in particular: "what is new since March?"."""
    if query.shape is not Shape.SINGLE or query.period is None or query.yes_no or query.main not in _OF_ALL:
        return False
    news = "news" in query.qualifiers or "court" in query.qualifiers
    return news and not (query.subjects or query.matters or query.topic or query.unknown)


def _without_names(text: str, mentions: Mentions) -> str:
    """The text with the names of respondents blanked: "We Buy Any Car" asks for no list of cars."""
    for one in mentions.named:
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


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in mentions))
