"""Reading the web politely and safely: one address in, bytes or a clear reason out."""

from ingest.fetching.addresses import AddressGuard
from ingest.fetching.fetcher import Fetched, Fetcher, Limits, Validators, Wanted
from ingest.fetching.media import ANY_DOCUMENT, BUNDLE, FEED, JSON, PDF_ONLY, SITEMAP, WEB_PAGE
from ingest.fetching.pace import Pace

__all__ = [
    "ANY_DOCUMENT",
    "BUNDLE",
    "FEED",
    "JSON",
    "PDF_ONLY",
    "SITEMAP",
    "WEB_PAGE",
    "AddressGuard",
    "Fetched",
    "Fetcher",
    "Limits",
    "Pace",
    "Validators",
    "Wanted",
]
