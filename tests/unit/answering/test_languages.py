"""A question in another language is known for one; names and keywords of any language are not."""

from __future__ import annotations

import pytest

from service.answering.question.languages import other_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Welche Unternehmen wurden in Österreich bestraft?", "German"),
        ("Was hat die DSB gegen die Post entschieden und gilt das noch?", "German"),
        ("Welches Bußgeld hat die Datenschutzbehörde gegen Clearview verhängt?", "German"),
        ("Welche Strafe bekam Clearview in Österreich?", "German"),
        ("Hoeveel moest Uber betalen?", "Dutch"),
        ("Che multa ha preso Clearview?", "Italian"),
        ("Hvor stor var boten mot Grindr?", "Norwegian"),
        ("Ποιο πρόστιμο επιβλήθηκε στην Clearview;", "Greek"),
        ("Combien la CNIL a-t-elle infligé ?", "French"),
        ("Pourquoi Google a été sanctionné ?", "French"),
        ("¿Cuánto tuvo que pagar Mercadona por el reconocimiento facial?", "Spanish"),
        ("Quanto deve pagare Clearview al Garante per la violazione?", "Italian"),
        ("Hoeveel boete kreeg Uber van de AP?", "Dutch"),
        ("Ile wynosi kara dla Morele w sprawie wycieku?", "Polish"),
        ("Hvor stor bøde fik TeeShoppen?", "Danish"),
        ("Vilka företag har fått böter av IMY?", "Swedish"),
    ],
)
def test_a_sentence_of_another_language_is_known_for_one(text: str, language: str) -> None:
    """By a word that asks in it and the small words around."""
    assert other_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Was Clearview fined by the Garante per la protezione dei dati personali?",
        "Fondazione Teatro Regio di Torino fine",
        "Banco de la Nación",
        "CNIL Carrefour Banque amende",
        "Uber van de AP boete",
        "Come clean: which banks lost data?",
        "Comment sections and moderation fines",
        "Wie Gehts GmbH fine",
        "Das Auto, what was it fined for?",
        "Ile de France transport fine",
        "",
    ],
)
def test_names_and_keywords_make_no_sentence_of_a_language(text: str) -> None:
    """Who types a foreign name in an English question is answered."""
    assert other_language(text) == ""
