"""Where a sentence orders: the words that do so, and in whose voice.

What counts depends on where the sentence stands: the respondent's plain duties are orders in an operative part, and
what an announcement tells in the past tense is what a decision would say in the present.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.documents import Voice
from ingest.extract.orders.addressees import Addressees
from ingest.extract.orders.demanded import Demand
from ingest.extract.reading import Sentence
from ingest.extract.voice import voice_of
from ingest.wording.sifted import vocabulary
from ingest.wording.stems import Stems, folded

Genre = Literal["decision", "judgment", "announcement"]

_WORDS = vocabulary(Path(__file__).with_name("orders.toml"))
_DEMANDING = (" within", ", within", " by", ", by", ", from", " cease", " stop", " delete", " destroy", " erase")
"""Behind "must", where the respondent stands before it: what no reasoning says of what is done anyway."""
_STEMS = Stems(
    (
        *(
            "order",
            "instruct",
            "enjoin",
            "prohibit",
            "ban ",
            "limitation",
            "injunction",
            "directs",
            "directed to",
            "calls on",
            "must now",
        ),
        *("dispone", "obligation", "will have to"),
        *(f"{must}{behind}" for must in ("must", "shall") for behind in _DEMANDING),
        *(
            "ordonne",
            "enjoint",
            "ordina",
            "ingiunge",
            "prescrive",
            "requerir",
            "ordenar",
            "gelast",
            "draagt",
            "διατάσσει",
        ),
        *(
            "εντολή",
            "nakazuje",
            "pålegger",
            "pålægger",
            "förelägger",
            "untersagt",
            "angewiesen",
            "aufgetragen",
            "разпорежда",
            "instar a",
        ),
    )
)
_STEMS_TOLD = Stems(
    (
        *_STEMS,
        *(
            "telling",
            "ordinato",
            "prescritto",
            "ingiunto",
            "vietato",
            "ordenado",
            "requerido",
            "prohibido",
            "ordonné",
            "enjoint",
        ),
        *("will be prohibited", "will be barred"),
        *("require", "banned", "bans ", " bar", "forb", "understood to", "days to", "weeks to", "months to"),
        *("must", "may not", "may never", "has to", "have to", "agreed to", "recommend", "advised", "urged"),
    )
)
_SUBJECT_REACH, _DUTY_REACH = 90, 70
_SPOKEN = frozenset({Voice.ORDER, Voice.FINDING, Voice.BACKGROUND, Voice.RECOMMENDATION})
_WEAK = frozenset({"other", "implement", "assess", "inform", "notify", "publish"})
"""As plain duties these are what any reasoning says; they count where something is ordered in so many words."""
_PLAINLY = re.compile(
    r"\b(?:(?-i:ORDER(?:S|ED)?)|orders|ordered|to order|instructs|to instruct|directs|directed|enjoins)\b",
    re.IGNORECASE,
)
"""Words that order, and nothing less: what they ask for is an order whatever its verb."""
_ABBREVIATION = re.compile(r"(?<!\w)[A-Z][A-Z&]{1,7}\s+(?:shall|must|is|has)")
"""A defined short form as subject: "CCSL shall"."""
_DATED = re.compile(
    r"\b(?:must|shall)(?=\s+(?:cease|stop|delete|destroy|erase)\b"
    r"|,?\s+(?:within|by|from|no later than|not later than)\s[^.;]{0,40}?(?:\d|days?\b|weeks?\b|months?\b|date\b))"
)
_RESPONDENT = re.compile(r"\bRespondents?\s*$")


def stems_of(genre: Genre) -> Stems:
    """Something of every phrase that may order, in lower case."""
    return _STEMS_TOLD if genre == "announcement" else _STEMS


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that order or advise. `duty` says that they only lay down what somebody must do."""

    words: re.Match[str]
    voice: Voice = Voice.ORDER
    duty: bool = False

    def carries(self, text: str, demand: Demand) -> bool:
        """Whether they are strong enough for what they demand."""
        if self.duty and demand.verb in _WEAK and "order" not in self.words.group().lower():
            return False
        return demand.verb != "other" or self.plainly(text[self.words.start() : demand.start])

    def plainly(self, words: str) -> bool:
        """Whether these words order, and do nothing less."""
        return _PLAINLY.search(words) is not None or _DATED.match(words) is not None

    def whom(self, words: str) -> str:
        """What stands behind the word that orders: before it stands who does."""
        ordering = _PLAINLY.search(words)
        return words[ordering.end() :] if ordering else words


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence to look at: how it was come by decides what counts in it as an order."""

    sentence: Sentence
    genre: Genre
    operative: bool
    duties: bool
    quoted: bool = False

    @property
    def plain(self) -> re.Match[str] | None:
        """The words that order in so many words."""
        if not stems_of(self.genre).stand_in(folded(self.sentence.text)):
            return None
        plain = _WORDS["plain"].search(self.sentence.text)
        if plain is None and self.genre == "announcement":
            return _WORDS["told"].search(self.sentence.text)
        return plain

    def cue(self, addressees: Addressees) -> Cue | None:
        """The words that order or advise, None where there are none or somebody else says them."""
        found = self._strongest(addressees)
        text = self.sentence.text
        if found is None or voice_of(text, operative=self.operative, at=found.words.end()) not in _SPOKEN:
            return None
        before = text[max(0, found.words.start() - _DUTY_REACH) : found.words.start()]
        return None if self.genre == "announcement" and _WORDS["sought"].search(before) else found

    def _strongest(self, addressees: Addressees) -> Cue | None:
        text, plain = self.sentence.text, self.plain
        if plain:
            return Cue(plain)
        duty = self._duty_decided(addressees) or self._duty_announced(addressees)
        if duty:
            return duty
        advice = "recommends" if self.duties and voice_of(text) is Voice.RECOMMENDATION else None
        advice = "advised" if self.genre == "announcement" else advice
        words = _WORDS[advice].search(text) if advice else None
        return Cue(words, Voice.RECOMMENDATION) if words else None

    def _duty_decided(self, addressees: Addressees) -> Cue | None:
        """A duty of the respondent: in an operative part "the company shall", elsewhere "Acme must within 30 days"."""
        text = self.sentence.text
        for cue in _DATED.finditer(text) if self.genre == "decision" else ():
            before = text[max(0, cue.start() - _SUBJECT_REACH) : cue.start()]
            if addressees.stand_last(before) or _RESPONDENT.search(before):
                return Cue(cue)
        for cue in _WORDS["operative"].finditer(text) if self.duties else ():
            around = text[max(0, cue.start() - _SUBJECT_REACH) : cue.end()]
            if addressees.named(around) or _WORDS["subject"].search(around) or _ABBREVIATION.search(around):
                return Cue(cue, duty=True)
        return None

    def _duty_announced(self, addressees: Addressees) -> Cue | None:
        """What an announcement says the respondent must do: "Acme must delete the data"."""
        if self.genre != "announcement":
            return None
        names = tuple(name.split()[0].casefold() for name in addressees.respondents if name.split())
        for cue in _WORDS["duties"].finditer(self.sentence.text):
            before = self.sentence.text[max(0, cue.start() - _DUTY_REACH) : cue.start()].casefold()
            if any(name in before for name in names):
                return Cue(cue)
        return None
