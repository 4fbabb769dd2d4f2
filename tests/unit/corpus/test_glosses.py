"""The word lists of other languages, and what a text is found by in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.glosses import LANGUAGES, english_stem, gloss, gloss_stems, with_gloss, word_by_word

FILES = Path(__file__).parents[3] / "corpus/data/glosses"


def _lines(file: Path) -> list[tuple[str, list[str]]]:
    """The English side of each line of a list, and its words."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return [(head, words.split(", ")) for head, words in (line.split(": ") for line in lines)]


@pytest.mark.parametrize("file", sorted(FILES.rglob("*.txt")), ids=lambda file: "/".join(file.parts[-2:]))
def test_every_list_is_well_formed(file: Path) -> None:
    """One English side a line, each once, and single words in lower case on the other, none twice in a line."""
    lines = _lines(file)
    heads = [head for head, _ in lines]
    assert file.stem in LANGUAGES
    assert len(heads) == len(set(heads))
    assert all(word.isalpha() and word == word.lower() for _, words in lines for word in words)
    assert all(len(words) == len(set(words)) for _, words in lines)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_has_the_words_of_enforcement(code: str) -> None:
    """Whatever other words it has."""
    assert len(_lines(FILES / f"{code}.txt")) > 1500


@pytest.mark.parametrize("file", sorted(FILES.glob("everyday/*.txt")), ids=lambda file: file.stem)
def test_words_of_every_day_add_a_meaning(file: Path) -> None:
    """What the list of enforcement says already stands in no second one."""
    known: dict[str, set[str]] = {}
    for head, words in _lines(FILES / file.name):
        for word in words:
            known.setdefault(word, set()).update(head.split())
    assert not [word for head, words in _lines(file) for word in words if set(head.split()) <= known.get(word, set())]


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("da", "(erde|ernde|årde|esr|esde)$(?<!fjerde)"),
        ("no", "(err|ernde|årnde|esr)$(?<!herr)"),
        ("sv", "(err|ernde|årde|årnde|sde|snde)$(?<!herr)"),
        ("de", "^ge(über|unter|auf|weiter)|chnt$"),
        ("fi", "(massä|aaisi|ääisi)$"),
    ],
)
def test_no_form_is_made_by_a_rule_that_its_word_does_not_follow(code: str, ending: str) -> None:
    """Strong verbs with weak preterites, passives with a second ending, Finnish against its harmony of vowels."""
    words = [word for file in FILES.rglob(f"{code}.txt") for _, words in _lines(file) for word in words]
    assert not [word for word in words if re.search(ending, word)]


@pytest.mark.parametrize(
    ("code", "text", "meanings"),
    [
        ("fr", "Une amende a été infligée à la société.", {"fine", "company"}),
        ("it", "Il tribunale ha annullato la sanzione.", {"court", "annulled", "penalty"}),
        ("es", "La empresa recurrió la multa.", {"company", "appeal", "fine"}),
        ("de", "Das Bußgeld wurde vom Gericht herabgesetzt.", {"fine", "court", "reduced"}),
        ("nl", "De rechtbank heeft de boete vernietigd.", {"court", "fine", "annulled"}),
        ("sv", "Beslutet har överklagats.", {"decision", "appeal"}),
        ("el", "Η αρχή επέβαλε πρόστιμο.", {"authority", "imposed", "fine"}),
        ("pl", "Sąd uchylił decyzję.", {"court", "annulled", "decision"}),
    ],
)
def test_words_are_found_in_any_form(code: str, text: str, meanings: set[str]) -> None:
    """Inflected words give the meanings of the word that is listed."""
    assert meanings <= set(gloss(text, code).split())


def test_compounds_are_read_by_their_parts() -> None:
    """German and its neighbours write as one word what English writes as two."""
    assert {"patient", "data"} <= set(gloss("Patientendaten", "de").split()) | {"patient"}
    assert "data" in gloss("Patientendaten", "de").split()


def test_english_and_unlisted_languages_have_no_gloss() -> None:
    """Nothing is added to them, and they are read as they stand."""
    assert gloss("The fine was annulled.", "en") == ""
    assert with_gloss("Sodas anulēts.", "lv") == "Sodas anulēts."
    assert word_by_word("The fine was annulled.", "en") == "The fine was annulled."


def test_what_is_unknown_stays_and_small_words_are_read() -> None:
    """Names and figures stand in a word by word reading, and a denial stays one."""
    assert word_by_word("Booking.com gaat niet in beroep.", "nl").startswith("Booking.com")
    assert "not in appeal" in word_by_word("Booking.com gaat niet in beroep.", "nl")
    assert "1,5" in word_by_word("une amende de 1,5 million", "fr")


def test_meanings_are_compared_by_their_stems() -> None:
    """As questions are."""
    assert {"annul", "penalti"} & gloss_stems("ha annullato la sanzione", "it")


def test_norwegian_goes_by_any_of_its_codes() -> None:
    """Language detection calls it by three."""
    assert gloss("gebyr", "nb") == gloss("gebyr", "nn") == gloss("gebyr", "no") != ""


def test_names_are_found_without_endings_and_in_latin_letters() -> None:
    """A Finnish name in a case, and a Greek one in capitals."""
    assert "vastaamo" in gloss("Vastaamolle määrättiin seuraamusmaksu.", "fi").split()
    assert "ote" in gloss("Πρόστιμο στον ΟΤΕ.", "el").split()


def test_times_are_told_in_english() -> None:
    """A period of days is one in any language."""
    assert "30 days" in word_by_word("en un plazo de 30 días", "es")
    assert "months" in word_by_word("binnen drei Monaten", "de")


def test_letters_of_an_abbreviation_are_no_words() -> None:
    """The "l" of "S.r.l." is no article."""
    assert word_by_word("Brambati Ferrotti S.r.l. deve pagare", "it").startswith("Brambati Ferrotti S.r.l. must")


def test_names_are_not_translated_but_for_what_courts_and_authorities_are() -> None:
    """Words of every day are names too."""
    told = word_by_word("Il Tribunale ha annullato la multa di Ombrelli Verdi S.r.l. per gli ombrelli.", "it")
    assert "court has annulled" in told
    assert "Ombrelli Verdi S.r.l." in told
    assert told.endswith(("umbrellas.", "umbrella."))


def test_words_of_every_day_are_read_alone_and_in_compounds() -> None:
    """What is sold in a shop is known by its name."""
    assert {"bicycle", "shop"} <= set(gloss("De fietsenwinkel kreeg een boete.", "nl").split())


@pytest.mark.parametrize(
    ("code", "text", "meanings"),
    [
        ("nl", "Wij kochten brood bij de bakkerij.", {"bought", "bread", "bakery"}),
        ("de", "Die Zahnärztin schrieb über die Möbel des Krankenhauses.", {"hospital", "furniture", "dentist"}),
        ("da", "Tandlægen solgte sin cykel.", {"dentist", "sold", "bicycle"}),
        ("sv", "Frisören sålde kundens väska i huset.", {"hairdresser", "sold", "bag", "house"}),
        ("no", "Sykepleieren kjørte bilen hjem.", {"nurse", "drove", "car", "home"}),
        ("fi", "Kampaajan polkupyöriä myytiin kaupoissa.", {"hairdresser", "bicycle", "sold", "shop"}),
    ],
)
def test_words_of_every_day_are_found_in_any_form(code: str, text: str, meanings: set[str]) -> None:
    """Verbs in the past, umlauts and cases whose consonants change: by their English stems, or their verb's."""
    verbs = {"bought": "buy", "sold": "sell", "drove": "drive"}
    assert {english_stem(verbs.get(word, word)) for word in meanings} <= gloss_stems(text, code)


def test_letters_with_accents_tell_words_apart() -> None:
    """Swedish "här" is here, and "har" has; a word in capitals without accents is still found."""
    assert (word_by_word("här", "sv"), word_by_word("har", "sv")) == ("here", "has")
    assert word_by_word("SPARVAGN", "sv") == "tram"


def test_words_of_enforcement_go_before_those_of_every_day() -> None:
    """A court is also a dish in Dutch; what only shares a stem with a word of the first list is meant as that."""
    assert gloss("gerecht", "nl").split()[:2] == ["court", "tribunal"]
    assert "meal" in gloss("gerecht", "nl").split()
    assert word_by_word("Schäden", "de") == "damages"
