"""Kinds of thing that a document may say it does not know: whether somebody obeyed or paid, how it ended, from when."""

from __future__ import annotations

import re
from functools import lru_cache

from service.answering.wording import facts

_KINDS = {
    "obeyed": (
        r"\bobey\w*|\bcompl(?:y|ied|ies|iance)\b|\bcarr(?:y|ied|ies) (?:\w+ )?out\b|\bfollow(?:ed|s)?\b|\bcompleted?\b|"
        r"\bimplemented\b|\b(?:was|were|be|is|are) ready\b|\bbuilt\b|\bheed(?:ed)?\b|\blive[ds]? up to\b|"
        r"\bke(?:ep|pt) to\b|\b(?:did|done|do|does|finish(?:ed)?|fulfil(?:led)?) (?:everything|all|what|as|so|that)\b|"
        r"\b(?:afterwards|after all)\b|"
        r"\b(?:in fact|actually|really|ever) (?:delet|eras|destroy|stop|chang|mak|made|do)\w*"
    ),
    "paid": (
        r"\b(?:paid|pays?|paying)\b(?! (?:out|for|as|by instal))|\bcollected\b|"
        r"\bsettled? (?:its|the|their|his|that|this) (?:[\w-]+ ){0,2}(?:fine|penalty|bill|debt|dues)\b|"
        r"\b(?:hand(?:ed)? over|transfer(?:red)?|wir(?:e|ed)|part(?:ed)? with) the (?:money|sum|fine|penalty)\b|"
        r"\bse(?:e|en) (?:a|one|any) (?:single )?(?:cent|penny|euro|dollar|pound)\b"
    ),
    "running": (
        r"\bfrom (?:which|what) (?:day|date)\b|\b(?:runs?|counted) from\b|\bclock (?:start|begin)\w*|"
        r"\b(?:start|begin)(?:s|ning)? (?:to run|running)\b|"
        r"\bwhen do(?:es)? (?:the |its )?[^?]{0,40}(?:months?|days?|weeks?|period)\b[^?]*\b(?:start|begin|run)\b"
    ),
    "later": (
        r"\b(?:later|further|more recent|newer) (?:step|development|event|action)s?\b|\bever since\b|"
        r"\b(?:afterwards|later on|lately|recently)\b(?=[^?]*\?)|\b(?:next|later|since(?: then)?)(?=\W*\?)|"
        r"\b(?:happen(?:ed|s)?|going on|chang(?:e|ed)|done|become|became|moved?)\b[^?]*"
        r"\b(?:after|since|later|following|then)\b|"
        r"\b(?:go(?:ne)?|went|act(?:ed)?|proceed(?:ed)?) (?:after|against)\b[^?]*\b(?:again|since)\b|"
        r"\bany(?:thing)? (?:news?|new|more|further|updates?|developments?)\b"
    ),
    "which": (
        r"\bwhich\b[^?.]*\band which\b|\bwhich of (?:the |its |these )?(?:two|three|both|\w+ (?:two|three))\b|"
        r"\bfor which\b|\bwhich of [A-Z]\w+ and [A-Z]\w+|"
        r"\b(?P<to>for|to|against|on) (?:the |its )?[\w’'-]+(?: [\w’'-]+)? or (?P=to)\b"
    ),
    "ended": (
        r"\bhow\b[^?.]*\b(?:end(?:ed|s)?|decided?|turn(?:ed)? out|conclude[ds]?|went|go|far|fared?)\b|\boutcomes?\b|"
        r"\bwhat (?:came|became|has become) of\b|\bfinally decided\b|\bresult of\b|\bwho won\b"
    ),
    "divided": (
        r"\b(?:divided|split|apportioned|shared out)\b|\bin each\b|\bhow much [^?.]*\beach\b|"
        r"\bfirst (?:yearly |annual |of the )?(?:instalment|payment)\b"
    ),
    "people": (
        r"\bhow many (?:people|persons|users|customers|passengers|patients|consumers|individuals|employees|workers|"
        r"children|pupils|residents|citizens|members|subscribers|accounts|drivers|riders|clients|guests)\b"
    ),
}
_COMPILED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}
IF_DONE = frozenset({"obeyed", "paid"})
_OF_DOING = re.compile(
    r"(?:^\W*|[:,;–-]\s*|\b(?:and|so|but)\s+)(?:did|has|have|had|does|is|was|were|are)\b|\b(?:whether|ever|yet)\b|"
    r"^(?:\w+ )?(?:when|(?:what|which) (?:day|date))\b",
    re.IGNORECASE,
)
"""What asks whether or when something was done, and not what is to be done."""
_BY_WHEN = re.compile(
    r"^\W*(?:(?:and|so|but) )?(?:by when|when (?:must|should|(?:do|does) [^?]* have to)\b)", re.IGNORECASE
)
"""What asks for the day by which it is to be done."""

_IF_OBEYED = re.compile(
    r"^(?![^?]*\b(?:must|(?:have|has|had|needs?) to)\b)"
    r"(?![^?]*(?<!the )(?<!its )(?<!['’]s )\b(?:order(?:ed)?|requir(?:e|ed)|told?|tell|recommend(?:ed)?)\b"
    r"[^?]{0,60}\bto\b)(?:\W*\w+,? ){0,2}?(?:did|has|have|had|does)\b"
    r"[^?]*\b(?:carr(?:y|ied) out|follow(?:ed)?|obey(?:ed)?|compl(?:y|ied)|implement(?:ed)?|heed(?:ed)?)\b",
    re.IGNORECASE,
)
_AS_TOLD = re.compile(
    r"^(?:\W*\w+,? ){0,2}?(?:did|has|have|had|does|is|are|was|were)\b [^?]{0,60}?"
    r"\b(?:do|does|did|done|finish(?:ed)?(?: with)?|through with|complet(?:e|ed)|fulfil(?:l?ed)?|carr(?:y|ied) out|"
    r"deliver(?:ed)?|perform(?:ed)?|follow(?:ed)?|met|meet|got(?:ten)? round to)\b (?:exactly |precisely |really )?"
    r"(?:what|all|everything|whatever|as|any of what|each thing)\b[^?]{0,40}\b(?:told|ordered|required|asked|"
    r"instructed|bound|obliged|meant|supposed|had)\b",
    re.IGNORECASE,
)
"""Whether somebody did what they were told: "have they finished what they were ordered to do"."""


@lru_cache(maxsize=20_000)
def unknowns_in(text: str) -> frozenset[str]:
    """The kinds that a sentence says are not known."""
    return frozenset(kind for kind, pattern in _COMPILED.items() if pattern.search(text))


def unknowns_asked(text: str) -> frozenset[str]:
    """The kinds that a question asks for."""
    return unknowns_in(text) if _OF_DOING.search(text) and not _BY_WHEN.search(text) else unknowns_in(text) - IF_DONE


def figures_shared(one: str, other: str) -> int:
    """How many figures two texts share: "60 days" and "90 days" tell which step is meant."""
    return len(facts.read(one).figures & facts.read(other).figures)


def asks_if_obeyed(text: str) -> bool:
    """Whether a question asks if an order or advice was carried out, which its having been given does not say."""
    return bool(_IF_OBEYED.search(text) or _AS_TOLD.search(text))
