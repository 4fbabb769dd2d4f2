"""What a document is: detected where it says so, declared values first, unknown left unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Description, InstrumentKind, ParsedDocument, Source, SourceRank
from corpus.gazetteer import Gazetteer
from corpus.matters import Instrument, Matter
from ingest.describe import describe, joined_to
from ingest.describing.instrument import is_judgment
from ingest.parse import parse

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
NOTICE = """DATA PROTECTION ACT 2018

INFORMATION COMMISSIONER

MONETARY PENALTY NOTICE

To: Acme Parcels Limited
Of: 1 High Street, Leeds

1. The Information Commissioner has decided to issue Acme Parcels Limited with a penalty of £140,000.

2. The company delivers parcels and kept the addresses of its customers longer than it needed them.

Dated the 4th day of March 2024
"""


def parsed(text: str, **metadata: object) -> ParsedDocument:
    document = parse(text.encode(), name="notice.txt", media_type="text/plain")
    return replace(document, metadata={**document.metadata, **metadata})


def described(document: ParsedDocument, *known: Matter, url: str | None = None) -> Description:
    source = Source("notice.txt", "0" * 64, "text/plain", RETRIEVED, url=url)
    return describe(document, source=source, gazetteer=GAZETTEER, known_matters=known)


def test_a_penalty_notice_is_described() -> None:
    """Issuer, kind, respondent, date, language and jurisdiction of a notice come out of its text."""
    found = described(parsed(NOTICE))
    assert (found.regulator, found.jurisdiction, found.language) == ("ico", "GB", "en")
    assert found.kind is InstrumentKind.MONETARY_PENALTY_NOTICE
    assert found.rank is SourceRank.PRIMARY
    assert found.respondents == ("Acme Parcels Limited",)
    assert found.decided_on == dt.date(2024, 3, 4)
    assert found.matter == "uk-ico-acme-parcels-2024-03-04"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The Electoral Commission", "Electoral Commission"),
        ("Ci & Vo Food s.r.l.", "Ci & Vo Food s.r.l."),
        ("Brown & Green Online Shop A.B. & Co. KG", "Brown & Green Online Shop A.B. & Co. KG"),
        ('SIA "PARCELA"', "SIA PARCELA"),
    ],
)
def test_a_respondent_keeps_its_whole_name(written: str, name: str) -> None:
    """Names made of words for public bodies, and legal forms before a name and of several words."""
    assert described(parsed(NOTICE.replace("Acme Parcels Limited", written))).respondents == (name,)


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


def letter(opening: str, *, ending: str = "") -> Description:
    text = f"{opening}\n\nThe customer complained that the company did not answer his letters.\n\n{ending}\n"
    return described(parsed(text))


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
    ],
)
def test_the_date_of_a_decision_is_told_by_the_words_around_it(opening: str, on: dt.date | None) -> None:
    """A letterhead, the day a judgment was read, the day on which an authority decided; not the day of a letter."""
    assert letter(opening).decided_on == on


@pytest.mark.parametrize(
    ("opening", "respondent"),
    [
        ("To: We Buy Any Bicycle Limited\n\nOf: 1 High Street", "We Buy Any Bicycle Limited"),
        ("The authority imposed an administrative fine of EUR 2 385 276 on Shop, UAB.", "Shop, UAB"),
        ("Applicant: NORTHERN CARS SL\n\nAttorney: A. B.\n\nDefendant: THE AGENCY", "NORTHERN CARS SL"),
        (
            "En el procedimiento sancionador instruido por la Agencia a EMBALAJES DEL SUR, S.L., se",
            "EMBALAJES DEL SUR, S.L.",
        ),
        (
            "heeft de Autoriteit een boete opgelegd aan Stichting Stadsziekenhuis (het ziekenhuis).",
            "Stichting Stadsziekenhuis",
        ),
        ("Geldbuße gegen die Paketdienst Nord GmbH wegen fehlender Auskunft", "Paketdienst Nord GmbH"),
        ("подадена от Г.И. срещу Колети ЕООД", "Колети ЕООД"),
    ],
)
def test_a_respondent_is_named_in_many_languages(opening: str, respondent: str) -> None:
    """The words that give someone the part of respondent, in several languages."""
    assert letter(opening).respondents == (respondent,)


UNKNOWN_HOUSE = """Ruling of 3 May 2022

The {name} keeps a register of members. {name} has published the register for two years, and {name} stated that
nobody was harmed. The rules on registers are laid down in the Act on Registers. Members wrote to the Bar Association.
"""


@pytest.mark.parametrize(
    "name", ["Seaside Rowing Club", "Harbour municipality", "Ministry of Transport, Mobility and Urban Agenda"]
)
def test_a_respondent_is_told_without_any_phrase_of_its_house(name: str) -> None:
    """Who does all that is told, at the head of the text, is whom it is about, though no phrase says so."""
    assert described(parsed(UNKNOWN_HOUSE.format(name=name))).respondents == (name,)


def test_other_peoples_cases_are_not_respondents() -> None:
    """A company before another court, and a lawyer's firm, are only named in passing."""
    text = NOTICE + (
        "\n3. See the judgment in Case C-131/12, Search Engine SL v. Agency, and in Case C-40/17, Fashion Trade GmbH.\n"
        "\n4. The company was represented by the law firm Brown Partners LLP.\n"
    )
    assert described(parsed(text)).respondents == ("Acme Parcels Limited",)


def test_a_second_respondent_needs_no_phrase_of_its_own() -> None:
    """Only the first stands after "To:"; the second is as much what the text is about."""
    both = (
        "Acme Parcels Limited has delivered them. The other company is Blue Vans Limited (registered office: Leeds). "
        "Blue Vans Limited has driven them. Against Blue Vans Limited a penalty is set too. Acme Parcels Limited"
    )
    found = described(parsed(NOTICE.replace("The company delivers parcels", both)))
    assert found.respondents == ("Acme Parcels Limited", "Blue Vans Limited")


RELEASE = """Fourth Defendant Pleads Guilty in Decade-long Scheme

2 June 2025

The spouse of a former manager has pleaded guilty, Attorney General Jane Doe announced. The case was investigated by the
Office of the Attorney General, the Special Prosecutions Section of the Attorney General's Office and the Office of
Inspector General. The Office of Inspector General has worked on it for two years.
"""


def test_whoever_prosecutes_is_no_respondent() -> None:
    """Offices of attorneys and inspectors general do much in a release, and are not whom it is about."""
    assert described(parsed(RELEASE)).respondents == ()


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        (
            "Decision on the survey conducted among\n\nCompany A\n\nCompany A stated that it keeps the data.",
            "Company A",
        ),
        ("A complaint from X municipality about a reprimand.", "X municipality"),
        ("[Names may be abbreviated for reasons of pseudonymisation.]", "abbreviated for reasons of pseudonymisation"),
        ("The authority fines [the controller] for keeping data.", "[the controller]"),
    ],
)
def test_a_respondent_whose_name_was_taken_out_is_told_as_such(opening: str, said: str) -> None:
    """No name is made of "Company A"; the words that stand for it are kept, with their place."""
    found = letter(opening)
    told = next(each for each in found.detected if each.field == "respondents_anonymised")
    assert found.respondents == ()
    assert told.value == said
    assert told.span is not None


def test_anonymous_companies_are_not_one_matter() -> None:
    """Decisions against companies whose name is blacked out go by their own numbers, not by "Sp. z o.o."."""
    opening = (
        "DECISION\n\nDKE.561.{}.2020\n\nThe President of the Personal Data Protection Office imposes on {} a fine."
    )
    found = {
        letter(opening.format(n, name)).matter for n, name in ((1, "X. Sp. z o.o."), (2, "Sp. z o.o."), (3, "A. S.A."))
    }
    assert found == {"pl-uodo-dke-561-1-2020", "pl-uodo-dke-561-2-2020", "pl-uodo-dke-561-3-2020"}


def test_an_authority_before_a_court_is_one_of_its_country() -> None:
    """A foreign authority that the last footnote cites is not whom the appeal is against."""
    text = (
        "Neutral Citation Number: [2024] UKFTT 11 (GRC)\nFirst-tier Tribunal\nGeneral Regulatory Chamber\n\n"
        "The appeal against the penalty of £130,000 under PECR is dismissed.\n\n"
        "See Shop Kft v Nemzeti Adatvédelmi és Információszabadság Hatóság, paragraph 15.\n"
    )
    found = described(parsed(text))
    assert (found.court, found.regulator) == ("ftt-grc", "ico")


def test_a_judgment_under_appeal_does_not_name_the_court() -> None:
    """The court of first instance stands in the opening too."""
    text = (
        "Date of judgment\n2022-11-16\nCourt\nThe Supreme Administrative Court\nRef. linked\n"
        "II SA/Wa 7/20 - Judgment of the Provincial Administrative Court in Warsaw of 2019-10-02\n"
        "The cassation appeal was dismissed\nPolish Journal of Laws\n"
    )
    assert described(parsed(text)).court == "nsa-pl"


REASONS = "The applicant asked for the records of the toll gate. " * 120


@pytest.mark.parametrize(
    ("text", "court"),
    [
        (
            f"Rapporteur: Ana Doe\n\n{REASONS}\n\nThe judges of this Chamber of the Lisbon Court of Appeal agree.\n",
            "tr-lisboa",
        ),
        (
            f"DECISION\n\n{REASONS}\n\nEuropean Case Law Identifier (ECLI)\n\nECLI:AT:BVWG:2019:W111.1111111.1.00\n",
            "bvwg",
        ),
        (
            "COURT DECISION\n\nON BEHALF OF THE REPUBLIC OF ESTONIA\n\nCourt Tallinn District Court\n\nCase X v. Y\n",
            "tallinna-rk",
        ),
        (
            (
                "The proceedings are formed on a cassation appeal against decision No. 7 by adm. case No. 9/2020.\n\n"
                f"{REASONS}\n\nFor these reasons, the Supreme Administrative Court, fifth department, DECIDES: UPHOLD "
                "the decision No. 7 of the Administrative Court - Sofia.\n"
            ),
            "sac-bg",
        ),
    ],
)
def test_a_court_is_told_where_it_decides(text: str, court: str) -> None:
    """Only the last lines say who decided, and that it is a court."""
    found = described(parsed(text))
    assert (found.kind, found.court) == (InstrumentKind.JUDGMENT, court)


def test_a_case_law_number_of_an_authority_makes_no_judgment() -> None:
    """The Austrian authority's decisions are collected with those of courts."""
    text = f"Datenschutzbehörde\n\nDECISION\n\n{REASONS}\n\nEuropean Case Law Identifier\n\nECLI:AT:DSB:2020:2020.0.1\n"
    assert described(parsed(text)).kind is InstrumentKind.DECISION


@pytest.mark.parametrize(
    ("text", "judgment"),
    [
        ("The Attorney General today filed a lawsuit in the Superior Court of California against Acme Inc.", False),
        ("In the Superior Court of California\n\nThe Attorney General v. Acme Inc.", True),
    ],
)
def test_a_court_that_somebody_went_to_gives_no_judgment(text: str, judgment: bool) -> None:  # noqa: FBT001
    """Only one that names itself does."""
    assert is_judgment(text) is judgment
