"""The register of one-stop-shop decisions and the feed of news."""

from __future__ import annotations

from tests.support.web import Reply

HOST = "www.edpb.europa.eu"
REGISTER = f"{HOST}/registers/register-of-final-one-stop-shop-decisions_en?page="


def teaser(country: str, number: int, date: str) -> str:
    return (
        f'<div class="foss-decision-teaser"><div class="foss-decision-foss-decision-teaser__id">EDPBI:{country}:OSS:D:2026:{number}'
        f'</div><time datetime="{date}T12:00:00Z">day</time><div class="foss-decision-foss-decision-teaser__lead-sa">'
        f'<div class="member-country-token__code">{country.lower()}</div></div>'
        f'<div class="file__title"><a href="/system/files/2026-06/decision-{number}.pdf">decision-{number}.pdf</a></div>'
        f'<a class="file__link" href="/system/files/2026-06/decision-{number}.pdf">Download</a></div>'
    )


def page(*teasers: str) -> Reply:
    return Reply(f"<html><body><main>{''.join(teasers)}</main></body></html>")


PAGES = {
    f"{REGISTER}0": page(teaser("IE", 3920, "2026-02-10"), teaser("LU", 3919, "2026-02-09")),
    f"{REGISTER}1": page(teaser("XX", 3826, "2026-01-20")),
    f"{REGISTER}2": page(),
    **{
        f"{HOST}/system/files/2026-06/decision-{n}.pdf": Reply(b"%%PDF-1.4 %d" % n, media_type="application/pdf")
        for n in (3920, 3919, 3826)
    },
    f"{HOST}/feed/news_en": Reply(
        f"<rss version='2.0'><channel><title>EDPB</title><item><title>Norwegian SA fines Fjord AS</title>"
        f"<link>https://{HOST}/news/national-news/2026/norwegian-sa-fines-fjord_en</link>"
        f"<pubDate>Wed, 14 Jan 2026 08:00:00 +0000</pubDate></item><item><title>Plenary agenda</title>"
        f"<link>https://{HOST}/news/agenda_en</link></item></channel></rss>",
        media_type="application/rss+xml",
    ),
    f"{HOST}/news/national-news/2026/norwegian-sa-fines-fjord_en": Reply(
        "<html><body><main><h1>Norwegian SA fines Fjord AS</h1><p>News.</p></main></body></html>"
    ),
}
EXPECTED = {
    f"https://{HOST}/system/files/2026-06/decision-3920.pdf": {
        "regulator": "dpc", "kind": "decision", "rank": "primary", "decided_on": "2026-02-10",
    },
    f"https://{HOST}/system/files/2026-06/decision-3919.pdf": {"regulator": "cnpd"},
    f"https://{HOST}/system/files/2026-06/decision-3826.pdf": {"regulator": None, "kind": "decision"},
    f"https://{HOST}/news/national-news/2026/norwegian-sa-fines-fjord_en": {
        "regulator": None, "kind": "press release", "published_on": "2026-01-14",
    },
}  # fmt: skip
