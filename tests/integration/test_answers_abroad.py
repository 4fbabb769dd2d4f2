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


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    more = (text_item("extra/ombrelli.md", ITALIAN), text_item("extra/kettingrad.md", DUTCH))
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
