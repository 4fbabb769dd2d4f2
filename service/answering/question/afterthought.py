"""What is asked of the rows of a list besides: "which fines exceed 3 million, and which of them were annulled?"."""

from __future__ import annotations

import re

_OF_THEM = re.compile(
    r"\s*(?:[,;:–-]\s*)?(?:\b(?:and|but)\s+)?(?:also\s+)?"
    r"(?:(?:which|how many|who|what|any|(?:are|were|was|is|have|has|did) any)(?: ones?)? of (?:them|these|those)\b"
    r"|(?<=[,;] and )(?:was|were|is|are|did|do|does|has|have) (?:it|they|any|all|each|some)\b)[^?]*\?*\s*$",
    re.IGNORECASE,
)


def parted(text: str) -> tuple[str, str]:
    """A question and what it asks besides of the rows it leads to; nothing besides where it asks only one thing."""
    found = _OF_THEM.search(text)
    if found is None or not text[: found.start()].strip():
        return text, ""
    return f"{text[: found.start()].rstrip(' ,;')}?", text[found.start() :].lstrip(" ,;:–-")
