"""Two matters that one question asks about: "the fine on the dentist and on the party", "one about ..., one about ...".

Each side is read as a question of its own, so that whoever is described is looked for apart from the other.
"""

from __future__ import annotations

import re

_OF = r"(?:about|against|on|over|concerning|for|from|by|of|with|where|in|involving)"
_END = r"[^,;:?]+"
_ONES = re.compile(
    rf"\bone {_OF} (?P<a>[^;?]+?)[,;]? (?:(?:and|but|or) )?(?:the other(?: one)?|another|(?:the )?one) {_OF} "
    r"(?P<b>(?:[^?.;,:]|(?<=\W\w)\.|\.(?=\S))+)",
    re.IGNORECASE,
)
"""What is asked of each without any comparison."""
_DEGREE = (
    r"(?:earlier|later|first|last|sooner|longer|shorter|older|newer|stricter|milder|worse|better|more|less|higher|lower|"
    r"larger|smaller|bigger|greater|heavier|harder|steeper)"
)
_COMPARED = re.compile(
    rf"\bcompar\w+|\bdiffer\w*|\b(?:versus|vs|between|each|both|respectively)\b|\b{_DEGREE}\b",
    re.IGNORECASE,
)
"""What says that two are set beside each other."""
_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"\b(?P<p>on|against|of|for|about|by)\s+(?P<a>{_END}?),?\s+(?:and|with|or|than|versus|vs\.?|to)\s+"
            rf"(?:(?:that|those|the (?:one|fine|penalty|order|decision|case)s?)\s+)?(?P=p)\s+(?P<b>{_END})"
        ),
        rf"[,:–-]\s*(?P<a>{_END}?),?\s+or\s+(?P<b>{_END})",
        rf"^(?P<a>{_END}?),?\s+(?:or|versus|vs\.?)\s+(?P<b>{_END})[:,]\s*(?:who|which|whose|what)\b",
        rf"\bbetween\s+(?P<a>{_END}?)\s+and\s+(?P<b>{_END})",
        rf"\bcompare\s+(?P<a>{_END}?)\s+(?:with|to|and|against)\s+(?P<b>{_END})",
        rf"\bwas\s+(?P<a>{_END}?)\s+(?:fined|ordered|sanctioned)?\s*{_DEGREE}\s+than\s+(?P<b>{_END})",
    )
)
_HEAD = re.compile(
    rf"^(?:(?:was|is) it |(?:the|that) (?:one|case|matter|order|fine) (?:{_OF} )?|that {_OF} )", re.IGNORECASE
)
_TAIL = re.compile(rf"\s+(?:(?:be|been|was|is|were|much|far)\s+)?{_DEGREE}$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_].*[^\W\d_]")


def sides_of(text: str) -> tuple[str, str] | None:
    """The two sides of a question as it writes them, which may be parts of one matter; None where it has none."""
    found = _ONES.search(text)
    if not found and _COMPARED.search(text):
        found = next((match for pattern in _PAIRS if (match := pattern.search(text))), None)
    if not found:
        return None
    one, other = (_TAIL.sub("", _HEAD.sub("", found[name].strip())) for name in ("a", "b"))
    return (one, other) if _WORDS.search(one) and _WORDS.search(other) else None
