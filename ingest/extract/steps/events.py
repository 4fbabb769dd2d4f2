"""Standing events: what happened to a decision, when, and by whose hand.

Events decide what users are told still stands, so only four kinds of sentence make one: the document's own issuing,
with its own date; the operative words of a judgment, dated by the judgment; the news of a release, dated by the
release; and a plain statement of a step, with the date of that step in the same sentence. What may happen, what a party
asks for, and what happened elsewhere make none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.documents import Description, InstrumentKind, SourceRank, Span
from corpus.gazetteer import Gazetteer
from corpus.glosses import is_listed
from corpus.matters import BodyRank, Event, EventKind
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import RECENT, Telling
from ingest.extract.steps.abroad.dated import is_courts_day, is_decisions_day
from ingest.extract.steps.abroad.likely_steps import LikelySteps
from ingest.extract.steps.abroad.told import Abroad
from ingest.extract.steps.actors import OUTCOMES, SPEAKS_OF_AUTHORITY, Context, actor_of, court_in
from ingest.extract.steps.judged import befell, court_of, laid_down, together, unappealed, undoes_a_judgment
from ingest.extract.steps.step_days import date_of_step, is_by_then
from ingest.extract.steps.told import ToldSteps
from ingest.wording.dates import WrittenDate, may_hold_date
from ingest.wording.phrases import read_phrases
from ingest.wording.sifted import Sifted, sifted
from ingest.wording.stems import Stems

_PHRASES = read_phrases(Path(__file__).with_name("events.toml"))
_HYPOTHETICAL = Sifted(_PHRASES.pop("hypothetical"))
_ELSEWHERE = Sifted(_PHRASES.pop("elsewhere"), ignore_case=False)
_STEMS = Stems(_PHRASES.pop("stems"))
_STEMS_TOLD = Stems((*_STEMS, *_PHRASES.pop("stems_told")))
_APPEAL_ALLOWED = Sifted(_PHRASES.pop("appeal_allowed"))
_STEPS = sifted({EventKind(kind): phrases for kind, phrases in _PHRASES.items()})
_DENIED = re.compile(r"(?<!\w)(?:not|never|no|neither|nor|nobody)\s(?:\w+\s){0,2}$", re.IGNORECASE)
# The law stays a decision because somebody appeals.
_BY_APPEALING = re.compile(r"(?<!\w)(?:actions?|applications?|appeals?|complaints?|objections?)\s(?:ha[sd]\s)?$")
_OWN_DECISION = re.compile(
    r"(?<!\w)(?:[Tt]he|[Tt]his|[Ii]ts) (?:final )?decision,? (?:which )?was (?:made|adopted|taken) on"
)
_NEAR = 140
_LOOSE = frozenset({"by", "after"})
_OF_THE_INSTRUMENT = frozenset({EventKind.ISSUED, EventKind.ANNOUNCED})
_NOT_LAST = frozenset({EventKind.REMITTED, EventKind.STAYED})
"""After these something is still to be decided, whichever court did them."""
_BY_PHRASES = _OF_THE_INSTRUMENT | {EventKind.COLLECTED, EventKind.COMPLIED, EventKind.CLOSED}
"""What is read by phrases in every language: of few sentences of other languages one tells what was paid or obeyed."""
_INSTRUMENT_IDS = {
    InstrumentKind.MONETARY_PENALTY_NOTICE: "mpn",
    InstrumentKind.ENFORCEMENT_NOTICE: "en",
    InstrumentKind.NOTICE_OF_INTENT: "intent",
    InstrumentKind.PRELIMINARY_NOTICE: "preliminary",
}
_NOT_ISSUED = frozenset(
    {
        InstrumentKind.JUDGMENT,
        InstrumentKind.NEWS_ARTICLE,
        InstrumentKind.COMPLAINT,
        InstrumentKind.DIGEST,
        InstrumentKind.OTHER,
    }
)
_AGREED = frozenset(
    {
        InstrumentKind.UNDERTAKING,
        InstrumentKind.CONSENT_ORDER,
        InstrumentKind.STIPULATED_ORDER,
        InstrumentKind.SETTLEMENT,
        InstrumentKind.ASSURANCE,
    }
)
_INTENTS = frozenset({InstrumentKind.NOTICE_OF_INTENT, InstrumentKind.PRELIMINARY_NOTICE})


def instrument_id(kind: InstrumentKind) -> str:
    """The short id an instrument of that kind has within its matter."""
    return _INSTRUMENT_IDS.get(kind) or re.sub(r"\W+", "-", kind.value)


def instrument_kind(description: Description) -> InstrumentKind:
    """The kind of the instrument a document is about: what a press release announces, else what the document is."""
    announced = next((d.value for d in description.detected if d.field == "announces"), None)
    return InstrumentKind(announced) if announced else description.kind


def find_events(
    reading: Reading,
    operative: tuple[Span, ...],
    description: Description,
    gazetteer: Gazetteer,
    telling: Telling | None = None,
    *,
    lays: bool = False,
) -> tuple[Event, ...]:
    """The events a document proves, in the order of their dates. Their `document_id` is filled in at publication.

    Args:
        reading: The document.
        operative: Where it decides.
        description: What is known of it.
        gazetteer: Whose acts they are.
        telling: Where the document is a release or an article: its news.
        lays: Whether it tells of a penalty imposed, so that as a release it announces one.
    """
    context = Context(
        description,
        gazetteer,
        respondent=description.respondents[0] if description.respondents else "the respondent",
        regulator=gazetteer.authority(description.regulator or ""),
        court=gazetteer.authority(description.court or ""),
    )
    likely = LikelySteps(reading, context, telling, Abroad(reading, context))
    befell_abroad = likely.events()
    steps = befell_abroad or (ToldSteps(reading, context, telling).events() if telling else ())
    passing = tuple(_told(reading, context, telling, of_itself=False)) if telling else ()
    told = [*passing, *steps]
    imposes = lays
    lays = lays and not any(event.kind in OUTCOMES for event in told)
    announces = telling is not None and (lays or likely.decides or telling.announces)
    given = _own(reading, context, announces=announces, decides=likely.decides)
    own = [each for event in given for each in _as_told(event, told, telling)]
    own = [event for event in own if not any(_is_same_day_outcome(event, each) for each in befell_abroad)]
    own += _news(telling, context)
    of_itself = any(event.kind in {EventKind.ISSUED, EventKind.INTENDED} for event in own)
    # an instrument recites what came before it, and nothing that befell itself
    if telling is not None and (likely.is_in_doubt or likely.proposes):
        own = [event for event in own if event.kind not in _OF_THE_INSTRUMENT]
    outcome = list(_outcome(reading, operative, context))
    events = [*own, *(outcome or laid_down(reading, context, lays=imposes))]
    if of_itself or telling is None:
        passing = tuple(_told(reading, context, telling, of_itself=of_itself))
    events += _without(passing, steps)
    dated = {event.kind for event in events if event.precision not in _LOOSE}
    events += [step for step in steps if step.precision not in _LOOSE or step.kind not in dated]
    return tuple(sorted(_once(events), key=lambda event: (event.on, event.span)))


def _own(reading: Reading, context: Context, *, announces: bool, decides: bool) -> Iterator[Event]:
    """The issuing and the announcing of the instrument that the document is, or announces.

    `announces`: it is a release with news, which it announces even where it names no instrument. In another language a
    text may tell that the authority decided, which it did on the day of decision, or by that of the release.
    """
    description, body = context.description, context.regulator
    instrument = instrument_kind(description)
    named = instrument not in _NOT_ISSUED
    if body is None or description.rank is SourceRank.PRESS or not (named or announces):
        return
    issued = EventKind.INTENDED if instrument in _INTENTS else EventKind.ISSUED
    # what announces only a proposal proposes it, and puts nothing in force
    proposes = issued is EventKind.INTENDED and description.decided_on is None
    for kind, on, name in (
        (issued, description.decided_on, "decided_on"),
        (issued if proposes else EventKind.ANNOUNCED, description.published_on, "published_on"),
    ):
        span = next((d.span for d in description.detected if d.field == name and d.span), None)
        courts = kind is not EventKind.ANNOUNCED and span is not None and _is_a_courts(reading, span, context)
        courts = courts or (kind is not EventKind.ANNOUNCED and is_courts_day(reading, context))
        if on and span and not courts and (named or (decides and announces) or kind is EventKind.ANNOUNCED):
            told = not named and kind is EventKind.ISSUED and not is_decisions_day(reading, context)
            by = (body.name, body.body_rank)
            event = context.event(EventKind.ANNOUNCED if told else kind, on, by, _whole(reading, span))
            yield replace(event, applies_to=(instrument_id(instrument),) if named else ())


def _is_a_courts(reading: Reading, span: Span, context: Context) -> bool:
    """Whether the sentence with the day tells what a court did on it, and nothing of the authority."""
    sentence = reading.around(span.start)
    if sentence is None:
        return False
    named = [context.gazetteer.authority(mention.id) for mention in context.gazetteer.find_authorities(sentence.text)]
    if context.regulator in named or SPEAKS_OF_AUTHORITY.search(sentence.text):
        return False
    return any(body and body.is_court for body in named) or court_in(sentence.text) is not None


def _as_told(event: Event, told: Iterable[Event], telling: Telling | None) -> Iterator[Event]:
    """A page about a decision or a lawsuit bears a day of its own, on which nothing was issued.

    It announces the decision; where it tells of a judgment on it, it does not even that.
    """
    if telling is None or event.kind is not EventKind.ISSUED:
        yield event
        return
    before = {each.kind for each in told if each.precision == "day" and dt.timedelta(0) < event.on - each.on < RECENT}
    if before & OUTCOMES:
        return
    announced = EventKind.ISSUED in before or telling.is_undecided
    yield replace(event, kind=EventKind.ANNOUNCED) if announced else event


def _news(telling: Telling | None, context: Context) -> Iterator[Event]:
    """What a release says that its authority did, on its day where it says "today", else by that day."""
    body = context.regulator
    if telling is None or telling.day is None or body is None:
        return
    for step in telling.steps:
        by, precision = (body.name, body.body_rank), "day" if step.today else "by"
        yield context.event(step.kind, telling.day, by, step.span, precision)


def _outcome(reading: Reading, operative: tuple[Span, ...], context: Context) -> Iterator[Event]:
    """What a judgment does to the decision before it, dated by the judgment."""
    on = context.description.decided_on
    if context.description.kind is not InstrumentKind.JUDGMENT or on is None or context.regulator is None:
        return
    court = court_of(reading, context)
    if court is None:
        return
    for part in _parts(reading.text, operative):
        found: list[tuple[EventKind, Sentence]] = []
        for sentence in _sentences(reading, part, _STEMS):
            if found and sentence.span.start > found[-1][1].span.end + _NEAR:
                break
            if not _ELSEWHERE.search(sentence.text):
                kinds = befell(sentence, context, court[1], decides=part in operative)
                other = None if kinds else _kind_of(sentence) or _by_allowing(sentence, court[1])
                other = None if other is EventKind.ANNULLED and undoes_a_judgment(sentence.text) else other
                found += [(kind, sentence) for kind in (*kinds, other) if kind in OUTCOMES]
        for kind, sentence in together(found):
            final = court[1] is BodyRank.SUPREME or (kind is EventKind.UPHELD and unappealed(reading))
            last_instance = final and kind not in _NOT_LAST
            yield context.event(kind, on, court, sentence.span, last_instance=last_instance)
        if found:
            return


def _by_allowing(sentence: Sentence, court: BodyRank) -> EventKind | None:
    """An appeal allowed against the authority itself annuls its decision."""
    direct = court is BodyRank.FIRST_INSTANCE and " in part" not in sentence.text
    return EventKind.ANNULLED if direct and _APPEAL_ALLOWED.search(sentence.text) else None


def _parts(text: str, operative: tuple[Span, ...]) -> tuple[Span, ...]:
    """Where a judgment decides: its operative part, else its closing, else its opening."""
    closing = Span(max(0, len(text) - 2500), len(text))
    return (*reversed(operative), closing, Span(0, min(len(text), 2500)))


def _told(reading: Reading, context: Context, telling: Telling | None, *, of_itself: bool) -> Iterator[Event]:
    """Steps told in passing, each with its own date in its own sentence.

    `of_itself`: the document is the instrument, so that whatever else was issued is another one.
    """
    if context.regulator is None:
        return
    # what befell a decision is read from other languages by the meanings of whole sentences
    read_whole = is_listed(context.description.language)
    for sentence in _sentences(reading, Span(0, len(reading.text)), _STEMS if of_itself else _STEMS_TOLD):
        # a step without its date makes no event, and few sentences tell a step
        kind = _kind_of(sentence, told=not of_itself) if may_hold_date(sentence.text) else None
        if kind is None or (read_whole and kind not in _BY_PHRASES):
            continue
        if telling and telling.is_release and telling.is_elsewhere(sentence.text):
            continue
        if _ELSEWHERE.search(sentence.text) and not context.is_about(sentence.text):
            continue
        own = telling is not None and _OWN_DECISION.search(sentence.text) is not None
        if kind in _OF_THE_INSTRUMENT and not own and not context.is_about(sentence.text):
            continue
        match = _STEPS[kind].search(sentence.text)
        date = date_of_step(sentence.text, match, of_instrument=kind in _OF_THE_INSTRUMENT) if match else None
        body = actor_of(sentence, kind, context)
        if date and body and not _is_future(date, context):
            precision = "by" if is_by_then(sentence.text, date) else date.precision
            last_instance = body[1] is BodyRank.SUPREME and kind in OUTCOMES
            yield context.event(kind, date.on, body, sentence.span, precision, last_instance=last_instance)


def _without(told: Iterable[Event], steps: Iterable[Event]) -> Iterator[Event]:
    """What phrases tell, but for the sentences that `steps` were read in and the kinds that they hold."""
    read = {step.span for step in steps}
    held = {step.kind for step in steps}
    for event in told:
        if event.kind not in OUTCOMES | {EventKind.RESTORED, EventKind.WITHDRAWN} or (
            event.span not in read and event.kind not in held
        ):
            yield event


def _is_same_day_outcome(event: Event, outcome: Event) -> bool:
    """Whether a text that tells an outcome bears the day on which its own decision would have been issued."""
    return event.kind is EventKind.ISSUED and outcome.kind in OUTCOMES and outcome.on == event.on


def _sentences(reading: Reading, within: Span, stems: Stems) -> Iterator[Sentence]:
    """Each sentence that holds a word of the vocabulary, once."""
    done = within.start
    for place in stems.places(reading.folded, within.start, within.end):
        sentence = reading.around(place) if place >= done else None
        if sentence:
            done = sentence.span.end
            yield sentence


def _kind_of(sentence: Sentence, *, told: bool = False) -> EventKind | None:
    """The step a sentence states as done; the first kind in the order of the vocabulary."""
    for kind, pattern in _STEPS.items():
        match = pattern.search(sentence.text) if told or kind not in _OF_THE_INSTRUMENT else None
        if match:
            around = sentence.text[max(0, match.start() - 60) : match.end() + 30]
            before = sentence.text[: match.start()]
            by_law = kind is EventKind.STAYED and _BY_APPEALING.search(before)
            return None if by_law or _DENIED.search(before) or _HYPOTHETICAL.search(around) else kind
    return None


def _is_future(date: WrittenDate, context: Context) -> bool:
    """A document cannot tell what came after its own date."""
    known_to = context.description.known_to
    return known_to is not None and date.on > known_to and date.precision == "day"


def _whole(reading: Reading, span: Span) -> Span:
    sentence = reading.around(span.start)
    return sentence.span if sentence and sentence.span.covers(span) else span


def _once(events: Iterable[Event]) -> list[Event]:
    """One event a kind, day and body: the first told."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        kept.setdefault((event.kind, event.on, event.body), event)
    return list(kept.values())
