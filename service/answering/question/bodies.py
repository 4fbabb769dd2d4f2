"""Whether it is asked which courts and other bodies a decision has been before."""

from __future__ import annotations

import re

_WHICH = re.compile(
    r"\b(?:which|what|how many) (?:(?!(?:of|in|on|for|to)\b)[\w'’-]+ ){0,2}?"
    r"(?:bodies|courts|tribunals|instances|judges)\b"
    r"|\bwho (?:all )?(?:has|have) (?:all )?(?:judged|reviewed|ruled on|heard|looked at|dealt with)\b"
    r"|\bwhere (?:all )?(?:has|have|was|were)\b[^?]*\b(?:argued|heard|fought|litigated)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:can|could|may|might|would|should|will)\b", re.IGNORECASE)
"""Where one may go is not where a decision has been."""


def asks_for_bodies(text: str) -> bool:
    """Whether it is asked which bodies have dealt with a decision, in the plural."""
    return bool(_WHICH.search(text)) and not _OPEN.search(text)
