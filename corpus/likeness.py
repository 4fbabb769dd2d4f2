"""Whether one text says again what another says, and nothing more. Pure code.

Texts are compared by shingles: every run of five words. A sketch of 120 minima of hashed shingles (MinHash, Broder
1997) finds candidates without reading their texts; the texts themselves then decide, because a sketch cannot tell a
copy from another notice on the same form. A text repeats another when the other has all of its shingles, save for what
a second site puts before or after: its name, a menu, the day. Another amount, name, date or "not" in the midst of it,
another firm in the title, a line about an appeal at the end: that is something new to say, and it repeats nothing.

Measured by `tests/evaluation/eval_duplicates.py` on 295 real documents (see docs/ingest.md).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Sketch = npt.NDArray[np.uint32]

SHINGLE = 5
FEWEST_WORDS = 20
"""Shorter texts say too little for their sameness to mean anything."""

ALIKE = 0.6
"""The least resemblance (Jaccard, of shingles) of a text and what it repeats. Of the 43,365 pairs of documents at
hand, which all differ, the nearest reaches 0.44 (two notices on one form); a text with half as much added has 0.67."""

BANDS, ROWS = 30, 4
"""Bands of the sketch, and minima in each: a pair is a candidate when one band agrees, which at a resemblance of 0.6 it
does in 98.5 % of cases, at 0.7 in 99.97 %, and at 0.3 in 22 %."""

MOST_AROUND = 20
"""Words that a second site may put before a text, and as many after it, apart from lines that are a date."""

_AROUND = """
about accept all and archive article at authority back blogs breadcrumb by close contact content cookies copy date
details download email facebook follow for from home in latest line link linkedin main media menu navigation news next
of office on online page pdf post posted press previous print published read release releases rss search see share site
skip subscribe tags the this to top topics twitter us view website whatsapp x you are here
accueil actualités communiqué de du imprimer la le les lire partager presse publié retour suite
aktuelles drucken pressemitteilung seite startseite teilen veröffentlicht zurück
comunicado comunicato compartir condividi imprimir inicio noticias notizie nota prensa publicado pubblicato stampa
afdrukken delen gepubliceerd nieuws nieuwsbericht persbericht terug
monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche
montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
am pm gmt utc bst cet uhr
"""
FURNITURE = frozenset(_AROUND.split())
"""What a site says around any text. A closed list, because a firm's name at the head of a form is no furniture."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SHORT_LINE = 4  # words up to which a line with a full stop is no sentence
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATEST_MINUTE = 59
_TURNS = re.compile(
    r"(?:amend|annul|appeal|correct|dismiss|overturn|overrul|partial|quash|reduc|remit|revers|revis|revok|stay|struck|"
    r"suspen|updat|upheld|uphold|vacat|void|withdr|errat|settl|"
    r"appel|rejet|révis|retir|modifi|recours|"
    r"anul|apel|recurs|corrig|actualiz|desestim|impugn|"
    r"ricors|sospe|aggiorn|rettif|revoc|"
    r"aufgehob|aufheb|berufung|bestätig|beschwerde|widerruf|berichtig|aktualis|"
    r"beroep|bezwaar|vernietig|geschors|ingetrok)\w*|(?:not?|never|nicht|kein\w*|niet|geen|non|ne|pas|sin)$"
)
"""Words at the edge of a text that may tell of a turn in the matter, or deny what the text says."""

_RANDOM = np.random.default_rng(20261128)
_MULTIPLIERS = _RANDOM.integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
_AT_ONCE = 1024
"""Shingles hashed in one step, a megabyte, which stays in the cache: 122 documents took 12 ms, one by one 25."""
_POSITIONS = np.array([pow(0x9E3779B97F4A7C15, n, 2**64) for n in range(1, SHINGLE + 1)], np.uint64)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text made ready to be compared: without case and typographic forms, its words, and its shingles in order."""

    text: str
    words: tuple[str, ...]
    shingles: Hashes

    @property
    def telling(self) -> bool:
        """Whether there is enough of it to compare."""
        return len(self.words) >= FEWEST_WORDS


def read(text: str) -> Reading:
    """Words without case, punctuation and typographic forms."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = tuple(_WORD.findall(folded))
    return Reading(folded, words, _shingled(words))


def sketch(reading: Reading) -> Sketch:
    """The minima, of shape (BANDS * ROWS,)."""
    parts = [reading.shingles[start : start + _AT_ONCE] for start in range(0, len(reading.shingles), _AT_ONCE)]
    least = np.min([(part * _MULTIPLIERS[:, None]).min(axis=1) for part in parts], axis=0)
    minima: Sketch = (least >> np.uint64(32)).astype(np.uint32)
    return minima


def bands(minima: Sketch) -> list[int]:
    """One number a band, which two texts share when the minima of that band agree: signed, of 64 bits."""
    rows = minima.reshape(BANDS, ROWS).astype("<u4")
    digests = [hashlib.blake2b(bytes([n]) + row.tobytes(), digest_size=8).digest() for n, row in enumerate(rows)]
    return [int.from_bytes(digest, "big", signed=True) for digest in digests]


def estimate(one: Sketch, other: Sketch) -> float:
    """About how much two texts resemble each other, to 0.04 (one standard deviation)."""
    return float((one == other).mean())


def resemblance(one: Reading, other: Reading) -> float:
    """Shingles that both have, of those that either has."""
    ours, theirs = np.unique(one.shingles), np.unique(other.shingles)
    both = len(np.intersect1d(ours, theirs, assume_unique=True))
    return both / max(1, len(ours) + len(theirs) - both)


def repeats(one: Reading, other: Reading) -> bool:
    """Whether `one` says nothing that `other` does not say."""
    shared = np.isin(one.shingles, other.shingles)
    places = np.flatnonzero(shared)
    if not one.telling or not len(places):
        return False
    first, last = int(places[0]), int(places[-1])
    said = frozenset(other.words)
    return (
        bool(shared[first : last + 1].all())
        and _furniture(one, range(first), said)
        and _furniture(one, range(last + SHINGLE, len(one.words)), said)
    )


def _shingled(words: Sequence[str]) -> Hashes:
    known = {word: zlib.crc32(word.encode()) + 1 for word in set(words)}
    hashed = np.fromiter(map(known.__getitem__, words), np.uint64, len(words))
    # place after place, not window after window: in two thirds of the time
    mixed: Hashes = np.zeros(max(0, len(words) - SHINGLE + 1), np.uint64)
    for place, factor in enumerate(_POSITIONS):
        mixed += hashed[place : place + len(mixed)] * factor
    return (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)


def _furniture(reading: Reading, places: range, said: Collection[str]) -> bool:
    """Whether the words at an edge are what a site puts around a text, and not more of the text."""
    around = 0
    for line, words in _lines(reading, places):
        named = _site_name(line)
        unknown = [word for word in words if word not in said and word not in FURNITURE and word not in named]
        if any(map(_TURNS.match, words)):
            return False
        if _is_date(words):
            if len(unknown) > _digits(unknown) + 1:
                return False
            continue
        if unknown or _digits(words) or _is_sentence(line):
            return False
        around += len(words)
    return around <= MOST_AROUND


def _lines(reading: Reading, places: range) -> Iterator[tuple[str, list[str]]]:
    """Each line that has some of those words, and which."""
    at = 0
    for line in reading.text.split("\n") if places else ():
        words = _WORD.findall(line)
        inside = range(max(at, places.start), min(at + len(words), places.stop))
        if inside:
            yield line, [words[place - at] for place in inside]
        at += len(words)


def _site_name(line: str) -> Collection[str]:
    """The words after the bar in "ICO fines Acme | The site"."""
    _, bar, name = line.rpartition("|")
    return _WORD.findall(name) if bar else ()


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE_END.search(line.rstrip())) and len(_WORD.findall(line)) > _SHORT_LINE


def _digits(words: Iterable[str]) -> int:
    """How many of the words have a digit in them."""
    return sum(any(map(str.isdigit, word)) for word in words)


def _is_date(words: Sequence[str]) -> bool:
    """Whether a line gives a day, perhaps with a time and a word or two, and no other number."""
    digits = [word for word in words if _digits([word])]
    years = [word for word in digits if _YEAR.fullmatch(word)]
    rest = [word for word in digits if not _YEAR.fullmatch(word)]
    small = all(word.isdecimal() and int(word) <= _LATEST_MINUTE for word in rest)
    return len(years) == 1 and bool(rest) and small
