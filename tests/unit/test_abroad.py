"""Steps told in other languages: what befell a decision, when, and what is only possible."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Block, BlockKind, Description, Detected, InstrumentKind, ParsedDocument, SourceRank, Span
from corpus.gazetteer import Gazetteer
from corpus.matters import BodyRank, Event, State
from corpus.standing import fold
from ingest.extract.reading import Reading
from ingest.extract.releases import Telling
from ingest.extract.steps.abroad.tellers import StepAbroad
from ingest.extract.steps.abroad.told import Abroad, leaves_open
from ingest.extract.steps.actors import Context
from ingest.extract.steps.events import find_events

GAZETTEER = Gazetteer.load()
AUTHORITIES = {
    "da": "datatilsynet-dk",
    "de": "bfdi",
    "el": "hdpa",
    "en": "ico",
    "es": "aepd",
    "fi": "fi-ombudsman",
    "fr": "cnil",
    "it": "garante",
    "nl": "ap",
    "no": "datatilsynet-no",
    "pl": "uodo",
    "pt": "cnpd-pt",
    "sv": "imy",
}
PARTY = "Nordhandel"
TOLD = dt.date(2024, 6, 1)


def described(language: str, **known: object) -> Description:
    given = {"published_on": TOLD, "respondents": (PARTY,), "kind": InstrumentKind.OTHER, **known}
    rank, authority = SourceRank.PRIMARY, AUTHORITIES[language]
    return Description(title="", rank=rank, language=language, regulator=authority, **given)  # type: ignore[arg-type]


def reading(text: str) -> Reading:
    return Reading(ParsedDocument(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), ()))


def told(text: str, language: str) -> list[StepAbroad]:
    about = described(language)
    authority = GAZETTEER.authority(about.regulator or "")
    context = Context(about, GAZETTEER, respondent=PARTY, regulator=authority, court=None)
    return list(Abroad(reading(text), context).steps)


def kinds(text: str, language: str) -> set[str]:
    return {step.kind.value for step in told(text, language)} - {"issued", "intended"}


def events(text: str, language: str, **known: object) -> tuple[Event, ...]:
    read, about = reading(text), described(language, **known)
    return find_events(read, (), about, GAZETTEER, Telling.of(read, (), about, GAZETTEER))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("da", "Selskabet har indbragt afgørelsen for domstolene.", "appealed"),
        ("da", "Østre Landsret stadfæstede den 4. maj 2023 bøden på 200.000 kr. til Nordhandel.", "upheld"),
        ("da", "Landsretten nedsatte bøden til 100.000 kr.", "reduced"),
        ("de", "Nordhandel hat gegen den Bußgeldbescheid Einspruch eingelegt.", "appealed"),
        ("de", "Das Amtsgericht Köln setzte die Geldbuße auf 20.000 Euro herab.", "reduced"),
        ("de", "Das Verwaltungsgericht Köln hat den Bescheid am 4. Mai 2023 aufgehoben.", "annulled"),
        ("de", "Das OLG Düsseldorf hat die Beschwerde von Nordhandel zurückgewiesen.", "appealed upheld"),
        ("de", "Nordhandel zog seinen Einspruch zurück und will zahlen, wie es heißt.", ""),
        ("el", "Το Συμβούλιο της Επικρατείας ακύρωσε την απόφαση της Αρχής.", "annulled"),
        ("el", "Το Διοικητικό Εφετείο μείωσε το πρόστιμο σε 50.000 ευρώ.", "reduced"),
        ("es", "La Audiencia Nacional estimó el recurso y anuló la multa.", "appealed annulled"),
        ("es", "El Tribunal Supremo ha desestimado el recurso de casación de Nordhandel.", "appealed upheld"),
        ("es", "La resolución es firme desde marzo.", "expired"),
        ("fi", "Nordhandel valitti päätöksestä Helsingin hallinto-oikeuteen.", "appealed"),
        ("fi", "Korkein hallinto-oikeus kumosi päätöksen ja seuraamusmaksun.", "annulled"),
        ("fi", "Helsingin hallinto-oikeus pysytti seuraamusmaksun.", "upheld"),
        ("fr", "Le Conseil d'État rejette le recours de la société contre cette sanction.", "appealed upheld"),
        ("fr", "La société a demandé au Conseil d'État d'annuler cette sanction.", "appealed"),
        ("fr", "La cour d'appel de Paris a ramené l'amende à 2 millions d'euros.", "reduced"),
        ("it", "La società ha impugnato il provvedimento davanti al Tribunale di Milano.", "appealed"),
        ("it", "Il TAR del Lazio ha sospeso la sanzione.", "stayed"),
        ("it", "Il provvedimento non è stato impugnato ed è definitivo.", "expired"),
        ("nl", "De rechtbank verklaart het beroep gegrond en vernietigt het besluit.", "appealed annulled"),
        ("nl", "Nordhandel noemt de boete onterecht en tekent bezwaar aan.", "appealed"),
        ("nl", "De rechtbank heeft de boete gematigd tot 100.000 euro.", "reduced"),
        ("no", "Personvernnemnda satte ned gebyret fra 500 000 til 200 000 kroner.", "reduced"),
        ("no", "Lagmannsretten forkastet anken fra Nordhandel.", "appealed upheld"),
        ("pl", "WSA w Warszawie oddalił skargę Nordhandel na decyzję Prezesa UODO.", "appealed upheld"),
        ("pl", "NSA uchylił zarówno wyrok WSA w Warszawie, jak i decyzję Prezesa UODO.", "annulled"),
        ("pl", "Sąd Apelacyjny obniżył karę nałożoną na Nordhandel do 1 mln zł.", "reduced"),
        ("pt", "O Tribunal da Relação de Lisboa negou provimento ao recurso da Nordhandel.", "appealed upheld"),
        ("pt", "A empresa pagou a coima em janeiro.", "collected"),
        ("sv", "Nordhandel har överklagat beslutet till förvaltningsrätten.", "appealed"),
        ("sv", "Förvaltningsrätten satte ned sanktionsavgiften till 40 miljoner kronor.", "reduced"),
        ("sv", "Kammarrätten upphäver sanktionsavgiften.", "annulled"),
    ],
)
def test_what_befell_a_decision_is_read(language: str, text: str, expected: str) -> None:
    """By the meanings of its words, wherever they stand, in compounds and with particles that stand apart."""
    assert kinds(text, language) == set(expected.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Selskabet overvejer at anke dommen."),
        ("de", "Gegen den Bescheid kann binnen vier Wochen Beschwerde erhoben werden."),
        ("de", "Der Bescheid ist noch nicht rechtskräftig."),
        ("de", "Das Unternehmen hat angekündigt, Rechtsmittel gegen das Urteil einzulegen."),
        ("el", "Κατά της απόφασης μπορεί να ασκηθεί προσφυγή."),
        ("en", "The tribunal annulled the fine that the authority had imposed on the shop."),
        ("es", "La empresa avanzó que presentaría recurso contra la multa ante los tribunales."),
        ("es", "Contra esta resolución cabe recurso ante la Audiencia Nacional."),
        ("es", "La AEPD desestimó el recurso de reposición de Nordhandel."),
        ("fi", "Päätökseen voi hakea muutosta valittamalla hallinto-oikeuteen."),
        ("fr", "La société peut contester cette décision devant le Conseil d'État."),
        ("fr", "Le juge des référés a refusé de suspendre l'exécution de la décision."),
        ("it", "La società ha diritto di contestare le decisioni automatizzate."),
        ("it", "Contro il provvedimento può essere proposto ricorso al tribunale entro trenta giorni."),
        ("nl", "Het bedrijf gaat niet in beroep tegen de boete van de toezichthouder."),
        ("no", "Nordhandel kan klage på vedtaket innen tre uker."),
        ("pl", "Spółka zapowiedziała, że zaskarży decyzję."),
        ("pt", "Se desistir de recorrer, a empresa poderá pagar a coima com desconto."),
        ("sv", "Beslutet går att överklaga inom tre veckor."),
    ],
)
def test_what_is_open_or_denied_is_no_step(language: str, text: str) -> None:
    """What may be done, is announced, was asked for or refused; English has patterns of its own."""
    assert kinds(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Bundesgerichtshof hob das Urteil des Oberlandesgerichts auf."),
        ("it", "La Cassazione ha cassato la sentenza con rinvio al Tribunale di Milano."),
        ("sv", "Kammarrätten i Stockholm har ändrat förvaltningsrättens dom."),
        ("sv", "Patent- och marknadsdomstolen har ogillat myndighetens talan mot Nordhandel."),
        ("fi", "Virasto on alentanut yhtiölle esitettävää seuraamusmaksua."),
    ],
)
def test_what_befell_something_else_befell_no_decision(language: str, text: str) -> None:
    """A judgment that was set aside, a suit of the authority's that failed, a sum that it lowers itself."""
    assert not kinds(text, language) & {"annulled", "upheld", "reduced"}


def test_a_step_bears_the_day_of_its_judgment_and_not_of_the_decision() -> None:
    """A date after "the decision of", or on which a fine was imposed, is the decision's."""
    dated = told("En sentencia de 3 de mayo de 2021 la Audiencia Nacional ha anulado la multa a la clínica.", "es")
    assert dated[0].on == dt.date(2021, 5, 3)
    undated = told("Le Conseil d'État rejette le recours contre la délibération du 7 mars 2020 de la commission.", "fr")
    assert undated[0].on is None
    imposed = told("La Audiencia Nacional ha anulado la multa que la AEPD le impuso el 11 de octubre de 2021.", "es")
    assert imposed[0].on is None
    done = told("De rechtbank Utrecht vernietigde het besluit op 4 mei 2023.", "nl")
    assert done[0].on == dt.date(2023, 5, 4)


def test_several_steps_of_one_text_are_told_with_their_bodies() -> None:
    """A fine annulled by the first court, and the authority's appeal dismissed by the last, stays annulled."""
    text = (
        "In juli volgde de boete. De rechtbank Utrecht vernietigde die na beroep van Nordhandel, waarna de AP in hoger "
        "beroep ging. Het hoger beroep van de AP is ongegrond, oordeelde de Raad van State."
    )
    found = events(text, "nl")
    assert {(event.kind.value, event.body_rank) for event in found} == {
        ("annulled", BodyRank.FIRST_INSTANCE),
        ("appealed", BodyRank.PARTY),
        ("appealed", BodyRank.REGULATOR),
        ("dismissed", BodyRank.SUPREME),
    }
    assert fold(found).state is State.ANNULLED


def test_what_the_last_court_did_is_not_guessed_from_what_the_first_did() -> None:
    """A text whose news is a judgment that no rule reads leaves the standing open."""
    text = (
        "Kammarrätten: Nordhandel ska betala. Kammarrätten i Stockholm har ändrat förvaltningsrättens dom. "
        "Nordhandel överklagade till förvaltningsrätten, som satte ned sanktionsavgiften till 2 miljoner kronor."
    )
    assert fold(events(text, "sv")).state is State.UNKNOWN


def decided(text: str, day: str) -> dict[str, object]:
    at = text.index(day)
    on = dt.date(2023, 5, 4)
    detected = (Detected("decided_on", on.isoformat(), "text", 0.9, Span(at, at + len(day))),)
    return {"published_on": None, "decided_on": on, "known_to": on, "detected": detected}


def test_an_appeal_without_a_day_came_after_the_decision() -> None:
    """Where the text bears no other day than the decision's, nobody knows how much later."""
    text = (
        "De Autoriteit Persoonsgegevens heeft Nordhandel een boete opgelegd. Het besluit zelf is van 4 mei 2023 en "
        "telt dertig bladzijden. Nordhandel noemt de boete onterecht en tekent bezwaar aan."
    )
    found = events(text, "nl", **decided(text, "4 mei 2023"), kind=InstrumentKind.DECISION)
    assert {(event.kind.value, event.precision) for event in found} == {("appealed", "after"), ("issued", "day")}
    assert fold(found).state is State.UNDER_APPEAL
    assert fold(found, as_of=dt.date(2023, 5, 20)).state is State.IN_FORCE


def test_an_order_or_a_reprimand_of_a_day_is_in_force() -> None:
    """A text that names no instrument tells that its authority decided; one that only proposes does not."""
    text = "Die Behörde hat Nordhandel verwarnt. Der Bescheid vom 4. Mai 2023 ordnet auch eine Löschung an."
    assert fold(events(text, "de", **decided(text, "4. Mai 2023"))).state is State.IN_FORCE
    told = "Datatilsynet har indstillet Nordhandel til en bøde på 150.000 kr. Indstillingen er fra den 4. maj 2023."
    assert fold(events(told, "da")).state is State.PROPOSED


def test_a_fine_that_nobody_contests_any_more_is_final() -> None:
    """Its time to be contested has run out, or the company accepted it; not where another respondent has appealed."""
    assert fold(events("Der Bußgeldbescheid ist rechtskräftig.", "de")).state is State.FINAL
    assert fold(events("Nordhandel har vedtaget bødeforelægget.", "da")).state is State.FINAL
    both = "Nordhandel ha recurrido la multa ante la Audiencia Nacional. La sanción a Sudventa es firme."
    assert fold(events(both, "es", respondents=(PARTY, "Sudventa"))).state is State.UNDER_APPEAL


@pytest.mark.parametrize(
    ("text", "language", "doubtful"),
    [
        ("Beslutet har överklagats, enligt myndighetens sida.", "sv", True),
        ("O tribunal reduziu a coima para metade.", "pt", True),
        ("Spółka zaskarżyła karę do sądu.", "pl", True),
        ("A empresa pode recorrer da coima.", "pt", False),
        ("Sådan klager du", "da", False),
        ("De toezichthouder verlaagt beide bedragen met een kwart.", "nl", False),
        ("In einem anderen Verfahren hob das Verwaltungsgericht Köln den Bescheid auf.", "de", False),
        ("The court reduced the fine.", "en", False),
    ],
)
def test_a_sentence_of_a_challenge_leaves_the_standing_open(text: str, language: str, *, doubtful: bool) -> None:
    """Whoever brought it and whatever it led to; not what is only possible, the authority's own sums or other cases."""
    assert leaves_open(text, language) is doubtful


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Bescheid ist beim Verwaltungsgericht Köln anfechtbar."),
        ("es", "La resolución es recurrible ante la Audiencia Nacional."),
        ("fi", "Päätös on valituskelpoinen hallinto-oikeudessa."),
        ("fr", "La décision est contestable devant le Conseil d'État."),
        ("it", "Il provvedimento è impugnabile davanti al tribunale ordinario."),
        ("nl", "Tegen het besluit staat bezwaar open."),
        ("pl", "Decyzja jest zaskarżalna do sądu administracyjnego."),
        ("pt", "A decisão é recorrível para o Tribunal da Relação de Lisboa."),
        ("sv", "Beslutet är överklagbart till förvaltningsrätten."),
    ],
)
def test_what_is_appealable_is_not_appealed(language: str, text: str) -> None:
    """An adjective of possibility tells of no step."""
    assert kinds(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "I en anden sag nedsatte landsretten bøden."),
        ("de", "In einem anderen Verfahren hob das Verwaltungsgericht Köln den Bescheid auf."),
        ("el", "Σε άλλη υπόθεση το Συμβούλιο της Επικρατείας ακύρωσε το πρόστιμο."),
        ("es", "En un caso similar, la Audiencia Nacional anuló la multa impuesta a la empresa."),
        ("fi", "Toisessa asiassa hallinto-oikeus kumosi seuraamusmaksun."),
        ("fr", "Dans une autre affaire, le Conseil d'État a annulé la sanction."),
        ("it", "In un altro caso il Tribunale di Roma ha annullato la sanzione."),
        ("nl", "In een andere zaak vernietigde de rechtbank Den Haag de boete."),
        ("no", "I en annen sak opphevet tingretten gebyret."),
        ("pl", "W innej sprawie Naczelny Sąd Administracyjny uchylił decyzję organu."),
        ("pl", "Pierwszą uchylił Naczelny Sąd Administracyjny w lutym."),
        ("pt", "Noutro processo, o Tribunal da Relação de Lisboa anulou a coima."),
        ("sv", "I ett annat mål upphävde kammarrätten beslutet om sanktionsavgift."),
        ("de", "Die Behörde hat über die Beschwerde eines Kunden gegen die Nordhandel entschieden."),
        ("de", "Der Beschwerdeführer hat gegen den Bescheid Klage erhoben."),
        ("pt", "A fornecedora, também condenada, já pagou a coima."),
    ],
)
def test_what_befell_another_case_or_another_did_befell_not_this(language: str, text: str) -> None:
    """Nor is a complaint that the authority decides about an appeal against its decision."""
    assert kinds(text, language) == set()


@pytest.mark.parametrize(
    ("language", "state", "text"),
    [
        (
            "da",
            State.UNDER_APPEAL,
            "Byretten nedsatte bøden til 20.000 kr. Selskabet har anket dommen til landsretten.",
        ),
        (
            "de",
            State.UNKNOWN,
            "Das Amtsgericht Köln hat die Geldbuße herabgesetzt. Nordhandel hat Rechtsbeschwerde eingelegt.",
        ),
        (
            "el",
            State.UNKNOWN,
            "Το Διοικητικό Πρωτοδικείο μείωσε το πρόστιμο. Η εταιρεία άσκησε έφεση στο Διοικητικό Εφετείο.",
        ),
        (
            "fi",
            State.UNKNOWN,
            "Hallinto-oikeus alensi seuraamusmaksua. Yhtiö on valittanut korkeimpaan hallinto-oikeuteen.",
        ),
        (
            "fr",
            State.UNDER_APPEAL,
            "Le tribunal administratif a réduit l'amende à 20 000 euros. La société a déjà formé un pourvoi.",
        ),
        (
            "it",
            State.UNDER_APPEAL,
            "Il Tribunale di Milano ha ridotto la sanzione. La società ha già presentato ricorso in Cassazione.",
        ),
        (
            "nl",
            State.UNDER_APPEAL,
            "De rechtbank Den Haag verlaagde de boete. Het bedrijf heeft hoger beroep ingesteld.",
        ),
        ("no", State.UNDER_APPEAL, "Tingretten satte ned gebyret. Selskapet har anket dommen til lagmannsretten."),
        ("pl", State.UNDER_APPEAL, "WSA w Warszawie oddalił skargę spółki. Spółka złożyła skargę kasacyjną do NSA."),
        (
            "pt",
            State.UNKNOWN,
            "O tribunal de Lisboa reduziu a coima. A empresa já apresentou recurso no Tribunal da Relação de Lisboa.",
        ),
        (
            "sv",
            State.UNDER_APPEAL,
            "Förvaltningsrätten satte ned sanktionsavgiften. Bolaget har överklagat domen till kammarrätten.",
        ),
    ],
)
def test_an_outcome_that_was_appealed_in_turn_is_open_again(language: str, state: State, text: str) -> None:
    """Under appeal where a higher court is named or the word for the appeal; else nobody knows in what order it was."""
    assert fold(events(text, language)).state is state


def test_an_objection_that_was_taken_back_is_not_open() -> None:
    """One of several respondents may have taken back its objection and another not: nobody knows then."""
    text = "Nordhandel hatte am 3. Mai 2024 Einspruch eingelegt, diesen aber am 6. Mai 2024 zurückgenommen."
    assert fold(events(text, "de")).state is State.FINAL
    assert fold(events(text, "de", respondents=(PARTY, "Sudventa"))).state is State.UNKNOWN


def test_a_stay_is_of_the_one_fine_and_by_the_court_of_its_clause() -> None:
    """That one of several fines need not be paid yet stays not the decision; nor does an ended stay."""
    text = "La sociedad ha recurrido ante la Audiencia Nacional, que suspendió el cobro de la multa."
    assert fold(events(text, "es", respondents=(PARTY, "Sudventa"))).state is State.UNDER_APPEAL
    lifted = "Wykonanie nakazu było wstrzymane od czerwca, a Sąd Najwyższy oddalił odwołanie organu."
    assert fold(events(lifted, "pl")).state is State.UNKNOWN


def test_an_appeal_told_with_its_dismissal_had_been_lodged_by_then() -> None:
    """The day is that of the dismissal."""
    found = events("Le tribunal administratif de Lyon a rejeté le recours de Nordhandel le 18 mars 2024.", "fr")
    assert {(event.kind.value, event.precision) for event in found} == {("appealed", "by"), ("upheld", "day")}


def test_what_came_before_the_decision_befell_another() -> None:
    """A judgment from before the day of the decision is on an earlier one."""
    text = (
        "Decisión de 4 de mayo de 2023 sobre Nordhandel. La Audiencia Nacional anuló el 7 de junio de 2021 la multa "
        "a la empresa."
    )
    found = events(text, "es", **decided(text, "4 de mayo de 2023"), kind=InstrumentKind.DECISION)
    assert "annulled" not in {event.kind.value for event in found}
