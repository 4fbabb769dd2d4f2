"""The verifier never passes an altered quote, sum, date or negation."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.documents import Block, BlockKind, Span
from corpus.records import Money
from service.answering.verify import SourceText, Texts, verify
from service.answering.wire import Citation, Claim
from service.answering.wording.facts import written

AMOUNTS = st.integers(10_000, 2_000_000_000).map(Decimal)
CURRENCIES = st.sampled_from(["EUR", "GBP", "USD", "SEK"])
DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2027, 12, 31))


def sentence(amount: Decimal, currency: str, day: dt.date) -> str:
    return f"On {written(day)} the authority fined the company {Money(amount, currency)} for the breach."


def passes(claim: str, text: str, quote: str, start: int = 0) -> bool:
    return any(keeps(claim, text, kind, quote, start) for kind in ("quote", "record", "paraphrase"))


def keeps(claim: str, text: str, kind: str, quote: str | None = None, start: int = 0) -> bool:
    quote = text if quote is None else quote
    citation = Citation(
        n=1,
        document_id="d1",
        version=1,
        passage_id="p",
        title="t",
        regulator=None,
        respondents=(),
        kind="decision",
        decided_on=None,
        published_on=None,
        page=None,
        paragraph=None,
        start=start,
        end=start + len(quote),
        quote=quote,
        source_url=None,
        viewer_url="/",
        sha256="",
        retrieved_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        rank="primary",
    )
    whole = Span(0, len(text))
    texts = Texts({("d1", 1): SourceText(text, (Block(BlockKind.PARAGRAPH, whole),))}, {"p": whole})
    return bool(verify([Claim(claim, (1,), kind)], {1: citation}, texts).kept)  # type: ignore[arg-type]


@given(AMOUNTS, CURRENCIES, DAYS)
def test_the_truth_passes(amount: Decimal, currency: str, day: dt.date) -> None:
    """A sentence cited as it stands is always kept."""
    text = sentence(amount, currency, day)
    assert passes(text, text, text)


@given(AMOUNTS, AMOUNTS, CURRENCIES, DAYS)
def test_an_altered_sum_never_passes(amount: Decimal, other: Decimal, currency: str, day: dt.date) -> None:
    """Whatever other sum a claim states, it is dropped."""
    assume(amount != other)
    text = sentence(amount, currency, day)
    assert not passes(sentence(other, currency, day), text, text)


@given(AMOUNTS, CURRENCIES, CURRENCIES, DAYS)
def test_an_altered_currency_never_passes(amount: Decimal, currency: str, other: str, day: dt.date) -> None:
    """Pounds are not dollars."""
    assume(currency != other)
    text = sentence(amount, currency, day)
    assert not passes(sentence(amount, other, day), text, text)


@given(AMOUNTS, CURRENCIES, DAYS, DAYS)
def test_an_altered_date_never_passes(amount: Decimal, currency: str, day: dt.date, other: dt.date) -> None:
    """Whatever other day a claim states, it is dropped."""
    assume(day != other)
    text = sentence(amount, currency, day)
    assert not passes(sentence(amount, currency, other), text, text)


@given(AMOUNTS, CURRENCIES, DAYS)
def test_an_altered_negation_never_passes(amount: Decimal, currency: str, day: dt.date) -> None:
    """A denial of what the text says is dropped, and so is the assertion of what it denies."""
    text = sentence(amount, currency, day)
    denial = text.replace("fined", "did not fine").replace(str(Money(amount, currency)), "")
    assert not passes(denial, text, text)
    assert not passes(text.replace(str(Money(amount, currency)), ""), denial, denial)


@given(AMOUNTS, CURRENCIES, DAYS, st.data())
def test_an_altered_quote_never_passes(amount: Decimal, currency: str, day: dt.date, data: st.DataObject) -> None:
    """One character changed, added or dropped anywhere in a quote, and its claim is dropped."""
    text = sentence(amount, currency, day)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(blacklist_categories=("Cs",)))
    assume(letter != text[place])
    for altered in (text[:place] + letter + text[place + 1 :], text[:place] + letter + text[place:]):
        assert not passes(altered, text, altered)
    assert not passes(text, text, text, start=1)
