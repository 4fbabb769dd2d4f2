"""Sanctions, publications and the feed of news."""

from __future__ import annotations

from tests.support.web import Reply

HOST = "www.autoriteitpersoonsgegevens.nl"


def page(body: str) -> Reply:
    return Reply(f"<html><body><nav><a href='/documenten/contact'>Contact</a></nav><main>{body}</main></body></html>")


def publication(title: str, date: str, pdf: str) -> Reply:
    return page(
        f"<h1 class='node-publication-full__title'>{title}</h1><div class='node-publication-full__meta-submitted'>{date}</div>"
        f"<div class='node-publication-full__intro'>De AP legt een boete op.</div>"
        f"<div class='node-publication-full__downloads'><a href='/uploads/2025-11/{pdf}'>Besluit</a></div>"
    )


PAGES = {
    f"{HOST}/boetes-en-andere-sancties": page(
        "<li><a href='/documenten/boete-fietsbel'>Boete Fietsbel</a> 3 november 2025</li>"
    ),
    f"{HOST}/documenten?page=0": page(
        "<a href='/documenten/boete-fietsbel'>Boete Fietsbel</a><a href='/documenten/berisping-gemeente'>Berisping gemeente</a>"
        "<a href='/documenten/toets-wetsvoorstel'>Toets wetsvoorstel</a>"
    ),
    f"{HOST}/documenten?page=1": page("<p>Geen resultaten</p>"),
    f"{HOST}/rss": Reply(
        f"<rss version='2.0'><channel><title>AP</title><item><title>AP legt Fietsbel boete op</title>"
        f"<link>https://{HOST}/actueel/ap-beboet-fietsbel</link><pubDate>Mon, 03 Nov 2025 10:00:00 +0100</pubDate></item>"
        f"<item><title>Tips</title><link>https://{HOST}/actueel/tips</link></item></channel></rss>",
        media_type="application/rss+xml",
    ),
    f"{HOST}/documenten/boete-fietsbel": publication("Boete Fietsbel", "3 november 2025", "boete%20fietsbel.pdf"),
    f"{HOST}/documenten/berisping-gemeente": publication("Berisping gemeente", "1 oktober 2025", "berisping.pdf"),
    f"{HOST}/actueel/ap-beboet-fietsbel": page("<h1>AP legt Fietsbel boete op</h1><p>Nieuws.</p>"),
    f"{HOST}/uploads/2025-11/boete%20fietsbel.pdf": Reply(b"%PDF-1.4 boete", media_type="application/pdf"),
    f"{HOST}/uploads/2025-11/berisping.pdf": Reply(b"%PDF-1.4 berisping", media_type="application/octet-stream"),
}
EXPECTED = {
    f"https://{HOST}/documenten/boete-fietsbel": {
        "regulator": "ap",
        "kind": "press release",
        "published_on": "2025-11-03",
    },
    f"https://{HOST}/uploads/2025-11/boete%20fietsbel.pdf": {"kind": "decision", "rank": "primary"},
    f"https://{HOST}/documenten/berisping-gemeente": {"published_on": "2025-10-01"},
    f"https://{HOST}/uploads/2025-11/berisping.pdf": {"kind": "reprimand"},
    f"https://{HOST}/actueel/ap-beboet-fietsbel": {"kind": "press release", "published_on": "2025-11-03"},
}
