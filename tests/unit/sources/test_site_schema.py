"""A description that is wrong says so, and where."""

from __future__ import annotations

import pytest

from ingest.errors import InvalidSite
from ingest.sources.site_schema import read_site

GOOD = """
name = "acme"
title = "Acme"
hosts = ["acme.example"]
rests_on = "A test."
tried_live = false
[[lists]]
how = "feed"
url = "https://acme.example/feed"
"""


def test_a_small_file_is_enough() -> None:
    """A feed takes eight lines."""
    site = read_site(GOOD, "acme.toml")
    assert (site.name, site.how, site.page.keep) == ("acme", "feed", True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('name = "acme"', 'name = "Acme Site"'), "name"),
        (('how = "feed"', 'how = "guess"'), "guess"),
        (('title = "Acme"', 'title = "Acme"\nregulator = "nobody"'), "'nobody' is not known"),
        (("https://acme.example/feed", "https://other.example/feed"), "none of the hosts"),
        (('url = "https://acme.example/feed"', 'url = "https://acme.example/feed"\nmatch = "("'), "no pattern"),
        (('url = "https://acme.example/feed"', 'url = "https://acme.example/feed"\nitem = "li"'), "item"),
        (("tried_live = false", "tried_live = true"), "must say the same"),
        (('how = "feed"', 'how = "html"\nitem = "li"\npages = 3'), "pages by nothing"),
        (('rests_on = "A test."', ""), "rests_on"),
        (("[[lists]]", "[[lists"), "acme.toml"),
        (("tried_live = false", "tried_live = " + "[" * 5000), "acme.toml"),
    ],
)
def test_what_is_wrong_is_named(change: tuple[str, str], said: str) -> None:
    """Unknown keys, patterns that are none, hosts and regulators that are not there: all before a byte is fetched."""
    with pytest.raises(InvalidSite) as raised:
        read_site(GOOD.replace(*change), "acme.toml")
    assert said in raised.value.message
    assert raised.value.message.startswith("acme.toml")
