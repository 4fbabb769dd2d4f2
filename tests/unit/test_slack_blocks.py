"""A message keeps Slack's limits and loses no mark on its way, however long and odd the answer is."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from service.answering.wire import Answer, Citation, Claim
from service.slack.blocks import SECTION, answer_blocks, escape, passages_blocks, summary
from tests.support import wire_answers
from tests.support.wire_answers import NOTICE

PERMALINK = "https://standing.example.org/a/1"
LINK = re.compile(r"<https://[^<>|]+\|[^<>]+>")
TEXTS = st.text(min_size=1, max_size=400)


def citation(n: int) -> Citation:
    quote, place = "It shall delete the photographs.", f"https://standing.example.org/documents/d?c={n}"
    return msgspec.structs.replace(NOTICE, n=n, quote=quote, page=3, paragraph="14", viewer_url=place)


def answer(claims: list[str]) -> Answer:
    cited = tuple(citation(n) for n in range(1, len(claims) + 1))
    told = tuple(Claim(text=text, kind="record", citations=(n,)) for n, text in enumerate(claims, 1))
    return wire_answers.answer(text=" ".join(claims), claims=told, citations=cited)


def texts(blocks: list[dict[str, Any]]) -> list[str]:
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]


@given(st.lists(TEXTS, max_size=80))
def test_limits_are_kept_and_no_link_is_cut(claims: list[str]) -> None:
    """Never more than 50 blocks or 3,000 characters a section, and every link is whole."""
    blocks = answer_blocks(answer(claims), PERMALINK)
    assert len(blocks) <= 50
    for text in texts(blocks):
        assert 0 < len(text) <= SECTION
        assert "<" not in LINK.sub("", text)
        assert ">" not in LINK.sub("", text)


def test_a_long_answer_goes_on_behind_its_permalink() -> None:
    """What a thread cannot hold is one click away, and the message says so."""
    long = answer_blocks(answer(["The company shall delete the photographs of residents. " * 20] * 60), PERMALINK)
    short = answer_blocks(answer(["The company shall delete the photographs."]), PERMALINK)
    assert "The answer goes on" in texts(long)[-1]
    assert PERMALINK in texts(long)[-1]
    assert not any("goes on" in text for text in texts(short))


def test_a_claim_keeps_its_mark_and_the_mark_its_passage() -> None:
    """The number behind a claim links to the passage it cites."""
    [text] = texts(answer_blocks(answer(["It shall delete them."]), PERMALINK))
    assert text == "It shall delete them. <https://standing.example.org/documents/d?c=1|[1]>"


def test_what_documents_say_cannot_format_mention_or_link() -> None:
    """Markup out of a document is shown as text: no channel is called, no link is made, nothing turns bold."""
    assert escape("<!channel> <https://evil.example|click> *bold*").count("<") == 0
    blocks = json.dumps(answer_blocks(answer(["<!channel> see <https://evil.example|here>"]), PERMALINK))
    assert "<!channel>" not in blocks
    assert "<https://evil.example" not in blocks


def test_the_passages_are_quoted_whole() -> None:
    """Behind the button each quote stands in full with the place it is from."""
    shown = json.dumps(passages_blocks(answer(["One.", "Two."])), ensure_ascii=False)
    assert shown.count("It shall delete the photographs.") == 2
    assert "page 3, paragraph 14" in shown


def test_notifications_read_the_first_claim() -> None:
    """What a telephone or a screen reader shows is the answer, not a list of blocks."""
    assert summary(answer(["It shall delete them.", "By May."])) == "It shall delete them."
