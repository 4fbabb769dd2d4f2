"""What a question says beside what it asks: where something was read, who asks, what for, how it is to be told.

None of this is asked of documents, so that it is no part of any subject, and nobody's name.
"""

from __future__ import annotations

import re

_MAY = r"(?:can|may|could|should|must|shall) (?:i|we) (?:(?:safely|really|still|now|already|just|then|also) )*"
_LEAD_IN = re.compile(
    rf"^\W*(?:{_MAY}(?:rely on|tell|say|write|cite|quote|assume|report|conclude|treat|trust|believe|state|count on|"
    r"put (?:in|into|down)(?: \w+){0,3}?(?= that\b))\b"
    r"|(?:is|would|was) it (?:still )?(?:fair|safe|right|correct|accurate|wrong|true) to (?:say|write|assume|claim|"
    r"report|call|state|conclude|describe|think)\b)"
    r"(?:(?: to)? (?:my|our|the|a|his|her) (?:client|boss|customer|board|partner|editor|reader|colleague|manager)s?)?"
    r"(?: that\b)?",
    re.IGNORECASE,
)
_READ = re.compile(
    r"(?:^|(?<=[.;:!?] ))\W*(?:(?:an?|my|our|the|this|that|some|one|your|his|her|their) (?:[\w’'-]+ ){0,3}?"
    r"(?:databases?|newsletters?|trackers?|memos?|slides?|articles?|blogs?|papers?|headlines?|posts?|colleagues?|client|"
    r"boss|friends?|websites?|pages?|wikis?|lists?|registers?|spreadsheets?|drafts?|overviews?|charts?|tables?|briefs?|"
    r"briefings?|presentations?|reporters?|journalists?|notes)|"
    r"wikipedia|gdprhub|reuters|bloomberg|(?:the )?guardian|(?:the )?bbc|politico|techcrunch|le monde|(?:der )?spiegel)"
    r" (?:says?|said|lists?|listed|shows?|calls?|claims?|has|have|writes?|reports?|states?|tells? (?:me|us)|puts?|"
    r"gives?|insists?|thinks?|marks?|still (?:say|list|show)s?)(?: that)?\b",
    re.IGNORECASE,
)
"""Where somebody read it: "a fines tracker lists"."""
_LEAD_OUT = re.compile(
    rf"(?<=[.;:?!,–-])\s*(?:(?:so|and|then|or) )?{_MAY}"
    r"(?:copy|repeat|rely|use|quote|cite|leave|keep|print|publish|change|correct|update|take|trust|believe|put|pass|add|"
    r"include|write|report|forward|reuse|go with|stick|stand by|say)\b[^?;:]{0,20}?"
    r"\b(?:that|it|this|them|so|as (?:it|they|is|are))\b[^?;:]{0,60}\??\s*$",
    re.IGNORECASE,
)
"""A last sentence about what was said before: "can I copy that into my report?"."""
_CALL = re.compile(
    rf"(?:^|(?<=[.;:,–-])|\b(?:and|so|but))\s*{_MAY}(?:call|consider|describe|treat|regard|list|mark|see|count|file|book)\b"
    r"(?: (?:it|that|this|them|so))?(?: as)?\b",
    re.IGNORECASE,
)
"""What asks whether a word fits, without that word: "can we call it", "may I treat it as"."""

_SELF = re.compile(
    r"^\W*(?:i|we)(?:['’](?:m|re)| am| are)? (?:an? |the )?(?:advis\w+|represent\w*|work\w*|writ\w+|act\w*|run|teach|"
    r"counsel|consult\w*|journalist|reporter|lawyer|solicitor|dpo|data protection officer|student|researcher)\b"
    r"[^.?!;:]{0,60}[.;:!–-](?=\s+\w)",
    re.IGNORECASE,
)
"""A first sentence about who asks: "I advise a works council."."""

_FORM = re.compile(
    r"(?:(?<=[,;:.] )|^\W*)(?:in )?(?:short|brief)\b(?=[\s,.;:?!]*$|,)"
    r"|\b(?:rank|sort|order|arrang)\w* (?:them |it )?by \w+(?: (?:and|or) \w+)?"
    r"|\b(?:ranked|sorted|alphabetical|ascending|descending)\b"
    r"|\b(?:with|giving|including) (?:both |the |all |their |each )*"
    r"(?:figures?|numbers?|dates?|names?|amounts?|sums?)\b"
    r"|\b(?:in|from|of) (?:your|the) (?:collection|files?|database|holdings|records|corpus|archive|library)\b"
    r"|\b(?:that )?you (?:hold|have|know)(?: of)?\b|\bon (?:file|record)\b"
    r"|\b(?:a|one|single) (?:cent|penny|dime)\b|\bon both sides of the \w+\b|\bpreced\w+ by\b",
    re.IGNORECASE,
)
"""How an answer is to be told, and where it is to be taken from; also phrases that limit nothing."""


def purposes_in(text: str) -> list[tuple[int, int]]:
    """Where a question says such a thing."""
    opening = _LEAD_IN.match(text) or _SELF.match(text)
    found = [match for pattern in (_READ, _LEAD_OUT, _CALL, _FORM) for match in pattern.finditer(text)]
    return [match.span() for match in (*([opening] if opening else []), *found)]
