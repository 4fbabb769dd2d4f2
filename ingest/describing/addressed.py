"""To whom the head of a notice is addressed: "To: Acme Ltd Bell Ltd", "Public Authority: The Governing Body of ...".

A label says it outright, whatever the name looks like: a board of governors, a person, letters that stand for a name.
Lines may be lost, so that a name ends at its legal form, at the next label or where its address begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from corpus.documents import Span
from ingest.describing.names import has_legal_form, is_anonymous, is_generic, legal_form_ends, name_at
from ingest.describing.party_names import names_in
from ingest.describing.persons import is_person, is_titled
from ingest.describing.sides import as_written, is_organisation
from ingest.wording.phrases import any_of, read_phrases, spaced

_WORDS = read_phrases(Path(__file__).with_name("addressed.toml"))
_LABEL = re.compile(
    rf"(?<!\S)(?:(?<!the )(?P<label>{spaced('|'.join(_WORDS['labels']))})\s?:\s"
    rf"|(?<!the )(?P<asked>{spaced('|'.join(_WORDS['asked_labels']))})\s?:\s"
    rf"|(?<![^\n])(?P<bare>{spaced('|'.join(_WORDS['bare_labels']))})\s(?=[A-Z])"
    rf"|(?P<lead>{spaced('|'.join(_WORDS['leads']))})\s{{1,3}}(?=[A-Z(]))"
)
_BRINGING = re.compile(rf"(?<!\S)(?<!the )(?:{spaced('|'.join(_WORDS['bringing']))})\s?:\s(?=[A-Z])")
_REQUEST = any_of(_WORDS["requests"])
_END = re.compile(rf"(?<![\w(-])(?:{spaced('|'.join(_WORDS['ends']))})")
_BUILDING = re.compile(rf",?\s(?:{spaced('|'.join(_WORDS['buildings']))})(?!\w)")
_NOTICE, _MAIL = any_of(_WORDS["notices"]), re.compile(rf"(?<!\S)(?:{'|'.join(_WORDS['mail'])}):")
# "Controller: a finance business".
_COMMON = re.compile(r"(?:An?|an?|the)\s[a-z]")
# "The defendant: the non-profit association Acme Hospital".
_BODY_BEFORE = re.compile(rf"(?:{spaced('|'.join(_WORDS['bodies_before']))})\s(?=[“\"„]?[A-ZÀ-Þ])")
# "Acme Co., Ltd. (business registration number omitted)".
_BRACKET = re.compile(r"\s\((?=[a-z])")
# Letters for a name: "'ABC'", "XXXX Ltd", "[...]", "A.B."
_HIDDEN = re.compile(r"['‘\"“]?(?:X{2,}|[A-Z]{2,4}['’\"”]|(?:[A-Z]\.){2,3}|\[[^\]\n]{0,30}\]|\*{2,}|_{3,}|█+)")
_GREETING, _LINE = re.compile(r"(?<=\s)Dear\s(?=[A-Z])"), re.compile(r"(?:^|(?<=\n))(?=[A-Z])")
_POST = re.compile("|".join(_WORDS["posts"]))
# "The Chief Executive, Acme Council": the body is addressed.
_POST_OF = re.compile(
    rf"(?:[A-Z][\w-]+\s){{0,3}}(?:{'|'.join(_WORDS['held_posts'])})(?:\sof\s[A-Z]\w+)?,\s(?:the\s)?(?=[A-Z])"
)
_TOLD_OFF = any_of(_WORDS["told_off"], ignore_case=False)
_KIND = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS['kinds'])})(?!\w)", re.IGNORECASE)
_ENDS_LINE, _ISSUES = re.compile(r"\.?(?:\n|(?<=\.)\s[A-Z])"), any_of(_WORDS["issues"])
_ANY_KIND = spaced("|".join(_WORDS["any_kinds"]))
_COUNSEL = re.compile(rf"[^\n]{{0,80}}?(?<!\w)(?:{spaced('|'.join(_WORDS['counsel']))})(?!\w)")
_GOES_ON = re.compile(r"(?:,|\s(?:of|OF|and|AND|the|THE|for|FOR|&))$")
_NUMBERED = re.compile(r"\(\d{1,2}\)\s")
_SMALL_WORDS = re.compile(r"(?<!\S)[a-z]{2,}(?!\S)")
_LINKS = frozenset(
    (
        "of",
        "the",
        "for",
        "and",
        "in",
        "at",
        "de",
        "la",
        "le",
        "du",
        "des",
        "van",
        "von",
        "der",
        "upon",
        "on",
        "by",
        "with",
        "to",
        "trading",
        "as",
        "formerly",
        "known",
    )
)
# "Chief Constable of Bell Police", "Acme Trust Services"; a name in capitals may be written small elsewhere.
_LONGER = r"(?-i:,?\s(?:(?:of|for|and|the|in)\s(?:the\s)?)?[A-Z])"
_HEAD, _REQUESTED, _LONGEST, _MOST = 1500, 4000, 320, 4
_LINES, _SPOKEN, _OFTEN = 600, 6000, 2
# Before a court an authority may be the defendant, by a name that no list has.
_SUED = ("defendant", "defendants")
_TO, _SEVERAL = "to", ("s", "and", "charged", "investigated", "fined", "sanctioned")


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom the labels of the head name, in order; `hidden` where letters or a blank stand for the only one.

    `bringing`: whom labels name as those who brought the matter up.
    """

    named: tuple[Span, ...] = ()
    bringing: tuple[Span, ...] = ()
    hidden: bool = False


def find_addressed(text: str, is_authority: Callable[[str], bool]) -> Addressed:
    """Whom the labels in the head of a text name as the one it is addressed to."""
    named: list[Span] = []
    hidden = False
    for label in _LABEL.finditer(text, 0, _HEAD):
        spoken_for = _COUNSEL.match(text, label.end(), label.end() + _LONGEST)
        if spoken_for or (label["asked"] and not _REQUEST.search(text, 0, _REQUESTED)):
            continue
        word = label["label"] or label["asked"] or label["bare"] or label["lead"]
        body = _BODY_BEFORE.match(text, label.end())
        start = body.end() if body else label.end()
        if _HIDDEN.match(text, start) or _COMMON.match(text, start):
            hidden = True
            continue
        notice = word.casefold().endswith(_TO)
        if notice and _MAIL.search(text, max(0, label.start() - _LONGEST), label.end() + _LONGEST):
            continue
        person = not notice or _NOTICE.search(text, 0, label.start()) is not None
        for span in _names(text, start, several=word.casefold().endswith(_SEVERAL)):
            name = span.of(text)
            if is_authority(name) or is_generic(name) or is_anonymous(name) or span in named:
                continue
            if word.casefold().endswith(_SUED) and _ISSUES.search(name):
                continue
            if is_organisation(name) or (person and is_person(name) and (notice or label["lead"] or is_titled(name))):
                named.append(span)
    named = named or ([] if hidden else list(_above_greeting(text, is_authority) or _alone(text, is_authority)))
    brought = (_names(text, label.end(), several=True) for label in _BRINGING.finditer(text, 0, _HEAD))
    return Addressed(tuple(named[:_MOST]), tuple(chain.from_iterable(brought)), hidden=hidden and not named)


def _above_greeting(text: str, is_authority: Callable[[str], bool]) -> list[Span]:
    """The one body whose name begins a line above "Dear", where the letter goes on to reprimand or order it."""
    greeting = _GREETING.search(text, 0, _HEAD)
    if greeting is None or not _TOLD_OFF.search(text, greeting.end()):
        return []
    lines = (at.start() for at in _LINE.finditer(text, 0, greeting.start()))
    found = [_without_address(text, span) for at in lines if (span := name_at(text, at))]
    bodies = [
        each
        for each in found
        if is_organisation(each.of(text)) and not (_is_post(each.of(text)) or is_authority(each.of(text)))
    ]
    return bodies if len(bodies) == 1 else []


def _alone(text: str, is_authority: Callable[[str], bool]) -> list[Span]:
    """The one body that has a line of the head for itself and is then spoken of by what it is: "the municipality"."""
    found = []
    for line in _LINE.finditer(text, 0, _LINES):
        span = name_at(text, line.start())
        if span is None or not _ENDS_LINE.match(text, span.end):
            continue
        name = span.of(text)
        issues = is_authority(name) or is_generic(name) or _ISSUES.search(name)
        if is_organisation(name) and not issues and _is_spoken_of(text, span) and not _is_rest(text, name):
            found.append(as_written(text, span))
    return found if len(found) == 1 else []


def _is_rest(text: str, name: str) -> bool:
    """Whether elsewhere a word in capitals stands before the name: its line only holds the rest of it."""
    return re.search(rf"[A-Z][\w-]+[ \n]{re.escape(name)}", text) is not None


def _is_spoken_of(text: str, span: Span) -> bool:
    """Whether the text goes on to call the body by what it is, more than once."""
    kind = _KIND.search(span.of(text))
    called = "|".join([kind.group().lower(), _ANY_KIND] if kind else [_ANY_KIND])
    spoken_of = re.compile(rf"(?<!\w)[Tt]he\s(?:{called})(?![\w-])")
    return len(spoken_of.findall(text, span.end, span.end + _SPOKEN)) >= _OFTEN


def _is_post(line: str) -> bool:
    """Whether a line above a greeting is a post or a building."""
    return _POST.fullmatch(line) is not None or _BUILDING.fullmatch(f" {line}") is not None


def _names(text: str, start: int, *, several: bool) -> Iterator[Span]:
    for low, high in _lines(text, start):
        for span in names_in(text, low, high, several=several):
            yield _without_address(text, span)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The lines that hold names behind a label, those that one name runs over as one, without what follows a name."""
    end = min(len(text), start + _LONGEST)
    at = start
    while at < end:
        low = at
        line = _line_end(text, at, end)
        while line < end and _GOES_ON.search(text[low:line].rstrip()):
            line = _line_end(text, line + 1, end)
        stop = _END.search(text, low, line)
        high = stop.start() if stop else line
        bracket = _BRACKET.search(text, low, high)
        high = bracket.start() if bracket and has_legal_form(text[low : bracket.start()]) else high
        first = low == start
        if not (first or _NUMBERED.match(text, low) or any(True for _ in legal_form_ends(text, low, high))):
            return
        if _is_prose(text[low:high]):
            return
        yield low, high
        at = line
        while at < end and text[at].isspace():
            at += 1
        if stop and stop.group().rstrip().endswith(":"):
            return


def _line_end(text: str, start: int, end: int) -> int:
    """Where the next line that is not empty ends."""
    while start < end and text[start] == "\n":
        start += 1
    found = text.find("\n", start, end)
    return found if found >= 0 else end


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence: it has several small words that link no name."""
    return sum(word not in _LINKS for word in _SMALL_WORDS.findall(line)) > 1


def _without_address(text: str, span: Span) -> Span:
    """A name without the building behind it, and as short as the text goes on to write it."""
    post = _POST_OF.match(text, span.start, span.end)
    if post and is_organisation(text[post.end() : span.end]):
        span = Span(post.end(), span.end)
    building = _BUILDING.search(text, span.start + 1, span.end)
    end = building.start() if building else span.end
    if has_legal_form(text[span.start : end]) or _recurs(text, text[span.start : end], end):
        return Span(span.start, end)
    words = list(re.finditer(r"\S+", text[span.start : end]))
    for last, following in reversed(list(pairwise(words))[1:]):
        shorter = text[span.start : span.start + last.end()].rstrip(",")
        goes_on = _GOES_ON.search(shorter) or not following.group()[0].isupper()
        if not goes_on and is_organisation(shorter) and _recurs(text, shorter, end):
            return Span(span.start, span.start + len(shorter))
    return Span(span.start, end)


def _recurs(text: str, name: str, after: int) -> bool:
    """Whether the text goes on to write this as a whole name, not as the beginning of a longer one."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w|{_LONGER})", re.IGNORECASE).search(text, after) is not None
