"""One sentence held against a question for yes or no: which of its words it says, denies or rules out, and how."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from service.answering.question.put import Put
from service.answering.wording import facts
from service.answering.wording.clauses import MODES, Clauses
from service.answering.wording.opposites import likes, opposites, root
from service.answering.wording.words import is_stop

_SYNONYM, _CONTRARY = 0.8, 0.7
"""What a word said otherwise, and one that is ruled out, count of one that is said."""
_MUCH, _HALF, _SOME = 0.75, 0.5, 0.3
"""Shares of the other words of the question from which a sentence speaks of just that."""
_NEAR, _FAR, _NOWHERE = 3, 6, 9
"""Words between a negator and what it denies."""
_MOST_WORDS = 8
_MOST_UNCOVERED = 4

_OPENS_WITH_NO = re.compile(r"\W*(?:no|none|nobody|neither|nor|nothing|never)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every|everyone|whole|entire|entirely|full|fully|completely|both|each|only|at once|in one go)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:all|every|each|whole|entire\w*|full|fully|both)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:part|partly|partially|some|half|most|all but|remaining|remainder|instalments?|tranches|suspended|only|"
    r"one of|two of|\d+ of|except|save|other)\b",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"\b(?:also|too|as well|other|another|anyone else|besides|itself|himself|personally)\b", re.IGNORECASE
)
_YET = re.compile(r"\b(?:already|yet|so far)\b", re.IGNORECASE)
_STILL = re.compile(r"\b(?:still|now|at the moment|currently|today)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?:closed|ended|lifted|removed|withdrawn|withdrew|over|expired|dropped|discontinued|ceased|stopped|repealed|"
    r"annulled|replaced|no longer|former)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:remains?|continues?|ongoing|pending|still|stays?|under way|underway|valid|in force|open)\b", re.IGNORECASE
)
_BEFORE_ASKED = re.compile(r"\b(?:before|earlier|previous\w*|first time|again)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:before|earlier|previous\w*|first|again|already|last year|in (?:19|20)\d\d)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\b(?:earlier|previous\w*|last year|separate|similar|in an? )\b", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\b(?:it|its|they|their|he|his|she|her|the (?:company|firm|bank|operator|business|charity|council|trust|"
    r"organisation|airline|provider|platform|controller|defendant|respondent|licensee|society|trustee|agency|employer|"
    r"insurer|lender|seller|trader|school|hospital|university|group))\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
_OF_MONEY = frozenset(map(root, ("fine", "penalty", "pay", "impose", "levied", "settlement", "payment", "amount")))
_SCALED = re.compile(r"(\d[\d.,]*)[ -]?(million|m|mn|billion|bn|thousand|k|crore|lakh)\b", re.IGNORECASE)
_ZEROS = {"m": 6, "b": 9, "t": 3, "k": 3, "c": 7, "l": 5}


class _Way(Enum):
    """How a sentence says a word of the question, with what decides between two ways."""

    SAID = 2.0
    CONTRARY = 1.5
    IN_OTHER_WORDS = 1.0


@dataclass(frozen=True, slots=True)
class _Match:
    """Where and how a sentence says a word of the question, and whether it denies it there."""

    way: _Way
    denied: bool
    clause: int
    place: int


class Held:
    """One sentence held against the question."""

    def __init__(self, question: Put, text: str, clauses: Clauses, weights: Mapping[str, float]) -> None:
        self._question, self._text, self._clauses, self._weights = question, text, clauses, weights
        asked = likes(question.main) | frozenset(question.words)
        self._negations = [one for one in clauses.negations if not one.root or one.root not in asked]
        self._matches = {word: self._match(word) for word in question.words}
        self._main = self._matches.get(question.main) or (
            self._match(question.main) if question.main not in question.words and question.main else None
        )
        self._whole = sum(weights.values()) or 1.0
        self._covered: dict[int, float] = {}
        for word, match in self._matches.items():
            if match:
                self._covered[match.clause] = self._covered.get(match.clause, 0.0) + weights[word] / self._whole
        best = max(self._covered, key=lambda clause: self._covered[clause]) if self._covered else -1
        self._focus = self._main.clause if self._main else best
        """The clause that says the main thing, else most of the question."""
        self._denying = [one for one in self._negations if one.clause == self._focus]

    def row(self) -> dict[str, float]:
        """All signals that need no other sentence."""
        words = self._words()
        main = self._of_main(words["rest covered"])
        denial = self._of_denial(main["main unsaid"])
        modes = self._of_modes()
        ahead = self._of_ahead()
        asked = self._of_what_is_asked()
        return {**words, **main, **denial, **modes, **ahead, **asked, **self._of_names(), **self._plainly(
            words, main, modes, ahead, asked
        )}  # fmt: skip

    def _match(self, word: str) -> _Match | None:
        alike, against = likes(word), opposites(word, self._question.written.get(word, word))
        best: _Match | None = None
        for one in self._clauses.words:
            if one.root == word:
                way = _Way.SAID
            elif one.root in against:
                way = _Way.CONTRARY
            elif one.root in alike:
                way = _Way.IN_OTHER_WORDS
            else:
                continue
            if best is None or way.value > best.way.value:
                denied = sum(negation.reaches(one.place) for negation in self._negations) % 2 == 1
                best = _Match(way, denied, one.clause, one.place)
        return best

    def _words(self) -> dict[str, float]:
        """Which words of the question are said, denied, or ruled out."""
        parts = dict.fromkeys(("affirmed", "denied", "contrary affirmed", "contrary denied"), 0.0)
        covered, missing = 0.0, []
        for word, match in self._matches.items():
            share = self._weights[word] / self._whole
            if match is None:
                missing.append(word)
                continue
            said, contrary = match.way is _Way.SAID, match.way is _Way.CONTRARY
            covered += share * (1.0 if said else _CONTRARY if contrary else _SYNONYM)
            denied = "denied" if match.denied != self._question.negated else "affirmed"
            parts[f"contrary {denied}" if contrary else denied] += share * (1.0 if said else _SYNONYM)
        words, main = self._question.words, self._question.main
        at = words.index(main) if main in words else -1
        rest = [word for word in words if word != main]
        return {
            **parts,
            "covered": covered,
            "all covered": float(bool(words) and not missing),
            "words uncovered": float(min(len(missing), _MOST_UNCOVERED)),
            "name uncovered": float(any(self._question.written[word][0].isupper() for word in missing)),
            "rest covered": 1.0 - self._uncovered(rest),
            "rest before uncovered": self._uncovered(words[: max(at, 0)]),
            "rest after uncovered": self._uncovered(words[at + 1 :]),
            "words asked": float(min(len(words), _MOST_WORDS)),
            "one word asked": float(len(words) <= 1),
            "length": math.log(1 + len(self._clauses.words)),
        }

    def _uncovered(self, words: Sequence[str]) -> float:
        """The share of some words of the question that the sentence does not say."""
        whole = sum(self._weights[word] for word in words)
        return sum(self._weights[word] for word in words if not self._matches[word]) / whole if whole else 0.0

    def _of_main(self, rest: float) -> dict[str, float]:
        """How the main thing is said, with the rest of the question as it stands."""
        main, contrary = self._main, self._main is not None and self._main.way is _Way.CONTRARY
        denied = main is not None and main.denied != self._question.negated
        said = main is not None and main.way is _Way.SAID
        return {
            "rest covered": rest,
            "main said": float(said and not denied),
            "main in other words": float(main is not None and not (said or contrary or denied)),
            "main denied": float(denied and not contrary),
            "main denied in other words": float(denied and not contrary and not said),
            "main contrary": float(contrary and not denied),
            "main contrary denied": float(contrary and denied),
            "main unsaid": float(main is None),
        }

    def _of_denial(self, unsaid: float) -> dict[str, float]:
        """What is denied, and how near to what is asked."""
        near = self._gap() <= _NEAR
        inside = bool(self._denying)
        odd = float(len(self._denying) % 2)
        return {
            "denies": float(bool(self._negations)),
            "denies plainly": float(any(not one.root for one in self._negations)),
            "denies in focus": odd,
            "denies elsewhere": float(bool(self._negations) and not inside),
            "denies near": float(inside and near),
            "denies far": float(inside and self._gap() > _FAR),
            "denies, main unsaid": unsaid * odd,
            "denies near, main unsaid": unsaid * float(inside and near),
            "denies what is covered, main unsaid": unsaid * inside * self._covered.get(self._focus, 0.0),
            "opens with no": float(bool(_OPENS_WITH_NO.match(self._text))),
        }

    def _gap(self) -> int:
        """Words between a negator of the clause and what it denies of the question."""
        said = [one.place for one in self._matches.values() if one and one.clause == self._focus]
        places = [self._main.place] if self._main else said
        return min((abs(place - one.place) for one in self._denying for place in places), default=_NOWHERE)

    def _of_modes(self) -> dict[str, float]:
        """How the clause says it, beside how it is asked."""
        known = 0 <= self._focus < len(self._clauses.modes)
        modes = self._clauses.modes[self._focus] if known else frozenset[str]()
        kind = self._question.kind
        found = {name: float(name in modes) for name in MODES}
        found |= {f"{name} asked only": float(kind == name and name not in modes) for name in ("must", "may", "will")}
        return found | {
            "as asked": float(kind in modes),
            "may for will": float("may" in modes and kind == "will"),
            "condition anywhere": float(bool(MODES["condition"].search(self._text))),
            "said anywhere": float(
                bool(MODES["said"].search(self._text)) and not MODES["said"].search(self._question.text)
            ),
        }

    def _of_ahead(self) -> dict[str, float]:
        """Whether the main thing is only ahead: what may, must or is asked to be done is not done yet."""
        place = self._main.place if self._main else -1
        ahead = place >= 0 and self._clauses.is_ahead(place)
        infinitive = place >= 0 and self._clauses.is_infinitive(place)
        past, yet = self._question.kind in ("past", "present"), bool(_YET.search(self._question.text))
        return {
            "ahead": float(ahead),
            "ahead of what was": float(ahead and past),
            "infinitive": float(infinitive),
            "infinitive for what was": float(infinitive and past),
            "ahead of yet": float((ahead or infinitive) and yet),
            "denied ahead of what was": float(bool(self._denying) and ahead and past),
        }

    def _of_what_is_asked(self) -> dict[str, float]:
        """All, too, yet, still, before and sums: whether they are asked, and what the sentence says of them."""
        text, told = self._question.text, self._text
        everything, still, before = bool(_ALL.search(text)), bool(_STILL.search(text)), bool(_BEFORE_ASKED.search(text))
        yet = bool(_YET.search(text))
        asked, given = _sums(text), _sums(told)
        of_money = bool(_OF_MONEY & {*self._question.words, self._question.main})
        known = 0 <= self._focus < len(self._clauses.modes)
        modes = self._clauses.modes[self._focus] if known else frozenset[str]()
        return {
            "all asked": float(everything),
            "all asked, part told": float(everything and bool(_PART.search(told))),
            "all asked and told": float(everything and bool(_WHOLE.search(told))),
            "too asked": float(bool(_TOO.search(text))),
            "yet asked": float(yet),
            "yet asked, ahead": float(yet and bool({"will", "must", "may"} & modes)),
            "still asked": float(still),
            "still asked, ended": float(still and bool(_ENDED.search(told))),
            "still asked, goes on": float(still and bool(_GOES_ON.search(told))),
            "before asked": float(before),
            "before asked and told": float(before and bool(_BEFORE.search(told))),
            "before told only": float(not before and bool(_ASIDE.search(told))),
            "sum same": float(bool(asked & given)),
            "sum other": float(of_money and bool(asked and given) and not asked & given),
            "sum missing": float(bool(asked) and not asked & given),
            **self._of_figures(),
            "other of its kind": float(self._is_of_another_kind()),
        }

    def _of_figures(self) -> dict[str, float]:
        """Whether the question names a figure or a year that the sentence lacks."""
        asked, told = facts.read(self._question.text), facts.read(self._text)
        years = {one.on.year for one in asked.dates} - {one.on.year for one in told.dates}
        return {
            "figure missing": float(bool(asked.figures - told.figures)),
            "year missing": float(bool(years)),
        }

    def _is_of_another_kind(self) -> bool:
        """Whether a word of the question stands there with another before it: "storage" for "purpose limitation"."""
        for before, word in pairwise(self._question.words):
            match = self._matches[word]
            if self._matches[before] or match is None or match.place < 1:
                continue
            instead = self._clauses.words[match.place - 1]
            if instead.root not in self._question.own and not is_stop(instead.text) and not instead.text[0].isdigit():
                return True
        return False

    def _of_names(self) -> dict[str, float]:
        """Whether the clause names those asked about, or somebody else."""
        here = {word.root for word in self._clauses.words if word.clause == self._focus}
        named = {root(one) for one in _CAPITAL.findall(self._text)} - self._question.own - set(self._question.words)
        return {
            "of them": float(bool(_OF_THEM.search(self._text))),
            "other name": float(bool(named & here)),
            "other name alone": float(bool(named & here) and not self._question.own & here),
        }

    def _plainly(self, *parts: Mapping[str, float]) -> dict[str, float]:
        """Whether just what is asked is affirmed or denied, without reserve."""
        row: dict[str, float] = {}
        for part in parts:
            row |= part
        reserved = row["ahead"] or row["infinitive"] or row["condition"]
        more = row["all asked"] or row["before asked"] or row["too asked"] or self._question.negated
        clean = not (reserved or more or self._denying) and row["rest covered"] >= _MUCH
        affirmed = float(clean and bool(row["main said"]) and not row["said"])
        exactly = row["main denied"] and not row["main denied in other words"]
        denied = float(bool(exactly) and row["rest covered"] >= _HALF and not row["may"])
        either = row["main denied"] or row["main contrary"]
        return {
            "plainly affirmed": affirmed,
            "plainly affirmed or so": float(clean and bool(row["main said"] or row["main in other words"])),
            "plainly affirmed whole": affirmed * row["all covered"],
            "plainly denied": denied,
            "plainly denied or so": float(bool(either) and row["rest covered"] >= _SOME),
            "plainly denied whole": denied * row["all covered"],
        }


def _sums(text: str) -> frozenset[float]:
    """The sums that a text names, and numbers of millions without a currency."""
    found = {float(one.money.amount) for one in facts.read(text).amounts}
    for figure, scale in _SCALED.findall(text):
        digits = figure.rstrip(".,").replace(",", "")
        if digits.count(".") <= 1:
            found.add(round(float(digits) * 10 ** _ZEROS[scale[0].casefold()], 2))
    return frozenset(found)
