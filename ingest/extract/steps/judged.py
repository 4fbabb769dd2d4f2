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
from ingest.extract.steps.act_words import FORMS
from ingest.extract.steps.actors import OUTCOMES, Context, courts_in
from ingest.extract.steps.acts import Deed, deeds
from ingest.wording.phrases import any_of, read_phrases

_ENGLISH = "en"
_VERBS = (
    "dismiss|allow|affirm|vacate|uphold|confirm|quash|annul|remit|remand|reverse|reject|deny|grant|reduce|set aside"
)
# An item of the operative part, which begins with its verb: "2. Dismisses the appeal", "to annul the decision".
_ITEM = re.compile(
    r"\W{0,4}(?:(?:\d{1,2}|[A-Za-z]|[IVXivx]{1,5})[.):°]\s*)*"
    rf"(?:to (?P<verb>{_VERBS}|refer|satisfy)(?!\w)|(?P<acts>\w+(?: aside)?)(?!\w))"
)
_DECIDES = re.compile(
    r"(?<!\w)(?:(?P<who>I|[Ww]e|WE)"
    r"(?:,? (?:will|would|shall|must|hereby|therefore|accordingly|thus|also|unanimously),?)*|and)"
    rf" (?P<verb>{_VERBS}|{_VERBS.upper()})(?!\w)"
)
_PAST = {
    "uphold": "upheld",
    "deny": "denied",
    "remit": "remitted",
    "refer": "referred",
    "satisfy": "allowed",
    "quash": "quashed",
    "annul": "annulled",
    "set aside": "set aside",
}
_SET_THAT = re.compile(r"(?<!\w)set that (?=(?:\w+ ){1,2}aside(?!\w))")
_TO_A_COURT = re.compile(r"(?<!\w)to (?:the |that |a )?(?:[\w-]+ ){0,8}?(?:[Cc]ourt|[Tt]ribunal|[Pp]anel)(?!\w)")
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


def befell(sentence: Sentence, context: Context, court: BodyRank, *, decides: bool = False) -> list[EventKind]:
    """What a sentence of a judgment does to the decision before it; `decides`: it stands in the operative part."""
    if context.description.language != _ENGLISH:
        return []
    if _WORDS["set_anew"].search(sentence.text):
        return [EventKind.VARIED]
    said = _SET_THAT.sub("set the ", _DECIDES.sub(_as_done, sentence.text))
    said = _item_as_done(said) if decides else said
    kinds = [deed.kind for deed in deeds(said) if deed.kind in OUTCOMES and not succeeds_above(deed, court)]
    below = EventKind.REMITTED in kinds and court is not BodyRank.FIRST_INSTANCE and _TO_A_COURT.search(said)
    return [kind for kind in kinds if kind not in _UNDOES or not (below or undoes_a_judgment(sentence.text))]


def undoes_a_judgment(text: str) -> bool:
    """Whether it is a lower court's judgment that is undone, which does not say what becomes of the decision."""
    return _WORDS["judgment_undone"].search(text) is not None


def _item_as_done(text: str) -> str:
    """An item that begins with its verb, as what the court did."""
    match = _ITEM.match(text)
    if match is None:
        return text
    if match["verb"]:
        return f"the court {_past(match['verb'])}{text[match.end() :]}"
    acts = match["acts"].lower()
    begins = acts in FORMS or acts.split()[0] in FORMS
    return f"the court {text[match.start('acts') :]}" if begins else text


def _as_done(match: re.Match[str]) -> str:
    """What a judge says to do now, as of what was done: "I will dismiss", "we vacate and remand"."""
    past = _past(match["verb"].lower())
    return f"the court {past}" if match["who"] else f"and {past}"


def _past(verb: str) -> str:
    return _PAST.get(verb) or verb.removesuffix("e") + "ed"


def succeeds_above(deed: Deed, court: BodyRank) -> bool:
    """Whether it is an appeal allowed by a higher court: what becomes of the decision depends on who appealed."""
    direct = court is BodyRank.FIRST_INSTANCE or deed.object not in _APPEALS
    return deed.kind in _UNDOES and deed.review and not direct


def together(found: Iterable[tuple[EventKind, Sentence]]) -> list[tuple[EventKind, Sentence]]:
    """What a court did at once: what it annulled while it upheld or reduced something, it annulled in part only.

    What is decided again has not been upheld; and where the court sets the penalty itself, nothing else of it falls.
    """
    found = list(found)
    steps = dict(reversed(found))
    if EventKind.REMITTED in steps and not steps.keys() & _UNDOES:
        steps.pop(EventKind.UPHELD, None)
    anew = any(kind is EventKind.VARIED and _WORDS["set_anew"].search(sentence.text) for kind, sentence in found)
    undone = steps.pop(EventKind.ANNULLED, None)
    if undone and not steps.keys() & {EventKind.PARTLY_ANNULLED, EventKind.REDUCED}:
        steps[EventKind.PARTLY_ANNULLED if EventKind.UPHELD in steps else EventKind.ANNULLED] = undone
    if EventKind.REDUCED in steps or anew:
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
