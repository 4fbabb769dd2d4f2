"""A small regulator's site on this machine, described as data."""

from __future__ import annotations

_SITE = """
name = "{name}"
title = "{title}: decisions"
regulator = "ico"
hosts = ["127.0.0.1"]
rests_on = "A server on this machine."
tried_live = false
delay = 0.0
[[lists]]
how = "html"
url = "http://127.0.0.1:{port}/list"
item = "li"
date = "time"
[page]
kind = "reprimand"
"""


def described(name: str, port: int) -> str:
    """The TOML of a site that lists its pages under /list."""
    return _SITE.format(name=name, title=name.title(), port=port)
