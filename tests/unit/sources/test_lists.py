"""Addresses, pages as lists, searches as lists, bundles."""

from __future__ import annotations

import io
import json
import tarfile

import pytest

from ingest.errors import SourceUnreadable
from ingest.sources import bundle as bundles
from ingest.sources.bundle import read_bundle, read_bundle_index
from ingest.sources.entries import absolute
from ingest.sources.html_list import read_html_list
from ingest.sources.json_list import question, read_json_list
from ingest.sources.markup import words_of_page
from ingest.sources.site_schema import BundleList, HtmlList, JsonList

URL = "https://regulator.example/list"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a b.pdf", "https://regulator.example/a%20b.pdf"),
        ("/a%20b.pdf", "https://regulator.example/a%20b.pdf"),
        ("HTTPS://Regulator.Example:443/A#top", "https://regulator.example/A"),
        ("http://regulator.example:8080/x?b=1&a=2", "http://regulator.example:8080/x?b=1&a=2"),
        ("//other.example", "https://other.example/"),
        ("?page=2", "https://regulator.example/list?page=2"),
        ("/απόφαση", "https://regulator.example/%CE%B1%CF%80%CF%8C%CF%86%CE%B1%CF%83%CE%B7"),
        ("mailto:a@b.example", None),
        ("javascript:void(0)", None),
        ("https://user:pw@regulator.example/", None),
        ("https://regulator.example:99999/", None),
        ("http://[bad", None),
        ("/\udcff", None),
    ],
)
def test_links_have_one_spelling(link: str, address: str | None) -> None:
    """However a page writes a link, it is one address, or none."""
    assert absolute(URL, link) == address


def test_a_page_is_read_item_by_item() -> None:
    """Title, day and label come from inside the item; an item without a link is a trouble."""
    listed = HtmlList(url=URL, item="li", link="a.d", title="b", date="time", label="i", next="a.next")
    page = (
        "<base href='https://regulator.example/deep/'><ul><li><b>One</b><a class='d' href='1'>read</a>"
        "<time datetime='00Z'>5 januari 2026</time><i>Boete</i></li><li>Two</li></ul>"
        "<a class='next' href='?p=2'>next</a>"
    )
    listing = read_html_list(page.encode(), URL, listed)
    (entry,) = listing.entries
    assert (entry.url, entry.title, str(entry.date), entry.label) == (
        "https://regulator.example/deep/1", "One", "2026-01-05", "Boete",
    )  # fmt: skip
    assert listing.onward == ("https://regulator.example/deep/?p=2",)
    assert "Item 2 ('Two')" in listing.troubles[0]


def test_an_impossible_selector_is_an_error_of_the_description() -> None:
    """A misspelt selector is named, not taken for an empty page."""
    with pytest.raises(SourceUnreadable, match="no CSS selector"):
        read_html_list(b"<p>x</p>", URL, HtmlList(url=URL, item="li["))


def test_a_search_is_asked_page_by_page() -> None:
    """The page's number goes into the question; the answer says whether there is more."""
    listed = JsonList(url=URL, post={"page": "{page}", "root": 7}, items="data.hits", more="data.more", pages=3)
    assert question(listed, 2) == {"page": 2, "root": 7}
    answer = {"data": {"hits": [{"url": "/a", "title": "A"}, {"title": "no link"}], "more": True}}
    listing = read_json_list(json.dumps(answer).encode(), URL, listed, 1)
    assert [entry.url for entry in listing.entries] == ["https://regulator.example/a"]
    assert listing.onward == (URL,)
    assert "no link" in listing.troubles[0]
    assert read_json_list(json.dumps(answer).encode(), URL, listed, 3).onward == ()


@pytest.mark.parametrize("answer", [b"<html>", b"\xff", b'{"data": {"hits": {}}}', b"[]"])
def test_a_search_that_answers_otherwise_is_refused(answer: bytes) -> None:
    """An error page or another shape is not an empty result."""
    with pytest.raises(SourceUnreadable):
        read_json_list(answer, URL, JsonList(url=URL, items="data.hits"), 1)


BUNDLES = BundleList(
    url=URL, match=r"\.tar\.gz$", whole="global", member=r"\.xml$", address="https://law.example/{ID}",
    text="CONTENU", title="TITRE", date="DATE", keep={"NATURE": "Sanction"},
)  # fmt: skip


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(f"{name}.xml")
            member.size = len(content.encode())
            tar.addfile(member, io.BytesIO(content.encode()))
        link = tarfile.TarInfo("passwd.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    return out.getvalue()


def document(text: str, nature: str = "Sanction") -> str:
    head = f"<ID>X1</ID><NATURE>{nature}</NATURE><TITRE>A &amp; B</TITRE><DATE>2026-01-05</DATE>"
    return f"<T>{head}<CONTENU>{text}</CONTENU></T>"


def test_the_newest_whole_bundle_and_what_came_after_it_are_read() -> None:
    """Older whole bundles and the days that they hold are left out."""
    names = [
        "d_20260103-1.tar.gz",
        "global_20260102-1.tar.gz",
        "d_20260101-1.tar.gz",
        "global_20250101-1.tar.gz",
        "x.txt",
    ]
    page = "".join(f"<a href='{name}'>{name}</a>" for name in names)
    listing = read_bundle_index(page.encode(), URL, BUNDLES)
    assert [entry.title for entry in listing.entries] == ["global_20260102-1.tar.gz", "d_20260103-1.tar.gz"]


def test_a_bundle_gives_the_wanted_documents_as_pages() -> None:
    """Markup inside the text survives, written as markup or as text; links in the bundle are not followed."""
    for text in (
        "<p>First.</p><p>Second.</p>",
        "&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;",
        "<![CDATA[<p>First.</p><p>Second.</p>]]>",
    ):
        (entry,) = read_bundle(packed(a=document(text), b=document("x", "Avis")), URL, BUNDLES).entries
        assert (entry.url, entry.title, str(entry.date)) == ("https://law.example/X1", "A & B", "2026-01-05")
        assert b"<p>First.</p><p>Second.</p>" in (entry.body or b"")
        assert b"<title>A &amp; B</title>" in (entry.body or b"")


def test_one_broken_document_does_not_lose_the_others() -> None:
    """It is a trouble; the rest of the bundle is read."""
    listing = read_bundle(packed(a="<T><ID>", b=document("<p>x</p>")), URL, BUNDLES)
    assert len(listing.entries) == 1
    assert "not well-formed" in listing.troubles[0]


def test_a_bundle_that_is_none_or_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut short, no archive at all, or a bomb."""
    whole = packed(a=document("<p>x</p>" * 1000))
    for data in (b"<html>", whole[: len(whole) // 2]):
        with pytest.raises(SourceUnreadable, match="cannot be unpacked"):
            read_bundle(data, URL, BUNDLES)
    monkeypatch.setattr(bundles, "MAX_UNPACKED", 1000)
    with pytest.raises(SourceUnreadable, match="unpacks to more"):
        read_bundle(whole, URL, BUNDLES)


def test_new_tokens_in_the_furniture_are_no_edit() -> None:
    """What a reader reads decides whether a page changed."""
    page = (
        "<html><head><script>n={n}</script></head><body><nav>{n}</nav><main><p>Decided.</p></main>"
        "<footer>{n}</footer></body></html>"
    )
    first, second = (words_of_page(page.replace("{n}", str(n)).encode(), URL, None) for n in (1, 2))
    assert first == second == "Decided."
    assert words_of_page(page.replace("Decided", "Annulled").encode(), URL, None) != first
