"""Lists across matters: what records must hold, what the subject is, which matters belong, and when none does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus.registry import NO_FILTERS
from service.answering.answer import Answerer
from service.answering.choosing import belonging
from service.answering.choosing.conditions import conditions_of, meets_all
from service.answering.choosing.planned import Shown
from service.answering.choosing.subject import of_phrase, orders_of_subject, subject_of
from service.answering.question import Query
from service.answering.wire import Ask
from service.answering.wording.senses import ATTACKED, LEAKED
from tests.support.shelf import open_shelf
from tests.support.tables import rows

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
        yield Answerer(held, "http://standing.test", lambda: NOW)


def understood(answerer: Answerer, text: str) -> Query:
    answerer.knowledge.refresh()
    return answerer.understand(text, TODAY)


def held(answerer: Answerer, text: str) -> set[str]:
    """The matters whose records hold what a question asks for, wherever decided."""
    conditions = conditions_of(understood(answerer, text), TODAY, answerer.knowledge)
    return {one.id for one in answerer.knowledge.dossiers(NO_FILTERS) if meets_all(one, conditions)}


# Each row: question, matters whose records hold it, matters whose records do not.
ASKED_OF_RECORDS = [
    ("Which settlements sent money back to customers?", {"us-ftc-ring", "us-ftc-avast"}, {"us-ftc-goodrx"}),
    (
        "Against whom were penalties per day threatened?",
        {"lu-cnpd-amazon", "br-anpd-meta-ai-training"},
        {"uk-ico-marriott"},
    ),
    ("Which fines are known to have been paid?", {"es-aepd-mercadona"}, {"es-aepd-caixabank"}),
    (
        "In which cases was a reprimand given?",
        {"ie-dpc-linkedin", "uk-ico-chelmer-valley-high-school"},
        {"uk-ico-marriott"},
    ),
    (
        "UK data fines that came out far below what the regulator had first threatened",
        {"uk-ico-marriott", "uk-ico-capita"},
        {"uk-ico-reddit", "uk-ico-ticketmaster"},
    ),
    (
        "Which penalties were preceded by a settlement with the company?",
        {"uk-ico-capita", "uk-ico-advanced-computer-software"},
        {"uk-ico-reddit", "uk-ico-marriott"},
    ),
    (
        "Where was a fine first proposed that was lower in the end?",
        {"fr-cnil-criteo", "uk-ico-british-airways"},
        {"fr-cnil-shein"},
    ),
    ("Who settled instead of appealing?", {"uk-ico-capita"}, {"uk-ico-tiktok", "uk-ico-ticketmaster"}),
    ("Which attorneys general obtained settlements?", {"us-texas-ag-meta"}, {"us-ftc-avast"}),
    (
        "FTC privacy orders that cost the company not one dollar - which ones?",
        {"us-ftc-blackbaud", "us-ftc-everalbum", "us-ftc-inmarket", "us-ftc-x-mode"},
        {"us-ftc-avast", "us-ftc-facebook"},
    ),
    (
        "Which firms did the FTC make throw away models or algorithms?",
        {"us-ftc-everalbum", "us-ftc-avast", "us-ftc-rite-aid"},
        {"uk-ico-capita"},
    ),
    ("biggest fine that judges have wiped out", {"lu-cnpd-amazon", "it-garante-openai"}, {"uk-ico-capita"}),
]


@pytest.mark.parametrize(("text", "inside", "outside"), ASKED_OF_RECORDS)
def test_records_are_asked_for_what_the_question_names(
    answerer: Answerer, text: str, inside: set[str], outside: set[str]
) -> None:
    """Kinds and stages of money, instruments, steps taken and avoided limit a list by what is recorded."""
    found = held(answerer, text)
    assert inside <= found
    assert not outside & found


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Which banks has the ICO fined?", {"bank"}),
        ("Italian privacy fines that are in force today", set()),
        ("Which public authorities, as opposed to businesses, were fined?", {"public"}),
        ("Who was sanctioned for not doing an impact assessment?", {"impact", "assess"}),
        ("What action was taken against makers of AI chatbots?", {"maker", "chatbot"}),
        ("Top three fines of the Irish DPC", set()),
        ("Who may no longer use facial recognition on its customers or staff?", {"facial", "recognit"}),
        ("Which companies were fined over a data breach?", {LEAKED}),
        ("Who was punished after hackers stole the records of patients?", {"patient", ATTACKED}),
        ("Fines for a breach of the rules on cookies", {"cooki"}),
        ("Which COPPA cases ended with a civil penalty?", {"coppa"}),
    ],
)
def test_the_subject_is_what_neither_asks_nor_limits(answerer: Answerer, text: str, terms: set[str]) -> None:
    """Words for records, places, states and "companies" say nothing of what the matters are about."""
    assert set(subject_of(understood(answerer, text)).terms) == terms


def test_orders_of_a_kind_belong_by_what_they_are_about(answerer: Answerer) -> None:
    """An order to delete models belongs to a list of such orders, whatever the rest of its matter says."""
    query = understood(answerer, "In which FTC cases did the company have to delete algorithms or models?")
    belonging_ = {one.id for one in answerer.knowledge.dossiers(NO_FILTERS) if orders_of_subject(one, query)}
    assert {"us-ftc-everalbum", "us-ftc-avast", "us-ftc-rite-aid"} <= belonging_
    assert "us-ftc-blackbaud" not in belonging_


@pytest.mark.parametrize(
    "text",
    ["Which banks has the ICO fined?", "Swedish fines over cookies?", "List the Irish DPC's fines on hospitals."],
)
def test_a_list_that_nothing_belongs_to_is_refused(answerer: Answerer, text: str) -> None:
    """Matters of the place that are about something else are never told instead, and the refusal says of what."""
    answer = answerer.answer(Ask(text))
    assert answer.refusal
    assert answer.refusal.code == "not_stated"
    assert "is about" in answer.refusal.reason


def test_in_force_includes_what_is_final_and_nothing_annulled(answerer: Answerer) -> None:
    """A final fine is in force; one that a court annulled is in no list of fines in force."""
    french = rows(answerer.answer(Ask("French privacy fines that are in force today")))
    assert {"fr-cnil-criteo", "fr-cnil-shein"} <= french
    italian = rows(answerer.answer(Ask("Italian privacy fines that are in force today")))
    assert "it-garante-deliveroo" in italian
    assert "it-garante-openai" not in italian


def test_places_are_left_out_and_regions_are_their_countries(answerer: Answerer) -> None:
    """What is outside a place leaves it out, and a region stands for its countries."""
    outside = rows(
        answerer.answer(Ask("Outside the UK, which fines were first proposed higher than they were imposed?"))
    )
    assert "fr-cnil-criteo" in outside
    assert not [matter for matter in outside if str(matter).startswith("uk-")]
    nordic = rows(answerer.answer(Ask("Nordic privacy fines: who and how much?")))
    assert nordic == {"se-imy-spotify", "se-imy-klarna", "se-imy-police-clearview", "no-datatilsynet-grindr"}


def test_the_oldest_of_a_list_is_told_first(answerer: Answerer) -> None:
    """The oldest that is asked for stands in prose before the table, and heads it."""
    answer = answerer.answer(Ask("Of the Irish fines still under appeal, which is the oldest?"))
    assert answer.claims[0].matter == "ie-dpc-whatsapp"
    assert answer.tables[0].rows[0].matter == "ie-dpc-whatsapp"


def test_sums_up_to_a_bound_are_listed(answerer: Answerer) -> None:
    """A bound after the sum limits a list as one before it does."""
    told = answerer.answer(Ask("Penalties of one million euros or less"))
    assert rows(told) == {"fr-cnil-doctissimo"}


def test_what_a_later_instance_confirmed_is_counted_once(answerer: Answerer) -> None:
    """A fine that was cut and restored is one fine: nobody owes both figures."""
    answer = answerer.answer(Ask("How much do the Swedish fines on Klarna and Spotify amount to in all?"))
    assert "2 fines set, SEK 65,500,000 in total." in answer.text
    norwegian = answerer.answer(Ask("Nordic privacy fines: who and how much?"))
    told = [row.matter for table in norwegian.tables for row in table.rows]
    assert told.count("no-datatilsynet-grindr") == 1


def test_whoever_is_described_beside_a_name_is_added_too(answerer: Answerer) -> None:
    """A total of two that are named and one that is only described leaves none of them out."""
    answer = answerer.answer(Ask("How much do the Swedish fines on Klarna, Spotify and the police amount to in all?"))
    assert "3 fines set, SEK 68,000,000 in total." in answer.text
    compared = answerer.answer(Ask("Did Sweden's IMY fine Klarna or the police more?"))
    assert rows(compared) == {"se-imy-klarna", "se-imy-police-clearview"}


def test_the_fines_of_an_authority_are_put_together(answerer: Answerer) -> None:
    """Nobody need be named, and what is only agreed before another authority is not counted."""
    answer = answerer.answer(Ask("California's privacy agency, both of its fines put together?"))
    assert "2 fines set, USD 1,982,500 in total." in answer.text


def test_all_that_an_authority_did_since_a_year_is_a_list(answerer: Answerer) -> None:
    """Words that belong to the year are no subject of the list."""
    since = rows(answerer.answer(Ask("What has the CNIL fined from 2023 onwards?")))
    assert {"fr-cnil-criteo", "fr-cnil-shein", "fr-cnil-doctissimo", "fr-cnil-free-mobile-free"} <= since
    assert "fr-cnil-google-2019" not in since
    british = rows(answerer.answer(Ask("ICO monetary penalties dating from 2020")))
    assert british == {"uk-ico-british-airways", "uk-ico-marriott", "uk-ico-ticketmaster"}


def test_how_something_was_done_limits_no_list(answerer: Answerer) -> None:
    """Adverbs say nothing of what a matter is about."""
    told = rows(answerer.answer(Ask("Decisions that a court has annulled wholly or partly")))
    assert {"it-garante-openai", "lu-cnpd-amazon", "au-oaic-bunnings"} <= told
    assert "uk-ico-marriott" not in told


def test_who_did_more_than_recommend_ordered(answerer: Answerer) -> None:
    """Recommendations that are named only to be set aside are not listed."""
    told = rows(answerer.answer(Ask("Which Canadian commissioners did more than recommend and issued an order?")))
    assert {"ca-cai-clearview", "ca-oipc-ab-clearview", "ca-oipc-bc-clearview"} <= told
    assert "ca-opc-tim-hortons" not in told


def test_words_that_say_little_apart_say_much_as_a_phrase(answerer: Answerer) -> None:
    """Everybody writes of data, protection and officers; of a data protection officer few do."""
    query = understood(answerer, "Who was faulted for having no data protection officer?")
    writing = {one.id for one in of_phrase(query, answerer.knowledge.dossiers(NO_FILTERS), answerer.knowledge)}
    assert "br-anpd-telekall" in writing
    assert "uk-ico-reddit" not in writing


def test_a_matter_that_says_too_little_is_never_chosen() -> None:
    """Nearness alone makes no list; all of it in words of the same sort does, where the model is sure."""
    unsaid = belonging.Weighed(None, 0.9, 0.0, 0.0, whole=False)  # type: ignore[arg-type]  # no dossier is looked at
    assert belonging.chosen([unsaid], belonging.NEAR_BEST) == []
    assert belonging.chosen([], belonging.NEAR_BEST) == []
    of_sort = replace(unsaid, of_sort=1.0)
    assert belonging.chosen([of_sort], belonging.NEAR_BEST) == [None]
    assert belonging.chosen([replace(of_sort, likelihood=0.6)], belonging.NEAR_BEST) == []


def test_a_matter_that_says_all_of_a_rare_subject_belongs_however_sure_another_is() -> None:
    """Search finds one first and a title says it; the others that few words tell as well are no less about it."""
    best = belonging.Weighed(None, 0.99, 1.0, 1.0, whole=False)  # type: ignore[arg-type]  # no dossier is looked at
    other = replace(best, likelihood=0.1)
    assert belonging.chosen([best, other], belonging.NEAR_BEST) == [None]
    assert belonging.chosen([best, replace(other, says_all=True)], belonging.NEAR_BEST) == [None, None]
    assert belonging.chosen([best, replace(other, says_all=True, likelihood=0.01)], belonging.NEAR_BEST) == [None]


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        (
            "Which organisations were sanctioned after a breach of personal data?",
            {"sg-pdpc-singhealth-ihis", "kr-pipc-sk-telecom", "uk-ico-cabinet-office"},
            {"au-oaic-kmart", "it-garante-clearview", "br-anpd-telekall"},
        ),
        ("fines concerning children", {"ie-dpc-instagram", "uk-ico-reddit", "uk-ico-tiktok"}, {"fr-cnil-google-2019"}),
        ("Which companies were sanctioned for transfers abroad?", {"kr-pipc-deepseek"}, {"ie-dpc-instagram"}),
        (
            "Which companies were sanctioned over access requests?",
            {"se-imy-spotify", "nl-ap-uber-transparency"},
            {"uk-ico-reddit"},
        ),
    ],
)
def test_all_matters_about_a_subject_are_told(
    answerer: Answerer, text: str, inside: set[str], outside: set[str]
) -> None:
    """Of data that got out in whatever words, not of provisions broken; and whether or not one fits far best."""
    told = rows(answerer.answer(Ask(text)))
    assert inside <= told
    assert not outside & told


def test_two_that_are_surely_shown_to_belong_need_no_word_of_the_question() -> None:
    """Who ships data abroad transfers it, and sentences about transfers show that; one such matter makes no list."""
    shown = (Shown(None, 3.0),)  # type: ignore[arg-type]  # no sentence is looked at
    sure = belonging.Weighed(None, 0.7, 0.05, 0.1, whole=False, shown=shown)  # type: ignore[arg-type]
    assert belonging.chosen([sure, sure], belonging.NEAR_BEST) == [None, None]
    assert belonging.chosen([sure, replace(sure, shown=())], belonging.NEAR_BEST) == []
    assert belonging.chosen([sure, replace(sure, likelihood=0.5)], belonging.NEAR_BEST) == []
