"""Scans: language, skew, pictures, and a document that is kept when there is no OCR."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse import parse
from ingest.parse.pictures import scan, tesseract
from ingest.parse.pictures.scan_skew import straightened
from ingest.parse.small_words import language_of, small_words
from tests.support.bombs import png_bomb
from tests.support.parsed_documents import check_laws

SENTENCES = {
    "eng": "The fine is the one that the authority has imposed on it for this breach and not for the others.",
    "fra": "La Commission est d'avis que les données qui sont dans le fichier ne sont pas pour une autre fin.",
    "deu": "Die Behörde hat den Bescheid mit der Begründung erlassen, dass die Daten nicht auf dem Server sind.",
    "ita": "Il Garante ha detto che la società non ha dato una risposta alla richiesta e che i dati sono nel sito.",
    "pol": "Prezes nie jest zdania, że do tego doszło przez błąd i że dane są w zbiorze oraz na dysku od roku.",
    "swe": "Det är inte så att den som har begärt att få ut uppgifter om sig på ett sätt som är till för det.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_language_is_told_by_its_small_words(language: str) -> None:
    """A sentence shows its language, if it is among those that can be read."""
    assert language_of(SENTENCES[language], SENTENCES) == language
    assert small_words(SENTENCES[language])[language] > 0


def test_labels_of_a_chart_show_no_language() -> None:
    """In doubt it is English."""
    assert language_of("200 a o v s z", SENTENCES) == "eng"


def printed(words: list[str], *, angle: float = 0.0) -> Image.Image:
    """A white page with lines of text, turned by an angle."""
    page = Image.new("L", (1700, 900), 255)
    font = ImageFont.load_default(size=40)
    for number, line in enumerate(words):
        ImageDraw.Draw(page).text((120, 120 + number * 70), line, font=font, fill=0)
    return page.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)


LETTER = ["The authority imposed a fine of 60,000 euro on", "the company, which had kept no record of consent."]


def darkest_row(page: Image.Image) -> int:
    width, height = page.size
    return max(sum(255 - page.getpixel((x, y)) for x in range(0, width, 4)) for y in range(0, height, 2))


@pytest.mark.parametrize("angle", [-4.0, 2.5])
def test_a_crooked_page_is_made_straight(angle: float) -> None:
    """Turned back, its lines stand out from the gaps between them as on a level page."""
    page = printed(LETTER * 4, angle=angle)
    assert darkest_row(straightened(page)) > 1.5 * darkest_row(page)


def test_a_level_page_is_left_alone() -> None:
    """Turning costs sharpness, so a page that needs none is the same object."""
    page = printed(LETTER * 4)
    assert straightened(page) is page


def as_pdf(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PDF", resolution=200)
    return out.getvalue()


def as_png(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(200, 200))
    return out.getvalue()


def outcome(data: bytes, name: str, *, ocr: bool = True) -> ParsedDocument:
    parsed = parse(data, name=name, ocr=ocr)
    check_laws(parsed)
    return parsed


@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_a_scan_is_read_or_kept_as_needing_ocr(name: str) -> None:
    """With Tesseract the page is read; without it the document is kept and marked."""
    data = as_pdf(printed(LETTER)) if name.endswith("pdf") else as_png(printed(LETTER))
    parsed = outcome(data, name)
    assert parsed.needs_ocr is not tesseract.available()
    assert parsed.text == (" ".join(LETTER) if tesseract.available() else "")


@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_without_tesseract_a_scan_is_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program is not installed nothing fails, and a later run knows what to pick up."""
    monkeypatch.setenv("PATH", "/nonexistent")
    data = as_pdf(printed(LETTER)) if name.endswith("pdf") else as_png(printed(LETTER))
    parsed = outcome(data, name)
    assert parsed.needs_ocr
    assert parsed.warnings
    assert len(parsed.pages) == 1


def test_a_page_that_tesseract_gives_up_stays_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose reading fails is not lost in silence."""
    monkeypatch.setattr(scan, "SECONDS", 0.0001)
    monkeypatch.setattr(tesseract, "available", lambda: True)
    for name, data in (("scan.pdf", as_pdf(printed(LETTER))), ("scan.png", as_png(printed(LETTER)))):
        parsed = outcome(data, name)
        assert parsed.needs_ocr
        assert parsed.metadata["unread_pages"] == [1]


def test_each_frame_of_a_fax_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A TIFF of two frames has two pages."""
    monkeypatch.setenv("PATH", "/nonexistent")
    out = io.BytesIO()
    printed(LETTER).save(out, "TIFF", save_all=True, append_images=[printed(LETTER)])
    assert len(outcome(out.getvalue(), "fax.tif").pages) == 2


@pytest.mark.parametrize(
    ("data", "reason"), [(png_bomb(60_000, 60_000), Reason.TOO_LARGE), (png_bomb(900, 900)[:60], Reason.DAMAGED)]
)
def test_hostile_pictures_end_with_a_reason(data: bytes, reason: Reason) -> None:
    """Too many pixels and broken files are refused before they are unpacked."""
    with pytest.raises(ParseFailed) as failed:
        parse(data, name="a.png")
    assert failed.value.reason is reason
