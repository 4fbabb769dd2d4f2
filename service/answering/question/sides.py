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
_WORD = (
    r"(?!(?:and|or|did|do|does|to|by|of|for|in|on|from|with|was|were|is|are|has|have|had|paid|pays?|owes?|both|each|"
    r"who|which|how|what|together|taken|at|come|comes|came|cost|costs|get|got|add|make|made|fine|fines|fined|be|been)\b)[^\W_][\w'’&-]*"
)
_WHO = rf"(?:(?:the|its|an?)\s+{_WORD}|(?-i:[A-Z])[\w&'’-]+)(?:\s+{_WORD}){{0,5}}"
_IN_ONE = (
    r"between (?:them(?:selves)?|the (?:two|three|four|five)(?: of them)?)\b(?! and\b)|"
    r"(?:in|as|into) (?:one|a single) (?:figure|sum|number|total)|lumped|rolled into one|all told|summed|"
    r"add (?:up )?(?:the|all|both|these|those)|x{3,} plus"
)
_ADDED = re.compile(
    r"\b(?:how (?:much|many (?:euros|pounds|dollars))|together|combined|altogether|in (?:all|total|sum)|total|gap|"
    rf"{_IN_ONE}|differen\w+|the two (?:of them )?(?:come|add|amount|differ))\b",
    re.IGNORECASE,
)
"""What asks for one number out of two."""
_TOGETHER = re.compile(
    rf"\b(?:together|combined|altogether|in (?:all|total|sum)|the two (?:of them )?(?:come|add|amount)|{_IN_ONE})\b",
    re.IGNORECASE,
)
_SET_BESIDE = re.compile(rf"\bcompar\w+|\b(?:gap|differ\w*|by how|{_DEGREE})\b", re.IGNORECASE)
_JOINED = re.compile(
    rf"(?<![\w'’-])(?P<a>{_WHO})\s+and\s+(?P<b>(?:the|its|an?)\s+{_WORD}(?:\s+{_WORD}){{0,5}})", re.IGNORECASE
)
"""Two that are described, or one of them named: "the airline and the hotel group", "Acme and the children's app"."""
OF_ONE_OWNER = re.compile(r"its\b", re.IGNORECASE)
"""How two things of somebody named begin: "Acme's bill for its speaker and its doorbells"."""
_BOTH = re.compile(rf"^\W*(?P<a>{_WHO})\s+and\s+(?P<b>{_WHO})\s+(?:both|each)\b", re.IGNORECASE)
"""Two of which the same is said before it is asked what tells them apart."""
_HEAD = re.compile(
    rf"^(?:(?:was|is) it |(?:the|that) (?:\w+ )?(?:one|case|matter|order|fine|penalty|penalties|settlement)s? {_OF} |"
    rf"(?:the|that) (?:one|case|matter|order|fine) |that {_OF} )",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"\s+(?:(?:be|been|was|is|were|much|far)\s+)?{_DEGREE}$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_].*[^\W\d_]")


def puts_together(text: str) -> bool:
    """Whether what two that are named have to pay is to be added up."""
    return bool(_TOGETHER.search(text)) and not _SET_BESIDE.search(text)


def adds_up(text: str) -> bool:
    """Whether one sum of both is asked for, and no comparison."""
    return bool(_ADDED.search(text)) and not _SET_BESIDE.search(text)


def sides_of(text: str) -> tuple[str, str] | None:
    """The two sides of a question as it writes them, which may be parts of one matter; None where it has none."""
    found = _ONES.search(text)
    if not found and _COMPARED.search(text):
        found = next((match for pattern in _PAIRS if (match := pattern.search(text))), None)
    if not found and _ADDED.search(text):
        found = _JOINED.search(text)
    found = found or _BOTH.search(text)
    if not found:
        return None
    one, other = (_TAIL.sub("", _HEAD.sub("", found[name].strip())) for name in ("a", "b"))
    return (one, other) if _WORDS.search(one) and _WORDS.search(other) else None
