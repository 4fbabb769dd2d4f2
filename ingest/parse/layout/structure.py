"""What each paragraph is: heading, list item, table row, footnote, contents line or plain paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.documents import BlockKind
from ingest.parse.canonical import Piece, tidy
from ingest.parse.layout.lines import Line
from ingest.parse.layout.numbering import Mark, MarkKind, mark_of
from ingest.parse.layout.paragraphs import Paragraph, ends_in_leaders, ends_sentence

RULE = re.compile(r"[-_=*~#.\s—–]{3,}$")
LONE_NUMERAL = re.compile(r"[IVXL]{1,6}\.?$")
FACT = re.compile(r"\d{4,}|\d[/.-]\d")
HEADING_LENGTH = 160  # characters: the longest heading of the sample PDFs has 139
BARE_HEADING_LENGTH = 70  # without type to tell it: longer lines were sentences cut off in 9 of 10 cases read
CONTENTS = re.compile(
    r"(?:table of contents|contents|inhalt(?:sverzeichnis|sübersicht)?|sommaire|table des matières|índice|indice"
    r"|sommario|inhoud(?:sopgave)?|innehåll(?:sförteckning)?|indhold(?:sfortegnelse)?|innhold|sisällys(?:luettelo)?"
    r"|obsah|spis treści|tartalom(?:jegyzék)?|cuprins|sadržaj|kazalo|съдържание|περιεχόμενα)\W*$",
    re.IGNORECASE,
)
LAST_NUMBER, LAST_DIGITS = re.compile(r"\D(\d{1,3})$"), len("x999")
VERBS = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "shall",
        "must",
        "will",
        "may",
        "can",
        "does",
        "did",
        "not",
    )
)
MOST_WORDS = 6
LONG = 80  # characters: a paragraph and not another short line of a letterhead or a signature
FEWEST_LETTERS = 3
CAPITALS = 0.8  # of the letters
CUT_OFF = 3  # letters: titles do not end in "by", "the", "of"
OPENING = "“\"«„'‘"
LARGER = 1.08  # times the body size


def pieces(paragraphs: Sequence[Paragraph], *, typed: bool = True) -> list[Piece]:
    """Name the role of each paragraph.

    `typed` says that sizes and boldness are known; without them only wording, capitals and position tell a heading.
    """
    body = _body_size(paragraphs)
    marked = [(paragraph, tidy(paragraph.text)) for paragraph in paragraphs]
    marked = [(paragraph, text) for paragraph, text in marked if text and not RULE.match(text)]
    kinds = [_kind(paragraph, text, body, typed=typed) for paragraph, text in marked]
    _mark_contents([text for _, text in marked], kinds)
    if not typed:
        _mark_titles(marked, kinds)
    levels = _levels(
        [paragraph for (paragraph, _), kind in zip(marked, kinds, strict=True) if kind is BlockKind.HEADING]
    )
    return [_piece(paragraph, text, kind, levels) for (paragraph, text), kind in zip(marked, kinds, strict=True)]


def _piece(paragraph: Paragraph, text: str, kind: BlockKind, levels: dict[tuple[float, bool, bool], int]) -> Piece:
    mark = mark_of(text) if kind not in {BlockKind.TABLE_ROW, BlockKind.FOOTNOTE} else None
    if mark and mark.kind is MarkKind.BULLET:
        text = f"• {text[mark.length :]}"
    level = 0
    if kind is BlockKind.HEADING:
        level = levels[_style(paragraph)]
        if mark and mark.number and mark.number[0].isdigit():
            level = min(mark.depth + 1, 6)
    shift = len(paragraph.text) - len(text)
    turns = tuple((max(0, min(offset - max(shift, 0), len(text))), page) for offset, page in paragraph.turns)
    number = str(paragraph.number) if paragraph.number else mark.number if mark else None
    return Piece(kind, text, level, number, paragraph.first.page, turns)


def _mark_contents(texts: Sequence[str], kinds: list[BlockKind]) -> None:
    """After a heading "Contents", lines that end in page numbers which never fall are the table of contents."""
    page: int | None = None
    for at, text in enumerate(texts):
        if CONTENTS.match(text):
            kinds[at], page = BlockKind.CONTENTS, 0
            continue
        ending = LAST_NUMBER.search(text, max(0, len(text) - LAST_DIGITS))
        if page is None or ending is None or int(ending.group(1)) < page:
            page = None
            continue
        kinds[at], page = BlockKind.CONTENTS, int(ending.group(1))


def _mark_titles(marked: Sequence[tuple[Paragraph, str]], kinds: list[BlockKind]) -> None:
    """Where no type tells a heading: a line of a few words and no verb between a full sentence and a long paragraph."""
    for at in range(len(kinds) - 2, -1, -1):
        paragraph, text = marked[at]
        following = marked[at + 1][1]
        after = kinds[at + 1] is BlockKind.HEADING or len(following) >= LONG or mark_of(following) is not None
        before = at == 0 or kinds[at - 1] is BlockKind.HEADING or ends_sentence(marked[at - 1][1])
        alone = kinds[at] is BlockKind.PARAGRAPH and len(paragraph.lines) == 1 and mark_of(text) is None
        if alone and before and after and not following[0].islower() and _names(text):
            kinds[at] = BlockKind.HEADING


def _names(text: str) -> bool:
    """Whether a short text names a part rather than saying something that could be cited."""
    words = text.split()
    says = VERBS.intersection(word.casefold() for word in words)
    return _could_entitle(text, text) and len(words) <= MOST_WORDS and not says and not FACT.search(text)


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    weights = Counter[float]()
    for paragraph in paragraphs:
        for line in paragraph.lines if not paragraph.note else ():
            weights[line.size] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 1.0


def _kind(paragraph: Paragraph, text: str, body: float, *, typed: bool) -> BlockKind:
    if paragraph.note:
        return BlockKind.FOOTNOTE
    if paragraph.first.row:
        return BlockKind.TABLE_ROW
    mark = mark_of(text)
    if ends_in_leaders(text):
        return BlockKind.CONTENTS
    if _is_heading(paragraph, text, mark, body, typed=typed):
        return BlockKind.HEADING
    if mark and mark.kind in {MarkKind.BULLET, MarkKind.ITEM}:
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _is_heading(paragraph: Paragraph, text: str, mark: Mark | None, body: float, *, typed: bool) -> bool:
    if LONE_NUMERAL.match(text):
        return True
    words = text[mark.length :] if mark else text
    if paragraph.number or not _could_entitle(text, words):
        return False
    line = paragraph.first
    larger = typed and line.size > LARGER * body
    if FACT.search(words) and not larger:
        return False
    if mark and mark.kind in {MarkKind.BULLET, MarkKind.ITEM}:
        return typed and line.bold
    if larger or _is_capital(words) or (typed and (line.bold or line.italic)):
        return True
    return mark is not None and len(paragraph.lines) == 1 and _entitles(text, words)


def _could_entitle(text: str, words: str) -> bool:
    """Whether a text has the outer form of a heading: not long, starting like one, not ending like a sentence."""
    if len(text) > HEADING_LENGTH or not (words[:1].isupper() or words[:1] in OPENING):
        return False
    ends = ends_sentence(text) or text.endswith((",", ":", ";", "-", "–", "—"))
    return not ends and sum(map(str.isalpha, words)) >= FEWEST_LETTERS


def _is_capital(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return sum(map(str.isupper, letters)) > CAPITALS * len(letters)


def _entitles(text: str, words: str) -> bool:
    """Whether a numbered line without any type to tell it reads like a title: short, and not cut off in a sentence."""
    last = words.rsplit(maxsplit=1)[-1]
    return len(text) <= BARE_HEADING_LENGTH and len(words.split()) > 1 and (len(last) > CUT_OFF or not last.islower())


def _style(paragraph: Paragraph) -> tuple[float, bool, bool]:
    line = paragraph.first
    return round(line.size), line.bold, _capitals(line)


def _capitals(line: Line) -> bool:
    return line.text.isupper()


def _levels(headings: Sequence[Paragraph]) -> dict[tuple[float, bool, bool], int]:
    """Level 1 for the largest, boldest, most capital style, one deeper for each lesser style, at most 4."""
    styles = sorted({_style(heading) for heading in headings}, reverse=True)
    return {style: min(rank, 4) for rank, style in enumerate(styles, start=1)}
