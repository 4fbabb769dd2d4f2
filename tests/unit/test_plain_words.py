"""What a request is told that cannot be read: the real complaints of the real validator, in plain words."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec
import pytest

from service.answering.wire import Ask
from service.api.contract.plain_words import in_plain_words


class _Page(msgspec.Struct, forbid_unknown_fields=True):
    limit: Annotated[int, msgspec.Meta(ge=1, le=500)] = 1
    names: Annotated[tuple[str, ...], msgspec.Meta(max_length=2)] = ()
    on: dt.date | None = None
    title: Annotated[str, msgspec.Meta(min_length=3)] = "abc"
    code: Annotated[str, msgspec.Meta(pattern="^[a-z]+$")] = "a"


@pytest.mark.parametrize(
    ("kind", "sent", "told"),
    [
        (Ask, {"question": ""}, "`question` is empty"),
        (Ask, {"question": "  \n"}, "`question` is empty"),
        (Ask, {"question": "a" * 2001}, "`question` must have at most 2000 characters"),
        (Ask, {"q": "a"}, "The request has no field `q`"),
        (Ask, {}, "The request lacks the field `question`"),
        (Ask, [], "The request must be an object, not a list"),
        (Ask, {"question": 1}, "`question` must be text, not a whole number"),
        (_Page, {"limit": 0}, "`limit` must be at least 1"),
        (_Page, {"limit": 501}, "`limit` must be at most 500"),
        (_Page, {"names": ["a", "b", "c"]}, "`names` must have at most 2 values"),
        (_Page, {"names": "a"}, "`names` must be a list, not text"),
        (_Page, {"on": "1.2.2023"}, "`on` is no date; write it as 2024-01-31"),
        (_Page, {"on": 3}, "`on` must be a date or nothing, not a whole number"),
        (_Page, {"title": "a"}, "`title` must have at least 3 characters"),
        (_Page, {"code": "A"}, "`code` is not in the form that is described"),
    ],
)
def test_a_complaint_names_the_field_and_what_it_should_be(kind: type, sent: object, told: str) -> None:
    """No regular expression and no word of a programming language."""
    with pytest.raises(msgspec.ValidationError) as raised:
        msgspec.convert(sent, kind)
    said, _, where = str(raised.value).partition(" - at `$.")
    assert in_plain_words(where.rstrip("`"), said) == told


def test_what_is_not_known_is_passed_on() -> None:
    """A new complaint of the validator is better told raw than not."""
    assert in_plain_words("field", "Something new") == "`field`: Something new"
    assert in_plain_words("data", "JSON is malformed") == "JSON is malformed"
