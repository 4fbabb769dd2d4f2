"""What a text tells in words of more than one sense: a breach of data is a mishap, a breach of a provision is none.

A text is found by its stems, among which "breach" stands for "infringe" as well. Where it tells of data that got out,
in whatever words, it gets a mark beside its stems; a list about such mishaps goes by the mark and not by the words.
"""

from __future__ import annotations

import re

LEAKED, ATTACKED = "data-breach", "cyber-attack"
"""Marks: data got out, by whatever mishap; somebody broke in. No stem has a hyphen."""

_DATA = r"(?:data(?! protection)|records|personal information|details|passwords|files|accounts|e-?mails)"
_BROKEN_INTO = re.compile(
    r"\bcyber[ -]?(?:attack|criminal|incident|crime)\w*|\bhack(?:s|ed|ers?|ing)?\b"
    r"|\battack(?:s|ers?|ed)?\b"
    r"(?! (?:the |this |its )?(?:\w+ )?(?:decision|fine|order|ruling|judgment|penalty|notice)\b)"
    r"|\b(?:ransom|mal)ware\b|\bphishing\b|\bcredential stuffing\b|\bbroke(?:n)? into\b"
    r"|\bintru(?:ders?\b|sions? into (?:\w+ ){0,3}?(?:systems?|networks?|servers?|computers?)\b)"
    rf"|\b(?:steal\w*|stole|stolen|thefts?)\b[^.;?]{{0,40}}\b{_DATA}\b|\b{_DATA}\b[^.;?]{{0,40}}\b(?:stolen|theft)\b",
    re.IGNORECASE,
)
_GOT_OUT = re.compile(
    r"\b(?:data|security)[ -](?:breach(?:es)?|incidents?)\b|\b(?:notifiable|reportable) breach(?:es)?\b"
    r"|\bbreach(?:es)? of (?:the )?(?:\w+ ){0,2}?(?:data|information|security)\b"
    r"(?! (?:protection|rules?|obligations?|principles?|dut|requirements?|provisions?|measures?))"
    r"|\bbreach(?:es)? (?:concern|affect|expos|involv|occurr|happen)\w+|\bbreach(?:es)? (?:took place|at\b)"
    r"|\b(?:after|following|over|about|report\w*|notif\w+|tell\w*|told|discover\w*|suffer\w*)(?: [\w’']+){0,4}? "
    r"(?<!\bin )breach(?:es)?\b(?! (?:of|by|notification rule)\b)"
    r"|\bleak(?:s|ed|age|ing)?\b|\bunauthori[sz]ed (?:access|disclosure)\b"
    rf"|\b{_DATA}\b[^.;?]{{0,40}}\b(?:was|were|been|got|being) (?:\w+ )?(?:exposed|lost)\b"
    rf"|\b(?:loss(?:es)? of|lost|losing) (?:[\w’']+ ){{0,2}}?{_DATA}\b|\bdata loss(?:es)?\b"
    rf"|\bexpos(?:ed|ing|ure)\b[^.;?]{{0,40}}\b{_DATA}\b"
    r"|\b(?:accidental|inadvertent|mistaken)(?:ly)? (?:disclos|publi|sen[dt]|releas)\w*",
    re.IGNORECASE,
)
_HINTS = re.compile(
    "breach|leak|attack|hack|ware|phish|stuffing|intru|st[eo]l|theft|expos|los[ts]|losing|unauthor|accident|inadvert|"
    "mistake|cyber|incident|broke"
)
"""Parts of words without which nothing of it is told."""
_SENSES = ((LEAKED, _GOT_OUT), (ATTACKED, _BROKEN_INTO))
_MISHAPS = re.compile(
    r"\b(?:after|following|because of|due to|over|about|from|for|by|since|when|which|what|all|any|with|on|recent|list|"
    r"large|biggest|largest|worst) (?:[\w’'-]+ ){0,2}?(?<!\bin )(?<!privacy )breach(?:es)?\b(?! of\b)"
    r"|\bbreach (?:fines?|cases?|penalt|decisions?)",
    re.IGNORECASE,
)
"""How a question calls a mishap in few words: "fines after breaches", "the largest breaches"."""


def senses_of(text: str) -> frozenset[str]:
    """The marks of a text. Whoever broke in got at data."""
    if not _HINTS.search(text.casefold()):
        return frozenset()
    found = {mark for mark, said in _SENSES if said.search(text)}
    return frozenset(found | {LEAKED} if ATTACKED in found else found)


def mishap_asked(text: str) -> str | None:
    """The mark of the mishap that a question is about, the wider one where it speaks of both; None without any."""
    if _GOT_OUT.search(text) or _MISHAPS.search(text):
        return LEAKED
    return ATTACKED if _BROKEN_INTO.search(text) else None
