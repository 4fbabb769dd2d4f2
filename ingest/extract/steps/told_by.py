"""Whose deed a step is, in a text that tells of it: the authority's, a party's, or a court's that the text names."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from corpus.matters import BodyRank, EventKind
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import Telling
from ingest.extract.steps.act_words import is_pronoun, speaks_of_authority, speaks_of_bench
from ingest.extract.steps.actors import Context, courts_in
from ingest.extract.steps.acts import Deed
from ingest.extract.steps.judged import succeeds_above
from ingest.wording.phrases import any_of, read_phrases

_UNDOES = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED})
_A_COURT = "a court"
_DECIDED = frozenset({"decision", "decisions", "order", "orders", "determination"})
PLAINTIFFS = frozenset(
    {"case", "suit", "lawsuit", "action", "claim", "claims", "litigation", "proceedings", "complaint"}
)
_BY = re.compile(r"\s+by\s+([^.;]{3,90})")
_SOMEBODY = re.compile(r"(?<![.!?] )(?<!^)[A-Z][a-z]{2,}")
_TITLE_REACH = 80
_WORDS = {
    name: any_of(phrases, whole_words=False, ignore_case=False)
    for name, phrases in read_phrases(Path(__file__).with_name("told_by.toml")).items()
}


class Doers:
    """Who may have done what the text tells."""

    def __init__(self, reading: Reading, context: Context, telling: Telling) -> None:
        self._reading, self._context, self._telling = reading, context, telling

    @cached_property
    def courts(self) -> list[tuple[int, str, BodyRank]]:
        """Every court that the text names as one that acts, with its place."""
        text = self._reading.text
        return [
            each
            for each in courts_in(text, self._context.gazetteer)
            if not _WORDS["not_subject"].search(text[max(0, each[0] - 30) : each[0]])
        ]

    def of(
        self, deed: Deed, kind: EventKind, sentence: Sentence, last: tuple[str, BodyRank] | None
    ) -> tuple[str, BodyRank] | None:
        """Who took the step; None where that stays open, or it was somebody else."""
        words = words_of(deed, sentence)
        regulator = self._context.regulator
        if kind is EventKind.WITHDRAWN:
            return (regulator.name, BodyRank.REGULATOR) if regulator else None
        if kind in {EventKind.APPEALED, EventKind.ABANDONED}:
            if deed.passive and (by := _BY.match(sentence.text[deed.end :])):
                words = by[1]
            if deed.object in PLAINTIFFS and self.is_authority(words):
                return None  # an authority's own action is how a matter begins
            if regulator and self.is_authority(words):
                return regulator.name, BodyRank.REGULATOR
            named = _SOMEBODY.search(words) is not None and bool(self._context.description.respondents)
            return (
                None
                if named and not self._telling.names_respondent(sentence.text)
                else (self._context.respondent, BodyRank.PARTY)
            )
        return self._court(deed, sentence, words, last)

    def is_authority(self, words: str) -> bool:
        """Whether the words name the authority whose matter it is, or speak of it."""
        regulator = self._context.regulator
        named = regulator is not None and regulator.id in {
            m.id for m in self._context.gazetteer.find_authorities(words)
        }
        return named or speaks_of_authority(words)

    def is_of_lower_court(
        self, deed: Deed, sentence: Sentence, body: tuple[str, BodyRank], last: tuple[str, BodyRank] | None
    ) -> bool:
        """Whether what is undone is, or may be, a lower court's: "set aside the decision of the Tribunal"."""
        if deed.kind not in _UNDOES or deed.object not in _DECIDED:
            return False
        behind = range(sentence.span.start + deed.end, sentence.span.start + deed.end + _TITLE_REACH)
        named = any(place in behind and name != body[0] for place, name, _ in self.courts)
        above = body[1] is not BodyRank.FIRST_INSTANCE and last is not None and last[1] is not body[1]
        return named or above

    def _court(
        self, deed: Deed, sentence: Sentence, words: str, last: tuple[str, BodyRank] | None
    ) -> tuple[str, BodyRank] | None:
        court = self._named_court(deed, sentence, words, last)
        return None if court and succeeds_above(deed, court[1]) else court

    def _named_court(
        self, deed: Deed, sentence: Sentence, words: str, last: tuple[str, BodyRank] | None
    ) -> tuple[str, BodyRank] | None:
        start, end = (sentence.span.start + place for place in deed.whose or (0, deed.start))
        near = [(name, rank) for place, name, rank in self.courts if start <= place < end]
        if near:
            return near[-1]
        within = [(name, rank) for place, name, rank in self.courts if sentence.span.start <= place < start]
        if within and (deed.whose is None or is_pronoun(words) or speaks_of_bench(words)):
            return within[0]
        if deed.whose and not speaks_of_bench(words):
            return last if not deed.passive and is_pronoun(words) else None
        before = [(name, rank) for place, name, rank in self.courts if place < start]
        return last or (before[-1] if before else self._only_court(words))

    def _only_court(self, words: str) -> tuple[str, BodyRank] | None:
        court = self._context.court
        if court:
            return court.name, court.body_rank
        named = {(name, rank) for _, name, rank in self.courts}
        if len(named) == 1:
            return named.pop()
        return (_A_COURT, BodyRank.FIRST_INSTANCE) if speaks_of_bench(words) else None


def words_of(deed: Deed, sentence: Sentence) -> str:
    """The words for whoever did it; none where the sentence has none."""
    return sentence.text[deed.whose[0] : deed.whose[1]] if deed.whose else ""
