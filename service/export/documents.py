"""A whole answer as one file of text, with its references at the end."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from service.answering.render import inert
from service.answering.wire import Answer, Citation, Table
from service.export.references import british
from service.showing.tabular import to_csv

Refer = Callable[[Citation], str]
DISCLAIMER = "Answers quote the documents held and say how far they reach. They are not legal advice."


def markdown(answer: Answer, refer: Refer) -> str:
    """Question, answer and sources as Markdown."""
    sources = [f"{each.n}. {refer(_inert(each))}  \n   > {inert(_one_line(each.quote))}" for each in answer.citations]
    parts = [f"# {inert(_one_line(answer.question))}", answer.text]
    parts += ["## Sources", "\n".join(sources)] if sources else []
    return "\n\n".join([*parts, f"*{_footer(answer)}*", ""])


def plain(answer: Answer, refer: Refer) -> str:
    """Question, answer and numbered references as plain text."""
    parts = [answer.question, _prose(answer), *(_rows(table) for table in answer.tables)]
    parts += [f"{side.about}: {side.why}" for side in answer.conflicts]
    parts += [f"Standing of {each.title} ({each.said}): {each.text}" for each in answer.standing]
    parts += [*answer.notes, answer.notice] if answer.notice else answer.notes
    parts += [answer.coverage.text] if answer.coverage else []
    references = [f"[{each.n}] {refer(each)}\n    \u201c{_one_line(each.quote)}\u201d" for each in answer.citations]
    parts += ["References\n\n" + "\n".join(references)] if references else []
    return "\n\n".join([*(part for part in parts if part), _footer(answer), ""])


def table_csv(answer: Answer) -> str:
    """The tables of an answer, one after the other; its sentences with their citations where it has no table."""
    if answer.tables:
        return "\r\n".join(_table(table, answer) for table in answer.tables)
    cited = {each.n: each for each in answer.citations}
    rows = [
        (claim.text, cited[n].title, cited[n].decided_on, cited[n].quote, cited[n].source_url, cited[n].viewer_url)
        for claim in answer.claims
        for n in claim.citations
    ]
    return to_csv(("sentence", "document", "decided_on", "quote", "source_url", "viewer_url"), rows)


def _table(table: Table, answer: Answer) -> str:
    cited = {each.n: each for each in answer.citations}
    apart = "standing" not in map(str.casefold, table.columns)
    rows = [
        (
            *row.cells,
            *((row.status or "",) if apart else ()),
            " ".join(cited[n].viewer_url for n in row.citations if n in cited),
        )
        for row in table.rows
    ]
    return to_csv((*table.columns, *(("standing",) if apart else ()), "sources"), rows)


_NEW = "\n\n"
"""What parts two paragraphs."""


def _prose(answer: Answer) -> str:
    if answer.refusal:
        return answer.refusal.reason
    told = ((_NEW if claim.opens else " ") + f"{claim.text} {_marks(claim.citations)}" for claim in answer.claims)
    return "".join(told).strip()


def _rows(table: Table) -> str:
    rows = [f"- {'; '.join(cell for cell in row.cells if cell)} {_marks(row.citations)}" for row in table.rows]
    return "\n".join([table.caption, *rows])


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{n}]" for n in numbers)


def _footer(answer: Answer) -> str:
    return f"Standing, as of {british(answer.as_of)}, answer {answer.id}. {DISCLAIMER}"


def _inert(citation: Citation) -> Citation:
    paragraph = inert(citation.paragraph) if citation.paragraph else None
    return msgspec.structs.replace(citation, title=inert(_one_line(citation.title)), paragraph=paragraph)


def _one_line(text: str) -> str:
    return " ".join(text.split())
