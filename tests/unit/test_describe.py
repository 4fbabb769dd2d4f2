"""What a document is: detected where it says so, declared values first, unknown left unknown."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import InstrumentKind, SourceRank
from corpus.matters import Instrument, Matter
from ingest.parse import parse
from ingest.preparing.describe import joined_to
from tests.support.notices import NOTICE, described, letter, parsed


def test_a_penalty_notice_is_described() -> None:
    """Issuer, kind, respondent, date, language and jurisdiction of a notice come out of its text."""
    found = described(parsed(NOTICE))
    assert (found.regulator, found.jurisdiction, found.language) == ("ico", "GB", "en")
    assert found.kind is InstrumentKind.MONETARY_PENALTY_NOTICE
    assert found.rank is SourceRank.PRIMARY
    assert found.respondents == ("Acme Parcels Limited",)
    assert found.decided_on == dt.date(2024, 3, 4)
    assert found.matter == "uk-ico-acme-parcels-2024-03-04"


def test_detected_values_carry_their_place_and_confidence() -> None:
    """Each value read from the text says where, and how sure it is."""
    document = parsed(NOTICE)
    found = {each.field: each for each in described(document).detected}
    date, names = found["decided_on"], found["respondents"]
    assert date.span is not None
    assert names.span is not None
    assert "4th day of March 2024" in date.span.of(document.text)
    assert names.span.of(document.text).startswith("Acme Parcels")
    assert all(0 < each.confidence <= 1 for each in found.values())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NOTICE OF INTENT\n\nTo: Acme Parcels Limited\n\nDated 4 March 2024", InstrumentKind.NOTICE_OF_INTENT),
        (
            "News release\n\nThe ICO issues a notice of intent to fine Acme Parcels Limited £2m.",
            InstrumentKind.NOTICE_OF_INTENT,
        ),
        (
            "News release\n\nThe ICO has fined Acme £1m. In July 2023 it issued a notice of intent to fine Acme £9m.",
            InstrumentKind.DECISION,
        ),
        ("News item\n\nThe agency has imposed an administrative fine on Acme Parcels.", InstrumentKind.DECISION),
        ("Decision\n\nFollowing our notice of intent, Acme is fined £1m.", InstrumentKind.DECISION),
        ("Decision\n\nAcme answered the notice of intent of 3 May 2021. Acme is fined £1m.", InstrumentKind.DECISION),
    ],
)
def test_a_decision_that_tells_of_the_proposal_before_it_is_no_proposal(text: str, kind: InstrumentKind) -> None:
    """Else a fine that was imposed would go on being shown as proposed."""
    found = described(parsed(text))
    announced = next((each.value for each in found.detected if each.field == "announces"), found.kind)
    assert announced == kind


def test_a_sidecar_wins_over_the_text() -> None:
    """What a person declares beside the file overrules what the text seems to say."""
    sidecar = {"respondent": "Acme Holdings plc", "decided": "2024-03-05", "matter": "uk-ico-acme", "kind": "reprimand"}
    found = described(parsed(NOTICE, sidecar=sidecar))
    assert found.respondents == ("Acme Holdings plc",)
    assert found.decided_on == dt.date(2024, 3, 5)
    assert (found.matter, found.kind) == ("uk-ico-acme", InstrumentKind.REPRIMAND)
    assert {each.origin for each in found.detected if each.field == "decided_on"} == {"sidecar"}


def test_front_matter_wins_over_the_text() -> None:
    """Markdown front matter counts as declared."""
    markdown = "---\nregulator: cnil\npublished: 2024-01-02\n---\n\n" + NOTICE
    found = described(parse(markdown.encode(), name="notice.md", media_type="text/markdown"))
    assert (found.regulator, found.published_on) == ("cnil", dt.date(2024, 1, 2))


def test_a_text_that_says_nothing_leaves_everything_unknown() -> None:
    """Nothing is guessed."""
    found = described(parsed("The weather was fine and the parcels arrived on time."))
    assert (found.regulator, found.court, found.matter, found.decided_on) == (None, None, None, None)
    assert found.respondents == ()
    assert found.kind is InstrumentKind.OTHER


def test_no_date_after_retrieval_is_believed() -> None:
    """A document cannot have been decided after it was fetched."""
    assert described(parsed(NOTICE.replace("2024", "2031"))).decided_on is None


JUDGMENT = """FIRST-TIER TRIBUNAL
GENERAL REGULATORY CHAMBER
INFORMATION RIGHTS

Between

Acme Parcels Limited
Appellant

and

The Information Commissioner
Respondent

DECISION

1. The appeal is allowed in part. The monetary penalty notice of 4 March 2024 is varied.

Promulgated on 9 January 2025
"""


def known(matter_id: str, *respondents: str, decided: dt.date) -> Matter:
    return Matter(matter_id, matter_id, "ico", "GB", respondents, (Instrument("mpn", "notice", decided_on=decided),))


def test_a_judgment_joins_the_matter_it_is_about() -> None:
    """A judgment on appeal joins the known matter of its respondent, the right one by the date it cites."""
    one = known("uk-ico-acme-parcels", "Acme Parcels Ltd", decided=dt.date(2024, 3, 4))
    other = known("uk-ico-acme-parcels-2019", "Acme Parcels Ltd", decided=dt.date(2019, 1, 8))
    stranger = known("uk-ico-other", "Other Company Ltd", decided=dt.date(2024, 3, 4))
    assert described(parsed(JUDGMENT), one, stranger).matter == one.id
    assert described(parsed(JUDGMENT), other, one, stranger).matter == one.id


def test_a_judgment_joins_no_stranger() -> None:
    """Without a matter of its respondent a document opens its own."""
    stranger = known("uk-ico-other", "Other Company Ltd", decided=dt.date(2024, 3, 4))
    assert described(parsed(JUDGMENT), stranger).matter != stranger.id


LINES = st.sampled_from(NOTICE.splitlines() + JUDGMENT.splitlines())


WRITTEN = st.characters(exclude_categories=("C",))


TEXTS = st.one_of(st.text(WRITTEN, max_size=200), st.lists(LINES, max_size=25).map("\n".join))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_is_described_with_spans_that_lie_in_it(text: str) -> None:
    """Whatever the text, nothing fails, and every detected value points at words of the text."""
    document = parsed(f"Text. {text}")
    for each in described(document).detected:
        assert each.span is None or 0 <= each.span.start < each.span.end <= len(document.text)


ACME = known("uk-ico-acme-2024", "Acme Parcels Ltd", decided=dt.date(2024, 3, 4))


@settings(max_examples=40, deadline=None)
@given(st.one_of(TEXTS, st.sampled_from([NOTICE, JUDGMENT])))
def test_joining_later_comes_to_the_same(text: str) -> None:
    """A document described where the matters held are not known joins the same one afterwards."""
    document = parsed(f"Text.\n{text}")
    assert joined_to([ACME], described(document), document.text) == described(document, ACME)


def test_what_a_person_says_of_the_matter_stands() -> None:
    """Joining later overwrites nothing that was declared."""
    document = parsed(JUDGMENT, sidecar={"matter": "uk-ico-other"})
    alone = described(document)
    assert alone.matter == "uk-ico-other"
    assert joined_to([ACME], alone, document.text) is alone


@pytest.mark.parametrize(
    ("opening", "on"),
    [
        ("The Agency · Sea Road 4 · 1013 Harbour Acme Parcels Ltd 30 October 2023", dt.date(2023, 10, 30)),
        ("Reading for Monday, June 27, 2022\nHaving regard to the request", dt.date(2022, 6, 27)),
        ("On 2 July 2024, the data protection authority (SDPI) decided to impose a fine.", dt.date(2024, 7, 2)),
        ("On 2 July 2024, the company wrote to the authority (SDPI) about its shop.", None),
        (
            (
                "Dear Sir Your: 03/02/2021 Member of the Board\n\nOur: 20/01/2022 No. 7 Warning in a case\n\nWe shall "
                "look at it again on 1 March 2022, 2 April 2022, 3 May 2022 and 4 June 2022."
            ),
            dt.date(2022, 1, 20),
        ),
        (
            (
                "Time and place of decision making 17.04.2024, Tallinn\n\nDisputed court decision\nHarbour County "
                "Court decision of 27.11.2023"
            ),
            dt.date(2024, 4, 17),
        ),
        (
            (
                "SEE ALSO\n\nPRESS RELEASE OF 19 JUNE 2021\n\nPROVISION OF 18 JUNE 2021\n\nCorrective measure against "
                "Acme Parcels Ltd - 8 June 2021"
            ),
            dt.date(2021, 6, 8),
        ),
        ("The complaint was made in spring.\n\nLast updated on\n\n21.01.2020", None),
        (
            (
                "Hearing date: 7 October 2021\n\nThe hand-down is deemed to be 10am on Friday 22 October 2021. The "
                "parties proposed 30 November 2021, 30 January 2022, 28 February 2022 and 20 April 2022."
            ),
            dt.date(2021, 10, 22),
        ),
        ("Final report and recommendations of 21 May 2024\n\nconcerning the lifts of Acme AG", dt.date(2024, 5, 21)),
        ("Registration number: AB-2022-77, date: 2023-10-19, controller: Acme AB", dt.date(2023, 10, 19)),
        ("Date: 14 November 2023. Our reference: z2022-1. Subject: Decision to impose a fine", dt.date(2023, 11, 14)),
        ("Date: 20230919; Docket: S12; Registry: Harbour", dt.date(2023, 9, 19)),
        ("after the hearing the Chamber made the following order on 22 June 2023:", dt.date(2023, 6, 22)),
        ("Time and place of making the precept: 18.01.2024, Harbour", dt.date(2024, 1, 18)),
        ("REPORT OF FINDING\n\nseries A no. 12, concluded today, 30.11.2023", dt.date(2023, 11, 30)),
        ("ON THE BREACH AT THE HARBOUR HOSPITAL 18 May 2022 No. 3R-617 (2.13-1.E)\n\nHarbour", dt.date(2022, 5, 18)),
        ("JUDGMENT\n\nno. 262.918 of 14 May 2025", dt.date(2025, 5, 14)),
        ("Person dealing with the matter: Ms Larch Harbour, 2 April 2025\n\nTo Acme AG", dt.date(2025, 4, 2)),
        ("the 1st Chamber has held on the basis of the oral hearing of 24 June 2024:", dt.date(2024, 6, 24)),
        (
            "JUDGMENT of Her Honour Judge Ann Larch delivered on the 16th day of October 2024\n\nIntroduction",
            dt.date(2024, 10, 16),
        ),
        ("I. The judgment of the Harbour Court of 25 January 2024, file no. 17 A 88/2022-131, is set aside.", None),
        (
            "Section 1 of the Data Protection Act 2018 Dated this 11th day of June 2024\n\nA. On",
            dt.date(2024, 6, 11),
        ),
    ],
)
def test_the_date_of_a_decision_is_told_by_the_words_around_it(opening: str, on: dt.date | None) -> None:
    """A letterhead, the day a judgment was read, the day on which an authority decided; not the day of a letter."""
    assert letter(opening).decided_on == on


@pytest.mark.parametrize(
    "ending",
    [
        "IT IS SO ORDERED July 1, 2024.",
        "Thus decided in Harbour on 1 July 2024. Reasons filed in the registry on 15 September 2024.",
        "Signed at Harbour on 1 July 2024.",
        "In Harbour on 1 July 2024 JUDr. Ann Larch presiding judge",
        "No appeal lies against this judgment. In Harbour, 1 July 2024",
    ],
)
def test_the_last_lines_date_a_decision(ending: str) -> None:
    """Where it was signed, and what was ordered on that day."""
    facts = "The company kept the records of the toll gate longer than it needed them. " * 60
    assert letter(f"JUDGMENT\n\n{facts}", ending=ending).decided_on == dt.date(2024, 7, 1)
