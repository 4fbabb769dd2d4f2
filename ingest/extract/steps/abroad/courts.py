"""Which court acts in a sentence of another language: one that it names, that of the head, or the one named last."""

from __future__ import annotations

from functools import cached_property

from corpus.matters import BodyRank
from ingest.extract.reading import Reading, Sentence
from ingest.extract.steps.abroad.actors import Court, courts_of
from ingest.extract.steps.abroad.dated import head_court
from ingest.extract.steps.actors import Context
from ingest.extract.steps.senses import Word

_A_COURT = "a court"


class Courts:
    """The courts of one text, sentence after sentence."""

    def __init__(self, reading: Reading, context: Context) -> None:
        self._reading, self._context = reading, context
        self._last: Court | None = None
        self._found: dict[Sentence, tuple[Court, ...]] = {}

    @cached_property
    def head(self) -> Court | None:
        """The court that the first sentences name as acting: what the text tells of a court is of this."""
        return head_court(self._reading, self._context)

    def of(self, sentence: Sentence) -> tuple[Court, ...]:
        """The courts that a sentence names, in order."""
        if sentence not in self._found:
            self._found[sentence] = courts_of(sentence.text, self._context)
        return self._found[sentence]

    def follow(self, sentence: Sentence) -> None:
        """Remember the court that was named last."""
        courts = self.of(sentence)
        self._last = next(filter(_acts, courts), courts[0] if courts else self._last)

    def addressed(self, sentence: Sentence) -> BodyRank | None:
        """The rank of the court that a sentence names as one that somebody went to."""
        return next((court.rank for court in self.of(sentence) if not _acts(court)), None)

    def acting(self, sentence: Sentence, word: Word, *, spoken: bool) -> tuple[str, BodyRank] | None:
        """The court whose act stands at a word; `spoken`: the sentence speaks of a court, by name or not."""
        named = self.of(sentence)
        near = [court for court in named if _acts(court)] or list(named)
        found = min(near, key=lambda c: (c.span.start > word.start, abs(c.span.start - word.start)), default=None)
        court = found or self.head or self._last
        if court:
            return court.name, court.rank
        own = self._context.court
        if own:
            return own.name, own.body_rank
        return (_A_COURT, BodyRank.FIRST_INSTANCE) if spoken else None


def _acts(court: Court) -> bool:
    return not (court.judged or court.addressed)
