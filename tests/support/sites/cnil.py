"""The open data's folder of bundles, and the two feeds."""

from __future__ import annotations

import io
import tarfile

from tests.support.web import Reply

OPEN_DATA = "echanges.dila.gouv.fr/OPENDATA/CNIL"
LEGIFRANCE = "https://www.legifrance.gouv.fr/cnil/id"


def deliberation(number: str, nature: str, title: str, date: str, text: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><TEXTE_CNIL><META><META_COMMUN><ID>{number}</ID><NATURE>DELIBERATION</NATURE>'
        f"</META_COMMUN><META_SPEC><META_CNIL><TITRE>{title}</TITRE><TITREFULL>{title}</TITREFULL><NUMERO>SAN</NUMERO>"
        f"<NATURE_DELIB>{nature}</NATURE_DELIB><DATE_TEXTE>{date}</DATE_TEXTE></META_CNIL></META_SPEC></META>"
        f"<TEXTE><BLOC_TEXTUEL><CONTENU>{text}</CONTENU></BLOC_TEXTUEL></TEXTE></TEXTE_CNIL>"
    ).encode()


def bundle(**members: bytes) -> Reply:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(f"20260113/cnil/global/CNIL/TEXT/{name}.xml")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return Reply(packed.getvalue(), media_type="application/x-gzip")


SANCTION = deliberation(
    "CNILTEXT000000000001", "Sanction", "Délibération SAN-2025-001 concernant la société BOULONS SA", "2025-12-04",
    "<p>La formation restreinte prononce une amende.</p><p>Article 1er.</p>",
)  # fmt: skip
OPINION = deliberation("CNILTEXT000000000002", "Avis", "Avis sur un décret", "2025-11-04", "<p>Avis.</p>")
OLD = deliberation("CNILTEXT000000000003", "Sanction", "Délibération 2012-1", "2012-01-04", "<p>Ancien.</p>")
NOTICE = deliberation(
    "CNILTEXT000000000004",
    "Mise en demeure",
    "Décision MED-2026-002",
    "2026-01-12",
    "<p>La présidente met en demeure.</p>",
)
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>CNIL</title>
<item><title>{title}</title><link>https://www.cnil.fr{path}</link><pubDate>Thu, 08 Jan 2026 09:00:00 +0100</pubDate></item>
<item><title>{other}</title><link>https://www.cnil.fr{path}-other</link></item></channel></rss>"""

PAGES = {
    f"{OPEN_DATA}/": Reply(
        "<html><body><pre><a href='../'>up</a><a href='CNIL_20240101-210000.tar.gz'>old day</a>"
        "<a href='Freemium_cnil_global_20250713-140000.tar.gz'>whole</a>"
        "<a href='CNIL_20260113-211022.tar.gz'>day</a><a href='readme.txt'>readme</a></pre></body></html>"
    ),
    f"{OPEN_DATA}/Freemium_cnil_global_20250713-140000.tar.gz": bundle(
        CNILTEXT000000000001=SANCTION, CNILTEXT000000000002=OPINION, CNILTEXT000000000003=OLD, OTHER=b"<x/>"
    ),
    f"{OPEN_DATA}/CNIL_20260113-211022.tar.gz": bundle(CNILTEXT000000000004=NOTICE),
    "www.cnil.fr/en/rss.xml": Reply(
        FEED.format(title="Boulons SA fined 2 million euros", path="/en/boulons-fined", other="A new guide"),
        media_type="application/rss+xml",
    ),
    "www.cnil.fr/fr/rss.xml": Reply(
        FEED.format(title="Boulons SA : amende de 2 millions", path="/fr/boulons-amende", other="Un guide"),
        media_type="text/xml",
    ),
    "www.cnil.fr/en/boulons-fined": Reply(
        "<html><body><main><h1>Boulons SA fined</h1><p>On 4 December ...</p></main></body></html>"
    ),
    "www.cnil.fr/fr/boulons-amende": Reply(
        "<html><body><main><h1>Boulons SA</h1><p>Le 4 décembre ...</p></main></body></html>"
    ),
}
EXPECTED = {
    f"{LEGIFRANCE}/CNILTEXT000000000001": {
        "regulator": "cnil", "kind": "decision", "rank": "primary", "decided_on": "2025-12-04",
        "title": "Délibération SAN-2025-001 concernant la société BOULONS SA",
    },
    f"{LEGIFRANCE}/CNILTEXT000000000004": {"kind": "formal notice", "decided_on": "2026-01-12"},
    "https://www.cnil.fr/en/boulons-fined": {"regulator": "cnil", "kind": "press release", "published_on": "2026-01-08"},
    "https://www.cnil.fr/fr/boulons-amende": {"kind": "press release", "rank": "press_release"},
}  # fmt: skip
