"""Whom texts in other languages tell that an authority acted at: by the meanings of the words around a name."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Description, Source
from corpus.gazetteer import Gazetteer
from ingest.describing.abroad_parties import told_abroad
from ingest.describing.language import detect_language
from ingest.extract import extract
from ingest.parse import parse
from ingest.preparing.describe import describe

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def read(text: str) -> Description:
    parsed = parse(text.encode(), name="news.txt", media_type="text/plain")
    return describe(parsed, source=Source("news.txt", "0" * 64, "text/plain", RETRIEVED), gazetteer=GAZETTEER)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            (
                "Velkoja sai tietosuojasakon\n\nTietosuojavaltuutetun toimiston seuraamuskollegio määräsi Perintä Lumi "
                "Oy:lle 30 000 euron seuraamusmaksun. Yhtiö ei vastannut asiakkaiden pyyntöihin."
            ),
            ("Perintä Lumi Oy",),
        ),
        (
            (
                "Lumisalille 40 000 euron seuraamusmaksu\n\nKollegio määräsi kuntosalille Lumisalille seuraamusmaksun. "
                "Lumisalin jäsenten tietoja säilytettiin liian pitkään, ja Lumisali aikoo valittaa."
            ),
            ("Lumisali",),
        ),
        (
            (
                "Kara dla Sklepiku\n\nPrezes Urzędu Ochrony Danych Osobowych nałożył na spółkę Nowy Sklepik 90 tys. zł "
                "kary. Nowy Sklepik odwoła się do sądu."
            ),
            ("Nowy Sklepik",),
        ),
        (
            (
                "Datatilsynet indstiller Fjordbanken til bøde\n\nDatatilsynet indstiller Fjordbanken til en bøde på 2 "
                "millioner kroner. Banken havde gemt oplysningerne for længe."
            ),
            ("Fjordbanken",),
        ),
        (
            (
                "Gebyr til Solvik kommune\n\nDatatilsynet har ilagt Solvik kommune et overtredelsesgebyr på 300 000 "
                "kroner etter at elevmapper ble lagt åpent ut."
            ),
            ("Solvik kommune",),
        ),
        (
            (
                "Musikbolaget Tonika får böta\n\nIntegritetsskyddsmyndigheten utfärdar en sanktionsavgift på 4 "
                "miljoner "
                "kronor mot Tonika. Bolaget överklagar."
            ),
            ("Tonika",),
        ),
        (
            (
                "Der Modehändler Zwirn & Co nimmt das Bußgeld hin\n\nDie Behörde hatte gegen die Kette Zwirn wegen der "
                "Überwachung von Beschäftigten ein Bußgeld verhängt. Zwirn verzichtet auf einen Einspruch."
            ),
            ("Zwirn & Co",),
        ),
        (
            (
                "Uitleg voor kinderen\n\nDe Autoriteit Persoonsgegevens heeft Speeltuin een boete opgelegd van "
                "90.000 euro. "
                "De uitleg van Speeltuin was voor kinderen niet te begrijpen."
            ),
            ("Speeltuin",),
        ),
        (
            (
                "Wifi in de winkelstraat\n\nDe gemeente Zuiderveen moet 60.000 euro betalen: de AP legde een boete op "
                "omdat de gemeente het winkelend publiek volgde."
            ),
            ("gemeente Zuiderveen",),
        ),
        (
            (
                "Groupe Lumière : la CNIL inflige 60 000 euros d'amende\n\nLe gendarme des données a sanctionné "
                "le Groupe "
                "Lumière pour son démarchage. Avant lui, une autre entreprise, Sombre, avait écopé de 30 000 euros."
            ),
            ("Groupe Lumière",),
        ),
        (
            (
                "Confirmada la multa a la Asociación Vecinal Levante\n\nLa Audiencia Nacional ha respaldado la "
                "sanción de "
                "20.000 euros que la AEPD impuso a la Asociación Vecinal Levante."
            ),
            ("Asociación Vecinal Levante",),
        ),
        (
            (
                "Câmara de Ribeira multada em 70 mil euros\n\nA Comissão Nacional de Proteção de Dados aplicou "
                "uma coima "
                "de 70 mil euros à Câmara Municipal de Ribeira."
            ),
            ("Câmara Municipal de Ribeira",),
        ),
        (
            (
                "Maxi multa a Luce Nuova\n\nIl Garante privacy ha applicato a Luce Nuova una sanzione di 7 milioni di "
                "euro. L'istruttoria nasce da un esposto della Guardia di Finanza."
            ),
            ("Luce Nuova",),
        ),
        (
            (
                "Πρόστιμα σε εταιρείες τηλεφωνίας\n\nΠρόστιμα συνολικά 60.000 ευρώ επέβαλε η Αρχή Προστασίας Δεδομένων "
                "Προσωπικού Χαρακτήρα στις Kyma, Astrapi και ΤΗΛΣ για ανεπιθύμητες κλήσεις."
            ),
            ("Kyma", "Astrapi", "ΤΗΛΣ"),
        ),
    ],
)
def test_whom_it_befell_is_read_in_any_language(text: str, names: tuple[str, ...]) -> None:
    """Brands, public bodies and lists, in cases and behind what they are called."""
    assert read(text).respondents == names


@pytest.mark.parametrize(
    "text",
    [
        (
            "Deux médecins sanctionnés\n\nLa CNIL a prononcé deux amendes à l'encontre de deux médecins "
            "libéraux pour avoir "
            "mal protégé les données de leurs patients à Lyon."
        ),
        (
            "Bußgeld gegen ein Kreditinstitut\n\nDie Berliner Beauftragte für Datenschutz hat gegen eine "
            "Bank ein Bußgeld "
            "von 50.000 Euro verhängt, teilte Sprecher Simon Rebiger mit."
        ),
        (
            "Seuraamuskollegion päätös\n\nRekisterinpitäjä: yritys, jonka nimeä ei mainita. Kollegio "
            "määräsi yritykselle "
            "8 000 euron seuraamusmaksun."
        ),
        (
            "X AS klager\n\nX AS klager på vedtaket, der Datatilsynet ila selskapet 125 000 kroner i gebyr. Kunden ble "
            "kredittsjekket gjennom Kredittbyrå AS. Saken er anonymisert."
        ),
        (
            "Boete voor een bedrijf\n\nDe Autoriteit Persoonsgegevens legde een recruitmentbedrijf een "
            "boete op van 6.000 "
            "euro. De rechtbank Den Haag bevestigde dat. Advocaat Jan de Vries noemt de boete te hoog."
        ),
        (
            "La Sala rechaza el recurso\n\nLa Sala rechaza el recurso de un particular y mantiene la "
            "sanción de 6.000 euros "
            "que le impuso la Agencia Española de Protección de Datos."
        ),
    ],
)
def test_an_unnamed_respondent_stays_unnamed(text: str) -> None:
    """Towns, lawyers, chambers of courts and services that were used are not whom the text is about."""
    assert read(text).respondents == ()


def test_two_firms_of_one_group_are_two() -> None:
    """Each with its own sum; an abbreviation behind a name is no second one."""
    text = (
        "Amendes pour Lumen\n\nLa CNIL a prononcé deux amendes : 200 000 euros à l'encontre de Lumen France et 80 000 "
        "euros à l'encontre de Lumen Banque."
    )
    assert sorted(read(text).respondents) == ["Lumen Banque", "Lumen France"]
    text = "A CNPD aplicou uma coima de 4 milhões de euros ao Instituto Nacional de Números (INN) por causa dos Censos."
    assert [each.name for each in told_abroad(text, "pt", GAZETTEER)] == ["Instituto Nacional de Números"]


def sums(text: str) -> list[tuple[str, str, str, str | None]]:
    parsed = parse(text.encode(), name="news.txt", media_type="text/plain")
    description = read(text)
    records, _ = extract(parsed, description, GAZETTEER)
    return [(f"{p.money.amount:f}", p.money.currency, p.stage.value, p.respondent) for p in records.penalties]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            (
                "Lumisali Oy:lle seuraamusmaksu\n\nTietosuojavaltuutetun toimiston seuraamuskollegio on "
                "määrännyt Lumisali "
                "Oy:lle 40 000 euron hallinnollisen seuraamusmaksun. Pesällä oli velkoja 2 miljoonaa euroa."
            ),
            [("40000", "EUR", "imposed", "Lumisali Oy")],
        ),
        (
            (
                "Sakot kahdelle yhtiölle: Lumi valittaa, Routa miettii\n\nSeuraamuskollegio teki päätökset "
                "seuraamusmaksuista. Lumi Oy:n maksu on 100 000 euroa. Routa Oy:n on maksettava 16 000 euroa."
            ),
            [("100000", "EUR", "imposed", "Lumi Oy"), ("16000", "EUR", "imposed", "Routa Oy")],
        ),
        (
            (
                "Kara dla Sklepiku\n\nPrezes UODO nałożył na spółkę Nowy Sklepik 90 tys. zł kary. Sklep miał 2 mln zł "
                "przychodu. Nowy Sklepik odwoła się."
            ),
            [("90000", "PLN", "imposed", "Nowy Sklepik")],
        ),
        (
            (
                "Fjordbanken idømt bøde\n\nRetten i Kolding har idømt Fjordbanken en bøde på 200.000 "
                "kroner. Banken har en "
                "omsætning på 9 millioner kroner om året."
            ),
            [("200000", "DKK", "imposed", "Fjordbanken")],
        ),
        (
            (
                "Vedtaket om Solvik kommune\n\nSolvik kommune har fått 85 000 kroner i "
                "overtredelsesgebyr etter en lekkasje."
            ),
            [("85000", "NOK", "imposed", "Solvik kommune")],
        ),
        (
            (
                "Tågverket får betala\n\nIntegritetsskyddsmyndigheten (IMY) tar ut 2,5 miljoner kronor i "
                "sanktionsavgift av "
                "Tågverket. Tågverket överklagar."
            ),
            [("2500000", "SEK", "imposed", "Tågverket")],
        ),
        (
            (
                "Luce Nuova, due sanzioni dal Garante per 11 milioni\n\nIl Garante ha colpito Luce "
                "Nuova: in tutto 11 milioni "
                "di euro. La prima sanzione, 8 milioni, riguarda le chiamate. La seconda, 3 milioni, i contratti."
            ),
            [("8000000", "EUR", "imposed", "Luce Nuova"), ("3000000", "EUR", "imposed", "Luce Nuova")],
        ),
        (
            (
                "Câmara de Ribeira: coima desce\n\nA coima começou em 90 mil euros. O tribunal reduziu-a "
                "depois para 40 mil "
                "euros, a pagar pela Câmara de Ribeira."
            ),
            [("90000", "EUR", "unknown", "Câmara de Ribeira"), ("40000", "EUR", "reduced", "Câmara de Ribeira")],
        ),
        (
            (
                "Rechtbank matigt boete Speeltuin\n\nDe boete van Speeltuin gaat van 460.000 naar 350.000 euro, "
                "beslist de rechtbank."
            ),
            [("350000", "EUR", "reduced", "Speeltuin")],
        ),
        (
            # somebody else's, an earlier one, one that need not be paid, and what customers pay
            (
                "Multa a Electra del Sur\n\nLa AEPD ha multado con 60.000 euros a Electra del Sur por "
                "una brecha. El organismo "
                "multó con 5 millones de euros a otra firma. En enero ya había castigado al grupo con "
                "dos multas de 9.000 euros. "
                "Un cliente de Electra del Sur paga 300 euros al año."
            ),
            [("60000", "EUR", "imposed", "Electra del Sur")],
        ),
    ],
)
def test_a_sum_is_a_fine_by_what_its_sentence_means(text: str, found: list[tuple[str, str, str, str | None]]) -> None:
    """Crowns of a country that only the language tells, sums without their currency, shares and reductions."""
    assert sums(text) == found


def test_sums_that_share_their_scale_or_their_order_are_each_one() -> None:
    """Of "27 and 15 million" both; "respectively" leaves open whose each is; a name may be a part of the next."""
    text = (
        "Fuite chez Lumen\n\nLa CNIL a prononcé deux sanctions contre les sociétés Lumen Mobile et Lumen, "
        "respectivement de 27 et 15 millions d'euros."
    )
    assert read(text).respondents == ("Lumen Mobile", "Lumen")
    assert sums(text) == [("27000000", "EUR", "imposed", None), ("15000000", "EUR", "imposed", None)]
    text = (
        "Kary dla dwóch spółek\n\nBlisko 4,9 mln zł zapłaci Prąd i Gaz Polska S.A. za brak zabezpieczeń. Na spółkę "
        "HURT urząd nałożył 250 tys. zł kary."
    )
    assert [whose for *_, whose in sums(text)] == ["Prąd i Gaz Polska S.A.", "HURT"]
    text = (
        "Apotekarna får sanktionsavgift\n\nIMY tar ut 37 miljoner kronor av Läkemedel AB och 8 miljoner kronor av "
        "Salvan AB för att de fört över uppgifter."
    )
    assert [each[::3] for each in sums(text)] == [("37000000", "Läkemedel AB"), ("8000000", "Salvan AB")]


def test_the_danish_authority_only_proposes() -> None:
    """There courts fine; what it asks for is not laid down, what a court sentences to is."""
    text = "Region Vestø\n\nDatatilsynet har anmeldt Region Vestø og lagt op til en bøde på 500.000 kroner."
    assert sums(text) == [("500000", "DKK", "proposed", "Region Vestø")]
    text = "Region Vestø\n\nByretten idømte Region Vestø en bøde på 200.000 kroner efter Datatilsynets anmeldelse."
    assert sums(text) == [("200000", "DKK", "imposed", "Region Vestø")]


def test_of_somebody_unnamed_the_news_is_a_sum_to_be_paid() -> None:
    """At the beginning of a text whose authority is known; what customers pay further down is none."""
    text = (
        "Ziekenlijst stond open\n\nEen bedrijf moest 15.000 euro betalen, omdat zijn ziekenlijst openstond. De "
        "Autoriteit Persoonsgegevens legde dat vast."
        + " De lijst stond lang online en was te vinden."
        * 10
        + " Klanten moesten "
        "voortaan 300 euro betalen."
    )
    assert sums(text) == [("15000", "EUR", "imposed", None)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lempelän kaupungille huomautus\n\nValtuutettu antoi Lempelän kaupungille huomautuksen.", "Lempelän kaupunki"),
        ("Kara\n\nUODO nałożył 40 tys. zł kary na gminę Dobrowo, bo nie zawarła umowy.", "gmina Dobrowo"),
        ("Πρόστιμο\n\nΗ Αρχή Προστασίας Δεδομένων επέβαλε πρόστιμο 10.000 ευρώ στον Δήμο Κυμάτων.", "Δήμος Κυμάτων"),
        ("Lumeo : le Conseil valide\n\nLe recours de Lumeo contre l'amende de la CNIL est rejeté.", "Lumeo"),
        (
            (
                "La filial de Eléctrica\n\nSe desestima el recurso de Redes del Este, filial de Eléctrica, contra "
                "la multa de 500.000 euros."
            ),
            "Redes del Este",
        ),
        (
            (
                "Berisping\n\nHet ministerie van Vissen, Zeilen en Varen krijgt een berisping van de Autoriteit "
                "Persoonsgegevens."
            ),
            "ministerie van Vissen",
        ),
        ("Kara dla ID Kredyt Polska\n\nUODO nałożył na ID Kredyt Polska karę 1 mln zł.", "ID Kredyt Polska"),
        (
            "Dossier aperti, multata l'Azienda USL della Valle\n\nIl Garante ha visto accessi indebiti.",
            "Azienda USL della Valle",
        ),
        (
            "Elever filmades\n\nGymnasienämnden i Norrby får betala 200 000 kronor i sanktionsavgift.",
            "Gymnasienämnden i Norrby",
        ),
    ],
)
def test_names_of_letters_of_bodies_and_behind_an_article(text: str, name: str) -> None:
    """What else stands for a law, a tribunal or an article may be a part of a name."""
    assert read(text).respondents == (name,)


def test_english_text_is_not_read_again() -> None:
    """Whatever it says: phrases read English."""
    assert told_abroad("The ICO fined Parley £90,000 over a leak.", "en", GAZETTEER) == ()


def test_danish_and_norwegian_are_told_apart_by_their_small_words() -> None:
    """Which of two neighbours an authority of one name belongs to hangs on it."""
    danish = "Datatilsynet indstillede firmaet til en bøde efter klager af kunder, og sagen er nu hos politiet."
    norwegian = "Datatilsynet ila selskapet et gebyr etter klager av kunder, og saken er nå hos politiet."
    assert [detect_language(text)[0] for text in (danish, norwegian)] == ["da", "no"]
