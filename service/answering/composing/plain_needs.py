"""Needs that have lines of their own whatever is mainly asked: before whom it was, how long it binds, who is who."""

from __future__ import annotations

from service.answering.composing.bodies_asked import body_lines
from service.answering.composing.lasting import asks_how_long, lasting_lines
from service.answering.composing.parties import asks_for_parties, party_lines
from service.answering.composing.reading import Line, Reading
from service.answering.composing.received import received_lines
from service.answering.question.bodies import asks_for_bodies


def plain_lines(reading: Reading) -> list[Line]:
    """The lines of the first such need that the question has and the matter tells of; none where there is no such."""
    query = reading.query
    needs = (
        (asks_for_bodies(query.text), body_lines),
        (asks_how_long(query), lasting_lines),
        (not query.yes_no, received_lines),
        (asks_for_parties(query.text) and not query.counted, party_lines),
    )
    return next((lines for asked, tell in needs if asked and (lines := tell(reading))), [])
