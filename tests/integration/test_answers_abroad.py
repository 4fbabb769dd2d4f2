"""Questions in English over texts in other languages: found, quoted in their own words, and with what befell them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Answer, Ask
from tests.support.shelf import open_shelf, text_item

ITALIAN = """# Ombrelli Verdi, il Tribunale di Verona annulla la multa

12 marzo 2024. Con il provvedimento n. 88 del 9 maggio 2022 il Garante per la protezione dei dati personali ha \
inflitto a Ombrelli Verdi S.r.l. una sanzione di 40.000 euro.

La società conservava per nove anni le fotografie di 12.300 clienti senza il loro consenso.

Il Tribunale di Verona ha annullato il provvedimento del Garante perché la motivazione era insufficiente.
"""

DUTCH = """# Boete voor fietsenwinkel Kettingrad

3 juni 2023. De Autoriteit Persoonsgegevens heeft Kettingrad B.V. een boete van 25.000 euro opgelegd.

De winkel filmde werknemers in de kleedkamer. De beelden werden drie maanden bewaard.

Kettingrad moet de camera's binnen dertig dagen verwijderen.
"""

FRENCH = """# Traceurs : Lampions Clairs perd devant le Conseil d'État

28 janvier 2022. Le Conseil d'État a rejeté le recours de Lampions Clairs SAS contre la délibération de la CNIL du \
7 décembre 2020.

L'amende de 90 000 euros de Lampions Clairs SAS est donc maintenue. Lampions Clairs Ireland devra payer 30 000 euros.
"""

SPANISH = """# Cámaras que graban demasiado: 4.000 euros

TALLERES PINAR ALTO, S.L. tiene en la fachada cuatro cámaras que graban los accesos. Multa: 4.000 euros.

La empresa respondió que las imágenes se guardan 30 días. La AEPD no lo ve así: la acera es estrecha y se graba a los \
peatones que pasan por ella cada nueve minutos.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    texts = {"ombrelli": ITALIAN, "kettingrad": DUTCH, "lampions": FRENCH, "talleres": SPANISH}
    more = tuple(text_item(f"extra/{name}.md", text) for name, text in texts.items())
    with open_shelf(tmp_path_factory.mktemp("shelf"), more=more) as held:
        yield held


@pytest.fixture(scope="module")
def answerer(corpus: Corpus) -> Answerer:
    return Answerer(corpus)


def said(answer: Answer) -> str:
    return " ".join(claim.text for claim in answer.claims)


def test_a_fine_that_its_own_text_calls_annulled_is_not_in_force(answerer: Answerer) -> None:
    """The step is read in Italian, and the standing rests on it."""
    answer = answerer.answer(Ask("Does the Garante's fine on Ombrelli Verdi still stand?"))
    assert answer.text.startswith("No.")
    assert [item.status for item in answer.standing] == ["annulled"]


def test_figures_are_found_by_the_meaning_of_the_words_around_them(answerer: Answerer) -> None:
    """No word of the question stands in the sentence but the name."""
    answer = answerer.answer(Ask("How many customers' photographs did Ombrelli Verdi keep without consent?"))
    assert "12.300 clienti" in said(answer)


def test_what_was_filmed_is_found_in_dutch(answerer: Answerer) -> None:
    """A matter that nobody names is found by what happened, and quoted as it is written."""
    answer = answerer.answer(Ask("Which Dutch bicycle shop filmed its employees in the changing room?"))
    assert "De winkel filmde werknemers in de kleedkamer" in said(answer)


def test_a_period_is_read_in_any_language(answerer: Answerer) -> None:
    """What must be done within thirty days has a deadline."""
    answer = answerer.answer(Ask("By when must Kettingrad remove its cameras?"))
    assert "binnen dertig dagen" in said(answer) or "30 days" in answer.text


def test_the_year_of_a_fine_may_stand_only_where_the_judgment_on_it_is_told(answerer: Answerer) -> None:
    """The court spoke in 2022, of a decision of 2020."""
    answer = answerer.answer(Ask("Did the Conseil d'État uphold the CNIL's 2020 fine on Lampions Clairs?"))
    assert answer.text.startswith("Yes.")


def test_a_place_may_be_a_part_of_a_name(answerer: Answerer) -> None:
    """Nobody asks what an Irish authority did."""
    answer = answerer.answer(Ask("How much must Lampions Clairs Ireland pay?"))
    assert not answer.refused
    assert "30 000 euros" in said(answer) or "EUR 30,000" in said(answer)


def test_a_matter_whose_authority_is_not_known_is_of_the_one_that_its_text_names(answerer: Answerer) -> None:
    """It would be told to be of "an authority not named" instead."""
    answer = answerer.answer(Ask("Why did the AEPD fine Talleres Pinar Alto?"))
    assert not answer.refused
    assert "acera es estrecha" in said(answer)


def test_how_often_something_was_done_is_told_by_the_text(answerer: Answerer) -> None:
    """It is no count of matters, though nobody is named."""
    answer = answerer.answer(Ask("How often did the garage's cameras film pedestrians in the street?"))
    assert "nueve minutos" in said(answer)


def test_words_that_no_document_of_the_matter_uses_are_noted(answerer: Answerer) -> None:
    """What is told is what its sentences say, and of the rest that they say nothing."""
    answer = answerer.answer(Ask("What did Kettingrad film in its sauna?"))
    assert "The documents held about this say nothing of “sauna”." in answer.notes
