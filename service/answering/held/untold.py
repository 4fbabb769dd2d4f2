"""Whether a text tells what became of a decision that no step records: then its being issued settles nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.matters import EventKind, State
from corpus.standing import Standing
from ingest.extract.steps.abroad.told import leaves_open
from service.answering.held.dossier import Dossier, is_digested
from service.answering.held.knowledge import Knowledge

_BEGUN = frozenset({EventKind.ISSUED, EventKind.ANNOUNCED, EventKind.APPROVED, EventKind.DEFAULT_PENALTY_IMPOSED})
_STANDS = frozenset({State.IN_FORCE, State.FINAL})
_ACT = r"(?:fines?|penalt(?:y|ies)|sanctions?|surcharges?|decisions?|orders?|notices?)"
_UNDO = (
    r"(?:annul(?:led|s)|quash(?:ed|es)|overturn(?:ed|s)|set aside|revers(?:ed|es)|struck down|cancel(?:led|ed|s)|"
    r"revok(?:ed|es)|reduc(?:ed|es)|lower(?:ed|s)|brought (?:\w+ ){0,4}down|cut|halv(?:ed|es)|"
    r"substitut(?:ed|es)|uph(?:eld|olds)|to (?:nothing|nil|zero)|confirm(?:ed|s)|dismiss(?:ed|es)|reject(?:ed|s)|"
    r"allow(?:ed|s))"
)
_BODY = (
    r"(?:(?:appeals?|review) (?:board|body|committee|panel|tribunal)|tribunal|(?:\w+ )?court|council of state|"
    r"on appeal)"
)
_CHALLENGE = r"(?:appeals?|action|lawsuit|suit|challenge|objection)"
_NEAR = r"[^.;]{0,200}?"
_OUTCOME = re.compile(
    rf"\b{_ACT}\b{_NEAR}\b{_UNDO}\b{_NEAR}\b(?:by|before|in|on|to)\b[^.;]{{0,60}}?\b{_BODY}\b"
    rf"|\b{_BODY}\b[^.;]{{0,60}}?\b{_UNDO}\b{_NEAR}\b(?:{_ACT}|{_CHALLENGE})\b"
    rf"|\b{_BODY}\b{_NEAR}\b{_ACT}\b[^.;]{{0,40}}?\b{_UNDO}\b"
    rf"|\b(?:its|their|his|her|the|whose|an) (?:\w+ )?{_CHALLENGE}\b[^.;]{{0,60}}?\b(?:was|were|is|has been|been) "
    rf"(?:\w+ )?{_UNDO}\b"
    rf"|\b(?:appealed|challenged|contested|sued over) (?:against )?(?:the|that|this|its) (?:\w+ )?{_ACT}\b"
    rf"|\b(?:brought|lodged|filed|pending) {_NEAR}\b{_CHALLENGE}\b{_NEAR}\b{_ACT}\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:may|might|can|could|would|should|will|if|whether|unless|right (?:to|of) appeal|case[- ]law|cf|see|"
    r"in \w+ v|other|another|similar|earlier|previous(?:ly)?|not (?:been )?appealed|no appeal|"
    r"within \w+ (?:days|weeks|months))\b"
    r"|\bby (?:a )?(?:decision|judgment|order) of\b",
    re.IGNORECASE,
)
"""What may come, what the law says of such cases, and what was decided in others."""


def is_unsettled(dossier: Dossier, standing: Standing, knowledge: Knowledge) -> bool:
    """Whether the standing rests on the issuing alone while a short text tells of an appeal or of its outcome.

    A digest records every step that it tells, and a long decision of an authority recites what was decided in others.
    """
    if (
        standing.state not in _STANDS
        or is_digested(dossier)
        or any(knowledge.is_long(one) for one in dossier.documents)
    ):
        return False
    if not all(event.kind in _BEGUN for event in standing.deciding):
        return False
    return any(
        tells_of_outcome(sentence.english) or leaves_open(sentence.text, document.description.language)
        for document in dossier.documents
        for passage in knowledge.passages_of(document.id, document.version)
        for sentence in knowledge.sentences_in(passage, document)
    )


@lru_cache(maxsize=20_000)
def tells_of_outcome(text: str) -> bool:
    """Whether a text says that a decision was challenged, changed, upheld or undone by whoever reviews it."""
    return bool(_OUTCOME.search(text)) and not _NOT_SO.search(text)
