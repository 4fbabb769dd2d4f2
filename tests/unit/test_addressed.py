"""Whom the head of a notice or a decision addresses: by a label, over lines, in letters that stand for a name."""

from __future__ import annotations

import pytest

from tests.support.notices import described, parsed


def respondents(text: str) -> tuple[str, ...]:
    return described(parsed(text)).respondents


PENALTY = """DATA PROTECTION ACT 2018

INFORMATION COMMISSIONER

{kind}

To: {whom}

Of: 4 Mill Lane, Ambleford AM1 2QQ

1. The Information Commissioner requires the above to pay a penalty of £90,000. {more}

Dated the 4th day of March 2024
"""


@pytest.mark.parametrize(
    ("whom", "names"),
    [
        (
            "Fennick Data Limited\n\tFennick Care Limited\n\tFennick Group Holdings plc",
            ("Fennick Data Limited", "Fennick Care Limited", "Fennick Group Holdings plc"),
        ),
        (
            "The Board of Governors of\n\tSt Oda's Primary School, Lower Hexley",
            ("Board of Governors of St Oda's Primary School, Lower Hexley",),
        ),
        ("Upper Hexley District Council\n\tCivic Offices", ("Upper Hexley District Council",)),
        ("Mr Rowan Tully Askew\n\ttrading as Coldline Cover", ("Mr Rowan Tully Askew",)),
    ],
)
def test_whoever_stands_behind_to_is_addressed(whom: str, names: tuple[str, ...]) -> None:
    """Names one under another, a name over two lines, a building, a person: and nobody whom the text names beside."""
    more = (
        "Askew was a director of Oldhome Boilers Ltd. Calls were made for Bright Kitchens plc, which has no part in it."
    )
    assert respondents(PENALTY.format(kind="ENFORCEMENT NOTICE", whom=whom, more=more)) == names


def test_a_person_in_a_message_is_not_addressed_by_a_notice() -> None:
    """In a letter between others "To:" is no part of a proceeding."""
    assert respondents("From: Ann Bell\nTo: Mr Carl Dane\nSubject: the minutes\n\nThe minutes are attached.\n") == ()


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Institution", "Northern Ferries and Harbours Authority"),
        ("Public Authority", "Governing Body of the Lakes Community College"),
        ("Organisation", "Tidewell Shire Council"),
        ("Data user", "Lamplight Ferry Company Limited"),
    ],
)
def test_a_label_names_a_body_whatever_it_is_called(label: str, name: str) -> None:
    """The contractor that the reasons name is none."""
    text = (
        f"Office of the Privacy Commissioner of Canada\n\nReport of findings\n\n{label}: {name}\n\nDate: 3 May 2022\n\n"
        "1. The complainant alleged that her file was disclosed. It had been scanned by a contractor, Pixelfold Inc. "
        "We find that the complaint is well-founded.\n"
    )
    assert respondents(text) == (name,)


@pytest.mark.parametrize("hidden", ["'QRS'", "XXXXX Ltd", "[the bank]", "A.B."])
def test_letters_behind_a_label_stand_for_a_name(hidden: str) -> None:
    """Then nobody is named, not even a company that the reasons name."""
    text = (
        f"Australian Information Commissioner\n\nDetermination\n\nComplainant: 'PQR'\n\nRespondent: {hidden}\n\n"
        "1. The respondent disclosed a report to the employer, Saltbush Haulage Pty Ltd. I declare that the respondent "
        "must pay $4,000.\n"
    )
    assert respondents(text) == ()


def test_several_behind_the_law_are_named() -> None:
    """As the authority of Singapore heads its decisions, one of them a vendor of the other."""
    text = (
        "PERSONAL DATA PROTECTION COMMISSION\n\nCase No. DP-2001-B1\n\nIn the matter of an investigation under section "
        "50(1) of the Personal Data Protection Act 2012\n\nAnd\n\n(1) Banyan Tuition Hub Pte. Ltd.\n(2) Copperbyte "
        "Systems Pte. Ltd.\n\n... Organisations\n\nDECISION\n\n1. The server of Banyan Tuition Hub Pte. Ltd. was "
        "maintained by its vendor, Copperbyte Systems Pte. Ltd.\n"
    )
    assert respondents(text) == ("Banyan Tuition Hub Pte. Ltd.", "Copperbyte Systems Pte. Ltd.")


DECISION = """Information and Data Protection Commissioner

CDP/COMP/12/2020

{one}

vs

{two}

1. A complaint was lodged. The request had been forwarded by the controller's agent in Gozo, Marsa Motors Ltd.

2. The Commissioner decides that the controller infringed article 15 of the Regulation and is fined 2,000 euro.
"""


def test_two_names_with_a_v_between_them_are_parties() -> None:
    """Without any roles the second answers; letters for its name leave it unnamed."""
    assert respondents(DECISION.format(one="A.B.", two="Dwejra Shipping Limited")) == ("Dwejra Shipping Limited",)
    assert respondents(DECISION.format(one="A.B.", two="C.D. p.l.c.")) == ()
    assert respondents(DECISION.format(one="Ms A.B.", two="E.F. Limited")) == ()


def test_a_case_is_called_by_its_parties_behind_its_number() -> None:
    """The brand's former owner and the platform that sends for it are none."""
    text = (
        "GIBRALTAR REGULATORY AUTHORITY\n\nDECISION NOTICE\n\nRef: DP C/01/23 (Pons v. Narrows Gaming (Gibraltar) "
        "Limited)\n\nDate: 2 June 2023\n\n1. Messages were sent from a platform of Postbird OÜ, which acts upon the "
        "instructions of the company. The brand was formerly known as Anchor Bet plc.\n\n2. The company has "
        "contravened Article 21.\n"
    )
    assert respondents(text) == ("Narrows Gaming (Gibraltar) Limited",)


def test_an_investigation_into_two_has_two_respondents() -> None:
    """The word between them parts no sides."""
    text = (
        "Commissioner initiated investigation into Wattle Grove Pty Ltd and Emu Plains Group Limited (Privacy) [2022] "
        "AICmr 901 (6 December 2022)\n\nDetermination of Privacy Commissioner\n\n1. I find that the respondents "
        "interfered with the privacy of individuals. The system was installed by Faceview Australia Pty Ltd.\n"
    )
    assert respondents(text) == ("Wattle Grove Pty Ltd", "Emu Plains Group Limited")


COMPLAINT = """OFFICE OF THE DATA PROTECTION COMMISSIONER

COMPLAINT NO. 12 OF 2022

ANN WAMBUI
(Suing as the next friend of B.C., a minor) .......... COMPLAINANT

VERSUS

{parties}

DETERMINATION

1. The Complainant lodged a complaint on 1st May 2022. The Interested Party stated that it had kept no copy.

2. The Respondent violated Section 33 of the Act.
"""


@pytest.mark.parametrize(
    ("parties", "names"),
    [
        (
            (
                "THE BOARD OF MANAGEMENT,\nHILLTOP GIRLS ACADEMY .......... RESPONDENT\n\nAND\n\n"
                "FLASH STUDIOS LIMITED .......... INTERESTED PARTY"
            ),
            ("BOARD OF MANAGEMENT, HILLTOP GIRLS ACADEMY",),
        ),
        (
            (
                "SWIFTCASH CREDIT LIMITED\nT/A MWEZI LOANS .......... 1ST RESPONDENT\n\n"
                "RIFT COLLECTORS LIMITED .......... 2ND RESPONDENT"
            ),
            ("SWIFTCASH CREDIT LIMITED", "RIFT COLLECTORS LIMITED"),
        ),
    ],
)
def test_roles_behind_dots_are_read(parties: str, names: tuple[str, ...]) -> None:
    """One name over two lines is one, counted respondents are several, and a role is no name."""
    assert respondents(COMPLAINT.format(parties=parties)) == names


def test_one_role_is_of_one_name() -> None:
    """What "and" joins over lines is one body where the role is that of one, and two where it is that of several."""
    page = (
        "Neutral Citation Number: [2017] EWCA Civ 1\n\nCOURT OF APPEAL (CIVIL DIVISION)\n\nBetween:\n\nDR ANN BELL\n"
        "Appellant\n\n- and -\n\n{} {}\n\nJudgment\n\n1. Dr Bell made a request for her data."
    )
    one = page.format("THE WARDEN, FELLOWS AND\n\nSCHOLARS OF BELL COLLEGE", "Respondent")
    assert respondents(one) == ("WARDEN, FELLOWS AND SCHOLARS OF BELL COLLEGE",)
    two = page.format("BELL COLLEGE AND\n\nTHE UNIVERSITY OF CARRICK", "Respondents")
    assert respondents(two) == ("BELL COLLEGE", "UNIVERSITY OF CARRICK")


def test_numbered_parties_behind_a_dashed_v_are_all_named() -> None:
    """An authority that appeals faces both; a bracket may be a part of a name."""
    text = (
        "IN THE UPPER TRIBUNAL\n\n(ADMINISTRATIVE APPEALS CHAMBER)\n\n[2024] UKUT 12 (AAC)\n\nTHE INFORMATION "
        "COMMISSIONER Appellant\n\n- v -\n\n(1) TIMBER CREDIT (JERSEY) LIMITED\n(2) TIMBER ANALYTICS LTD "
        "Respondents\n\nDECISION\n\n1. The appeal is allowed. Similar notices to Slate Data plc were not appealed.\n"
    )
    assert respondents(text) == ("TIMBER CREDIT (JERSEY) LIMITED", "TIMBER ANALYTICS LTD")


def test_a_supervisory_authority_is_no_company() -> None:
    """The letters SA are a legal form behind other names than those of places."""
    text = (
        "OFFICE OF THE COMMISSIONER FOR PERSONAL DATA PROTECTION\n\nREPUBLIC OF CYPRUS\n\nFINAL DECISION\n\n1. A "
        "complaint was lodged with the Polish SA against XXXX Ltd (the Controller). The Polish SA forwarded it to the "
        "Cyprus SA.\n\n2. The Cyprus SA finds an infringement of Article 32 and the Cyprus SA fines it €4,000.\n"
    )
    assert respondents(text) == ()


def test_who_is_named_once_in_passing_is_no_respondent() -> None:
    """A note that calls its respondent "the insurer" throughout names nobody, though it names two companies."""
    text = (
        "Office of the Privacy Commissioner\n\nCase note 30011 [2022] NZPrivCmr 4\n\nInsurer discloses report\n\nA man "
        "complained that his insurer had sent a report to his neighbour, who showed it to the manager of Rimu "
        "Timber Ltd. The report had been written by an investigator, Tussock Inquiries Ltd.\n\nWe formed the view "
        "that the insurer had breached principle 11, and it apologised.\n"
    )
    assert respondents(text) == ()


def test_of_two_found_at_fault_by_short_forms_no_part_is_told() -> None:
    """The agent whom the conclusion names is told; the guards' firm and "the RVOA's council" are not."""
    text = (
        "PERSONAL DATA PROTECTION COMMISSION\n\nCase No. DP-2101-C1\n\nSUMMARY OF THE DECISION\n\n1. On 3 May 2021, "
        "the Personal Data Protection Commission received a complaint about a list put up in a lift.\n\n"
        '2. The list was prepared by Coral Estate Care Pte Ltd ("Coral") and put up for the RVOA\'s council. '
        "The guards were employees of Nightowl Guarding Pte Ltd. Investigations against Nightowl were discontinued.\n\n"
        "3. The Commission found Coral in breach of section 13 and decided to direct Coral to pay $4,000.\n"
    )
    assert respondents(text) == ("Coral Estate Care Pte Ltd",)


LETTER = """Ms Ada Quill

Chief Executive

Marram Bay Borough Council
Town Hall
Marram Bay MB1 4RT

ICO Case Reference Number: INV/0009/2023

Dear Ms Quill

A list was left open by your print contractor, Inkwell Reprographics Limited, and sent on by Marram Homes Ltd.

{ending}
"""


def test_a_letter_that_reprimands_is_to_the_body_above_its_greeting() -> None:
    """Its contractors are none, and whom a letter only thanks is no respondent."""
    ending = "The Information Commissioner has decided to issue the Council with a reprimand."
    assert respondents(LETTER.format(ending=ending)) == ("Marram Bay Borough Council",)
    enquiry = respondents(LETTER.format(ending="Thank you for your enquiry about the UK GDPR."))
    assert "Marram Bay Borough Council" not in enquiry
