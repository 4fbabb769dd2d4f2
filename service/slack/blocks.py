"""An answer as Block Kit, within Slack's limits. Pure code.

Slack's limits, from its Block Kit reference: 50 blocks a message, 3,000 characters a section, 2,000 a context element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.answering.render import around_tables
from service.answering.wire import Answer, Citation, Refusal, StandingStatement, Table

MOST_BLOCKS = 50
SECTION = 3000
CONTEXT = 2000
BODY_BLOCKS = 4
"""Blocks for what is said, 12,000 characters: two printed pages, more than anybody reads in a thread. What is beyond
them stands behind the permalink; the other blocks are kept for standing, the continuation and the buttons."""

NEAREST_CHARACTERS = 300
Block = dict[str, Any]
Links = Mapping[int, Citation]
_FORMATTING = re.compile(r"([*_~`])(?=\S)")


def escape(text: str) -> str:
    """Text that Slack shows as it is: its three escapes, and a zero-width space where a character would format."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _FORMATTING.sub("\\1\u200b", text)


def answer_blocks(answer: Answer, permalink: str, *, ephemeral: bool = False) -> list[Block]:
    """The whole message: what is said, standing, how far it reaches, buttons. Never more than 50 blocks."""
    said = [_section(text) for text in _packed(_paragraphs(answer), SECTION)]
    blocks = said[:BODY_BLOCKS]
    if len(said) > BODY_BLOCKS:
        blocks.append(_section(f"The answer goes on: <{permalink}|read it whole>."))
    links = {citation.n: citation for citation in answer.citations}
    standing = _packed((_standing(item, links) for item in answer.standing), CONTEXT)
    blocks += [_context(text) for text in standing][: MOST_BLOCKS - len(blocks) - 2]
    return [
        *blocks,
        _context(f"{_reach(answer)} <{permalink}|Open on the page>".lstrip()),
        _buttons(answer, ephemeral=ephemeral),
    ]


def passages_blocks(answer: Answer) -> list[Block]:
    """The cited passages, each quote whole and linked to where it stands."""
    lines = (f"[{c.n}] \u201c{escape(c.quote)}\u201d\n{_link(c, escape(_place(c)))}" for c in answer.citations)
    return [_section(text) for text in _packed(lines, SECTION)][:MOST_BLOCKS]


def summary(answer: Answer) -> str:
    """The plain text that notifications and screen readers use."""
    if answer.refusal:
        return escape(answer.refusal.reason)
    first = answer.claims[0].text if answer.claims else next((table.caption for table in answer.tables), answer.text)
    return escape(first[:NEAREST_CHARACTERS])


def _paragraphs(answer: Answer) -> Iterator[str]:
    if answer.refusal:
        yield from _refusal(answer.refusal)
        return
    links = {citation.n: citation for citation in answer.citations}
    before, after = around_tables(answer.claims, answer.tables)
    yield from (f"{escape(claim.text)} {_marks(claim.citations, links)}" for claim in before)
    for table in answer.tables:
        yield from _table(table, links)
    yield from (f"{escape(claim.text)} {_marks(claim.citations, links)}" for claim in after)
    for conflict in answer.conflicts:
        yield (
            f"*The sources disagree about {escape(conflict.about)}.* Followed: {escape(conflict.followed.text)} "
            f"{_marks(conflict.followed.citations, links)} Against it: {escape(conflict.other.text)} "
            f"{_marks(conflict.other.citations, links)} {escape(conflict.why)}"
        )
    yield from (escape(note) for note in (*answer.notes, answer.notice) if note)


def _refusal(refusal: Refusal) -> Iterator[str]:
    yield escape(refusal.reason) if refusal.code == "courtesy" else f"*Not answered.* {escape(refusal.reason)}"
    if refusal.candidates:
        yield "Which one do you mean? " + ", ".join(escape(name) for name in refusal.candidates)
    near = [
        f"\u2022 <{item.viewer_url}|{escape(item.title)}>: {escape(item.text[:NEAREST_CHARACTERS])}"
        for item in refusal.nearest
    ]
    if near:
        yield "Related, not an answer:\n" + "\n".join(near)


def _table(table: Table, links: Links) -> Iterator[str]:
    yield f"*{escape(table.caption)}*"
    for row in table.rows:
        cells = " \u00b7 ".join(escape(cell) for cell in row.cells if cell)
        yield f"\u2022 {cells} {_marks(row.citations, links)}"


def _standing(item: StandingStatement, links: Links) -> str:
    proof = list(dict.fromkeys(n for step in item.history for n in step.citations))[-3:]
    return f"*{item.said.upper()}* \u2013 {escape(item.title)}. {escape(item.text)} {_marks(proof, links)}"


def _marks(numbers: Iterable[int], links: Links) -> str:
    return " ".join(_link(links[n], f"[{n}]") for n in numbers if n in links)


def _link(citation: Citation, words: str) -> str:
    return f"<{citation.viewer_url}|{words}>"


def _reach(answer: Answer) -> str:
    if answer.is_courtesy:
        return ""
    if answer.refusal:
        searched = answer.refusal.searched
        return f"Searched {searched.documents} documents, {searched.passages} passages."
    known = [item.known_to for item in answer.standing if item.known_to]
    to = f", to {max(known):%-d %B %Y}" if known else ""
    return f"As far as the documents held show{to}."


def _place(citation: Citation) -> str:
    page = [f"page {citation.page}"] if citation.page else []
    paragraph = [f"paragraph {citation.paragraph}"] if citation.paragraph else []
    return ", ".join([citation.title, *page, *paragraph])


def _packed(paragraphs: Iterable[str], limit: int) -> Iterator[str]:
    """Paragraphs put together up to the limit; one that is longer by itself is cut."""
    held = ""
    for paragraph in paragraphs:
        for piece in _pieces(paragraph, limit):
            if held and len(held) + 2 + len(piece) > limit:
                yield held
                held = ""
            held = f"{held}\n\n{piece}" if held else piece
    if held:
        yield held


def _pieces(text: str, limit: int) -> Iterator[str]:
    while len(text) > limit:
        cut = text.rfind(" ", 1, limit)
        opened = text.rfind("<", 0, limit)
        if opened > text.rfind(">", 0, limit):
            # a link must not be cut in two
            cut = text.rfind(" ", 1, opened)
        cut = cut if cut > 0 else limit
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _buttons(answer: Answer, *, ephemeral: bool) -> Block:
    buttons = [_button("Useful", "feedback_good", answer.id), _button("Not useful", "feedback_bad", answer.id)]
    if answer.citations:
        buttons.append(_button("Show the passages", "show_passages", answer.id))
    if ephemeral:
        buttons.append(_button("Share to channel", "share", answer.id))
    return {"type": "actions", "elements": buttons}


def _button(label: str, action: str, value: str) -> Block:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": action, "value": value}
