"""Whatever stands in titles, names, quotes and questions is shown as words: no door runs it or follows it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sys
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.answering.render import inert, plain
from service.answering.render import markdown as rendered
from service.answering.wire import Answer, Claim, Conflict, Row, Side, StandingStatement, Table
from service.commands.terminal import echo, harmless
from service.export.bibtex import bibtex
from service.export.documents import markdown, table_csv
from service.export.references import oscola
from service.showing.tabular import FORMULA_SIGNS, to_csv
from service.slack.blocks import answer_blocks, passages_blocks, summary
from tests.support import wire_answers
from tests.support.wire_answers import NOTICE

ATTACKS = [
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "<!channel>",
        "<@U1>",
        "<http://evil.example|x>",
    ),
    *(
        "![x](http://evil.example/p.png)",
        "[x](javascript:alert(1))",
        "[1]: http://evil.example",
        "[x][1]",
        "\\<b>",
        "\\",
    ),
    *(
        "`",
        "```",
        "~~",
        "**",
        "|",
        "||",
        "&lt;",
        "&amp;",
        "}},\n@misc{x,",
        "{",
        "}",
        "\\}",
        "%",
        "$",
        "#",
        "]",
        "[",
        "(",
        "!",
    ),
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1", '"', ",", "\x1b[2J", "\u202e", "*here*", "_", "<", "\\"),
]
WORDS = st.lists(st.sampled_from(ATTACKS) | st.text(max_size=5), min_size=1, max_size=6).map("".join)
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ACTIVE = {"html_inline", "html_block", "image", "code_inline", "fence", "code_block", "s_open", "link_open"}
PERMALINK = "https://standing.example.org/answers/1"
VIEWER = "https://standing.example.org/documents/d"
SLACK_LINK = re.compile(r"<https://standing\.example\.org/[^<>|]*\|[^<>]+>")


def saying(words: str) -> Answer:
    """An answer whose every part that comes from outside says these words."""
    cited = msgspec.structs.replace(NOTICE, title=words, quote=words, paragraph=words, viewer_url=VIEWER)
    standing = StandingStatement("m", words, "final", words, cited.retrieved_at.date(), None, (), (1,))
    sides = (Side(words, "primary", (1,)), Side(words, "press", (1,)))
    given = {
        "question": words,
        "claims": (Claim(words, (1,), "quote", "m"),),
        "citations": (cited,),
        "standing": (standing,),
        "conflicts": (Conflict(words, *sides, words),),
        "tables": (Table(words, (words,), (Row((words,), (1,)),)),),
        "notes": (words,),
    }
    text = rendered(
        given["claims"],
        given["tables"],
        given["notes"],
        given["conflicts"],
        given["standing"],
        None,
        words,  # type: ignore[arg-type]
    )
    return wire_answers.answer(**given, text=text)


def tokens(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


@given(WORDS)
@example("\\<img src=x>")
@example("a ` b")
def test_markdown_shows_words_and_does_nothing(words: str) -> None:
    """No tag, picture, link, code or struck out text where an answer is shown as Markdown."""
    one_line = " ".join(words.split())
    for text in (rendered([Claim(one_line, (1,), "quote")], (), (), (), (), None), saying(one_line).text):
        assert not {token.type for token in tokens(text)} & ACTIVE


@given(WORDS)
def test_what_was_made_inert_reads_as_it_was(words: str) -> None:
    """The backslashes are the reader's business: the words that are seen are the document's."""
    line = " ".join(re.sub(r"[*\[\]_&]", "", harmless(words)).split())
    [inline] = [token for token in READER.parse(f"x{inert(line)}x") if token.type == "inline"]
    assert "".join(child.content for child in inline.children or ()) == f"x{line}x"
    assert plain(inert(line)) == line


@given(WORDS)
def test_a_file_of_markdown_links_to_its_sources_only(words: str) -> None:
    """The one link of a reference is the address of the official text."""
    text = markdown(saying(words), lambda citation: oscola(citation, str))
    links = [token.attrs["href"] for token in tokens(text) if token.type == "link_open"]
    assert set(links) <= {NOTICE.source_url}
    assert not {token.type for token in tokens(text)} & (ACTIVE - {"link_open"})


@given(WORDS, WORDS)
def test_an_entry_of_bibtex_is_never_left(words: str, address: str) -> None:
    """Braces are counted by BibTeX whether they are escaped or not: they balance, and there is one entry."""
    cited = msgspec.structs.replace(NOTICE, title=words, paragraph=words, kind=words, source_url=f"https://{address}")
    entry = bibtex(wire_answers.answer(citations=(cited,)), str)
    depth = [0]
    for sign in entry:
        depth.append(depth[-1] + (sign == "{") - (sign == "}"))
    assert min(depth) == depth[-1] == 0
    assert sum(before == 0 for before, sign in zip(depth, entry, strict=False) if sign == "@") == 1


@given(WORDS)
def test_a_cell_is_never_a_formula(words: str) -> None:
    """Not in a list of ours and not in the tables and sentences of an answer."""
    answer = saying(words)
    files = [
        to_csv((words,), [(words, words)]),
        table_csv(answer),
        table_csv(msgspec.structs.replace(answer, tables=())),
    ]
    for file in files:
        for row in csv.reader(io.StringIO(file, newline="")):
            assert not any(cell.startswith(FORMULA_SIGNS) for cell in row)


@given(WORDS)
def test_slack_links_to_us_and_calls_nobody(words: str) -> None:
    """No mention of a person or a channel, no link elsewhere, no form of letters that the words ask for."""
    answer = saying(words)
    for blocks in (answer_blocks(answer, PERMALINK), passages_blocks(answer)):
        for text in re.findall(r'"text": ("(?:[^"\\\\]|\\\\.)*")', json.dumps(blocks)):
            assert "<" not in SLACK_LINK.sub("", json.loads(text))
    assert "<" not in summary(answer)


@pytest.mark.parametrize("words", ["\x1b]0;owned\x07", "\x9b2J", "GBP \u202e000,5", "a\rb", "\x00"])
def test_a_terminal_is_given_no_commands(
    words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person sees that something was there; another program gets the text as it is."""
    echo(words)
    assert capsys.readouterr().out == f"{words}\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    echo(words)
    shown = capsys.readouterr().out
    assert "\ufffd" in shown
    assert not set(shown) & set("\x1b\x9b\u202e\r\x07\x00")
    assert html.unescape(harmless("two\nlines\tand £5")) == "two\nlines\tand £5"
