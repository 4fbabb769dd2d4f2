"""A release, or an article, as a text that only tells of a matter: which of its sentences are about it.

Such texts are full of sums and steps that are not their news: what another authority did, what the company paid years
ago over something else, what others settled for, what a lawsuit asks for.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from pathlib import Path

from corpus.documents import Description, InstrumentKind, SourceRank, Span
from corpus.gazetteer import Authority, Gazetteer
from corpus.matters import EventKind
from ingest.describing.headline import opens_with_headline
from ingest.describing.names import all_names, has_legal_form
from ingest.extract.news import Step, find_steps, is_pending, tells_decision
from ingest.extract.parties import key_of, words_of
from ingest.extract.reading import Reading, Sentence
from ingest.extract.sums.money import own_currency
from ingest.wording.dates import find_dates, may_hold_date
from ingest.wording.sifted import vocabulary

_WORDS = vocabulary(Path(__file__).with_name("releases.toml"))
LONGEST = 12_000
"""Characters of a text that may be a summary or a page about a matter; decisions are longer."""
_FOR_A_STATE = "attorney general"
RECENT = dt.timedelta(days=120)
"""What was decided so shortly before a release is what it announces."""
_YEAR = re.compile(r"(?<![\w$€£.,/-])(?:19|20)\d\d(?![\w%/])(?!,\d)")
# A law with its year tells nothing of when a sum was laid down.
_LAW = re.compile(
    r"(?:Regulations?|Directive|Acts?|Laws?|Code|Decree|Ordinance|Ley|Loi|Legge|Reglamento|Verordnung|Gesetz)(?!\w)"
    r"[^.;,]{0,80}?(?:19|20)\d\d"
)
_IN_YEAR = re.compile(r"(?:^|\W)[Ii]n (?:\w+ )?(?:19|20)\d\d")
_SPOKEN_OF = re.compile(
    r"[Aa]ttorneys? [Gg]eneral|(?<!\w)AG(?!\w)|[Tt]he (?:\w+ )?(?:Commission(?:er)?|Authority|Agency)|(?<!\w)[Ww]e "
)
# Right behind a sum, the year in which it was laid down: "600,000 euros in 2018".
_THEN = re.compile(r",? (?:in|on) (?:\w+ ){0,2}(?:19|20)\d\d(?!\d)")
_ENDED = re.compile(r"[.!?:;][\"”’'»)\]]*\s*$")
_NAME = r"(?P<name>[A-Z][\w&.’'-]*(?: (?:& )?[A-Z][\w&.’'-]*){0,4})"
# "settlement with Smart & Final", "judgment against Ashford University"; "Purdue agreed".
_OTHERS = (
    re.compile(
        r"(?:settle(?:ment|d)?|judge?ment|fine|penalt(?:y|ie)|action|(?:law)?suit|case|agreement|restitution|taken)s?"
        rf"(?: \w+){{0,3}}? (?:with|against|on|by|from|to|involving) (?:the )?{_NAME}"
    ),
    re.compile(
        rf"{_NAME},? (?:has |have |had |also )?(?:agreed|pleaded|settled|paid|pays|(?:was|were) (?:fined|ordered))"
    ),
)


class Telling:
    """What a text that tells of a matter is about: whose matter, and of which day."""

    def __init__(self, reading: Reading, description: Description, gazetteer: Gazetteer) -> None:
        self._reading, self._gazetteer = reading, gazetteer
        self._rank = description.rank
        self._is_read = True
        self._named: dict[str, frozenset[str]] = {}
        self._keys = tuple(key for name in description.respondents if (key := key_of(name)))
        self.day: dt.date | None = description.published_on or description.decided_on
        self.authority: Authority | None = gazetteer.authority(description.regulator or "")

    @classmethod
    def of(
        cls, reading: Reading, operative: tuple[Span, ...], description: Description, gazetteer: Gazetteer
    ) -> Telling | None:
        """For a release or an article, and a short text where nobody decides; None for an instrument or a judgment."""
        long = len(reading.text) > LONGEST
        decides = description.rank is SourceRank.PRIMARY and (long or bool(operative))
        decides = decides and (long or not opens_with_headline(reading.text))
        if decides or description.rank is SourceRank.DIGEST or description.kind is InstrumentKind.JUDGMENT:
            return None
        return cls(reading, description, gazetteer)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The news of a release; none of a newspaper, whose day is not the authority's."""
        if self._rank is SourceRank.PRESS or self.authority is None:
            return ()
        self._is_read = False
        steps = find_steps(self._reading, self)
        self._is_read = True
        return steps

    @property
    def is_release(self) -> bool:
        """Whether it surely is a release or an article, by its rank or its news; else it may be a summary.

        While its news is looked for, only the rank says so.
        """
        return self._rank is not SourceRank.PRIMARY or (self._is_read and bool(self.steps))

    @cached_property
    def announces(self) -> bool:
        """Whether it announces a step of its authority's, dated or not."""
        if self._rank is SourceRank.PRESS or self.authority is None:
            return False
        return bool(self.steps) or tells_decision(self._reading, self)

    @cached_property
    def pending(self) -> bool:
        """Whether the text says that its settlement or order still has to be approved."""
        return is_pending(self._reading.text, release=self.is_release)

    @cached_property
    def proposes(self) -> bool:
        """Whether an agreement to pay, if the text tells of one, still has to be approved."""
        return is_pending(self._reading.text)

    @cached_property
    def own_currency(self) -> str | None:
        """The currency in which the matter's authority lays down sums, None where that is not known."""
        return own_currency(self.authority.jurisdiction) if self.authority else None

    @cached_property
    def _are_named(self) -> bool:
        return self.names_respondent(self._reading.text)

    @property
    def only_filed(self) -> bool:
        """Whether all it tells of is a lawsuit: then nothing is imposed yet, whatever sums it names."""
        return {step.kind for step in self.steps} == {EventKind.FILED}

    @property
    def is_undecided(self) -> bool:
        """Whether its news is that something was filed or proposed, and nothing decided."""
        return bool(self.steps) and {step.kind for step in self.steps} <= {EventKind.FILED, EventKind.INTENDED}

    @property
    def settles(self) -> bool:
        """Whether its news is a settlement, approved or not."""
        return any(step.kind in {EventKind.SETTLED, EventKind.INTENDED} for step in self.steps)

    def names_respondent(self, text: str) -> bool:
        """Whether the text names one of those the matter is against, if only by the first word of the name."""
        words = words_of(text)
        return any(f" {key} " in words for key in self._keys)

    def by_authority(self, text: str) -> bool:
        """Whether the text names the matter's own authority."""
        return self.authority is not None and self.authority.id in self._bodies(text)

    def tells_of_authority(self, text: str) -> bool:
        """Whether the text names the matter's own authority, or speaks of it as one does, and of no other."""
        if self.by_authority(text):
            return True
        spoken_of = _SPOKEN_OF.search(text) is not None or self._by_state(text)
        return spoken_of and not self.is_elsewhere(text)

    def _by_state(self, text: str) -> bool:
        """Whether the state acts, whose attorney general acts for it: "Texas on Monday filed suit"."""
        body = self.authority
        state = self._gazetteer.jurisdiction(body.jurisdiction) if body and body.kind == _FOR_A_STATE else None
        return state is not None and any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in state.names)

    def is_elsewhere(self, text: str) -> bool:
        """Whether a sentence tells only of other authorities, or of what another company did."""
        surely = self.is_surely_elsewhere(text)
        if surely or self.names_respondent(text):
            return surely
        return self.names_another(text) or any(
            self._is_other(match["name"]) for pattern in _OTHERS for match in pattern.finditer(text)
        )

    def names_another(self, text: str) -> bool:
        """Whether it names a company with its legal form, and none of those that the matter is against.

        Where the document never names those, they are called otherwise in it, and any company may be one of them.
        """
        others = self._are_named and not self.names_respondent(text)
        return others and any(has_legal_form(span.of(text)) for span in all_names(text))

    def is_surely_elsewhere(self, text: str) -> bool:
        """Whether it tells of other authorities, or of companies that are not named: no respondent can be meant."""
        unnamed = _WORDS["unnamed"].search(text) is not None and not self.names_respondent(text)
        return unnamed or self.is_of_other_bodies(text)

    def is_of_other_bodies(self, text: str) -> bool:
        """Whether it names authorities, and not this matter's.

        In a release any other is another; elsewhere translations call an authority by a body of the Union.
        """
        own = self.authority
        bodies = self._bodies(text) if own else frozenset()
        if own is None or own.id in bodies:
            return False
        named = [body for each in bodies if (body := self._gazetteer.authority(each))]
        return any(self.is_release or not self._gazetteer.within(own.jurisdiction, body.jurisdiction) for body in named)

    def is_heading(self, sentence: Sentence) -> bool:
        """Whether a line is a heading, or a list of headings: no sentence, nor an item of a list that one opens."""
        return _ENDED.search(sentence.text) is None and not self._reading.lead(sentence)

    def is_recounted(self, sentence: Sentence, at: int, end: int) -> bool:
        """Whether the words up to a sum, right behind it or in the sentence before it speak of an earlier time."""
        text, then = sentence.text[:at], _THEN.match(sentence.text[end:])
        if then and self._is_of_earlier_time(then.group()):
            return True
        if _WORDS["before"].search(text) or self._is_of_earlier_time(text):
            return True
        previous = self._reading.before(sentence)
        if previous is None or "\n" in self._reading.text[previous.span.end : sentence.span.start]:
            return False
        return _IN_YEAR.search(previous.text) is not None and self._is_of_earlier_time(previous.text)

    def _bodies(self, text: str) -> frozenset[str]:
        """The authorities that a text names or describes, courts aside; kept, since sentences are asked about again."""
        if text not in self._named:
            mentions = (*self._gazetteer.find_authorities(text), *self._gazetteer.resolve_descriptions(text))
            bodies = (self._gazetteer.authority(mention.id) for mention in mentions)
            self._named[text] = frozenset(body.id for body in bodies if body and not body.is_court)
        return self._named[text]

    def _is_other(self, name: str) -> bool:
        known = self._gazetteer.find_authorities(name) or self._gazetteer.find_jurisdictions(name, loose=True)
        return not known and _WORDS["no_party"].match(name) is None

    def _is_of_earlier_time(self, text: str) -> bool:
        day, text = self.day, _LAW.sub("", text)
        if day is None or not may_hold_date(text):
            return False
        dates = find_dates(text)
        if dates:
            return any(day - date.on > RECENT for date in dates)
        return any(int(match.group()) < day.year for match in _YEAR.finditer(text))
