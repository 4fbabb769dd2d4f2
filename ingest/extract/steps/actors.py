"""Who acts in what documents tell: a party, the authority, or a court, known by name or by what it is called."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Description, Span
from corpus.gazetteer import Authority, Gazetteer
from corpus.matters import BodyRank, Event, EventKind
from ingest.describing.names import bare
from ingest.extract.reading import Sentence
from ingest.wording.phrases import read_phrases

OUTCOMES = frozenset(
    {
        EventKind.ANNULLED,
        EventKind.PARTLY_ANNULLED,
        EventKind.UPHELD,
        EventKind.REMITTED,
        EventKind.REDUCED,
        EventKind.VARIED,
        EventKind.STAYED,
    }
)
BY_PARTY = frozenset({EventKind.APPEALED, EventKind.ABANDONED, EventKind.COLLECTED, EventKind.COMPLIED})
BY_COURT = OUTCOMES | {EventKind.PERMISSION_GRANTED, EventKind.PERMISSION_REFUSED, EventKind.STAY_LIFTED}
_BY_EITHER = frozenset({EventKind.REDUCED, EventKind.VARIED, EventKind.STAY_LIFTED})
SPEAKS_OF_AUTHORITY = re.compile(
    r"(?<!\w)[Tt]he (?:\w+ )?(?:[Cc]ommissioner|[Aa]uthority|[Aa]gency|[Rr]egulator|[Cc]ommission|[Ii]nspectorate"
    r"|[Oo]mbudsman|[Cc]ourt)|Attorney General|(?:determination|decision|reprimand|order|settlement|report)s? "
)
# Courts that the gazetteer does not know, by what they are called.
_FILE = read_phrases(Path(__file__).with_name("courts.toml"))
_COURTS = tuple((BodyRank(rank), re.compile(rf"(?<!\w)(?:{'|'.join(names)})")) for rank, names in _FILE.items())
_NAMES_NONE = re.compile(r"(?:[Tt]he )?(?:[Cc]ourt(?: of first instance)?|Tribunal)|[Tt]ribunale?")


@dataclass(frozen=True, slots=True)
class Context:
    """Whose document is read: its description, the respondent, and the bodies that it is of, where they are known."""

    description: Description
    gazetteer: Gazetteer
    respondent: str
    regulator: Authority | None
    court: Authority | None

    def is_about(self, text: str) -> bool:
        """Whether the text names the regulator, or speaks of it as one does, and a respondent."""
        if self.regulator is None or not any(key <= name_words(text) for key in self._keys()):
            return False
        return SPEAKS_OF_AUTHORITY.search(text) is not None or any(name in text for name in self.regulator.names)

    def event(
        self,
        kind: EventKind,
        on: dt.date,
        by: tuple[str, BodyRank],
        span: Span,
        precision: str = "day",
        *,
        last_instance: bool = False,
    ) -> Event:
        """A step that this document tells at `span`, `by` the body that took it and the body's rank."""
        return Event(
            kind=kind,
            on=on,
            body=by[0],
            body_rank=by[1],
            document_id="",
            span=span,
            rank=self.description.rank,
            precision=precision,
            last_instance=last_instance,
        )

    def _keys(self) -> list[frozenset[str]]:
        """The first word of each respondent's name, or its initials: "LinkedIn Ireland" is told of as "LinkedIn"."""
        return [frozenset(bare(name).split()[:1]) for name in self.description.respondents if bare(name)]


def name_words(text: str) -> frozenset[str]:
    """The words of a text, as names are compared."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def actor_of(sentence: Sentence, kind: EventKind, context: Context) -> tuple[str, BodyRank] | None:
    """Who took the step: the party, a court that the sentence names, or the regulator; None where it stays open."""
    if kind in BY_PARTY:
        return context.respondent, BodyRank.PARTY
    if kind in BY_COURT:
        named = [context.gazetteer.authority(m.id) for m in context.gazetteer.find_authorities(sentence.text)]
        courts = [body for body in named if body and body.is_court]
        court = (courts[0].name, courts[0].body_rank) if courts else court_in(sentence.text)
        if court or kind not in _BY_EITHER:
            return court
    return (context.regulator.name, BodyRank.REGULATOR) if context.regulator else None


def court_in(text: str) -> tuple[str, BodyRank] | None:
    """A court by what it is called, where the gazetteer does not know it."""
    found = ((rank, pattern.search(text)) for rank, pattern in _COURTS)
    return next(((match.group(), rank) for rank, match in found if match), None)


def courts_in(text: str, gazetteer: Gazetteer) -> list[tuple[int, str, BodyRank]]:
    """Every court that a text names, with its place, in order; "the court" names none."""
    bodies = ((m, gazetteer.authority(m.id)) for m in gazetteer.find_authorities(text))
    found = [(m.start, m.end, body.name, body.body_rank) for m, body in bodies if body and body.is_court]
    for rank, pattern in _COURTS:
        for match in pattern.finditer(text):
            known = any(start < match.end() and match.start() < end for start, end, _, _ in found)
            if not known and _NAMES_NONE.fullmatch(match.group()) is None:
                found.append((match.start(), match.end(), match.group().strip(), rank))
    return [(start, name, rank) for start, _, name, rank in sorted(found)]
