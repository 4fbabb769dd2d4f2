"""The whole answer as Markdown with [n] marks, and as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from service.answering.wire import Claim, Conflict, Coverage, Refusal, Side, StandingStatement, Table

_MARK = re.compile(r"(?<=\S) ?\[\d{1,3}(?:[–,]\s?\d{1,3})*\]")
_ACTIVE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|<(?=[A-Za-z/!?])|(?<=\])[\[(:]|!(?=\[)|`|~(?=~)")
"""What of a stranger's words would be a tag, a link, a picture, code or struck out where the answer is shown as
Markdown, and the backslash that would take away ours."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_SAYS = re.compile(r"[^“‘]{1,200} says: (?=[“‘])")
_FEW = 3
MOST_IN_LINE = 3
"""Quotes that follow each other in one paragraph; more stand each on its own line."""
MOST_ROWS = 40
"""Rows of a table written into the text; the table itself has all of them."""


def markdown(
    claims: Sequence[Claim],
    tables: Sequence[Table],
    notes: Sequence[str],
    conflicts: Sequence[Conflict],
    standing: Sequence[StandingStatement],
    coverage: Coverage | None,
    notice: str = "",
) -> str:
    """The answer as it reads best: prose first, then tables, which tell the standing in a column, or the standing.

    What is told of a further part of the question follows the tables.
    """
    titles = {one.matter: one.title for one in standing}
    before, after = around_tables(claims, tables)
    parts = [_prose(before, titles), *(_table(one) for one in tables), _prose(after, titles), *map(inert, notes)]
    parts += [_conflict(one) for one in conflicts]
    if not tables:
        parts.append(_standing(standing))
    parts += [inert(coverage.text)] if coverage else []
    parts.append(inert(notice))
    return "\n\n".join(part for part in parts if part)


def around_tables(claims: Sequence[Claim], tables: Sequence[Table]) -> tuple[list[Claim], list[Claim]]:
    """The claims before the tables, and those that tell a further part of the question after them."""
    further = (place for place, claim in enumerate(claims) if tables and claim.opens)
    cut = next(further, len(claims))
    return list(claims[:cut]), list(claims[cut:])


def read_on(claims: Sequence[Claim]) -> list[Claim]:
    """Claims as they read on one after the other: who says it is told once for quotes that follow each other."""
    shown: list[Claim] = []
    before = ""
    for claim in claims:
        says = match.group() if (match := _SAYS.match(claim.text)) else ""
        repeated = says and says == before
        shown.append(msgspec.structs.replace(claim, text=claim.text.removeprefix(says)) if repeated else claim)
        before = says
    return shown


def stands_apart(shown: Sequence[Claim]) -> bool:
    """Whether claims, as they read on, are so many quotes that each reads better on a line of its own."""
    return sum(claim.text.startswith(("“", "‘")) for claim in shown) > MOST_IN_LINE


def refusal_text(refusal: Refusal) -> str:
    """A refusal in words, with what was searched; a courtesy needs no search."""
    if refusal.code == "courtesy":
        return inert(refusal.reason)
    looked = refusal.searched
    text = f"{inert(refusal.reason)}\n\nSearched: {looked.documents} documents, {looked.passages} passages."
    if refusal.nearest:
        near = "\n".join(f"- {inert(one.title)}: {inert(one.text)}" for one in refusal.nearest)
        text += f"\n\nRelated, but not an answer:\n{near}"
    return text


def inert(text: str) -> str:
    """Words of a document as one line of Markdown that shows them as they are and does nothing else."""
    return _ACTIVE.sub(r"\\\g<0>", " ".join(line.strip() for line in text.splitlines()).strip())


def plain(text: str) -> str:
    """Markdown without its marks and stars, for doors that show text only."""
    return _ESCAPED.sub(r"\1", re.sub(r"\*\*([^*]+)\*\*", r"\1", _MARK.sub("", text)))


def marks(numbers: Sequence[int]) -> str:
    """Marks as [1][2]; longer runs are drawn together as [1–9]."""
    if len(numbers) <= _FEW:
        return "".join(f"[{n}]" for n in numbers)
    runs: list[list[int]] = []
    for n in sorted(numbers):
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return "".join(f"[{run[0]}]" if len(run) == 1 else f"[{run[0]}–{run[-1]}]" for run in runs)


def _prose(claims: Sequence[Claim], titles: dict[str, str]) -> str:
    """One paragraph a matter, headed by its title where there are several, and one for each further part."""
    groups: list[tuple[str | None, list[Claim]]] = []
    for claim in claims:
        if groups and groups[-1][0] == claim.matter and not claim.opens:
            groups[-1][1].append(claim)
        else:
            groups.append((claim.matter, [claim]))
    several = len({matter for matter, _ in groups if matter}) > 1
    paragraphs = []
    for place, (matter, members) in enumerate(groups):
        goes_on = place > 0 and groups[place - 1][0] == matter
        headed = several and matter in titles and not goes_on
        head = f"**{inert(titles[matter])}.** " if headed and matter else ""
        shown = read_on(members)
        between = "\n\n" if stands_apart(shown) else " "
        paragraphs.append(head + between.join(f"{inert(one.text)} {marks(one.citations)}" for one in shown))
    return "\n\n".join(paragraphs)


def _table(table: Table) -> str:
    head = "| " + " | ".join(_cell(column) for column in table.columns) + " | |"
    rule = "|" + "---|" * (len(table.columns) + 1)
    shown = table.rows[:MOST_ROWS]
    rows = ["| " + " | ".join(_cell(cell) for cell in row.cells) + f" | {marks(row.citations)} |" for row in shown]
    more = f"\n\n{len(table.rows) - MOST_ROWS} more rows." if len(table.rows) > MOST_ROWS else ""
    return f"**{inert(table.caption)}**\n\n" + "\n".join([head, rule, *rows]) + more


def _cell(text: str) -> str:
    return inert(text).replace("|", "\\|").replace("\n", " ")


def _conflict(conflict: Conflict) -> str:
    followed, other = _side(conflict.followed), _side(conflict.other)
    return (
        f"**The sources disagree about {inert(conflict.about)}.** Followed: {followed}. Against it: {other}. "
        f"{inert(conflict.why)}"
    )


def _side(side: Side) -> str:
    return f"{inert(side.text)} ({side.rank.replace('_', ' ')}) {marks(side.citations)}"


def _standing(statements: Sequence[StandingStatement]) -> str:
    told = [f"{inert(one.text)} {marks(one.citations)}".rstrip() for one in statements]
    if len(told) < 2:  # noqa: PLR2004
        return "".join(f"**Standing.** {text}" for text in told)
    return "**Standing**\n\n" + "\n".join(
        f"- {inert(one.title)}: {text}" for one, text in zip(statements, told, strict=True)
    )
