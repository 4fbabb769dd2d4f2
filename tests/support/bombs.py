"""Small files that swell when they are read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

BLOCK = b"BT /F1 1 Tf 1 1 Td (aaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n" * 4096

PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R "
    b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)


def pdf_bomb(megabytes: int) -> bytes:
    """A PDF of one page whose drawing commands unpack to so many megabytes."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(BLOCK) for _ in range(megabytes * (1 << 20) // len(BLOCK))) + packer.flush()
    return pdf_page(packed(b"/Filter /FlateDecode", stream))


def packed(about: bytes, data: bytes) -> bytes:
    """A stream object."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (about, len(data), data)


def pdf_page(
    content: bytes, *more: bytes, page: bytes = PAGE, kids: bytes = b"4 0 R", count: int = 1, end: bytes = b""
) -> bytes:
    """A PDF of one page with these drawing commands; `more` are objects from number 6 on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
        content,
        page,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, text) for number, text in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Size %d /Root 1 0 R %b>>\n%%%%EOF\n" % (len(objects) + 1, end)


def picture_pdf(filters: bytes, data: bytes) -> bytes:
    """A page of one picture that says it has 60,000 pixels by 60,000."""
    about = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    return pdf_page(packed(b"", b"q 600 0 0 800 0 0 cm /X Do Q"), packed(about + filters, data))


def pdf_bombs() -> dict[str, bytes]:
    """Small PDFs that lead in circles, count to thousands of millions, or unpack to far more than they weigh."""
    words = packed(b"", b"BT /F1 12 Tf 72 700 Td (The words.) Tj ET")
    flat = zlib.compress(zlib.compress(bytes(30_000_000), 9), 9)
    jpeg = b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"
    tables = packed(b"/Type /ObjStm /N 100000000 /First 10 /Filter /FlateDecode", zlib.compress(b"7 0 " * 1_000_000, 9))
    fax = b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>"
    return {
        "pages in a circle": pdf_page(words, kids=b"2 0 R 2 0 R", count=2_000_000_000),
        "pages within pages": pdf_page(words, kids=b"4 0 R " + b"2 0 R " * 500),
        "pages counted wrongly": pdf_page(words, count=999_999_999),
        "a hundred thousand pages": pdf_page(words, kids=b"4 0 R " * 100_000, count=100_000),
        "a page of a thousand kilometres": pdf_page(words, page=PAGE.replace(b"600 800", b"1e9 1e9")),
        "a picture packed twice": picture_pdf(b"/Filter [/FlateDecode /FlateDecode]", flat),
        "a picture packed a thousand times": picture_pdf(b"/Filter [" + b"/ASCII85Decode " * 1000 + b"]", b"z" * 1000),
        "a fax of a picture": picture_pdf(fax, bytes(2000)),
        "JBIG2": picture_pdf(b"/Filter /JBIG2Decode", bytes(8) + b"\xff" * 400),
        "JPEG 2000": picture_pdf(b"/Filter /JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\xff" * 300),
        "a JPEG of thousands of millions": picture_pdf(b"/Filter /DCTDecode", jpeg),
        "objects in a stream": pdf_page(words, tables),
        "a title of itself": pdf_page(words, b"<< /Title 6 0 R /Author 7 0 R >>", b"7 0 R", end=b"/Info 6 0 R "),
        "a list without end": pdf_page(words, b"[" * 100_000, end=b"/Info 6 0 R "),
        "drawn by itself": pdf_page(
            packed(b"", b"/X Do"),
            packed(
                b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 6 0 R >> >>",
                b"/X Do " * 50,
            ),
        ),
    }


def png_bomb(width: int, height: int) -> bytes:
    """A PNG that claims more pixels than it has."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data)) for tag, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def docx_with(document: str | bytes) -> bytes:
    """A Word file with this `word/document.xml`."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kinds = "application/vnd.openxmlformats-"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            f'<Default Extension="rels" ContentType="{kinds}package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" '
            f'ContentType="{kinds}officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def entity_bomb() -> bytes:
    """A Word file whose one word is a billion words."""
    steps = "".join(f'<!ENTITY a{step} "{f"&a{step - 1};" * 10}">' for step in range(1, 12))
    return docx_with(
        f'<!DOCTYPE d [<!ENTITY a0 "word">{steps}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    )
