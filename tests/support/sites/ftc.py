"""The list of cases, their documents, and the feed of press releases."""

from __future__ import annotations

from tests.support.web import Reply

HOST = "www.ftc.gov"
CASES = f"{HOST}/legal-library/browse/cases-proceedings"
LIST = f"{CASES}?sort_by=field_date&items_per_page=20&field_mission%5B29%5D=29&page="
RELEASE = f"{HOST}/news-events/news/press-releases/2026/01/ftc-takes-action-against-beacon"
FILES = f"{HOST}/system/files/ftc_gov/pdf"


def cases(*slugs: str) -> Reply:
    links = "".join(f"<h3><a href='/legal-library/browse/cases-proceedings/{slug}'>{slug}</a></h3>" for slug in slugs)
    return Reply(
        f"<html><body><main><a href='/legal-library/browse/cases-proceedings/public-statements'>x</a>{links}</main></body></html>"
    )


PAGES = {
    f"{HOST}/feeds/press-release-consumer-protection.xml": Reply(
        f"<rss version='2.0'><channel><title>FTC</title><item><title>FTC takes action against Beacon</title>"
        f"<link>https://{RELEASE}</link><pubDate>Tue, 20 Jan 2026 12:00:00 -0500</pubDate></item></channel></rss>",
        media_type="application/rss+xml",
    ),
    RELEASE: Reply("<html><body><main><h1>FTC takes action against Beacon</h1><p>News.</p></main></body></html>"),
    f"{LIST}0": cases("242-3100-beacon-inc", "232-3050-harbor-apps"),
    f"{LIST}1": cases(),
    f"{CASES}/242-3100-beacon-inc": Reply(
        "<html><body><main><h1>Beacon, Inc.</h1><time datetime='2026-01-20T12:00:00Z'>January 20, 2026</time><p>Summary.</p>"
        "<a href='/system/files/ftc_gov/pdf/beacon-complaint.pdf'>Complaint</a>"
        "<a href='/system/files/ftc_gov/pdf/beacon-do.pdf'>Decision and Order</a>"
        "<a href='/system/files/ftc_gov/pdf/statement-of-commissioner.pdf'>Statement of the Chair</a></main></body></html>"
    ),
    f"{CASES}/232-3050-harbor-apps": Reply(
        "<html><body><main><h1>Harbor Apps</h1><p>Summary.</p>"
        "<a href='https://www.ftc.gov/system/files/ftc_gov/pdf/harbor-stip.pdf'>Stipulated Order for Civil Penalty</a></main></body></html>"
    ),
    **{
        f"{FILES}/{name}.pdf": Reply(f"%PDF-1.4 {name}", media_type="application/pdf")
        for name in ("beacon-complaint", "beacon-do", "harbor-stip")
    },
}
EXPECTED = {
    f"https://{RELEASE}": {"regulator": "ftc", "kind": "press release", "published_on": "2026-01-20"},
    f"https://{CASES}/242-3100-beacon-inc": {"rank": "press_release", "published_on": "2026-01-20"},
    f"https://{FILES}/beacon-complaint.pdf": {"regulator": "ftc", "kind": "complaint", "rank": "primary"},
    f"https://{FILES}/beacon-do.pdf": {"kind": "consent order"},
    f"https://{CASES}/232-3050-harbor-apps": {"kind": "press release"},
    f"https://{FILES}/harbor-stip.pdf": {"kind": "stipulated order"},
}
