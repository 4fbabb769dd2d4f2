"""When a document was decided, published and takes effect, told apart from the many other dates it holds.

Each date is weighed by the words beside it, by where it stands, and by one law of nature: a decision cannot speak of
what happened after it, so a date that many others follow is not the date of the decision. Deadlines are set aside.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.documents import SourceRank, Span
from ingest.describing.headline import opens_with_headline
from ingest.describing.timing_abroad import DaysAbroad
from ingest.wording.dates import WrittenDate
from ingest.wording.phrases import read_phrases
from ingest.wording.sifted import sifted
from ingest.wording.stems import Stems

_OPENING, _FIRST_LINES, _CLOSING, _TOP = 900, 400, 1500, 120
# A letterhead with its table of contents may take the first pages.
_HEAD = 4000
_BEFORE, _AFTER, _DEED = 110, 90, 170
# On the development half every right date weighs 4.0 or more and every wrong one 2.8 or less.
_LEAST = 3.5
_GDPR_APPLIES = dt.date(2018, 5, 25)
_OWN_NAME, _NEAR = 40, 60
_LATER_DAYS = 1
_SIGNING = Stems(
    ("dat", "sign", "made", "promulg", "handed", "decid", "pronounc", "announc", "read", "lectur", "fecha")
)
_WORDS = sifted(read_phrases(Path(__file__).with_name("timing.toml")), whole_words=False)
_LABEL = re.compile(
    r"(?<![^\W\d_])(?:Date|Datum|Dato|Fecha|Data|(?<=, )date(?=:))\s{0,3}:?\s{0,4}(?:\n\s{0,4}[^.\n]{0,40}\n)?\s{0,4}$"
)
_LABEL_AND_REFERENCE = re.compile(r"(?<!\w)Date\s{1,4}\S[^\n]{0,30}$")
_PLACE = re.compile(
    r"(?:^|[\n.:])\s{0,3}(?:In |At |Done (?:at|in) )?[A-ZÀ-ÞΑ-ΩŁŚ][\w.-]{2,18}(?:\s[A-Z][\w-]{2,12})?\s?,\s{0,3}"
    r"(?:the |on |le |den |il |day |to |a |à |at |this )?$"
    r"|(?:^|\n)(?:In|At|Done (?:at|in)|Given at) [A-ZÀ-Þ][\w.-]{2,18}(?: [A-Z][\w-]{2,12})? (?:on|this) (?:the )?$"
)
# "Our reference: 22/1234 Harbour, 2 April 2025": what ends a letterhead whose lines were joined.
_PLACE_IN_LINE = re.compile(r"(?<=[ \n])[A-ZÀ-Þ][\w.-]{2,18}, ?$")
# "18 May 2022 No. 3R-617", "No. 262.918 of 14 May 2025": how some houses number and date in one line.
_NUMBER_BEHIND = re.compile(r" (?:No|Nr|N)[.°º]? ?\(?\w[\w./-]{0,20}(?: ?\([\w./ -]{1,20}\))?\s{0,3}(?:\n|$)")
_NUMBER_BEFORE = re.compile(r"(?:^|[A-Z])\s?(?:[Nn]o|[Nn]r|[Nn]|NO|NR)[.°º]? ?\w[\w./-]{0,20} (?:of|du|van|vom) $")
_SENTENCE = re.compile(r"(?<=[a-z)][.;]) (?=[A-ZÀ-Þ])")
_LAW_FOLLOWS = re.compile(
    r"\s{0,2}(?:on the (?:protection|organi[sz]ation)|\(?(?:Official|Federal) |, (?:on|relating to|laying) |No\. \d+/|"
    r"\(case C|, C-|\(C-|, in case)"
)
_THEN = re.compile(
    r"\s{0,2},?\s?(?:filed|lodged|submitted|received|(?:the|it|they|this|he|she|an?|we|I) \w|to|until|and \d|"
    r"requesting|sent)"
)
# "Acme v Commissioner [2023] UKFTT 12 (GRC) (5 May 2023)": how a court calls its own judgment, in the first lines.
_CITATION = re.compile(r"\[(?:19|20)\d\d\] (?:\d+ )?[A-Z]\w{1,7}(?: \w+)? \d+ (?:\(\w+\) )?\($")
# "OTTAWA, ON, June 29, 2020 – The Commissioner will": the day of a news story, and its first sentence on the same line.
_DATELINE_PLACE = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]+(?:[ ,]{1,2}[^\W\d_a-z][\w.’'-]+){0,4}\s?[,:(–—-]{0,2} ?)?(?:le |den )?"
)
_DATELINE_THEN = re.compile(r"\)?(?:\s?\([^()\n]{2,30}\))?\s?[.:–—-]{1,2}\s?\W?(?P<first>\w)")
_STORY = 80
# A headline, what stands under it, and a line with who writes and when, which may be one with the headline.
_UNDER, _BYLINE = 4, 200
_SIGNATURE = re.compile(r"\s{0,3}\(?(?:This is an )?electronic|\s{0,3}\(?Signature")
# Links to other documents above the text: "SEE ALSO", and a line of capitals for each.
_SEE_ALSO = re.compile(r"(?:SEE ALSO|See also|VEDI ANCHE|VÉASE TAMBIÉN|VOIR AUSSI)(?:[^a-z]|\n)*$")
_LINKS_REACH = 400
_ON_THAT_DAY = re.compile(r"(?:^|[\n.:])\s{0,3}On (?:\w+day,? )?(?:the )?$")


@dataclass(frozen=True, slots=True)
class Timing:
    """The dates found, each with the place it stands; None where the text does not say."""

    decided: WrittenDate | None = None
    published: WrittenDate | None = None
    effective: WrittenDate | None = None
    confidence: float = 0.0

    def with_abroad(self, said: DaysAbroad) -> Timing:
        """With what the words of another language say, where English words and places said nothing.

        The day that a label calls that of publication is not that of the decision, unless the text says "today".
        """
        published = self.published or said.published
        decided = self.decided
        if decided and said.published and decided.on == said.published.on and not said.today:
            decided = None
        return replace(self, decided=decided or said.decided, published=published)


def find_timing(
    text: str, dates: Sequence[WrittenDate], *, rank: SourceRank, not_after: dt.date | None = None
) -> Timing:
    """Choose among the dates of a text.

    Args:
        text: The canonical text.
        dates: All its dates, as `find_dates` gives them.
        rank: A press release's bare opening date is the day of publication, a decision's is its own.
        not_after: The day it was retrieved; nothing can have been decided later.
    """
    days = [
        date
        for date in dates
        if date.precision == "day"
        and (not_after is None or date.on <= not_after)
        and not _WORDS["deadline"].search(_left(text, date, 40))
    ]
    published = _published(text, days, rank)
    effective = next(
        (d for d in dates if d.precision == "day" and _WORDS["effective"].search(_left(text, d, 40))), None
    )
    decided, weight = _decided(text, days, published)
    if published and _WORDS["today"].search(text[:1500]) and weight < _LEAST + 2:
        decided, weight = published, _LEAST + 2
    return Timing(decided, published, effective, round(min(0.98, 0.4 + weight / 16), 2))


def _decided(text: str, days: Sequence[WrittenDate], published: WrittenDate | None) -> tuple[WrittenDate | None, float]:
    best: tuple[WrittenDate | None, float] = (None, 0.0)
    order = sorted({day.on for day in days})
    for date in days:
        if not _worth_weighing(text, date):
            continue
        said = _WORDS["said"].search(_left(text, date)) is not None
        if published and date.on == published.on and not said:
            continue
        later = 1 - (order.index(date.on) + 1) / len(order)
        weight = _weight(text, date, said=said) - 5.0 * later
        if weight >= _LEAST and weight > best[1]:
            best = (date, weight)
    return best


def _worth_weighing(text: str, date: WrittenDate) -> bool:
    """In the middle of a text only a line of its own or words of signing can date it; most dates there need no look."""
    start = date.span.start
    if start < 2 * _OPENING or start > min(len(text) - _CLOSING, int(0.85 * len(text))):
        return True
    near = _left(text, date, _NEAR).lower()
    return "\n" in near or _SIGNING.stand_in(near)


def _left(text: str, date: WrittenDate, reach: int = _BEFORE) -> str:
    return text[max(0, date.span.start - reach) : date.span.start]


def _published(text: str, days: Sequence[WrittenDate], rank: SourceRank) -> WrittenDate | None:
    headline = opens_with_headline(text)
    for date in days:
        if date.span.start > 2 * _OPENING:
            break
        if headline and _ends_first_line(text, date):
            return date
        before = _left(text, date, 40)
        if _WORDS["published"].search(before) and not _WORDS["law"].search(before) and not _is_history(date, days):
            return date
        if _is_dateline(text, date):
            return date
        if rank is not SourceRank.PRIMARY and not _WORDS["said"].search(before) and _stands_alone(text, date.span, 16):
            return date
    return None


def _ends_first_line(text: str, date: WrittenDate) -> bool:
    """Whether the date, behind little else, ends one of the lines right under the headline."""
    before, after = _line(text, date.span)
    above = text[: date.span.start - len(before)].strip()
    return (
        above.count("\n") < _UNDER
        and bool(above or len(before) > _OWN_NAME)
        and not after.strip(" *")
        and len(before) <= _BYLINE
        and not _WORDS["instrument"].search(before[-_OWN_NAME:])
    )


def _is_dateline(text: str, date: WrittenDate) -> bool:
    """Whether the date, after a place or nothing, opens a paragraph that goes on to tell: the day of the news."""
    before, after = _line(text, date.span)
    then = None if _WORDS["instrument"].search(before) or _LABEL.search(before) else _DATELINE_THEN.match(after)
    return (
        then is not None
        and then["first"].isupper()
        and len(after) > _STORY
        and _DATELINE_PLACE.fullmatch(before) is not None
    )


def _is_history(date: WrittenDate, days: Sequence[WrittenDate]) -> bool:
    """Whether the text goes on to tell of later days: a page came out after all that it tells, deadlines apart."""
    return len({day.on for day in days if day.on > date.on}) > _LATER_DAYS


def _line(text: str, span: Span) -> tuple[str, str]:
    """What stands on the date's line before and after it."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : span.start], text[span.end : end if end >= 0 else len(text)]


def _stands_alone(text: str, span: Span, most: int) -> bool:
    """Whether the line holds little but the date: a place or a reference, no other date's label, no quotation."""
    before, after = _line(text, span)
    return (
        len(before) + len(after) <= most
        and not _WORDS["other_label"].search(before)
        and not any(mark in before + after for mark in '"“”«»')
    )


def _labelled_above(text: str, date: WrittenDate) -> bool:
    """Whether the line above says of a date on a line of its own that it is another: "Last updated on"."""
    before, _ = _line(text, date.span)
    above = text[: date.span.start - len(before)].rstrip().rpartition("\n")[2]
    label = _WORDS["other_label"].search(above) if len(above) <= _OWN_NAME else None
    return not before.strip() and label is not None and not above.rstrip().endswith((".", ";"))


def _weight(text: str, date: WrittenDate, *, said: bool) -> float:
    left = _left(text, date)
    line = left[left.rfind("\n") + 1 :]
    right = text[date.span.end : date.span.end + _AFTER]
    opening = date.span.start < _OPENING
    closing = date.span.start > min(len(text) - _CLOSING, int(0.85 * len(text)))
    weight = 1.5 * opening + 1.0 * closing - 0.4 * (date.on < _GDPR_APPLIES) + 1.0 * (date.span.start < _TOP)
    weight += 3.0 * (closing and _SIGNATURE.match(right) is not None)
    grounds = _by_words(text, date, left, said=said, opening=opening, closing=closing)
    weight += next((worth for holds, worth in grounds if holds), 0.0)
    label = _WORDS["said"].search(line) if said else None
    lawful = _WORDS["law"].search(line[label.start() :] if label else line[-46:]) or _LAW_FOLLOWS.match(right)
    if lawful or _WORDS["case_law"].search(line[-80:]) or _WORDS["case_law"].search(right[:30]):
        weight -= 5.0
    if _WORDS["earlier"].search(_SENTENCE.split(line)[-1]) or _WORDS["published"].search(left[-30:]):
        weight -= 3.0
    if _WORDS["reviewed"].search(right):
        weight -= 5.0
    if _SEE_ALSO.search(_left(text, date, _LINKS_REACH)):
        weight -= 5.0
    if _THEN.match(right) and not _decides_then(text, date):
        weight -= 3.0
    return weight


def _by_words(
    text: str, date: WrittenDate, left: str, *, said: bool, opening: bool, closing: bool
) -> Iterator[tuple[object, float]]:
    """What the words beside a date may say of it, and what that is worth; the first that holds counts."""
    line = left[left.rfind("\n") + 1 :]
    edge = opening or closing
    yield said, 5.0
    yield date.span.start < _FIRST_LINES and _CITATION.search(left), 5.0
    yield _PLACE.search(left[-40:]) and (edge or _stands_alone(text, date.span, 24)), 3.0
    yield opening and _decides_then(text, date), 3.5
    yield opening and _WORDS["heard"].search(left), 3.0
    yield opening and _is_numbered(text, date), 3.5
    yield _names_itself(text, date, line), 3.5 if opening or _stands_alone(text, date.span, 40) else 1.0
    yield date.span.start < _HEAD and _LABEL.search(left[-70:]), 3.5
    yield _LABEL.search(left[-70:]) or _LABEL_AND_REFERENCE.search(line), 3.0
    yield _labelled_above(text, date), -3.0
    yield edge and _stands_alone(text, date.span, 24), 2.5
    yield _heads_a_letter(text, date), 2.5
    yield _WORDS["procedure"].search(line[-30:]) or _WORDS["other_label"].search(line[-30:]), -3.0
    yield date.span.start < _FIRST_LINES and _stands_alone(text, date.span, 60), 1.5


def _names_itself(text: str, date: WrittenDate, line: str) -> bool:
    """Whether the line begins with the instrument that the date dates: "Decision 12/2020 of", not "our notice of"."""
    named = _WORDS["named"].search(line)
    if named is None or _WORDS["procedure"].search(named["gap"]):
        return False
    before, _ = _line(text, date.span)
    prefix = before[: len(before) - len(line) + named.start("noun")]
    return len(prefix) <= _OWN_NAME and not _WORDS["refers"].search(prefix)


def _is_numbered(text: str, date: WrittenDate) -> bool:
    """Whether the date shares a line of the head with the number of the instrument, or ends a letterhead in a line."""
    before, after = _line(text, date.span)
    if after.strip():
        return not before.rstrip()[-1:].islower() and _NUMBER_BEHIND.match(text, date.span.end) is not None
    if _NUMBER_BEFORE.search(before):
        return True
    return _PLACE_IN_LINE.search(before) is not None and _WORDS["letterhead"].search(before) is not None


def _decides_then(text: str, date: WrittenDate) -> bool:
    right = text[date.span.end : date.span.end + _DEED]
    return _ON_THAT_DAY.search(_left(text, date)) is not None and _WORDS["decides_then"].search(right) is not None


def _heads_a_letter(text: str, date: WrittenDate) -> bool:
    """Whether the date ends the first line, after sender and addressee."""
    before, after = _line(text, date.span)
    return date.span.start == len(before) and not after.strip() and not _WORDS["procedure"].search(before)
