"""The verifier: what may be shown and what is dropped, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Block, BlockKind, Page, Span
from service.answering.verify import SourceText, Texts, claim_fault, verify
from service.answering.wire import Citation, Claim
from service.answering.wording import facts

HEADING = "Decision on the company"
FINE = "The Authority imposed a fine of £7,552,800 on Example Ltd on 18 May 2022 under Article 5(1)(f) of the GDPR."
ORDER = "Example Ltd must delete the photographs of residents within two months."
ADVICE = "The Authority recommended that Example Ltd delete the older records."
ARGUED = "Example Ltd argued that it had obtained consent from every person."
DENIED = "The Authority did not fine the parent company."
TEXT = f"{HEADING}\n{FINE}\n{ORDER}\n{ADVICE}\n{ARGUED}\n{DENIED}"


def at(sentence: str) -> Span:
    start = TEXT.index(sentence)
    return Span(start, start + len(sentence))


BLOCKS = (
    Block(BlockKind.HEADING, at(HEADING), level=1),
    *(Block(BlockKind.PARAGRAPH, at(sentence)) for sentence in (FINE, ORDER, ADVICE, ARGUED, DENIED)),
)
PAGES = (Page(1, Span(0, at(ORDER).start)), Page(2, Span(at(ORDER).start, len(TEXT))))
TEXTS = Texts(
    {("d1", 1): SourceText(TEXT, BLOCKS, PAGES, frozenset({"authority", "ico"}))}, {"d1.1.0": Span(0, len(TEXT))}
)


def cite(sentence: str, n: int = 1, **changes: object) -> Citation:
    span = at(sentence)
    fields: dict[str, object] = {
        "n": n,
        "document_id": "d1",
        "version": 1,
        "passage_id": "d1.1.0",
        "title": "Decision",
        "regulator": "ico",
        "respondents": ("Example Ltd",),
        "kind": "decision",
        "decided_on": None,
        "published_on": None,
        "page": 1 if span.start < at(ORDER).start else 2,
        "paragraph": None,
        "start": span.start,
        "end": span.end,
        "quote": sentence,
        "source_url": None,
        "viewer_url": "/documents/d1",
        "sha256": "0" * 64,
        "retrieved_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        "rank": "primary",
    }
    return Citation(**(fields | changes))  # type: ignore[arg-type]


def fault(text: str, sentence: str, kind: str = "paraphrase", **changes: object) -> str | None:
    citation = cite(sentence, **changes)
    return claim_fault(
        Claim(text, (1,), kind),  # type: ignore[arg-type]
        {1: citation},
        TEXTS,
        {n: why for n, why in [(1, _fault(citation))] if why},
    )


def _fault(citation: Citation) -> str | None:
    dropped = verify([Claim(citation.quote, (1,), "quote")], {1: citation}, TEXTS).dropped
    return dropped[0].why if dropped else None


@pytest.mark.parametrize("sentence", [FINE, ORDER, ADVICE, ARGUED, DENIED])
def test_a_verbatim_sentence_passes(sentence: str) -> None:
    """A claim that is the cited sentence itself is kept."""
    verdicts = verify([Claim(sentence, (1,), "quote")], {1: cite(sentence)}, TEXTS)
    assert len(verdicts.kept) == 1
    assert verdicts.dropped == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The ICO imposed a fine of GBP 7,552,800 on Example Ltd on 18 May 2022.", FINE),
        ("The ICO fined Example Ltd more than GBP 7.5 million.", FINE),
        ("The Authority imposed a fine of £7,552,800.00 on 2022-05-18.", FINE),
        ("A fine was imposed on Example Ltd in May 2022.", FINE),
        ("The Authority imposed a fine under Article 5 of the GDPR.", FINE),
        ("Example Ltd must erase the photographs of residents within 2 months.", ORDER),
        ("The Authority recommended that Example Ltd delete the older records.", ADVICE),
        ("Example Ltd argued that it had obtained consent.", ARGUED),
        ("The Authority did not fine the parent company.", DENIED),
        ("The decision says “must delete the photographs … within two months”.", ORDER),
    ],
)
def test_a_paraphrase_that_its_quote_carries_passes(text: str, sentence: str) -> None:
    """Other notations of the same sum or date, synonyms and omissions are carried."""
    assert fault(text, sentence) is None


@pytest.mark.parametrize(
    ("text", "sentence", "why"),
    [
        ("The ICO fined Example Ltd GBP 7,552,801.", FINE, "the sum"),
        ("The ICO fined Example Ltd EUR 7,552,800.", FINE, "the sum"),
        ("The ICO fined Example Ltd GBP 7.5 million.", FINE, "the sum"),
        ("The ICO imposed the fine on 23 May 2022.", FINE, "the date"),
        ("The fine rests on Article 6 of the GDPR.", FINE, "the article"),
        ("The fine rests on Article 5(1)(a) of the GDPR.", FINE, "the article"),
        ("Example Ltd must delete the photographs within three months.", ORDER, "the figure"),
        ("Example Ltd must delete the photographs of French residents.", ORDER, "the name"),
        ("Example Ltd must delete the photographs and the models.", ORDER, "not carried"),
        ("Example Ltd must not delete the photographs of residents.", ORDER, "denies"),
        ("The Authority fined the parent company.", DENIED, "denies"),
        ("Example Ltd must delete the older records.", ADVICE, "recommendation"),
        ("Example Ltd had obtained consent from every person.", ARGUED, "argument"),
        ("The decision says “must delete every photograph at once”.", ORDER, "do not stand"),
        ("The decision says “within two months … must delete the photographs”.", ORDER, "do not stand"),
    ],
)
def test_a_claim_that_says_more_than_its_quote_is_dropped(text: str, sentence: str, why: str) -> None:
    """A wrong sum, date, article, period, name, negation, voice or quotation is dropped, and so is an addition."""
    found = fault(text, sentence)
    assert found is not None
    assert why in found


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"quote": FINE.replace("7,552,800", "7,552,801")}, "not the text"),
        ({"start": at(FINE).start + 1, "end": at(FINE).end + 1}, "not the text"),
        ({"page": 2}, "page"),
        ({"passage_id": "d1.1.7"}, "passage"),
        ({"document_id": "d2"}, "not held"),
        ({"start": at(HEADING).start, "end": at(HEADING).end, "quote": HEADING}, "headings"),
        ({"start": at(FINE).start, "end": at(FINE).start + 13, "quote": FINE[:13]}, "too short"),
    ],
)
def test_a_citation_that_does_not_hold_takes_its_claim_with_it(changes: dict[str, object], why: str) -> None:
    """Altered quotes, wrong offsets, pages, passages and documents, headings and scraps cannot carry a claim."""
    citation = cite(FINE, **changes)
    verdicts = verify([Claim(citation.quote, (1,), "quote")], {1: citation}, TEXTS)
    assert verdicts.kept == ()
    assert why in verdicts.dropped[0].why


def test_a_claim_without_a_citation_is_dropped() -> None:
    """No citation, no claim; a mark that leads nowhere is none."""
    verdicts = verify([Claim(FINE, (), "quote"), Claim(FINE, (9,), "quote")], {1: cite(FINE)}, TEXTS)
    assert verdicts.kept == ()
    assert [dropped.why for dropped in verdicts.dropped] == ["no citation", "a citation that does not exist"]


def test_a_verdict_is_only_read_off_claims_made_from_records() -> None:
    """The word "No" before a sentence made from records is our reading of them; a model may not put it there."""
    assert fault(f"No. {ADVICE}", ADVICE, "record") is None
    assert fault("No. Example Ltd must delete the photographs of residents.", ORDER) is not None


def test_two_citations_carry_a_claim_together() -> None:
    """The date may stand in one cited sentence and the duty in another."""
    claim = Claim("Fined on 18 May 2022, Example Ltd must delete the photographs.", (1, 2), "paraphrase")
    assert verify([claim], {1: cite(FINE), 2: cite(ORDER, 2)}, TEXTS).kept == (claim,)


def test_two_sums_of_one_sentence_may_be_added_up() -> None:
    """One sentence with two fines carries their total, and no other sum."""
    quote = "A fine of EUR 500,000 was imposed, and EUR 100,000 for not cooperating."
    added, other = facts.read("EUR 600,000 in total."), facts.read("EUR 700,000 in total.")
    proof = facts.read(quote)
    assert not facts.missing_amounts(added, facts.with_totals(added, proof, [quote]), "EUR 600,000 in total.")
    assert facts.missing_amounts(other, facts.with_totals(other, proof, [quote]), "EUR 700,000 in total.")
