"""Events and orders that a text tells of, as summaries, releases and judgments do: each with its own day and voice."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Description, Detected, InstrumentKind, SourceRank, Span, Voice
from corpus.gazetteer import Gazetteer
from corpus.matters import BodyRank, Event
from ingest.extract import extract
from ingest.parse import parse

GAZETTEER = Gazetteer.load()
WHO = "Acme Parcels Ltd"


def about(text: str, *, decided_on: dt.date | None = None) -> Description:
    dated = (Detected("decided_on", str(decided_on), "text", 0.9, Span(0, len(text))),) if decided_on else ()
    return Description(
        title="A text",
        kind=InstrumentKind.DECISION,
        rank=SourceRank.PRIMARY,
        language="en",
        regulator="ico",
        jurisdiction="GB",
        respondents=(WHO,),
        matter="uk-ico-acme",
        decided_on=decided_on,
        detected=dated,
    )


def told(text: str, *, decided_on: dt.date | None = None) -> tuple[Event, ...]:
    parsed = parse(text.encode(), name="text.txt", media_type="text/plain")
    _, matter = extract(parsed, about(parsed.text, decided_on=decided_on), GAZETTEER)
    assert matter is not None
    return matter.events


@pytest.mark.parametrize(
    ("sentence", "kind", "on"),
    [
        ("On 4 March 2024 the ICO fined Acme £140,000.", "issued", "2024-03-04"),
        ("The Commissioner issued Acme Parcels with a monetary penalty notice on 4 May 2024.", "issued", "2024-05-04"),
        ("The ICO announced the fine of Acme on 20 March 2024.", "announced", "2024-03-20"),
        ("On 8 May 2025 the First-tier Tribunal upheld the fine against Acme.", "upheld", "2025-05-08"),
        ("In March 2025 the Upper Tribunal suspended the penalty of Acme.", "stayed", "2025-03-31"),
        ("In the middle of June 2025 Acme appealed to the Upper Tribunal.", "appealed", "2025-06-30"),
        ("On 3 June 2025 the Court of Appeal reinstated the fine of Acme.", "restored", "2025-06-03"),
        ("On 3 June 2025 the Upper Tribunal sent the case back to the First-tier Tribunal.", "remitted", "2025-06-03"),
    ],
)
def test_a_step_is_told_with_its_day(sentence: str, kind: str, on: str) -> None:
    """The plain statements of a summary, those of the month of May among them."""
    assert [(event.kind.value, event.on.isoformat()) for event in told(sentence)] == [(kind, on)]


@pytest.mark.parametrize(
    "sentence",
    [
        "On 4 March 2024 the ICO fined Zenith Homes Ltd £90,000.",
        "Acme may appeal to the First-tier Tribunal by 3 June 2025.",
        "On 4 March 2024 Acme wrote to the Commissioner about its shop.",
        "On 17 July 2021 a customer filed a complaint against Acme with the ICO.",
    ],
)
def test_what_happened_to_others_or_only_may_happen_is_no_event(sentence: str) -> None:
    """Another company's fine, a right of appeal, a letter, a customer's complaint."""
    assert told(sentence) == ()


def test_what_had_happened_by_a_day_may_have_happened_before() -> None:
    """The precision says that the day is the latest possible."""
    (event,) = told("By February 2026 Acme had appealed against the penalty.")
    assert (event.on, event.precision, event.body_rank) == (dt.date(2026, 2, 28), "by", BodyRank.PARTY)


def test_a_decision_tells_no_other_issuing() -> None:
    """An earlier fine of the same company is another proceeding's, and must not date this one."""
    text = "On 8 January 2019 the Commissioner fined Acme £90,000. We now fine Acme £140,000."
    events = told(text, decided_on=dt.date(2024, 3, 4))
    assert [(event.kind.value, event.on) for event in events] == [("issued", dt.date(2024, 3, 4))]


@pytest.mark.parametrize(
    ("sentence", "verb", "voice"),
    [
        ("The enforcement notice requires Acme to delete the photographs.", "delete", Voice.ORDER),
        ("The ICO banned Acme from collecting any more data.", "stop", Voice.ORDER),
        ("Acme may never again share the data of its users.", "stop", Voice.ORDER),
        ("Acme must delete the photographs within 30 days.", "delete", Voice.ORDER),
        ("The Commissioner ordered Acme not to repeat the breach.", "not resume", Voice.ORDER),
        ("The Commissioner recommended that Acme delete the photographs.", "delete", Voice.RECOMMENDATION),
    ],
)
def test_an_order_is_told_in_a_short_text(sentence: str, verb: str, voice: Voice) -> None:
    """What a summary says was ordered, and what was only advised."""
    parsed = parse(sentence.encode(), name="text.txt", media_type="text/plain")
    records, _ = extract(parsed, about(sentence), GAZETTEER)
    assert [(order.verb, order.voice) for order in records.orders] == [(verb, voice)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Article 13 GDPR requires data controllers to inform data subjects.",
        "I am required to carry out an independent assessment of the materials.",
        "Biometric data were processed, despite being prohibited by Article 9(1).",
        "The agency recommended a fine of DKK 1,100,000 for not having deleted the profiles.",
        "Shops must delete photographs that they need no longer.",
    ],
)
def test_what_a_law_requires_is_no_order(sentence: str) -> None:
    """Nor is a duty of someone else, or a fine that was recommended."""
    parsed = parse(sentence.encode(), name="text.txt", media_type="text/plain")
    assert extract(parsed, about(sentence), GAZETTEER)[0].orders == ()


def test_a_claim_upheld_in_spain_orders_what_it_urges() -> None:
    """With the days that it gives for it."""
    text = (
        "RESUELVE:\n\nPRIMERO: ESTIMAR la reclamación de D. A.A.A. e instar a ACME, S.L. para que, en el plazo de los"
        " diez días hábiles siguientes a la notificación, remita a la parte reclamante certificación del acceso."
    )
    parsed = parse(text.encode(), name="text.txt", media_type="text/plain")
    (order,) = extract(parsed, about(text), GAZETTEER)[0].orders
    assert (order.verb, order.deadline and order.deadline.text[:40]) == (
        "satisfy request",
        "en el plazo de los diez días hábiles sig",
    )
