"""No secret reaches the log."""

from __future__ import annotations

import pytest

from service.observing.logs import mask


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("authorization", "Bearer hunter2"),
        ("api_key", "hunter2"),
        ("slack_token", "hunter2"),
        ("event", "connecting to postgresql://user:hunter2@db/x"),
        ("error", "Authorization: Bearer hunter2"),
        ("detail", "the key sk-standing-hunter2 is unknown"),
    ],
)
def test_secrets_are_masked_by_name_and_by_form(name: str, value: str) -> None:
    """Telling names are masked whole, and keys and passwords inside any text."""
    assert "hunter2" not in str(mask(None, "info", {name: value}))


def test_ordinary_words_stay() -> None:
    """Masking leaves the rest of an entry as it is."""
    entry = {"event": "request", "path": "/v1/answers", "status": 200}
    assert mask(None, "info", dict(entry)) == entry
