"""Questions that are no questions: attempts to steer the program, and matters outside enforcement."""

from __future__ import annotations

from service.answering.question.lexicon import LEXICON, compiled

_GUARDS = compiled(LEXICON.guards)


def is_injection(text: str) -> bool:
    """Whether the question tries to give orders instead of asking."""
    return bool(_GUARDS["injection"].search(text))


def is_planted(text: str) -> bool:
    """Whether a sentence of a document gives orders to a program that reads it, and so is no evidence of anything."""
    return bool(_GUARDS["planted"].search(text))


def is_other_task(text: str, *, of_a_decision: bool = False) -> bool:
    """Whether something is wanted that this program never does, whoever is named.

    `of_a_decision` says that it is asked of somebody named how a decision stands: what is meant to be done with the
    answer ("can I put that into my report?") is then no task of its own.
    """
    own = _GUARDS["own_task"].search(text) and not of_a_decision
    return bool(own or _GUARDS["other_task"].search(text))


def speaks_of_the_field(text: str) -> bool:
    """Whether any word belongs to data protection enforcement."""
    return bool(_GUARDS["field"].search(text))
