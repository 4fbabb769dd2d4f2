"""Pictures of text, read by Tesseract. The only importer of pytesseract and PIL.

Without the tesseract program nothing fails: `tesseract.available` says so, and the document is kept as needing OCR.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from statistics import median
from typing import Any

import pytesseract
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.errors import ParseFailed, Reason
from ingest.parse.layout.lines import Line, Word, line_of
from ingest.parse.pictures.scan_skew import straightened
from ingest.parse.small_words import ENGLISH, language_of

SCRIPTS = {"Greek": "ell", "Cyrillic": "bul", "Latin": "eng"}
DOTS_PER_INCH = 300  # 200 reads the sample scan no worse (character error 1.0 %) but loses small print
SURE = 70.0  # mean word confidence below which a page may stand on its side or be in another script
LINE_SURE = 45.0  # mean of a line: below it are rulings, specks and charts; single words below it are often right
LARGE = 1.5  # times the page's usual height: a heading
COLUMN = 0.03  # of the page width: blocks that start this near to each other are one column
ROUND = frozenset("¢©®°*«»¤•")
SECONDS = 60.0  # for one reading of one page: 3 are usual on an idle core
LOWEST = 50  # dots per inch: a lower figure is not meant
PIXELS = 60_000_000
ORIENTED = 1.0  # Tesseract's own confidence in an orientation


class Unread(Exception):
    """A page that Tesseract could not read; it stays marked as needing OCR."""


@cache
def installed() -> frozenset[str]:
    """The language models there are."""
    return frozenset(pytesseract.get_languages())


@dataclass
class Reader:
    """Reads the pages of one document; the language found on its first page serves for the rest."""

    language: str | None = None

    def read(self, image: Any, *, page: int) -> list[Line]:
        """The lines of one page picture, in reading order, in points.

        Args:
            image: a PIL image at `DOTS_PER_INCH`.
            page: its number, from 1.

        Raises:
            Unread: Tesseract failed or took longer than `SECONDS`.
        """
        image = straightened(image)
        words, sure = self._recognise(image, self.language or ENGLISH)
        if sure < SURE:
            image, words = self._turned(image, words, sure)
        if self.language is None and words:
            clear = " ".join(word["text"] for word in words if float(word["conf"]) >= SURE)
            self.language = language_of(clear, installed())
            if self.language != ENGLISH:
                words, _ = self._recognise(image, self.language)
        lines = list(_lines(words, image.width, page))
        return [_bulleted(line, self.language or ENGLISH) for line in lines]

    def _turned(self, image: Any, words: list[dict[str, Any]], sure: float) -> tuple[Any, list[dict[str, Any]]]:
        """Read again the right way up and in the right script, where that reads better."""
        try:
            found = pytesseract.image_to_osd(image, output_type=pytesseract.Output.DICT, timeout=SECONDS)
        except (pytesseract.TesseractError, RuntimeError):
            return image, words
        upright = image
        if found["rotate"] and found["orientation_conf"] > ORIENTED:
            upright = straightened(image.rotate(-found["rotate"], expand=True, fillcolor=255))
        script = SCRIPTS.get(found["script"], found["script"])
        model = next((name for name in (script, found["script"]) if name in installed()), ENGLISH)
        if upright is image and model == (self.language or ENGLISH):
            return image, words
        again, better = self._recognise(upright, model)
        if better <= sure:
            return image, words
        if model != ENGLISH:
            self.language = model
        return upright, again

    def _recognise(self, image: Any, language: str) -> tuple[list[dict[str, Any]], float]:
        """Words with their boxes, and how sure Tesseract is of them."""
        try:
            table = pytesseract.image_to_data(
                image, lang=language, output_type=pytesseract.Output.DICT, timeout=SECONDS
            )
        except (pytesseract.TesseractError, RuntimeError) as error:
            raise Unread from error
        rows = [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]
        words = [row for row in rows if row["text"].strip() and float(row["conf"]) >= 0]
        return words, _sure(words)


def _sure(words: Sequence[dict[str, Any]]) -> float:
    """Tesseract's confidence, 0 to 100, weighted by length; 0 for nothing."""
    letters = sum(len(word["text"]) for word in words)
    return sum(float(word["conf"]) * len(word["text"]) for word in words) / letters if letters else 0.0


def _lines(words: Sequence[dict[str, Any]], width: int, page: int) -> Iterator[Line]:
    lines: dict[tuple[int, int, int], list[dict[str, Any]]] = defaultdict(list)
    for word in words:
        lines[word["block_num"], word["par_num"], word["line_num"]].append(word)
    if not lines:
        return
    heights = {key: max(word["height"] for word in members) for key, members in lines.items()}
    usual = median(heights.values())
    lines = {key: members for key, members in lines.items() if _sure(members) >= LINE_SURE}
    columns = _columns(words, width)
    for key, members in lines.items():
        size = heights[key] if heights[key] > LARGE * usual else usual
        line = line_of([_word(member, members, size) for member in members])
        yield line.moved(page=page, column=columns[key[0]])


def _bulleted(line: Line, language: str) -> Line:
    """A round bullet is read as a small round sign; where no word is written so, it is a bullet again."""
    first = line.cells[0]
    sign, _, rest = first.text.partition(" ")
    if rest and (sign in ROUND or (sign in {"e", "o", "0"} and language == ENGLISH)):
        return replace(line, cells=(replace(first, text=f"• {rest}"), *line.cells[1:]))
    return line


def _word(word: dict[str, Any], line: Sequence[dict[str, Any]], size: float) -> Word:
    scale = 72 / DOTS_PER_INCH
    bottom = median(member["top"] + member["height"] for member in line)
    right = word["left"] + word["width"]
    return Word(word["text"], word["left"] * scale, right * scale, bottom * scale, round(size * scale, 1))


def _columns(words: Sequence[dict[str, Any]], width: int) -> dict[int, int]:
    """Blocks that start at the same distance from the edge are one column."""
    lefts: dict[int, int] = {}
    for word in words:
        lefts[word["block_num"]] = min(word["left"], lefts.get(word["block_num"], word["left"]))
    starts: list[int] = []
    columns: dict[int, int] = {}
    for block, left in lefts.items():
        near = next((index for index, start in enumerate(starts) if abs(start - left) < COLUMN * width), None)
        if near is None:
            starts.append(left)
            near = len(starts) - 1
        columns[block] = near
    return columns


def pictures(data: bytes, most: int) -> list[Any]:
    """The frames of an image file as grey pictures at `DOTS_PER_INCH`.

    Raises:
        ParseFailed: damaged, more pixels than can be held, or more than `most` frames.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as image:
                if getattr(image, "n_frames", 1) > most:
                    raise ParseFailed(Reason.TOO_LARGE, f"The picture has more than {most} pages.")
                return [_prepared(frame) for frame in ImageSequence.Iterator(image)]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ParseFailed(Reason.TOO_LARGE, "The picture has too many pixels.") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ParseFailed(Reason.DAMAGED, "The picture cannot be opened: it is damaged.") from error


def _prepared(frame: Any) -> Any:
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in {"RGBA", "LA", "P"}:
        upright = upright.convert("RGBA")
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright)
    grey = upright.convert("L")
    declared = float(frame.info.get("dpi", (0, 0))[0])
    if LOWEST < declared < DOTS_PER_INCH:
        scale = DOTS_PER_INCH / declared
        if grey.width * grey.height * scale * scale < PIXELS:
            grey = grey.resize((round(grey.width * scale), round(grey.height * scale)))
    return grey
