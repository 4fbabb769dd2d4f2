"""The grid of decisions with its pager, and the list of news."""

from __future__ import annotations

from tests.support.web import Reply

HOST = "www.dataprotection.ie"
LIST = f"{HOST}/en/dpc-guidance/decisions"
NEWS = f"{HOST}/en/news-media/latest-news?page="


def box(slug: str, title: str, date: str) -> str:
    return (
        '<div class="views-col"><div class="faq-section-results-box"><div class="faq-section-category-link">'
        f'<span class="datetime">{date}</span></div><h3 class="mb-2"><a href="/en/dpc-guidance/decisions/{slug}">{title}</a></h3>'
        "<p>About it</p></div></div>"
    )


def grid(more: str, *boxes: str) -> Reply:
    return Reply(
        f"<html><body><div class='views-view-grid'>{''.join(boxes)}</div><nav><ul>{more}</ul></nav></body></html>"
    )


def news(*articles: str) -> Reply:
    return Reply(f"<html><body><div class='view-content'>{''.join(articles)}</div></body></html>")


def article(slug: str, title: str) -> str:
    return f"<article><p class='date'>10th December 2025</p><h2><a href='/en/news-media/latest-news/{slug}'>{title}</a></h2></article>"


PAGES = {
    LIST: grid(
        '<li class="pager__item pager__item--next"><a href="?page=1">Next</a></li>',
        box("inquiry-quayside", "Inquiry into Quayside Bank", "10 Dec 2025"),
    ),
    f"{LIST}?page=1": grid("", box("inquiry-shannon", "Inquiry into Shannon College", "2 Sep 2025")),
    f"{LIST}/inquiry-quayside": Reply(
        "<html><body><main><h1>Quayside Bank</h1><p>The DPC fined the bank.</p>"
        "<a href='/sites/default/files/uploads/2025-12/Final%20Decision%20IN-24-1-1.pdf'>Full decision</a>"
        "<a href='/en/contact'>Contact</a></main></body></html>"
    ),
    f"{LIST}/inquiry-shannon": Reply(
        "<html><body><main><h1>Shannon College</h1><p>A reprimand.</p></main></body></html>"
    ),
    f"{NEWS}0": news(
        article("dpc-fines-quayside", "DPC announces decision on Quayside Bank"), article("podcast", "A podcast")
    ),
    f"{NEWS}1": news(),
    f"{HOST}/en/news-media/latest-news/dpc-fines-quayside": Reply(
        "<html><body><main><h1>DPC announces</h1><p>News.</p></main></body></html>"
    ),
    f"{HOST}/sites/default/files/uploads/2025-12/Final%20Decision%20IN-24-1-1.pdf": Reply(
        b"%PDF-1.4 q", media_type="application/pdf"
    ),
}
EXPECTED = {
    f"https://{LIST}/inquiry-quayside": {"regulator": "dpc", "kind": "press release", "published_on": "2025-12-10"},
    f"https://{HOST}/sites/default/files/uploads/2025-12/Final%20Decision%20IN-24-1-1.pdf": {
        "regulator": "dpc", "kind": "decision", "rank": "primary", "published_on": "2025-12-10",
    },
    f"https://{LIST}/inquiry-shannon": {"published_on": "2025-09-02"},
    f"https://{HOST}/en/news-media/latest-news/dpc-fines-quayside": {"kind": "press release", "published_on": "2025-12-10"},
}  # fmt: skip
