"""Penalties, provisions, orders and voices read from sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Description, InstrumentKind, SourceRank, Voice
from corpus.gazetteer import Gazetteer
from corpus.records import MoneyKind, MoneyStage, Records
from ingest.extract import extract
from ingest.extract.operative import operative_parts
from ingest.extract.orders.deadlines import find_deadline
from ingest.extract.sums.money import find_amounts
from ingest.extract.voice import voice_of
from ingest.parse import parse

GAZETTEER = Gazetteer.load()


def read(
    text: str,
    *,
    respondents: tuple[str, ...] = ("Acme Parcels Ltd",),
    decided_on: dt.date | None = None,
    jurisdiction: str = "GB",
) -> Records:
    parsed = parse(text.encode(), name="decision.txt", media_type="text/plain")
    described = Description(
        title="A decision",
        kind=InstrumentKind.DECISION,
        rank=SourceRank.PRIMARY,
        language="en",
        regulator="ico",
        jurisdiction=jurisdiction,
        respondents=respondents,
        decided_on=decided_on,
    )
    return extract(parsed, described, GAZETTEER)[0]


def imposed(records: Records) -> list[str]:
    return [str(penalty.money) for penalty in records.penalties if penalty.stage is MoneyStage.IMPOSED]


IMPOSED = [
    ("The Commissioner has decided to impose a monetary penalty of £140,000 on Acme Parcels Ltd.", "GBP 140,000"),
    (
        "FOR THESE REASONS the Authority imposes an administrative fine of EUR 2.5 million on the company.",
        "EUR 2,500,000",
    ),
    ("RESUELVE: IMPONER a ACME, S.A. una multa de 30.000 €.", "EUR 30,000"),
    (
        (
            "Комисията налага на „Колети“ ЕООД административно наказание „имуществена санкция“ в размер 2 000 (две "
            "хиляди) лева; присъжда разноски в размер на 400 (четиристотин) лева."
        ),
        "BGN 2,000",
    ),
    ("Gegen die Verantwortliche wird eine Geldbuße in Höhe von 2,5 Mio. EUR verhängt.", "EUR 2,500,000"),
]


@pytest.mark.parametrize(("text", "money"), IMPOSED)
def test_an_imposed_fine_is_read(text: str, money: str) -> None:
    """The fine a decision imposes comes out with its amount and currency, in several languages."""
    assert imposed(read(text)) == [money]


NO_FINE = [
    "Infringements are subject to administrative fines up to EUR 20 000 000 or 4 % of the total worldwide turnover.",
    "The annual turnover of the company was EUR 3.4 billion.",
    "In another case the authority of a neighbouring country imposed a fine of EUR 90 000 on a different company.",
    "The customer paid a fee of £25 to the company for the parcel.",
    "The relevant cap for any fine in respect of the infringement is EUR 640,847,160, that is, 4% of its turnover.",
    "The maximum applicable fine is set at EUR 20,000,000.00 (twenty million euros).",
    "We Sell Any Parcel, Quick Post and Acme fined £495,000 after sending millions of messages.",
    "The Commissioner issues a reprimand to Acme Parcels Ltd. No fine is imposed.",
    "Esta infracción puede ser sancionada con multa de diez millones de euros (10.000.000 €) como máximo.",
]


@pytest.mark.parametrize("text", NO_FINE)
def test_a_sum_that_is_no_fine_of_this_case_is_never_imposed(text: str) -> None:
    """Ceilings, turnovers, prices and other cases' fines do not come out as imposed here."""
    assert imposed(read(text)) == []


STAGES = [
    ("The Commissioner proposes to impose a penalty of £300,000 on Acme Parcels Ltd.", MoneyStage.PROPOSED),
    ("The Commissioner intends to issue a penalty of £90,000 to the company.", MoneyStage.PROPOSED),
    ("The Tribunal reduced the fine to £80,000.", MoneyStage.REDUCED),
]


@pytest.mark.parametrize(("text", "stage"), STAGES)
def test_the_nearest_verb_says_how_far_a_sum_has_come(text: str, stage: MoneyStage) -> None:
    """A proposed or reduced sum keeps that stage."""
    assert [penalty.stage for penalty in read(text).penalties] == [stage]


def test_the_operative_part_beats_the_reasoning() -> None:
    """Where the reasons name a starting point and the operative part the result, only the result is imposed."""
    text = (
        "The Authority considered a fine of EUR 500 000 as the starting point.\n\n"
        + "The company cooperated throughout the inquiry and mended its ways. " * 40
        + "\n\nFOR THESE REASONS\n\nthe Authority imposes on the company an administrative fine of EUR 350 000."
    )
    assert imposed(read(text)) == ["EUR 350,000"]


def test_a_fine_repeated_in_words_or_elsewhere_comes_out_once() -> None:
    """Repetition is no second fine."""
    text = (
        "The Authority imposes a fine of EUR 40 000 (forty thousand euros) on Acme Parcels Ltd.\n\n"
        "The fine of EUR 40 000 is due within three months."
    )
    assert imposed(read(text)) == ["EUR 40,000"]


def test_a_fine_names_its_only_respondent() -> None:
    """With one respondent the penalty is laid on it; its kind is a fine and its words are not a party's."""
    (penalty,) = read("The Commissioner decided to impose a fine of £10,000.").penalties
    assert (penalty.respondent, penalty.kind) == ("Acme Parcels Ltd", MoneyKind.FINE)
    assert penalty.voice in {Voice.FINDING, Voice.ORDER}


ARTICLES = [
    ("The Authority finds that the company infringed Article 5(1)(a) GDPR.", "5(1)(a)", True),
    ("La Autoridad declara que la empresa infringió el artículo 32 del RGPD.", "32", True),
    ("Processing may be based on Article 6(1)(f) GDPR.", "6(1)(f)", False),
    ("The company argued that it had not infringed Article 32 GDPR.", "32", False),
    ("The Authority finds no infringement of Article 33 GDPR.", "33", False),
    ("The publication is to be considered in contrast with Article 5(1)(b) GDPR.", "5(1)(b)", True),
    ("It is established that the recording does not meet the requirements of Article 6(1) GDPR.", "6(1)", True),
    ("The company infringed:\n\n(a) Article 12(3) GDPR, by its silence;\n\n(b) Article 15(1) GDPR.", "15(1)", True),
    ("The complainant alleged that the company infringed:\n\n(a) Article 12(3) GDPR, by its silence.", "12(3)", False),
]


@pytest.mark.parametrize(("text", "article", "infringed"), ARTICLES)
def test_an_article_found_infringed_is_told_from_one_cited(text: str, article: str, *, infringed: bool) -> None:
    """Only the authority's own finding makes an article infringed."""
    provisions = {each.article: each.infringed for each in read(text).provisions}
    assert provisions[article] is infringed


def test_an_order_has_its_verb_and_deadline() -> None:
    """An order comes out with what must be done and by when, and its span is the sentence that says so."""
    text = "The Authority orders Acme Parcels Ltd to delete the recordings within 30 days of receipt of this decision."
    (order,) = read(text).orders
    assert (order.verb, order.addressee) == ("delete", "Acme Parcels Ltd")
    assert order.deadline is not None
    assert "30 days" in order.deadline.text
    assert "delete the recordings" in order.span.of(text)


def test_an_order_without_a_deadline_has_none() -> None:
    """A deadline is never borrowed."""
    (order,) = read("The Authority orders the company to delete the recordings.").orders
    assert order.deadline is None


DEADLINES = [
    ("It must do so by 3 March 2024.", dt.date(2024, 3, 3)),
    ("It must do so within two months.", None),
]


@pytest.mark.parametrize(("text", "by"), DEADLINES)
def test_a_deadline_is_a_day_or_a_period(text: str, by: dt.date | None) -> None:
    """A day is read as a date, a period is kept in words."""
    deadline = find_deadline(text)
    assert deadline is not None
    assert deadline.by == by


def test_a_sentence_without_a_deadline_has_none() -> None:
    """A date that limits nothing is no deadline."""
    assert find_deadline("The breach happened on 3 March 2024.") is None


VOICES = [
    ("The company argued that it had the consent of its customers.", Voice.REPRESENTATION),
    ("The complainant claims that her data were passed on.", Voice.ALLEGATION),
    ("The Commissioner finds that the company contravened the Regulation.", Voice.FINDING),
    ("The Regulation applies from 25 May 2018.", Voice.BACKGROUND),
]


@pytest.mark.parametrize(("sentence", "voice"), VOICES)
def test_who_speaks_is_told(sentence: str, voice: Voice) -> None:
    """A party's words never pass for the authority's."""
    assert voice_of(sentence) is voice


OPENINGS = ["FOR THESE REASONS", "IT IS DECIDED", "RESUELVE", "DISPONE", "Spruch", "ΔΙΑ ΤΑΥΤΑ"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_the_operative_part_is_found(opening: str) -> None:
    """Each house style's opening starts an operative part that reaches over what follows."""
    text = f"The facts are as follows.\n\n{opening}\n\nA fine is imposed."
    assert any(part.of(text).endswith("A fine is imposed.") for part in operative_parts(text))


PIECES = st.sampled_from(
    [
        "fine of EUR 20 000", "£7.5m", "Art. 5", "Article 6(1)(f) GDPR", "orders", "to delete", "within 30 days",
        "FOR THESE REASONS", "annulled", "appeal", "on 3 March 2024", "the company argued", ",", ".", "\n\n", "(", "5,",
        "or", "4 %", "   ", "1.", "a)", "ΔΙΑ ΤΑΥΤΑ", "€", "kr", "-", "\u00a0", "İ", "ß",
    ]
)  # fmt: skip
WRITTEN = st.characters(exclude_categories=("C",))
TEXTS = st.one_of(st.text(WRITTEN, min_size=1, max_size=300), st.lists(PIECES, min_size=1, max_size=60).map(" ".join))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_gives_records_whose_spans_lie_in_it(text: str) -> None:
    """Whatever the text, nothing fails, and every record points at words of the text."""
    parsed = parse(f"Decision. {text}".encode(), name="decision.txt", media_type="text/plain")
    records = read(f"Decision. {text}")
    for each in (*records.penalties, *records.orders, *records.provisions):
        assert 0 <= each.span.start < each.span.end <= len(parsed.text)
    for penalty in records.penalties:
        again = find_amounts(penalty.span.of(parsed.text), jurisdiction="GB")
        assert penalty.money in [amount.money for amount in again]


HOSTILE = ["Art. 5, ", "fine of ", "€ 1,", "(", "1.000.", "not to ", "a. ", "of the ", " ", "\n", "EUR ", "orders to "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_endless_repetition_is_read_to_its_end(piece: str) -> None:
    """A text made to trap a pattern is read like any other."""
    read("Decision. " + piece * (20_000 // len(piece)))


def test_a_fine_of_an_earlier_decision_is_not_imposed_again() -> None:
    """What an instrument of an earlier day imposed, or what was laid down in an earlier breach, is only recounted."""
    text = (
        "DECISION\n\nThe decision of 2 June 2020 is annulled and the case is returned.\n\nJustification\n\n"
        "By decision of 2 June 2020 the accused was found liable and was fined CZK 10,000 for it.\n"
    )
    decided = read(text, decided_on=dt.date(2021, 5, 28), jurisdiction="CZ")
    assert imposed(decided) == []
    text = (
        "37. The Commission directs that a financial penalty of £25,000 be imposed on Acme Parcels.\n\n"
        "38. A financial penalty of £5,000 was imposed on Acme Parcels in the First Breach.\n"
    )
    assert imposed(read(text)) == ["GBP 25,000"]


@pytest.mark.parametrize(
    ("text", "infringed"),
    [
        ("The company infringed Article 5(1) and (2) of the GDPR.", {"GDPR 5(1)"}),
        ("a fine for violation of article 32 par. 2 and 4 of the GDPR", {"GDPR 32(2)"}),
        ("The company violated Article 14, paragraph 3, of the UAVG. The GDPR is a law.", set()),
        ("An infringement of the ECHR (European Convention), Article 6. The GDPR, Article 5, applies.", {"ECHR 6"}),
        ("The processing has not taken place in accordance with the rules in Article 32 of the GDPR.", {"GDPR 32"}),
        ("violations of the measures they implemented in accordance with Articles 25 and 32 of the GDPR", set()),
        (
            "a fine of EUR 8,000 as an administrative fine for breaches of Articles 12 and 13 GDPR",
            {"GDPR 12", "GDPR 13"},
        ),
        ('Regulation (EU) 2016/679 ("Regulation"). It violated art. 9 of the Regulation.', {"GDPR 9"}),
    ],
)
def test_articles_are_told_from_other_laws_and_powers(text: str, infringed: set[str]) -> None:
    """Further paragraphs are no further articles, another law has its own articles, a duty named is no breach."""
    found = read(f"FOR THESE REASONS the authority finds:\n\n{text}\n").provisions
    assert {f"{provision.law} {provision.article}" for provision in found if provision.infringed} == infringed


def staged(text: str, **told: object) -> list[tuple[str, str]]:
    return [(str(each.money), each.stage.value) for each in read(text, **told).penalties]  # type: ignore[arg-type]


SPANISH_STAGES = [
    (
        "La infracción puede ser sancionada con multa de 20.000.000 € como máximo o, tratándose de una empresa, el 4%.",
        [],
    ),
    (
        "PROPUESTA DE RESOLUCIÓN\n\nQue se sancione a ACME, S.A. por una infracción con una multa de 6.000,00 euros.",
        [("EUR 6,000", "proposed")],
    ),
    ("La sanción que pudiera corresponder sería de 3.000 euros.", [("EUR 3,000", "proposed")]),
    ("Con esta reducción, la sanción quedaría establecida en 4.800,00 euros.", []),
    ("ACME ha procedido al pago de la sanción en la cuantía de 4.800 euros.", [("EUR 4,800", "collected")]),
    (
        "TERMINACIÓN DEL PROCEDIMIENTO POR PAGO VOLUNTARIO\n\nSe estima adecuado imponer una sanción de 3.000 euros.",
        [("EUR 3,000", "proposed")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SPANISH_STAGES)
def test_what_spain_only_proposed_or_offered_is_not_imposed(text: str, wanted: list[tuple[str, str]]) -> None:
    """A maximum, a proposal, a reduction offered on a condition, and what was paid so that the procedure ended."""
    assert staged(text, respondents=("ACME, S.A.",), jurisdiction="ES") == wanted


def test_a_fine_due_again_and_again_is_threatened() -> None:
    """However the period is told."""
    text = "Doet Acme dat niet, dan moet het iedere twee weken een dwangsom van 100.000 euro betalen."
    assert staged(text, jurisdiction="NL") == [("EUR 100,000", "threatened")]


def test_a_judgment_that_is_suspended_is_no_sum_imposed() -> None:
    """As the FTC settles with those who cannot pay."""
    text = "The order imposes a monetary judgment of $24 million, which will be largely suspended."
    (penalty,) = read(text, jurisdiction="US").penalties
    assert (penalty.kind, penalty.stage) == (MoneyKind.OTHER, MoneyStage.SUSPENDED)


def test_each_sum_is_called_what_stands_right_behind_it() -> None:
    """Refunds and a penalty in one breath."""
    text = "The Bureau ordered Acme to pay $80 million in refunds to customers and a $60 million civil penalty."
    kinds = {str(each.money): each.kind for each in read(text, jurisdiction="US").penalties}
    assert kinds == {"USD 80,000,000": MoneyKind.REDRESS, "USD 60,000,000": MoneyKind.CIVIL_PENALTY}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "It imposed a fine of EUR 600 on Hellas Mobile S.A. and a fine of EUR 300 on Hellas Telecom S.A.",
            ["Hellas Mobile S.A.", "Hellas Telecom S.A."],
        ),
        ("Hellas Mobile S.A. and Hellas Telecom S.A. were sanctioned with fines totalling EUR 900.", [None]),
        ("The Authority decided that a fine of EUR 300 be imposed on Hellas Telecom.", ["Hellas Telecom S.A."]),
    ],
)
def test_each_fine_is_laid_on_whom_its_words_name(text: str, wanted: list[str | None]) -> None:
    """The name behind the sum, else before it; a total of several is nobody's alone."""
    penalties = read(text, respondents=("Hellas Mobile S.A.", "Hellas Telecom S.A.")).penalties
    assert [each.respondent for each in penalties] == wanted


def test_a_sum_and_its_parts_are_one_fine() -> None:
    """The parts are kept; together with the whole they would add up to twice what was imposed."""
    text = (
        "The decision imposes administrative fines totalling €39 million: €21 million for the breach of Article 6 and "
        "€18 million for the breach of Article 12."
    )
    assert imposed(read(text)) == ["EUR 21,000,000", "EUR 18,000,000"]


def test_a_sum_beside_another_companys_name_is_not_the_respondents() -> None:
    """Where only one of two was recognised as a respondent."""
    text = "Acme Parcels Ltd has been fined £80,000 and Bright Windows Ltd £50,000 for calls."
    penalties = {str(each.money): each.respondent for each in read(text).penalties}
    assert penalties == {"GBP 80,000": "Acme Parcels Ltd", "GBP 50,000": None}
