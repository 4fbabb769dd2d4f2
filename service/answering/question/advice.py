"""Questions for what somebody may do: no document answers them, though matters may deal with their subject."""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please|so|and|but)\b\W*)*(?:"
    r"(?:do|must|would) (?:i|we|you|people|companies|shops|employers|websites) (?:really |always |"
    r"still )?(?:need|have) (?:to )?|"
    r"(?:can|may|could) (?:i|we|an? (?:employer|company|shop|website|school|landlord|app|business)|"
    r"(?:employers|companies|shops|websites|schools|apps|businesses)) (?:legally |lawfully |still |just )?"
    r"(?!(?:safely |really |still |now )?(?:rely|tell|say|cite|quote|assume|report|conclude|treat|take it|"
    r"trust|believe|"
    r"state|count|ask|see|get|find|have|appeal|sue)\b)|"
    r"(?:am i|are (?:we|employers|companies|shops|websites|schools|apps|businesses)) (?:legally )?"
    r"(?:allowed|permitted|obliged|required|entitled) to |"
    r"is it (?:ever |still |really |generally )?(?:il|un)?(?:legal|lawful|allowed|permitted|ok|okay|fine|"
    r"forbidden|compliant|required|necessary|a breach)"
    r"(?: (?:under the gdpr|in (?:europe|the eu)))? (?:for [^?]{1,40} )?to )",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"^\W*(?:is|are) (?!(?:it|this|that|these|those|they|he|she)\b|(?:the|its|their) (?:[\w-]+ )?(?:fine|"
    r"order|decision|notice|penalty|"
    r"ruling|judgment|appeal|ban|settlement)s?\b)[^?]{3,80}? (?:il|un)?(?:legal|lawful|allowed|permitted|forbidden|"
    r"prohibited|gdpr[ -]compliant)(?: (?:under the gdpr|at all|or not))?\W*$",
    re.IGNORECASE,
)


def asks_for_advice(text: str) -> bool:
    """Whether it is asked what may be done in general, or by whoever asks, and not what was decided."""
    return bool(_LEAD.match(text) or _GENERAL.match(text))


def without_lead(text: str) -> str:
    """What it is about, without the words that ask for leave: "use facial recognition in my shop?"."""
    return _LEAD.sub("", text)
