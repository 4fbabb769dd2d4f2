"""What tests read of the tables of an answer."""

from __future__ import annotations

from service.answering.wire import Answer


def rows(answer: Answer) -> set[str | None]:
    """The matters that have a row."""
    return {row.matter for table in answer.tables for row in table.rows}
