"""Addresses of the web as strangers write them: what cannot be taken apart has no host, and is no error."""

from __future__ import annotations

from urllib.parse import urlsplit

WEB_ADDRESS = r"""^https?://[^\s<>"{}|\\^`]+$"""
"""What is written down as an address: nothing in it ends the link, the field or the cell that it is put into."""


def host_of(url: str | None) -> str:
    """The host of an address of the web, in lower case and without its port; empty for everything else."""
    try:
        parts = urlsplit(url or "")
        known = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        return ""
    return (parts.hostname or "") if known else ""
