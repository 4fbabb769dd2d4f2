"""Web pages and XML as trees, read safely: no entities, no DTD, no network, no huge trees. Selectors are CSS."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from html import escape
from typing import Any

from cssselect import SelectorError
from lxml import etree, html

from ingest.errors import SourceUnreadable
from ingest.sources.dating import day

Element = Any
SPACES = re.compile(r"\s+")
FURNITURE = ("script", "style", "noscript", "template", "nav", "header", "footer", "form", "iframe", "svg")


def read_html(data: bytes, url: str) -> Element:
    """The tree of a web page. Raises `SourceUnreadable` when there is none."""
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding=_charset(data), no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise SourceUnreadable(f"{url} is no web page: {error}.") from error
    return tree


def read_xml(data: bytes, url: str) -> Element:
    """The root of an XML document. Raises `SourceUnreadable` when it is not well formed."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceUnreadable(f"{url} is not well-formed XML: {error}.") from error


def select(tree: Element, css: str) -> list[Element]:
    """The elements that match, in document order. `:self` is the element itself."""
    if css == ":self":
        return [tree]
    try:
        return list(tree.cssselect(css))
    except SelectorError as error:
        raise SourceUnreadable(f"{css!r} is no CSS selector: {error}.") from error


def first(tree: Element, css: str | None) -> Element | None:
    """The first element that matches."""
    found = select(tree, css) if css else []
    return found[0] if found else None


def text_of(element: Element | None) -> str:
    """The words of an element, with single spaces."""
    return "" if element is None else SPACES.sub(" ", "".join(element.itertext())).strip()


def shown_day(element: Element | None) -> dt.date | None:
    """The day that an element shows: to machines, if it does, else to readers."""
    if element is None:
        return None
    machine = element.get("datetime") or element.get("content") or ""
    return day(machine) or day(text_of(element))


def base_of(tree: Element, url: str) -> str:
    """What relative links of a page start from."""
    element = first(tree, "base[href]")
    return str(element.get("href")) if element is not None else url


def local(element: Element) -> str:
    """An XML element's name without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child_text(element: Element, name: str) -> str:
    """The words of the first child of that name, whatever its namespace."""
    return next((text_of(child) for child in element if local(child) == name), "")


def source_of(element: Element) -> bytes:
    """An element as HTML."""
    return bytes(html.tostring(element, encoding="utf-8", with_tail=False))


def inner_of(element: Element) -> str:
    """What stands inside an XML element, as HTML; markup that was written as text counts as markup."""
    if len(element) == 0:
        return element.text or ""
    inner = [html.tostring(child, encoding="unicode") for child in element]
    return escape(element.text or "") + "".join(inner)


def words_of_page(data: bytes, url: str, content: str | None) -> str:
    """What a reader reads of a page: the words of `content`, or of all but furniture. Tells edits from new tokens."""
    tree = read_html(data, url)
    chosen = first(tree, content)
    root = tree if chosen is None else chosen
    for element in _all(root, FURNITURE):
        element.drop_tree()
    return text_of(root)


def _all(root: Element, names: Iterable[str]) -> list[Element]:
    return [element for element in root.iter(*names) if element is not root]


def _charset(data: bytes) -> str | None:
    """UTF-8 where the bytes are that; else what the page declares, which lxml reads by itself."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
