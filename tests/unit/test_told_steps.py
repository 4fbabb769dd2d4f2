"""Steps told in English: what befell a decision, who did it and when, and what is no step."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Source
from corpus.gazetteer import Gazetteer
from corpus.matters import EventKind, State
from corpus.standing import fold
from ingest.describing.headline import opens_with_headline
from ingest.extract import extract
from ingest.extract.steps.acts import deeds
from ingest.parse import parse
from ingest.preparing.describe import describe
from ingest.wording.near_dates import near_dates

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def read(text: str) -> tuple[list[tuple[str, str, str]], State]:
    """The events of a text, all of it read by ingest, and the standing they give."""
    parsed = parse(text.encode(), name="told.txt", media_type="text/plain")
    source = Source("told.txt", "0" * 64, "text/plain", RETRIEVED)
    description = describe(parsed, source=source, gazetteer=GAZETTEER)
    _, matter = extract(parsed, description, GAZETTEER)
    events = matter.events if matter else ()
    return [(e.kind.value, e.on.isoformat(), e.body) for e in events], fold(events).state


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("The judges quashed the enforcement notice and remitted the matter to the Commissioner.", "annulled remitted"),
        ("The penalty was set aside in its entirety by the Tribunal.", "annulled"),
        ("A panel granted the retailer's petition for review and vacated the forfeiture.", "annulled"),
        ("The Board affirmed on 3 May 2023.", "upheld"),
        ("The tribunal threw out the clinic's appeal.", "upheld"),
        ("The court dismissed the application for judicial review.", "upheld"),
        ("A magistrate cut the fine to 40,000 euros.", "reduced"),
        ("The council has voluntarily dropped its appeal.", "abandoned"),
        ("The Commissioner withdrew the enforcement notice.", "withdrawn"),
        ("The fine was lowered from 5 to 3 million kroner.", "reduced"),
        ("The bank's notice of appeal was filed on 24 March.", "appealed"),
        ("The operator is asking the High Court to overturn the order.", "appealed"),
        ("The bank asked the tribunal to reduce or set aside the penalty.", "appealed"),
        ("The Court allowed the appeal in part.", "partly annulled"),
        ("The tribunal set aside the determination in so far as it concerned the website.", "partly annulled"),
        ("The court suspended enforcement of the decision.", "stayed"),
        ("It restored the notice in full.", "restored"),
        ("The parties stipulated that the suit be dismissed with prejudice.", "withdrawn"),
        ("The agency's appeal was allowed by consent.", ""),
        ("The charity's appeal was allowed by consent.", "settled"),
    ],
)
def test_what_a_sentence_tells_as_done_is_read(sentence: str, kinds: str) -> None:
    """Active, passive, and in phrases; each of several in its order."""
    assert " ".join(deed.kind.value for deed in deeds(sentence)) == kinds


@pytest.mark.parametrize(
    "sentence",
    [
        "The company may appeal against the fine.",
        "The club wants the court to set aside the order.",
        "The court did not annul the decision, and the fine was not reduced.",
        "If the court quashed the notice, the money would be repaid.",
        "No appeal was lodged against the decision.",
        "The penalty will be cut by 20% if it is paid by May.",
        "The tribunal rejected the request for a stay of the order.",
        "The judge refused an application for an extension.",
        "The Privacy Appeals Board hears challenges to the authority's decisions.",
        "The firm stopped the practice in order to comply.",
        "The Upper Tribunal dismissed the Commissioner's appeal.",
        "The parties agreed before the judge that the action be dismissed.",
        "In the contested decision, the challenged order and the appealed ruling the reasons are the same.",
        "An appeal against this judgment is allowed to the High Administrative Court.",
        'The lawyer said: "The regulator withdrew the notice."',
        "The judge rejected the claim that the fine was excessive.",
    ],
)
def test_what_is_possible_asked_for_or_denied_is_none(sentence: str) -> None:
    """Nor what becomes of an authority's own appeal, or of requests on the way."""
    assert deeds(sentence) == []


@pytest.mark.parametrize(
    ("text", "wanted", "state"),
    [
        (
            (
                "Tribunal overturns penalty on Selkie Windows\n\nCardiff, 6 February 2025\n\nIn a "
                "decision handed down yesterday the First-tier Tribunal set aside the penalty of £70,000 "
                "that the Information Commissioner's Office imposed on Selkie Windows Ltd on 4 March 2024."
            ),
            [("annulled", "2025-02-05", "First-tier Tribunal (General Regulatory Chamber)")],
            State.ANNULLED,
        ),
        (
            (
                "High Court sends surveillance order back to regulator\n\nCase note, 9 May 2025\n\nOn 30 "
                "April 2025 Justice Moore of the High Court quashed an order of the Data Protection "
                "Commission against Corrib Parking Ltd, but upheld its finding on signs. The matter of "
                "retention was remitted to the Commission."
            ),
            [
                ("partly annulled", "2025-04-30", "High Court"),
                ("upheld", "2025-04-30", "High Court"),
                ("remitted", "2025-04-30", "High Court"),
            ],
            State.UNDECIDED_AGAIN,
        ),
        (
            (
                "Fifth Circuit throws out penalty against clinic group\n\nIn Mesa Clinics, Inc. v. Office for Civil "
                "Rights, No. 24-1 (5th Cir. Jan. 29, 2026), a panel granted the petition for review and vacated the "
                "civil monetary penalty. HHS had imposed the penalty of $300,000 on Mesa Clinics, Inc. in 2021. The "
                "panel leaned on its decision in Acme Labs v. HHS."
            ),
            [("annulled", "2026-01-29", "U.S. Court of Appeals for the Fifth Circuit")],
            State.ANNULLED,
        ),
        (
            (
                "Lender drops court fight over fine\n\nSingapore, 21 January 2025 - Kelong Loans Pte Ltd "
                "has discontinued its appeal against a penalty of S$58,000 imposed by the Personal Data "
                "Protection Commission. It filed a notice of discontinuance on 17 January 2025. The "
                "lender had appealed to the High Court in August."
            ),
            [("abandoned", "2025-01-17", "Kelong Loans Pte Ltd")],
            State.FINAL,
        ),
        (
            (
                "FCC walks away from suit against Palmetto\n\nNov 21, 2025 - The Federal Communications "
                "Commission has voluntarily dropped its case against Palmetto Voice Inc. over scam calls. "
                "On Thursday the parties stipulated that the action be dismissed with prejudice."
            ),
            [("withdrawn", "2025-11-20", "Federal Communications Commission")],
            State.ENDED,
        ),
        (
            (
                "Rental firm asks court to lift ban on cameras\n\nGalway, 12 June 2025 - Claddagh Lets "
                "Ltd is asking the Circuit Court to overturn an order of the Data Protection Commission "
                "to remove cameras from its flats. Its notice of appeal was filed on June 3."
            ),
            [("appealed", "2025-06-03", "Claddagh Lets Ltd")],
            State.UNDER_APPEAL,
        ),
        (
            (
                "Texas attorney general sues app maker\n\nAUSTIN, Feb. 3, 2025 - Texas on Monday filed "
                "suit against Bluebonnet Apps, Inc., accusing it of selling location data. Attorney "
                "General Ken Paxton is asking for civil penalties."
            ),
            [("filed", "2025-02-03", "Texas Attorney General")],
            State.PROPOSED,
        ),
        (
            (
                "Danish authority reports clinic to the police and proposes a fine\n\nPublished: 2 June "
                "2025\n\nDatatilsynet has reported Fjord Klinik A/S to the Danish police and recommended "
                "a fine of DKK 600,000."
            ),
            [("intended", "2025-06-02", "Danish Data Protection Agency")],
            State.PROPOSED,
        ),
    ],
)
def test_news_tells_what_befell_a_decision(text: str, wanted: list[tuple[str, str, str]], state: State) -> None:
    """With the day and the body, from the headline on; what is only sued for or proposed is not in force."""
    events, standing = read(text)
    assert [event for event in events if event[0] != "announced"] == wanted
    assert standing is state


def test_what_befell_another_company_or_decision_is_no_step() -> None:
    """Nor what is told, without a day, in the release of the decision itself."""
    text = (
        "ICO fines Harrier Calls\n\nDate: 3 March 2025\n\nThe Information Commissioner's Office has fined "
        "Harrier Calls Ltd £80,000 for nuisance calls. In a similar case the tribunal quashed the penalty "
        "on Osprey Ltd on 4 May 2024. An earlier appeal by another firm was dismissed."
    )
    events, standing = read(text)
    assert {event[0] for event in events} <= {"issued", "announced"}
    assert standing is State.IN_FORCE


def test_a_court_that_lays_down_a_penalty_issues_it() -> None:
    """By consent it is a settlement that the court approved, final where the parties waived their appeals."""
    text = (
        "FEDERAL COURT OF AUSTRALIA\n\nAustralian Information Commissioner v Brolga Health Limited [2025] "
        "FCA 77\n\nDate of judgment: 6 February 2025\n\nTHE COURT ORDERS THAT:\n\n1. The respondent pay "
        "to the Commonwealth a pecuniary penalty of $2.1 million.\n\n2. The respondent pay the "
        "applicant's costs."
    )
    assert read(text) == ([("issued", "2025-02-06", "Federal Court of Australia")], State.IN_FORCE)


def test_a_decision_that_a_court_confirms_unappealed_is_final() -> None:
    """The court is known by its head, in capitals, and the outcome by a formula."""
    text = (
        "THE CIRCUIT COURT\n\nBETWEEN\nDATA PROTECTION COMMISSION\nApplicant\nAND\nCURRACH CREDIT UNION "
        "LIMITED\nRespondent\n\nORDER\n\nThe 3rd day of March 2025\n\nAND the Court being satisfied that "
        "the period of 28 days has expired and that no appeal was brought;\n\nTHE COURT DOTH ORDER\n\n1. "
        "that the decision of the Applicant to impose a fine of €20,000 be and the same is hereby "
        "confirmed."
    )
    events, standing = read(text)
    assert [event[:2] for event in events] == [("upheld", "2025-03-03")]
    assert standing is State.FINAL


@pytest.mark.parametrize(
    ("closing", "kinds"),
    [
        ("I will therefore dismiss the appeal and confirm the decision of the respondent.", ["upheld"]),
        ("I allow the appeal in part and reduce the fine to €100,000.", ["reduced"]),
    ],
)
def test_a_judge_who_says_what_she_does_decides(closing: str, kinds: list[str]) -> None:
    """In the first person, on the day of the judgment."""
    text = (
        "THE HIGH COURT\n[2025] IEHC 1341\n\nBETWEEN\nSLANEY SOCIAL LTD\nAPPELLANT\nAND\nDATA PROTECTION COMMISSION\n"
        "RESPONDENT\n\nJUDGMENT of Ms. Justice Nolan delivered on the 12th day of June 2025\n\n1. This is an appeal "
        "under "
        f"section 142 of the Act against a decision of the respondent of 4 January 2024.\n\nConclusion\n\n48. {closing}"
    )
    events, _ = read(text)
    assert [event[:2] for event in events if event[0] != "issued"] == [(kind, "2025-06-12") for kind in kinds]


def test_a_tribunal_known_by_its_citation_sets_aside() -> None:
    """What it decides is no decision of the authority's on its day."""
    text = (
        "ADMINISTRATIVE REVIEW TRIBUNAL\n\nBilby Retail Pty Ltd and Australian Information Commissioner [2025] ARTA "
        "1902 (9 May 2025)\n\nApplicant: Bilby Retail Pty Ltd\nRespondent: Australian Information Commissioner\n\n"
        "Tribunal: Deputy President Lowe\nDate: 9 May 2025\nPlace: Melbourne\n\nDecision: The Tribunal sets aside "
        "the determination made by the Respondent on 19 August 2024."
    )
    assert read(text) == ([("annulled", "2025-05-09", "Administrative Review Tribunal")], State.ANNULLED)


def test_a_state_that_sues_has_its_attorney_general() -> None:
    """And a text that speaks of the authority of the one country that it names means the national one."""
    suit = (
        "COMMONWEALTH OF MASSACHUSETTS, Plaintiff\nv.\nCOBBLE HOME SECURITY, INC., Defendant\n\nCONSENT JUDGMENT\n\n"
        "The parties having agreed to its entry without trial or adjudication of any issue of fact or law, it is "
        "hereby ordered that the defendant shall pay civil penalties within thirty days."
    )
    news = (
        "Austrian court upholds fine on courier\n\nVienna, 11 July 2024\n\nThe court has rejected "
        "an appeal by Flinkpost "
        "GmbH against a fine imposed by the Data Protection Authority."
    )
    for text, wanted in ((suit, "massachusetts-ag"), (news, "dsb")):
        parsed = parse(text.encode(), name="note.txt", media_type="text/plain")
        source = Source("note.txt", "0" * 64, "text/plain", RETRIEVED)
        assert describe(parsed, source=source, gazetteer=GAZETTEER).regulator == wanted


def test_an_appeal_allowed_in_part_annuls_nothing_whole() -> None:
    """A tribunal that reduces a penalty leaves the rest of it standing."""
    text = (
        "IN THE FIRST-TIER TRIBUNAL\n\nAppeal Reference: FT/EA/2024/0991\n\nDecision given on: 21 March "
        "2025\n\nBetween\nMELLOCK CLAIMS LTD\nAppellant\nand\nTHE INFORMATION "
        "COMMISSIONER\nRespondent\n\nDecision: The appeal is allowed in part. The penalty in the Monetary "
        "Penalty Notice dated 12 August 2024 is reduced from £160,000 to £95,000."
    )
    events, standing = read(text)
    assert [event[:2] for event in events] == [("reduced", "2025-03-21")]
    assert standing is State.PARTLY_STANDING


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Conseil d'État upholds fine on grocer\n\nParis", True),
        ("Media statement\n\nInformation Regulator\n\nREGULATOR ISSUES NOTICE TO INSURER", True),
        ("Case note: Marlin v Commissioner\n\nThe court", True),
        ("DECISION BY THE UPPER TRIBUNAL (ADMINISTRATIVE APPEALS CHAMBER)\n\nText", False),
        ("Privacy Appeals Board\n\nDecision in case 12", False),
        ("Data Protection Act 2018 enforcement powers of the Commissioner\n\nNotice", False),
    ],
)
def test_a_headline_says_what_somebody_does(text: str, *, is_one: bool) -> None:
    """Below it a text tells; the heads of decisions and judgments say nothing of the kind."""
    assert opens_with_headline(text) is is_one


def test_days_are_told_by_the_day_of_the_text() -> None:
    """The last such day before it; a date with its year is none of these."""
    day = dt.date(2025, 3, 6)
    found = [date.on.isoformat() for date in near_dates("yesterday, on Monday, on December 24, on 4 May 2021", day)]
    assert found == ["2025-03-05", "2025-03-03", "2024-12-24"]


def test_a_note_that_names_its_authority_in_passing_is_of_it() -> None:
    """Where one is named far more often than any other; a court is none."""
    text = (
        "Fifth Circuit vacates penalty on clinic\n\nIn January 2026 the panel set aside what the Office "
        "for Civil Rights had imposed on Mesa Clinics, Inc."
    )
    parsed = parse(text.encode(), name="note.txt", media_type="text/plain")
    source = Source("note.txt", "0" * 64, "text/plain", RETRIEVED)
    assert describe(parsed, source=source, gazetteer=GAZETTEER).regulator == "hhs-ocr"


def test_kinds_are_read_once_a_sentence() -> None:
    """Two words for one thing are one step."""
    found = deeds("The court overturned the fine and annulled the decision.")
    assert [deed.kind for deed in found] == [EventKind.ANNULLED]


def test_what_an_authority_brought_itself_is_no_appeal() -> None:
    """It is how the matter began: the company is under no appeal."""
    events, _ = read(
        "Kookaburra Mobile to pay $13.5 million\n\n24 October 2024\n\nThe Federal Court has ordered Kookaburra Mobile "
        "Pty Ltd to pay $13.5 million in penalties.\n\nThe action was brought by the Australian Competition and "
        "Consumer Commission (ACCC)."
    )
    assert "appealed" not in [kind for kind, _, _ in events]
