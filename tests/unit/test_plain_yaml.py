"""What describes a document is read as plain values, whatever a stranger writes there."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import plain_yaml
from corpus.errors import InvalidYaml
from corpus.plain_yaml import DEEPEST, MOST_CHARACTERS, read_mapping
from ingest.errors import ParseFailed, Reason
from ingest.parse import parse

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + step)}: &{chr(98 + step)} [{', '.join([f'*{chr(97 + step)}'] * 10)}]\n" for step in range(9)
)
REFUSED = {
    "a bomb of aliases": BOMB,
    "a list within itself": "a: &a [*a]",
    "a mapping within itself": "a: &a {b: *a}",
    "too deep": "a: " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
    "far too deep": "a: " + "[" * 50_000,
    "the 45th": "decided_on: 2022-13-45",
    "a moment that is none": "a: 9999-99-99 99:99:99",
    "a figure without end": "a: " + "9" * 5000,
    "a call": "a: !!python/object/apply:os.system [true]",
    "an empty number": 'a: !!int ""',
    "no moment": "a: !!timestamp x",
    "no truth": "a: !!bool x",
    "bytes": "a: !!binary aGFsbG8=",
    "a set": "a: !!set {b, c}",
    "a list for a name": "? [a]\n: b",
    "a list": "- a",
    "words": "a",
    "nothing": "",
    "too long": "a: " + "b" * MOST_CHARACTERS,
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_not_plain_is_refused(text: str) -> None:
    """With an error of ours, before it grows."""
    with pytest.raises(InvalidYaml):
        read_mapping(text)


def test_plain_values_are_read() -> None:
    """Words, numbers, dates, lists and mappings; names are words."""
    read = read_mapping("a: [b, 1, 2.5, true, null]\nc: {d: 2022-05-18}\n7: e")
    assert read == {"a": ["b", 1, 2.5, True, None], "c": {"d": dt.date(2022, 5, 18)}, "7": "e"}


FRAGMENTS = st.sampled_from(
    [
        *"abc:-[]{}&*!?|>#%@`\"',\n ",
        "&a ",
        "*a",
        "<<: ",
        "!!int ",
        "!!set ",
        "!!float ",
        "2022-13-45",
        "0x",
        "1e999",
        "---\n",
    ]
)


TEXTS = st.lists(FRAGMENTS | st.characters(), max_size=40).map("".join)


@given(TEXTS)
def test_whatever_is_written_there_is_read_or_refused(text: str) -> None:
    """And what is read can be written out again."""
    try:
        read = read_mapping(text)
    except InvalidYaml:
        return
    assert len(msgspec.json.encode(read)) < 100 * (len(text) + 1)


LINES = st.sampled_from(
    [
        *("a: ", "b: ", "'c': ", "7: ", "~: ", "? a\n: ", "- ", "  - ", "  d: ", "[", "]", "{", "}", ", ", "\n", "\n"),
        *("yes", "Null", "~", "=", "<<: {a: 1}", "0o17", "0x1F", "1_000", "12:30:45", "-.inf", ".nan", "1e3", "6.5"),
        *("2022-05-18", "2022-05-18T10:00:00Z", '"5"', "'no'", "|\n  text\n", ">-\n  text\n", "word", "two words"),
        *("!!str 5", "!!int '5'", "! 5", "&x ", "*x", "# no\n", "---\n", "...\n", "a: b", "a: {b: [c, 1]}\n"),
    ]
)


@given(TEXTS | st.lists(LINES, max_size=12).map("".join))
def test_one_pass_reads_what_the_whole_of_yaml_reads(text: str) -> None:
    """The same values of the same types in the same order, unless it stumbles."""
    try:
        read = plain_yaml._Plainly(text).read()
    except (*plain_yaml.FAULTS, StopIteration):
        return
    assert repr(read) == repr(plain_yaml._wholly(text))


@pytest.mark.parametrize("front", [BOMB, "decided_on: 2022-13-45", "a: " + "[" * 50_000])
def test_a_document_with_such_front_matter_is_damaged(front: str) -> None:
    """The reason is recorded like any other."""
    with pytest.raises(ParseFailed) as failed:
        parse(f"---\n{front}\n---\n# Head\n\nWords.\n".encode(), name="a.md")
    assert failed.value.reason is Reason.DAMAGED
