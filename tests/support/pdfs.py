"""Small PDFs written by hand, so that tests know every word and its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

A4 = (595, 842)


@dataclass(frozen=True)
class Text:
    """Words at a place: points from the left edge and from the top."""

    words: str
    x: float = 72
    y: float = 72
    size: float = 11
    bold: bool = False


def lines(
    words: str, *, x: float = 72, y: float = 72, leading: float = 14, size: float = 11, bold: bool = False
) -> list[Text]:
    """One `Text` for each line of `words`, set with an even leading."""
    return [Text(line, x, y + number * leading, size, bold) for number, line in enumerate(words.split("\n")) if line]


def ruled(
    cells: Sequence[Sequence[str]], *, left: float, top: float, widths: Sequence[float], height: float
) -> tuple[list[Text], str]:
    """A ruled table: its texts, and the commands that draw its rules."""
    edges = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    levels = [top + height * at for at in range(len(cells) + 1)]
    texts = [
        text
        for row, level in zip(cells, levels, strict=False)
        for cell, edge in zip(row, edges, strict=False)
        for text in lines(cell, x=edge + 4, y=level + 14)
    ]
    strokes = [f"{edges[0]} {A4[1] - level} m {edges[-1]} {A4[1] - level} l S" for level in levels]
    strokes += [f"{edge} {A4[1] - levels[0]} m {edge} {A4[1] - levels[-1]} l S" for edge in edges]
    return texts, "\n".join(strokes)


def pdf(pages: Sequence[Sequence[Text]], *, info: str = "", drawing: str = "", quarter: int = 0) -> bytes:
    """A PDF with Helvetica texts on A4 pages.

    `info` is the inside of the information dictionary, `drawing` commands that every page begins with; its text
    runs upright, down, upside down or up for `quarter` 0 to 3.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = "<< /F1 {} 0 R /F2 {} 0 R >>"
    kids = []
    for page in pages:
        stream = "\n".join([drawing, *(_shown(text, quarter) for text in page)])
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] "
            f"/Contents {len(objects)} 0 R /Resources << /Font FONTS >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    named = fonts.format(len(objects) + 1, len(objects) + 2)
    objects = [text.replace("FONTS", named) for text in objects]
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< {info} >>")
    return written(objects)


def _shown(text: Text, quarter: int) -> str:
    escaped = text.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    width, height = A4
    place = (
        f"1 0 0 1 {text.x} {height - text.y}",
        f"0 -1 1 0 {width - text.y} {height - text.x}",
        f"-1 0 0 -1 {width - text.x} {text.y}",
        f"0 1 -1 0 {text.y} {text.x}",
    )[quarter]
    return f"BT /{'F2' if text.bold else 'F1'} {text.size} Tf {place} Tm ({escaped}) Tj ET"


def written(objects: Sequence[str]) -> bytes:
    """Objects 1 to n as a PDF file with its table of places; the last is the information dictionary."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + tail.encode("cp1252")
