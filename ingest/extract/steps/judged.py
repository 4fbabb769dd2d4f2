"""What an English judgment decides: what becomes of the decision before it, or what the court lays down itself.

An authority that sues asks the court for the penalty: the court's order is then what was issued, by consent of the
parties or not. A judgment on a challenge lays nothing down, whatever sums it tells of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.documents import InstrumentKind
from corpus.matters import BodyRank, Event, EventKind
from ingest.extract.reading import Reading, Sentence
from ingest.extract.steps.actors import OUTCOMES, Context, courts_in
from ingest.extract.steps.acts import Deed, deeds
from ingest.wording.phrases import any_of, read_phrases

_ENGLISH = "en"
_VERBS = (
    "dismiss|allow|affirm|vacate|uphold|confirm|quash|annul|remit|remand|reverse|reject|deny|grant|reduce|set aside"
)
_DECIDES = re.compile(
    r"(?<!\w)(?:(?P<who>I|[Ww]e|WE)"
    r"(?:,? (?:will|would|shall|must|hereby|therefore|accordingly|thus|also|unanimously),?)*|and)"
    rf" (?P<verb>{_VERBS}|{_VERBS.upper()})(?!\w)"
)
_PAST = {"uphold": "upheld", "deny": "denied", "remit": "remitted", "set aside": "set aside"}
_UNDOES = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED})
_APPEALS = frozenset({"appeal", "appeals", "challenge"})
_HEAD = 900
_LONG_HEAD = 3000
_WORDS = {
    name: any_of(phrases, whole_words=False, ignore_case=False)
    for name, phrases in read_phrases(Path(__file__).with_name("judged.toml")).items()
}


def court_of(reading: Reading, context: Context) -> tuple[str, BodyRank] | None:
    """The court that speaks: known by name, or as its head calls it, in capitals or not."""
    if context.court:
        return context.court.name, context.court.body_rank
    head = "\n".join(line.title() if line.isupper() else line for line in reading.text[:_HEAD].splitlines())
    named = courts_in(head, context.gazetteer)
    return named[0][1:] if named else None


def befell(sentence: Sentence, context: Context, court: BodyRank) -> list[EventKind]:
    """What a sentence of a judgment does to the decision before it."""
    if context.description.language != _ENGLISH:
        return []
    said = _DECIDES.sub(_as_done, sentence.text)
    return [deed.kind for deed in deeds(said) if deed.kind in OUTCOMES and not succeeds_above(deed, court)]


def _as_done(match: re.Match[str]) -> str:
    """What a judge says to do now, as of what was done: "I will dismiss", "we vacate and remand"."""
    verb = match["verb"].lower()
    past = _PAST.get(verb) or verb.removesuffix("e") + "ed"
    return f"the court {past}" if match["who"] else f"and {past}"


def succeeds_above(deed: Deed, court: BodyRank) -> bool:
    """Whether it is an appeal allowed by a higher court: what becomes of the decision depends on who appealed."""
    direct = court is BodyRank.FIRST_INSTANCE or deed.object not in _APPEALS
    return deed.kind in _UNDOES and deed.review and not direct


def together(found: Iterable[tuple[EventKind, Sentence]]) -> list[tuple[EventKind, Sentence]]:
    """What a court did at once: what it annulled while it upheld or reduced something, it annulled in part only."""
    steps = dict(reversed(list(found)))
    undone = steps.pop(EventKind.ANNULLED, None)
    if undone and not steps.keys() & {EventKind.PARTLY_ANNULLED, EventKind.REDUCED}:
        steps[EventKind.PARTLY_ANNULLED if EventKind.UPHELD in steps else EventKind.ANNULLED] = undone
    if EventKind.REDUCED in steps:
        steps.pop(EventKind.PARTLY_ANNULLED, None)
    return sorted(steps.items(), key=lambda entry: entry[1].span)


def unappealed(reading: Reading) -> bool:
    """Whether the judgment says that nobody appealed, or that nobody will."""
    return _WORDS["unappealed"].search(reading.text) is not None


def laid_down(reading: Reading, context: Context, *, lays: bool) -> Iterator[Event]:
    """The order of a court before which nobody challenges anything: what it issues, by consent where it says so."""
    description = context.description
    if description.kind is not InstrumentKind.JUDGMENT or description.decided_on is None or not lays:
        return
    court = court_of(reading, context)
    if court is None:
        return
    order = _WORDS["orders"].search(reading.text)
    sentence = reading.around(order.start()) if order else None
    if (
        sentence is None
        or _WORDS["challenged"].search(reading.text[:_LONG_HEAD])
        or _WORDS["challenged"].search(sentence.text)
    ):
        return
    agreed = _WORDS["agreed"].search(reading.text)
    consent = reading.around(agreed.start()) if agreed else None
    steps = (
        [(EventKind.SETTLED, consent), (EventKind.APPROVED, sentence)] if consent else [(EventKind.ISSUED, sentence)]
    )
    for kind, where in steps:
        last_instance = kind is EventKind.APPROVED and unappealed(reading)
        yield context.event(kind, description.decided_on, court, where.span, last_instance=last_instance)
