"""The search interface and the enforcement pages."""

from __future__ import annotations

import json

from tests.support.web import Asked, Reply

SITE = "https://ico.org.uk"
FIRST = {
    "title": "Northwind Traders Ltd",
    "url": "/action-weve-taken/enforcement/2026/02/northwind-traders-ltd-mpn/",
    "description": "We fined Northwind Traders Ltd.",
    "filterItemMetaData": "23 February 2026, Monetary penalties, Retail",
}
SECOND = {
    "title": "Fenwick Borough Council",
    "url": "/action-weve-taken/enforcement/2026/01/fenwick-borough-council/",
    "filterItemMetaData": "9 January 2026, Reprimands, Local government",
}
BLOG = {"title": "A blog", "url": "/about-the-ico/blogs/a-blog/", "filterItemMetaData": "1 January 2026, Blog"}


def search(asked: Asked) -> Reply:
    question = json.loads(asked.body)
    assert asked.method == "POST"
    assert question["rootPageId"] == 17222
    number = question["pageNumber"]
    results = {1: [FIRST, BLOG], 2: [SECOND]}[number]
    answer = {"results": results, "pagination": {"totalResults": 3, "totalPages": 2, "hasMore": number < 2}}
    return Reply(json.dumps(answer), media_type="application/json; charset=utf-8")


def page(heading: str, links: str) -> Reply:
    return Reply(
        f"<html><head><title>{heading} | ICO</title></head><body><header><a href='/media/menu.pdf'>x</a></header>"
        f"<main><h1>{heading}</h1><p>The Commissioner has issued a notice to {heading}.</p>{links}</main></body></html>"
    )


PAGES = {
    "ico.org.uk/api/search": search,
    f"ico.org.uk{FIRST['url']}": page(
        "Northwind Traders Ltd",
        '<further-reading x-href="/media2/abc123/northwind-mpn-20260220.pdf" x-title="Notice"></further-reading>'
        '<a href="https://example.org/elsewhere.pdf">Elsewhere</a>',
    ),
    f"ico.org.uk{SECOND['url']}": page(
        "Fenwick Borough Council", '<a href="/media2/def/fenwick-reprimand.pdf">Reprimand</a>'
    ),
    "ico.org.uk/media2/abc123/northwind-mpn-20260220.pdf": Reply(b"%PDF-1.4 a", media_type="application/pdf"),
    "ico.org.uk/media2/def/fenwick-reprimand.pdf": Reply(b"%PDF-1.4 b", media_type="application/pdf"),
    "ico.org.uk/media/menu.pdf": Reply(b"%PDF-1.4 menu", media_type="application/pdf"),
}
EXPECTED = {
    f"{SITE}{FIRST['url']}": {"regulator": "ico", "kind": "press release", "rank": "press_release", "published_on": "2026-02-23"},
    f"{SITE}/media2/abc123/northwind-mpn-20260220.pdf": {
        "regulator": "ico", "kind": "monetary penalty notice", "rank": "primary", "published_on": "2026-02-23",
    },
    f"{SITE}{SECOND['url']}": {"kind": "press release", "published_on": "2026-01-09"},
    f"{SITE}/media2/def/fenwick-reprimand.pdf": {"regulator": "ico", "kind": "reprimand", "rank": "primary"},
    f"{SITE}/media/menu.pdf": {"rank": "primary"},
}  # fmt: skip
