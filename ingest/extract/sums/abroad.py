"""Sums that texts in other languages than English tell as fines, by the English meanings of the words around them.

The phrases of `penalties.toml` know many languages, but no language whole. Here a sum is a fine where the nearest word
with a meaning that counts means one, and how far it has come is what the other words of its sentence mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from corpus.documents import Span
from corpus.glosses import is_listed
from corpus.records import Money, MoneyStage
from ingest.describing.abroad_words import EACH, HAD, Word, small_words, words_in
from ingest.extract.parties import key_of, words_of
from ingest.extract.reading import Reading, Sentence
from ingest.extract.sums.money import Amount, find_amounts
from ingest.extract.sums.settled import Candidate

LONGEST = 12_000
"""Characters of a text that tells of a matter; decisions are read by the phrases of law."""
_LEFT, _RIGHT, _PAID_LEFT, _ASIDE, _COUNTED, _DECIDED = 14, 5, 7, 3, 5, 8
"""Words before and behind a sum that may call it a fine, or say that it is paid, that may count it ("the second"), and
that may say what decided it."""
_ABOUT = frozenset(["über", "over", "på", "op", "van", "de", "di", "za", "για"])
_NEWS = 400
"""Characters from the beginning in which a text tells its news, of somebody whom it may leave unnamed."""
_DANISH_AUTHORITY = "Datatilsynet"
_FROM_TO = re.compile(
    r"(?<!\w)(?:van|de|von|från|fra|z|da|dai|από|desde) (?P<sum>\d{1,3}(?:[. ]\d{3})+) (?:\w+ )?"
    r"(?:naar|tot|à|a|ai|para|auf|till|til|do|σε) $"
)
_FROM_REACH = 40
_TWICE = 2
_ENDED = frozenset({MoneyStage.REDUCED, MoneyStage.ANNULLED})
_OPEN = frozenset({MoneyStage.IMPOSED, MoneyStage.UNKNOWN})
_DOWN_TO = frozenset(["auf", "naar", "tot", "do", "σε"])
_MILLIONS = re.compile(
    r"(?<![\d.,/])\d{1,3}(?:[.,]\d{1,2})? (?:millones|millions?|milioni|milhões|miljoen|Millionen|millioner|miljoner"
    r"|miljoonaa|mln|εκατ\.|εκατομμύρια)"
    r"(?=[,;.)\n]|$| (?:por|per|pour|por|y|e|et|en|och|og|und|a|à|till|til|voor|für|to|cada)\b)"
)
"""A sum whose currency the text gives elsewhere: "the second, 3 million"."""
_SHARED = re.compile(r"(?<![\d.,/])(?P<figure>\d{1,3}(?:[ .,]\d{1,3})?) (?:et|y|e|en|und|og|och|ja|i|και) $")
_SHARED_REACH = 16
_SCALE = re.compile(r"(?<=\d )[^\W\d_]{3,}\.?(?= )")
"""Of "27 and 15 million euros" the first figure, and what it shares with the second."""
_ROUNDED = re.compile(
    r"^[^\n]*(?:plus de|près de|más de|casi|oltre|quasi|mais de|quase|mehr als|über|rund|fast|knapp|meer dan|ruim|bijna"
    r"|over|mere end|knap|mer enn|mer än|nästan|yli|lähes|ponad|prawie|blisko|πάνω από|σχεδόν) $",
    re.IGNORECASE,
)
"""Before the sum of a title that rounds those told below it."""
_CROWNS = {"da": "DK", "no": "NO", "nb": "NO", "nn": "NO", "sv": "SE"}


def country_of(language: str) -> str:
    """The country whose crowns a text in a language counts, "" where its words for money leave none open."""
    return _CROWNS.get(language, "")


def amounts_abroad(text: str, amounts: Sequence[Amount], language: str) -> Sequence[Amount]:
    """The sums of a text with those that are told without their currency, where it has only one."""
    if not is_listed(language) or len(text) > LONGEST:
        return amounts
    currencies = {amount.money.currency for amount in amounts}
    if len(currencies) != 1:
        return amounts
    amounts = [amount for amount in amounts if not (_ROUNDED.search(text[: amount.span.start]) and len(amounts) > 1)]
    taken = [amount.span for amount in amounts]
    bare = list(_bare_sums(text, taken, next(iter(currencies))))
    return sorted((*amounts, *bare), key=lambda amount: amount.span) if bare else amounts


def _bare_sums(text: str, taken: Iterable[Span], currency: str) -> Iterator[Amount]:
    spans = list(taken)
    for span in spans:
        shared = _SHARED.search(text, max(0, span.start - _SHARED_REACH), span.start)
        scale = _SCALE.search(span.of(text)) if shared else None
        if shared:
            found = find_amounts(f"{shared['figure']} {scale.group() if scale else ''} {currency}")
            yield from (Amount(each.money, Span(*shared.span("figure"))) for each in found[:1])
    for match in _MILLIONS.finditer(text):
        if not any(span.start < match.end() and match.start() < span.end for span in spans):
            found = find_amounts(f"{match.group()} {currency}")
            yield from (Amount(each.money, Span(*match.span())) for each in found[:1])


def told_abroad(
    reading: Reading,
    sentence: Sentence,
    amount: Amount,
    respondents: Sequence[str],
    language: str,
    *,
    called: bool,
    issued: bool,
) -> MoneyStage | None:
    """How far a sum has come by what its sentence means; None where the language is not read so, or tells no fine.

    `called`: phrases already call it one. `issued`: an authority is known whose matter the text tells.
    """
    if not is_abroad(reading, language):
        return None
    left, right = _around(reading, sentence, amount, language)
    before = words_in(reading.text, Span(0, sentence.span.start), language)
    told = any(word.means("fined") for word in before)
    lowered = (told and _is_lowered(left, language)) or _is_brought_down(reading.text, amount)
    counted = told and _is_counted(left)
    named = _names(sentence.text, respondents)
    if not called:
        news = issued and not respondents and sentence.span.start < _NEWS
        paid = (named or news) and _is_paid(left, right, language)
        paid = paid or ((told or sentence.span.start == 0) and _is_laid_on(right, respondents, language))
        if not (_is_called(left, right) or paid or lowered or counted or (told and _is_decided(left))):
            return None
        if (not named and _is_laid_on_another(left, right, respondents, language)) or any(w.is_earlier for w in left):
            return None
    if lowered:
        return MoneyStage.REDUCED
    stage = MoneyStage.IMPOSED if counted else _stage(left, right, language, named=named)
    return MoneyStage.PROPOSED if stage is MoneyStage.IMPOSED and _is_only_asked_for(left, right, language) else stage


def _is_laid_on(right: Sequence[Word], respondents: Sequence[str], language: str) -> bool:
    """Whether a respondent bears the sum: "8 million crowns of Acme"."""
    behind = " ".join(word.text for word in right[1 : 1 + _ASIDE])
    return bool(right) and right[0].small in small_words(language, "at") and _names(behind, respondents)


def _is_laid_on_another(left: Sequence[Word], right: Sequence[Word], respondents: Sequence[str], language: str) -> bool:
    """Whether a name that is no respondent's stands where whoever bears a sum does, or one of several must be named."""
    if len(respondents) > 1:
        return True
    at = small_words(language, "at")
    pairs = chain(pairwise(left), pairwise(right)) if respondents else ()
    return any(one.small in at and other.text[0].isupper() and not other.stems for one, other in pairs)


def is_anothers_abroad(
    reading: Reading, sentence: Sentence, amount: Amount, respondents: Sequence[str], language: str
) -> bool:
    """Whether a sum is another's, an earlier one or the highest until then; a respondent would be named beside it."""
    if not respondents or not is_abroad(reading, language) or _names(sentence.text, respondents):
        return False
    left, right = _around(reading, sentence, amount, language)
    others = any(word.means("another") for word in (*left, *right[:_LEFT]))
    return others or any(word.means("ranks") or word.is_earlier for word in left)


def is_abroad(reading: Reading, language: str) -> bool:
    """Whether a text is a short one in another language than English."""
    return is_listed(language) and len(reading.text) <= LONGEST


def _around(
    reading: Reading, sentence: Sentence, amount: Amount, language: str
) -> tuple[Sequence[Word], Sequence[Word]]:
    left = words_in(reading.text, Span(sentence.span.start, amount.span.start), language)
    end = max(amount.span.end, sentence.span.end)  # a sum may run on behind what is taken for the end of its sentence
    return left, words_in(reading.text, Span(amount.span.end, end), language)


def _names(text: str, respondents: Iterable[str]) -> bool:
    words = words_of(text)
    return any(f" {key_of(name)}" in words for name in respondents if key_of(name))


def _is_called(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether the nearest word before the sum that counts, or one right behind it, means a fine."""
    if any(word.means("weighs") for word in right[:_RIGHT]):
        return False
    if any(word.means("fined") for word in right[:_RIGHT]):
        return not any(word.means("weighs") for word in left[-_RIGHT:])
    for word in reversed(left[-_LEFT:]):
        if word.means("weighs"):
            return False
        if word.means("fined"):
            return True
    return False


def _is_paid(left: Sequence[Word], right: Sequence[Word], language: str) -> bool:
    """Whether the sum is what a respondent, named in the sentence, pays or gets."""
    near = (*left[-_PAID_LEFT:], *right[:_ASIDE])
    gets = small_words(language, "gets")
    paid = any(word.means("paid") for word in near) or any(word.small in gets for word in left[-_ASIDE:])
    if any(word.means("denied") for word in near):
        return False
    return paid and not any(word.means("weighs") for word in (*near, *right[:_RIGHT]))


def _is_counted(left: Sequence[Word]) -> bool:
    """Whether it is one of the fines that were told: "The second, of 40,000"."""
    return len(left) <= _COUNTED and any(word.means("counted") for word in left)


def _is_decided(left: Sequence[Word]) -> bool:
    """Whether a decision is about it: "the decision of the commissioner over 35 million"."""
    decided = any(word.means("decided") for word in left[-_DECIDED:])
    return decided and left[-1].text in _ABOUT and not any(word.means("weighs") for word in left)


def _is_lowered(left: Sequence[Word], language: str) -> bool:
    """Whether the fine that was told is brought down to it."""
    if (
        not left
        or left[-1].small not in small_words(language, "at") | _DOWN_TO
        or any(word.small in HAD for word in left)
    ):
        return False
    return any(word.means("lowers") for word in left[-_RIGHT:])


def _is_brought_down(text: str, amount: Amount) -> bool:
    """Whether a larger sum stands right before it, from which it was brought down: "van 460.000 naar 350.000 euro"."""
    before = _FROM_TO.search(text, max(0, amount.span.start - _FROM_REACH), amount.span.start)
    figure = re.sub(r"\D", "", text[amount.span.start : amount.span.end])
    return before is not None and figure != "" and int(re.sub(r"\D", "", before["sum"])) > int(figure)


def _stage(left: Sequence[Word], right: Sequence[Word], language: str, *, named: bool) -> MoneyStage:
    """What is told of a respondent who is `named` was laid on it, where nothing says otherwise."""
    near, gets = (*left[-_LEFT:], *right), small_words(language, "gets")
    if any(word.means("annuls") and not word.means("brings") for word in near):
        return MoneyStage.ANNULLED
    if any(word.means("proposes") and not word.means("decided") for word in left[-_LEFT:]):
        return MoneyStage.PROPOSED
    imposes = any(word.means("imposes") or word.small in gets for word in (*left, *right))
    denied = any(word.means("denied") for word in (*left[-_RIGHT:], *right[:_ASIDE]))
    return MoneyStage.IMPOSED if (imposes or named) and not denied else MoneyStage.UNKNOWN


def _is_only_asked_for(left: Sequence[Word], right: Sequence[Word], language: str) -> bool:
    """Whether the sum is what the Danish authority reports somebody for: there only courts fine."""
    words = (*left, *right)
    court = any(word.means("court") or word.means("sentenced") for word in words)
    return language == "da" and not court and any(word.text.startswith(_DANISH_AUTHORITY) for word in words)


def harmonised(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each sum with the furthest that it came anywhere in the text: what was reduced or annulled had been imposed.

    A sum is counted either as a whole or by its parts.
    """
    ended = {c.penalty.money: c.penalty.stage for c in candidates if c.penalty.stage in _ENDED}
    kept = [_at_its_end(each, ended) for each in candidates]
    gone = [each for whole in kept for each in _told_twice(whole, kept)]
    return [each for each in kept if each not in gone]


def _at_its_end(candidate: Candidate, ended: Mapping[Money, MoneyStage]) -> Candidate:
    penalty = candidate.penalty
    stage = ended.get(penalty.money, penalty.stage) if penalty.stage in _OPEN else penalty.stage
    return replace(candidate, penalty=replace(penalty, stage=stage))


def _told_twice(whole: Candidate, candidates: Iterable[Candidate]) -> list[Candidate]:
    """What not to count beside a sum: parts that its own sentence gives, else itself where parts make it up."""
    money = whole.penalty.money
    parts = [
        each
        for each in candidates
        if each.penalty.money.currency == money.currency and each.penalty.money.amount < money.amount
    ]
    amounts = {part.penalty.money.amount for part in parts}
    if len(amounts) > 1 and sum(amounts) == money.amount:
        return parts if any(part.sentence == whole.sentence for part in parts) else [whole]
    return [part for part in parts if _is_doubled(part, whole)]


def _is_doubled(part: Candidate, whole: Candidate) -> bool:
    one, both = part.penalty.money, whole.penalty.money
    together = part.sentence == whole.sentence and part.penalty.stage == whole.penalty.stage
    each = any(word in EACH for word in words_of(part.sentence.text).split())
    return together and each and one.currency == both.currency and one.amount * _TWICE == both.amount
