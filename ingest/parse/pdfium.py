"""PDFium: the words of a page with their places, and pictures of pages.

PDFium reads the 28 sample PDFs 12 times as fast as pypdf (0.5 s against 7.2 s) with the same words, and gives each
character's place. The only importer of pypdfium2.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import BULLETS
from ingest.parse.layout import SUPERSCRIPTS, Rule, Word

BULLET_SHAPES = str.maketrans(BULLETS)
SPACE = 32
BREAKS = frozenset({9, 10, 13, SPACE, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000})
HYPHEN_MARKS = frozenset({2, 0xFFFE})  # what PDFium puts for a hyphen at a line end
ITALIC_NAME = ("italic", "oblique")
BOLD_NAME = ("bold", "black", "heavy", "demi")
UPRIGHT = 0.1  # radians
RAISED = 0.15  # sizes: less is a subscripted or sloppy baseline
FORCED_BOLD, ITALIC = 1 << 18, 1 << 6  # PDF 32000-1, table 123
DEPTH = 3  # of forms within forms: scanners wrap their picture in one or two
HALF = 0.5
PATHS, STROKES = 5_000, 5_000  # maps and charts have more, tables fewer
THIN, LONG = 1.0, 8.0  # points
PROOF = 50  # dots per inch, enough to see ink
INKED = 0.0001  # of the page: one printed word has 0.0002
PIXELS = 40_000_000  # one sheet of A3 at 300 dots per inch has 17 million


class Pages:
    """An open PDF. Close it, or use `opened`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refused(error) from error

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Give the document's memory back."""
        self._document.close()

    def words(self, index: int) -> list[Word]:
        """The words of page `index` (from 0) in the order the file draws them; [] for a page that cannot be read."""
        with self._page(index) as page:
            text_page = page.get_textpage()
            words = list(_words(text_page.raw, text_page.count_chars(), page.get_height()))
            text_page.close()
            return words

    def rules(self, index: int) -> list[Rule]:
        """The level and upright lines drawn on a page, long enough to rule a table."""
        with self._page(index) as page:
            height = page.get_height()
            paths = page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
            strokes = [stroke for path in islice(paths, PATHS) for stroke in _strokes(path)]
        drawn = (_rule(start, end, height) for start, end in strokes)
        return [rule for rule in drawn if rule is not None]

    def has_picture(self, index: int) -> bool:
        """Whether an image covers more than half of the page."""
        with self._page(index) as page:
            area = page.get_width() * page.get_height()
            pictures = page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH)
            return bool(any(_area(picture) > HALF * area for picture in pictures))

    def is_inked(self, index: int) -> bool:
        """Whether the page, as printed, is not blank."""
        tones = self.render(index, dots_per_inch=PROOF).histogram()
        return bool(sum(tones[: len(tones) // 2]) > INKED * sum(tones))

    def render(self, index: int, *, dots_per_inch: int) -> Any:
        """The page as a grey PIL image, coarser than asked where the sheet is huge."""
        with self._page(index) as page:
            points = page.get_width() * page.get_height()
            scale = min(dots_per_inch / 72, math.sqrt(PIXELS / max(points, 1.0)))
            return page.render(scale=scale, grayscale=True).to_pil()

    @contextmanager
    def _page(self, index: int) -> Iterator[Any]:
        page = self._document[index]
        try:
            yield page
        finally:
            page.close()


@contextmanager
def opened(data: bytes) -> Iterator[Pages]:
    """Open a PDF.

    Raises:
        ParseFailed: encrypted or damaged.
    """
    pages = Pages(data)
    try:
        yield pages
    finally:
        pages.close()


def _refused(error: pypdfium2.PdfiumError) -> ParseFailed:
    if getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return ParseFailed(
            Reason.ENCRYPTED,
            "The PDF is locked with a password.",
            remedy="Save a copy without the password and give that.",
        )
    return ParseFailed(Reason.DAMAGED, "The PDF cannot be opened: its structure is broken.")


def _strokes(path: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, in points from the page's lower left corner."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    for number in range(min(pdfium.FPDFPath_CountSegments(path.raw), STROKES)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            yield before, point
        before = point


def _rule(start: tuple[float, float], end: tuple[float, float], height: float) -> Rule | None:
    (left, right), (low, high) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    straight = min(right - left, high - low) < THIN
    long = max(right - left, high - low) > LONG
    return Rule(left, height - high, right, height - low) if straight and long else None


def _area(image: Any) -> float:
    left, bottom, right, top = image.get_bounds()
    return float(abs(right - left) * abs(top - bottom))


def _words(page: Any, count: int, height: float) -> Iterator[Word]:
    """Runs of characters up to a space or to a hyphen at a line end, after which PDFium puts no space."""
    codes = [pdfium.FPDFText_GetUnicode(page, index) for index in range(count)]
    start = 0
    for index, code in enumerate([*codes, SPACE]):
        hyphen = code in HYPHEN_MARKS
        if code in BREAKS or hyphen:
            end = index + hyphen
            word = _word(page, codes, start, end, height) if end > start else None
            if word is not None:
                yield word
            start = index + 1


def _word(page: Any, codes: list[int], start: int, end: int, height: float) -> Word | None:
    text = "".join("\u00ad" if code in HYPHEN_MARKS else chr(code) for code in codes[start:end])
    text = _with_raised(page, text, start)
    text = text.translate(BULLET_SHAPES)
    if not text.strip() or abs(pdfium.FPDFText_GetCharAngle(page, start)) > UPRIGHT:
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharOrigin(page, start, x, y)
    pdfium.FPDFText_GetCharBox(page, start, left, right, low, high)
    begin = left.value
    bold, italic = _face(page, start)
    pdfium.FPDFText_GetCharBox(page, end - 1, left, right, low, high)
    return Word(
        text=text,
        left=begin,
        right=right.value,
        bottom=height - y.value,
        size=_size(page, start),
        bold=bold,
        italic=italic,
    )


def _with_raised(page: Any, text: str, start: int) -> str:
    """Raised digits within a word as superscripts, so that "2019" with note 1 never reads "20191"."""
    if not any(map(str.isdigit, text)):
        return text
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, start, x, y)
    base, least = y.value, RAISED * _size(page, start)
    letters = []
    for offset, letter in enumerate(text):
        if letter.isdigit():
            pdfium.FPDFText_GetCharOrigin(page, start + offset, x, y)
        letters.append(letter.translate(SUPERSCRIPTS) if letter.isdigit() and y.value - base > least else letter)
    return "".join(letters)


def _face(page: Any, index: int) -> tuple[bool, bool]:
    """Whether the font is bold, and whether it is italic, by its name and flags."""
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, index, name, 128, flags)
    lowered = name.value.decode("latin-1").lower()
    bold = any(mark in lowered for mark in BOLD_NAME) or bool(flags.value & FORCED_BOLD)
    italic = any(mark in lowered for mark in ITALIC_NAME) or bool(flags.value & ITALIC)
    return bold, italic


def _size(page: Any, index: int) -> float:
    """The size as printed, in points: many files set type of size 1 and scale it."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, index, matrix)
    scale = math.hypot(matrix.b, matrix.d) or 1.0
    return float(round(pdfium.FPDFText_GetFontSize(page, index) * scale, 1))
