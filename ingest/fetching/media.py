"""What kind of answer is expected, by its declared media type."""

from __future__ import annotations

EVERYTHING = frozenset({"*/*"})
"""No type is refused: for files whose name alone says what they are."""

UNSAID = frozenset(
    {"application/octet-stream", "binary/octet-stream", "application/force-download", "application/download"}
)
"""Types that say nothing; the bytes decide later."""

PAGES = frozenset({"text/html", "application/xhtml+xml"})
PDFS = frozenset({"application/pdf", "application/x-pdf"})
XMLS = frozenset({"text/xml", "application/xml"})

WEB_PAGE = PAGES
PDF_ONLY = PDFS | UNSAID
ANY_DOCUMENT = (
    PAGES
    | PDFS
    | UNSAID
    | {
        "text/plain",
        "text/markdown",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/png",
        "image/jpeg",
        "image/tiff",
    }
)
# servers often call their feeds and sitemaps plain text or a web page; reading them decides
FEED = XMLS | PAGES | {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/plain"}
SITEMAP = XMLS | {"text/plain", "application/gzip", "application/x-gzip"} | UNSAID
JSON = frozenset({"application/json", "text/json", "application/ld+json"})
BUNDLE = frozenset({"application/gzip", "application/x-gzip", "application/x-tar", "application/x-compressed"}) | UNSAID


def bare(content_type: str | None) -> str:
    """The media type without its parameters, in lower case; empty when none was declared."""
    return (content_type or "").split(";")[0].strip().lower()
