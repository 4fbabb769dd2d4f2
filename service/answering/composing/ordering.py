"""An order as a sentence of ours, where what its document says fits into one; else the document's own words are quoted.

"The FTC ordered Acme to delete the recordings" needs who ordered it, whom, and an infinitive that the sentence has.
What only holds under a condition that stands before it, what goes on behind it, and what would be said twice is none.
"""

from __future__ import annotations

import re

from corpus.documents import InstrumentKind, SourceRank, Voice
from corpus.record_store import Held
from corpus.records import Deadline, Order
from ingest.extract.orders.infinitives import is_governed, is_infinitive
from service.answering.composing.phrasing import ended, joined, sentence_case, short_name, with_article
from service.answering.composing.reading import Reading

OUR_LANGUAGE = "en"
_CONDITION = re.compile(
    r"\b(?:if|unless|before|where|when|whenever|until|provided|as soon as|in (?:the )?(?:event|case)|except|upon)\b",
    re.IGNORECASE,
)
_SAID_ON = re.compile(
    r",\s*(?:and|but|while|which)\s+(?:the\s+|it\s+|they\s+)?(?:\w+\s+){0,2}?"
    r"(?:must|shall|infers?|argues?|submits?|claims?|holds?|is|are|was|were|has|have)\b"
    r"|\b(?:and|but|or) (?:must|shall)\b|\.\s+[A-Z][^.;]{2,60}? (?:must|shall|is|are)\b",
    re.IGNORECASE,
)
"""Another sentence joined to what is ordered: "delete them, and shall inform"."""
_ENDED = re.compile(r"\W*(?:and|or)?\W*$")
_MARK = re.compile(r"\W*(?:\w{1,4}[.)]\s*)*$")
_EVERY = re.compile(
    r"\b(?:respondents|each respondent|companies|controllers|defendants|parties|they|both"
    r"|all (?:two|three|four|of them))\b",
    re.IGNORECASE,
)
_PROHIBITED = re.compile(r"\b(?:prohibit|ban|bar|forbid|enjoin)\w*\s(?:[^.;:]*\s)?from\s*$", re.IGNORECASE)
_GERUND = re.compile(r"\w{3,}ing\b")
_NOT = re.compile(r"(not|never|no longer) (?:to )?", re.IGNORECASE)
_THAT = re.compile(r"\bthat,?\s*$", re.IGNORECASE)
_LEADS_ON = re.compile(r",?\s+(?:[^\s,;]+\s+){1,5}?(?:must|shall|is ordered to|are ordered to)\s*$|,?\s*(?:to\s*)?$")


def order_variants(reading: Reading, held: Held[Order]) -> tuple[str, ...]:
    """An order as a sentence; a recommendation is called one. What is ordered in another language is quoted."""
    orderer, text = _orderer(reading, held), _sentence(reading, held)
    if reading.dossier.language_of(held.document_id) != OUR_LANGUAGE or not orderer or text is None:
        return ()
    if held.rank is SourceRank.DIGEST:
        return _of_digest(orderer, held)
    before, found, after = text.partition(held.record.object)
    whom = _whom(reading, held, before)
    if not (found and whom) or not _stands_alone(before, held.record.object, after):
        return ()
    return tuple(map(ended, _worded(orderer, whom, held.record, before)))


def _worded(orderer: str, whom: str, record: Order, before: str) -> tuple[str, ...]:
    what = record.object
    if record.voice is Voice.RECOMMENDATION:
        return (f"{orderer} recommended that {whom} {what}",) if is_infinitive(what) else ()
    if _PROHIBITED.search(before) and _GERUND.match(what):
        return (f"{orderer} prohibited {whom} from {what}",)
    if _THAT.search(before):
        return (f"{orderer} ordered that {what}",)
    return _infinitive(f"{orderer} ordered {whom}", record, before)


def _orderer(reading: Reading, held: Held[Order]) -> str:
    """Who orders: in a judgment the court, "" where it is not known; elsewhere the authority."""
    body = held.regulator
    if _is_judged(reading, held):
        document = reading.document(held.document_id)
        body = document.description.court if document else None
        if not body:
            return ""
    return sentence_case(with_article(short_name(reading.gazetteer, body)))


def _is_judged(reading: Reading, held: Held[Order]) -> bool:
    document = reading.document(held.document_id)
    return document is not None and document.description.kind is InstrumentKind.JUDGMENT


def _sentence(reading: Reading, held: Held[Order]) -> str | None:
    sentence = reading.sentence(held.document_id, held.record.span)
    return " ".join(sentence.text.split()) if sentence else None


def _of_digest(ordering: str, held: Held[Order]) -> tuple[str, ...]:
    record = held.record
    if record.verb == "other":
        return ()
    whom = record.addressee or joined(list(held.respondents))
    if record.voice is Voice.RECOMMENDATION:
        return (ended(f"{ordering} recommended that {whom} {record.verb} {record.object}"),)
    return (ended(f"{ordering} ordered {whom} to {record.verb} {record.object}"),)


def _whom(reading: Reading, held: Held[Order], before: str) -> str:
    """Whom it binds: the one that is named, or the only one there is, or all where the sentence speaks of them all."""
    if held.record.addressee:
        return held.record.addressee
    if _is_judged(reading, held):
        return ""
    if (len(held.respondents) > 1) != (_EVERY.search(before) is not None):
        return ""
    return joined(list(held.respondents))


def _stands_alone(before: str, what: str, after: str) -> bool:
    """Whether the words can be said without what stands before and behind them."""
    halves = what.count('"') % 2 == 1 or what.count("“") != what.count("”") or what.count("(") != what.count(")")
    return bool(_ENDED.match(after)) and not halves and not _SAID_ON.search(what) and not _CONDITION.search(before)


def _infinitive(head: str, record: Order, before: str) -> tuple[str, ...]:
    what, deadline = record.object, record.deadline
    opens, follows = _MARK.match(before) is not None, _follows_deadline(deadline, before)
    if not is_infinitive(what) or not (opens or follows or is_governed(before)):
        return ()
    what = what[:1].lower() + what[1:] if opens else what
    denied = _NOT.match(what)
    what = f"{denied[1].lower()} to {what[denied.end() :]}" if denied else f"to {what}"
    if deadline is None or deadline.text in what:
        return (f"{head} {what}",)
    when = deadline.text[:1].lower() + deadline.text[1:]
    if deadline.text not in before:
        return (f"{head} {what} {when}", f"{head} {what}")
    if not follows:
        return ()
    return (f"{head}, {when}, {what}" if "," in what else f"{head} {what} {when}",)


def _follows_deadline(deadline: Deadline | None, before: str) -> bool:
    """Whether nothing but who must do it stands between the deadline and what is to be done."""
    _, found, between = before.rpartition(deadline.text) if deadline else ("", "", "")
    return bool(found) and _LEADS_ON.match(between) is not None
