"""Determinations as lines of a table; reports and undertakings as pages."""

from __future__ import annotations

from tests.support.web import Reply

BASE = "www.oaic.gov.au/privacy/privacy-assessments-and-decisions/privacy-decisions"
TABLE = f"{BASE}/privacy-determinations"


def row(name: str, number: int, words: str) -> str:
    return (
        '<article class="custom-listing__item"><div class="custom-listing__cell"><span>Decision</span>'
        f'<a href="https://www.austlii.edu.au/au/cases/cth/AICmr/2026/{number}.html">{name} (Privacy) [2026] AICmr {number}'
        f' (3 March 2026)</a></div><div class="custom-listing__cell"><span>Determination</span>{words}</div></article>'
    )


def table(*rows: str) -> Reply:
    return Reply(f"<html><body><main><nav><a href='/'>Home</a></nav>{''.join(rows)}</main></body></html>")


PAGES = {
    f"{TABLE}?result_26111_result_page=1": table(row("'AB' and Fitzroy Gyms Pty Ltd", 40, "Must destroy the images.")),
    f"{TABLE}?result_26111_result_page=2": table(row("'CD' and Carlton Bank", 12, "Must apologise.")),
    f"{TABLE}?result_26111_result_page=3": table(),
    f"{BASE}/Investigation-inquiry-reports": Reply(
        "<html><body><main><a href='/privacy'>Privacy</a>"
        f"<a href='https://{BASE}/Investigation-inquiry-reports/fitzroy-gyms'>Fitzroy Gyms</a></main></body></html>"
    ),
    f"{BASE}/enforceable-undertakings": Reply(
        f"<html><body><main><a href='https://{BASE}/enforceable-undertakings/yarra-travel'>Yarra Travel</a></main></body></html>"
    ),
    f"{BASE}/Investigation-inquiry-reports/fitzroy-gyms": Reply(
        "<html><head><meta name='publishedDate' content='14 May 2025'></head><body><main><h1>Fitzroy Gyms</h1>"
        "<p>The Commissioner finds.</p><a href='/__data/assets/pdf_file/0016/11284/Fitzroy.pdf'>PDF</a></main></body></html>"
    ),
    f"{BASE}/enforceable-undertakings/yarra-travel": Reply(
        "<html><body><main><h1>Yarra Travel</h1><p>Undertakes.</p></main></body></html>"
    ),
    "www.oaic.gov.au/__data/assets/pdf_file/0016/11284/Fitzroy.pdf": Reply(
        b"%PDF-1.4 report", media_type="application/pdf"
    ),
}
EXPECTED = {
    f"https://{TABLE}#ab-and-fitzroy-gyms-pty-ltd-privacy-2026-aicmr-40-3-march-2026": {
        "regulator": "oaic", "kind": "determination", "rank": "primary", "decided_on": "2026-03-03",
    },
    f"https://{TABLE}#cd-and-carlton-bank-privacy-2026-aicmr-12-3-march-2026": {"kind": "determination"},
    f"https://{BASE}/Investigation-inquiry-reports/fitzroy-gyms": {
        "kind": "report of findings", "rank": "primary", "published_on": "2025-05-14",
    },
    "https://www.oaic.gov.au/__data/assets/pdf_file/0016/11284/Fitzroy.pdf": {"regulator": "oaic", "rank": "primary"},
    f"https://{BASE}/enforceable-undertakings/yarra-travel": {"kind": "undertaking"},
}  # fmt: skip
