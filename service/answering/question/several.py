"""Whether a question that names nobody wants several matters, told by the plural of what it asks for."""

from __future__ import annotations

import re
from collections.abc import Collection

_LEAD_IN = re.compile(
    r"^\W*(?:[\w ]{1,25}here\s*[:,.-]\s*|(?:hi|hello|hey)\W+|(?:please|kindly)\W+|"
    r"(?:i['’ ]?(?:m| am) (?:after|looking for|interested in|researching|collecting|writing about)|"
    r"i (?:need|want|would like|['’]?d like)|we (?:need|want)|looking for|can you (?:list|show|give me|tell me)|"
    r"(?:list|show|give|tell|find|get) (?:me|us)|do you (?:have|know(?: of)?|hold)|are there|were there|is there)\s+)+"
    r"(?:(?:a |the )?(?:full |complete )?(?:list|overview|table|run-?down) of )?",
    re.IGNORECASE,
)
_PLURAL = (
    r"(?!(?:was|is|has|does|this|us|its|his|always|perhaps|less|news|access|business|process|address)\b)"
    r"\w{2,}(?:[^\Ws]s|sses)"
)
_NEXT = (
    r"(?=\s+(?:that|who|which|whose|where|whom|with|without|about|over|on|for|against|by|before|in|of|from|to|under|"
    r"not|no|still|held|ever|made|given|set|cut|paid|struck|thrown|brought|found|due|during|since|after|because|imposed|"
    r"worldwide|globally|anywhere|everywhere|abroad|general|(?:[a-z]+ly )?[a-z]+(?:ed|ing))\b|\s*[,:;?.(/–-]|\s*$)"
)
_FRAGMENT = re.compile(
    rf"^(?:(?:the|all|all the|any|every|other|some|both) )?(?:[\w&-]+(?:['’]s?)?,? ){{0,5}}?{_PLURAL}{_NEXT}",
    re.IGNORECASE,
)
"""A question that begins with what it wants, in the plural: "Swedish fines over cookies"."""
_OPENS = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had|can|could|must|should|"
    r"will|would|in|on|at|for|against|by|since|and|but|so|if|(?-i:[Ii]t)|they|he|she|there|after|under|of|to|from|beyond|beside|besides|apart|within|until|an?|print|write|explain|describe)\b",
    re.IGNORECASE,
)
_OF_IT = r"(?:about|against|on|over|concerning|for|from|by|of|with|in|to|at|under)"
"""What follows says of one thing what it is about: "which finding about the indicators did the court strike"."""
_WHICH = re.compile(
    rf"^(?:(?:and|so|in|for|against|from|over|with|by|to) )?which (?:of (?:the|these|those|your) (?!two\b))?"
    rf"(?:(?!{_OF_IT}\b)[\w&-]+(?:['’]s?)? ){{0,4}}?{_PLURAL}\s+(?:\w+ly )?"
    r"(?:were|are|have|had|did|do|must|may|got|can|\w+(?:ed|ve)|that|who|which|with|over|about|against|on|for|in|concern|"
    r"involve|help|protect|send|sent|come|came|rest|went|go|stand|fell|has|was|is|does|still|need|await|remain|nobody)\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"^(?:have|has|had|were|are|did|do|was|is)\b[^?.]{{0,40}}?\b(?:any|other|all|some) (?:[\w&-]+ ){{0,3}}?{_PLURAL}\b"
    r"|^(?:has|have|did|was) any(?:body|one)\b|^everything\b|^anything\b|"
    r"^whom? (?:has|have|had|did) [^?]{1,60} (?:(?:sanction|fine|ban|punish|reprimand|target|pursue)(?:d|ed|ned)?|"
    r"act(?:ed)? against|go(?:ne)? after|take(?:n)? action against|take(?:n)? to court)\b|"
    r"^what (?:has|have) [^?]{1,60} (?:done|decided|imposed|sanctioned|fined|banned|punished|reprimanded)\b|"
    rf"^what (?:[\w-]+ )?(?:action|enforcement)s? (?:has|have)\b|^where (?:has|have|was|were|is|did)\b|"
    r"\bwho (?:are|were) they\b|"
    rf"\bwhat (?:[\w-]+ )?(?:cases|matters|fines|decisions|actions) (?:are|were) there\b|^against (?:whom|which)\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"^(?:\w+[,:]? )?(?:who|whose|whom|to whom|from whom|by whom)\b|[:,–-] (?:who|whose)\b", re.IGNORECASE
)


_AT_ONCE = re.compile(
    r"^(?:outside|in|within|across|among|of|under|since|before|after|during|from|by|for)\b[^,?:]{1,40}[,:]\s*",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    r"[:–,-]\s*(?:how|what|when|by when|why|who|did|was|is|must|has|have|does|may|can|will)\b"
    r"[^?]*\b(?:the|its|that|this) (?:fine|penalty|sum|amount|bill|order|ban|decision|finding|"
    r"ruling|notice|appeal|case|deadline|company|firm|controller|authority|bank|shop|service)\b"
    r"|, (?:through|via|by|under|to|from|at|in) (?:which|what) (?:[\w-]+ ){0,2}?"
    r"(?:company|firm|subsidiary|court|tribunal|authority|regulator|law|article)\b",
    re.IGNORECASE,
)
"""A question after a description, about one: "news service marketing emails without consent: how high is the fine?"."""
_THEN_ASKS = re.compile(r"[:–-]\s+(?:how|what|when|why|who|did|was|were|is|are|has|have|does|do)\b", re.IGNORECASE)
_OF_RECORDS = re.compile(
    r"\b(?:fines?|penalt(?:y|ies)|refunds?|orders?|decisions?|cases?|matters?|sanctions?|settlements?|rulings?)\b",
    re.IGNORECASE,
)
_IN_ONE_CASE = re.compile(
    r"\b(?:in|of|behind|about|by|for|from) (?:the|that|this) (?:[\w-]+ ){0,4}?(?:case|affair|investigation)\b",
    re.IGNORECASE,
)
"""One case, of which several things may be asked: "which countries are named in the music case"."""


def is_of_one_case(text: str, names: Collection[str] = ()) -> bool:
    """Whether what is asked for in the plural lies in one case that the question speaks of, or names and then asks of.

    As in: acme clinic lawyers' fees: how much is paid.
    """
    if names and _THEN_ASKS.search(text) and not _OPENS.search(text.strip()):
        return True
    return bool(_IN_ONE_CASE.search(text)) and not _OF_RECORDS.search(_IN_ONE_CASE.sub("", text))


def lead_in(text: str) -> tuple[int, int]:
    """Where a question stands what comes before what it asks for: "journalist here:", "I'm after"."""
    found = _LEAD_IN.match(text)
    return (0, found.end()) if found else (0, 0)


def opens_with_a_sort(text: str) -> bool:
    """Whether it begins with a sort of company or thing in the plural, whose words name nobody: "smart speakers"."""
    found = _FRAGMENT.search(text.strip())
    return found is not None and not _OPENS.search(text.strip()) and not _OF_RECORDS.search(found.group())


def asks_for_several(text: str) -> bool:
    """Whether what is asked for stands in the plural, or is everything of a kind."""
    bare = _AT_ONCE.sub("", _LEAD_IN.sub("", text.strip()))
    begun = bool(_FRAGMENT.search(bare)) and not (_OPENS.search(bare) or _OF_ONE.search(bare))
    return begun or bool(_WHICH.search(bare) or _ANY.search(text.strip()) or _ANY.search(bare))


def may_ask_for_several(text: str) -> bool:
    """Whether one or several would answer it: who they are does not say how many."""
    return bool(_PERHAPS.search(_LEAD_IN.sub("", text.strip())))
