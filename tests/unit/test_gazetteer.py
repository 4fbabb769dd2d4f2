"""The gazetteer knows the authorities, and recognises them in text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.gazetteer import Gazetteer

DATA = Path(__file__).parents[2].parent / "shared" / "data"
GAZETTEER = Gazetteer.load()


def authorities(text: str, *, loose: bool = False) -> list[str]:
    return [mention.id for mention in GAZETTEER.find_authorities(text, loose=loose)]


def places(text: str) -> list[str]:
    return [mention.id for mention in GAZETTEER.find_jurisdictions(text)]


def test_every_jurisdiction_named_exists() -> None:
    """An authority's jurisdiction, and what a jurisdiction is part of, are in the file."""
    named = {body.jurisdiction for body in GAZETTEER.authorities.values()}
    named |= {place.part_of for place in GAZETTEER.jurisdictions.values() if place.part_of}
    assert named <= GAZETTEER.jurisdictions.keys()


def test_codes_have_the_form_of_iso_3166() -> None:
    """A code is a country's two letters (or a union's), and a subdivision begins with its country's."""
    for code, place in GAZETTEER.jurisdictions.items():
        assert re.fullmatch(r"[A-Z]{2}(-[A-Z]{2,3})?|EEA", code)
        assert "-" not in code or place.part_of == code.split("-")[0]


def test_one_national_authority_for_each_jurisdiction() -> None:
    """A description such as "the Irish regulator" can mean one authority only."""
    national = [body.jurisdiction for body in GAZETTEER.authorities.values() if body.national]
    assert sorted(national) == sorted(set(national))


def test_all_members_of_the_union_have_a_national_authority() -> None:
    """Every member state, and the EEA states, have their data protection authority in the file."""
    members = [place.code for place in GAZETTEER.jurisdictions.values() if place.part_of in {"EU", "EEA"}]
    assert len(members) == 30
    assert [code for code in members if GAZETTEER.national(code) is None] == []


def test_every_state_of_the_united_states_has_an_attorney_general() -> None:
    """Fifty states and the District of Columbia."""
    states = [place for place in GAZETTEER.jurisdictions.values() if place.part_of == "US"]
    ids = [f"{state.name.lower().replace(' ', '-')}-ag" for state in states]
    assert len(ids) == 51
    assert [name for name in ids if GAZETTEER.authority(name) is None] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did the ICO and the Dutch AP order?", ["ico", "ap"]),
        ("the Information Commissioner’s Office; see ico.org.uk", ["ico"]),
        ("Office of the Australian Information Commissioner", ["oaic"]),
        ("the Garante per la protezione dei dati personali", ["garante"]),
        ("il soggetto garante; an application by ap", []),
        ("Η ΑΠΔΠΧ επέβαλε πρόστιμο", ["hdpa"]),
        ("The Attorney General of Vermont", ["vermont-ag"]),
        ("[2025] UKUT 319 in the Upper Tribunal", ["ut-aac", "ut-aac"]),
        ("the Circuit Court of Cook County, then N.D. Ill.", ["us-il-cook-county", "us-nd-ill"]),
    ],
)
def test_authorities_are_found_by_name(text: str, expected: list[str]) -> None:
    """Aliases, native names and citations name the authority; look-alikes do not."""
    assert authorities(text) == expected


def test_questions_in_lower_case_name_authorities() -> None:
    """People type "ico" and "cnil"."""
    assert authorities("what did the ico and the cnil fine", loose=True) == ["ico", "cnil"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Datatilsynet fined Grindr", ["datatilsynet-no", "datatilsynet-dk"]),
        ("The Norwegian Datatilsynet fined Grindr", ["datatilsynet-no"]),
        ("In Denmark, Datatilsynet proposed a fine", ["datatilsynet-dk"]),
        ("The CNPD of Luxembourg", ["cnpd"]),
    ],
)
def test_a_shared_name_is_decided_by_the_country_beside_it(text: str, expected: list[str]) -> None:
    """Where no country is named, all bearers are given: the name is ambiguous."""
    assert authorities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Irish regulator", "dpc"),
        ("the French watchdog", "cnil"),
        ("the Irish DPA", "dpc"),
        ("the german data protection authority", "bfdi"),
        ("Canada's privacy commissioner", "opc"),
        ("the UK data protection regulator", "ico"),
        ("British Columbia’s information and privacy commissioner", "oipc-bc"),
        ("the American regulator", "ftc"),
    ],
)
def test_a_described_authority_is_the_national_one(text: str, expected: str) -> None:
    """A country and a word for "regulator" mean that country's data protection authority."""
    assert [mention.id for mention in GAZETTEER.resolve_descriptions(text)] == [expected]


@pytest.mark.parametrize("text", ["the Irish company", "French law", "the regulator", "European regulator"])
def test_no_authority_is_made_up(text: str) -> None:
    """Without a country, a word for "regulator" and a national authority, nothing is resolved."""
    assert GAZETTEER.resolve_descriptions(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("data of people in the UK", ["GB"]),
        ("tell us about Dutch, French and U.S. cases", ["NL", "FR", "US"]),
        ("British Columbia and New South Wales", ["CA-BC", "AU-NSW"]),
        ("Lower Saxony, Virginia and West Virginia", ["DE-NI", "US-VA", "US-WV"]),
        ("to polish the text", []),
    ],
)
def test_jurisdictions_are_found(text: str, expected: list[str]) -> None:
    """Names, adjectives and abbreviations name a place; "us" does not."""
    assert places(text) == expected


def test_a_mention_gives_its_place() -> None:
    """The offsets cut the matched words out of the text."""
    text = "Yesterday the CNIL decided."
    (mention,) = GAZETTEER.find_authorities(text)
    assert text[mention.start : mention.end] == mention.matched == "CNIL"


def test_parts_belong_to_their_whole() -> None:
    """The authorities of Canada include the provinces'; a state lies in the United States."""
    ids = {body.id for body in GAZETTEER.authorities_of("CA")}
    assert {"opc", "cai", "oipc-bc", "oipc-ab"} <= ids
    assert "cnil" not in ids
    assert GAZETTEER.within("US-VT", "US")
    assert not GAZETTEER.within("US", "US-VT")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("CE (France)", "conseil-etat"),
        ("Council of State (Belgium)", "council-state-be"),
        ("UOOU (Slovakia)", "uoou-sk"),
        ("Commissioner (Cyprus)", "commissioner-cy"),
        ("First-tier Tribunal (General Regulatory Chamber)", "ftt-grc"),
    ],
)
def test_labels_name_one_authority(label: str, expected: str) -> None:
    """A label may use names too short to be searched for in text."""
    found = GAZETTEER.from_label(label)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("label", ["Datatilsynet", "Ministry of Silly Walks (UK)", ""])
def test_a_label_that_fits_several_or_none_names_nobody(label: str) -> None:
    """An ambiguous or unknown label is not guessed at."""
    assert GAZETTEER.from_label(label) is None


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="the real decisions are not beside this checkout")
def test_every_authority_of_the_real_decisions_is_known() -> None:
    """Each label of the decisions beside the checkout names one authority."""
    labels = set()
    for path in sorted((DATA / "decisions").glob("*/*.md")):
        match = re.search(r"^\*\*(?:Court|Authority):\*\*\s*(.+?)\s*$", path.read_text(), re.MULTILINE)
        if match:
            labels.add(match[1])
    assert len(labels) > 50
    assert [label for label in sorted(labels) if GAZETTEER.from_label(label) is None] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Central Bank of Ireland has reprimanded and fined an insurer.", "cbi-ie"),
        ("BaFin hat gegen die Bank eine Geldbuße festgesetzt.", "bafin"),
        ("The Monetary Authority of Singapore imposed a composition penalty.", "mas"),
        ("La Superintendencia de Industria y Comercio ordenó el cierre.", "sic-co"),
        ("FINRA fined the broker.", "finra"),
        ("The Competition Commission of India imposed a penalty.", "cci"),
        ("Ofwat has fined the water company.", "ofwat"),
    ],
)
def test_authorities_of_other_fields_are_known(text: str, expected: str) -> None:
    """Finance, competition, energy, gambling and the like, in many countries."""
    assert [mention.id for mention in GAZETTEER.find_authorities(text)] == [expected]


def test_an_unlisted_body_is_known_by_its_name_and_initials() -> None:
    """And its name wins over that of a listed one within it; other names mean what they meant."""
    name = "Securities and Exchange Commission of Pakistan"
    known = GAZETTEER.with_unlisted((name, "ico", None))
    found = known.find_authorities(f"The {name} (SECP), the SECP and the Securities and Exchange Commission")
    assert [mention.id for mention in found] == [name, name, name, "sec"]
    assert (body := known.authority(name)) is not None
    assert (body.short, body.is_listed, body.jurisdiction) == (name, False, "")
    assert GAZETTEER.authority(name) is None
    assert GAZETTEER.with_unlisted(("ico", None)) is GAZETTEER
