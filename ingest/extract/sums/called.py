"""What the words beside a sum call it: the kind of money, a total, and the articles that it is laid down for."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.records import MoneyKind
from ingest.extract.provisions.articles import find_articles
from ingest.wording.sifted import vocabulary

_WORDS = vocabulary(Path(__file__).with_name("penalties.toml"))
_KINDS = (
    (MoneyKind.PENALTY_PAYMENT, _WORDS["periodic"]),
    (MoneyKind.REDRESS, _WORDS["redress"]),
    (MoneyKind.CIVIL_PENALTY, _WORDS["civil"]),
    (MoneyKind.SETTLEMENT_SUM, _WORDS["settlement"]),
    (MoneyKind.OTHER, _WORDS["judgment"]),
)
# What a sum is called right behind it: "$80 million in refunds", "a $60 million civil penalty".
_CALLED = re.compile(r"^[\s-]{0,2}(?:(?:in|as|of) )?(?:(?:an?|direct|consumer|customer|total) ){0,2}", re.IGNORECASE)
_NEAR = 60


def kind_called(left: str, right: str) -> MoneyKind:
    """What kind of money it is: a fine where nothing says otherwise."""
    called = _CALLED.sub("", right)
    near = left[-100:] + " ¤ " + right[:40]
    named = (kind for kind, pattern in _KINDS if pattern.match(called))
    return next(named, None) or next((kind for kind, pattern in _KINDS if pattern.search(near)), MoneyKind.FINE)


def is_total(left: str) -> bool:
    """Whether the words before it call it a total."""
    return _WORDS["total"].search(left[-_NEAR:]) is not None


def articles_fined(sentence: str) -> frozenset[str]:
    """The articles a sentence fines for: those it names after "for the violation of" or the like."""
    reason = _WORDS["reason"].search(sentence)
    return frozenset(article.number for article in find_articles(sentence[reason.end() :])) if reason else frozenset()
