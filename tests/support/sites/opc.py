"""Two paged lists of findings, each a whole report."""

from __future__ import annotations

from tests.support.web import Reply

BASE = "www.priv.gc.ca/en/opc-actions-and-decisions/investigations"
BUSINESSES = f"{BASE}/investigations-into-businesses/"
FEDERAL = f"{BASE}/investigations-into-federal-institutions/"


def listing(*paths: str) -> Reply:
    links = "".join(
        f'<li><a href="/{path.partition("/")[2]}">Investigation into {path.split("/")[-2]}</a></li>' for path in paths
    )
    return Reply(
        f"<html><body><nav><a href='/en/'>Home</a></nav><main><h1>Findings</h1><ul>{links}</ul>"
        "<a href='?o=d&Page=2&Filter=True'>2</a></main></body></html>"
    )


def report(title: str, date: str) -> Reply:
    return Reply(
        f"<html><head><meta name='dcterms.issued' title='W3CDTF' content='{date}'></head><body><main><h1 id='wb-cont'>{title}"
        "</h1><p>1. The complaint is well founded.</p></main></body></html>"
    )


PAGES = {
    f"{BUSINESSES}?o=d&Page=1&Filter=True": listing(
        f"{BUSINESSES}2025/pipeda-2025-004/", f"{BUSINESSES}2025/pipeda-2025-003/"
    ),
    f"{BUSINESSES}?o=d&Page=2&Filter=True": listing(f"{BUSINESSES}2024/pipeda-2024-001/"),
    f"{BUSINESSES}?o=d&Page=3&Filter=True": Reply("<html><body><main><p>Nothing more</p></main></body></html>"),
    f"{FEDERAL}?o=d&Page=1&Filter=True": listing(f"{FEDERAL}2023-24/pa_20240229_agency/"),
    f"{FEDERAL}?o=d&Page=2&Filter=True": Reply("<html><body><main><p>Nothing more</p></main></body></html>"),
    f"{BUSINESSES}2025/pipeda-2025-004/": report("PIPEDA Findings 2025-004", "2025-09-23"),
    f"{BUSINESSES}2025/pipeda-2025-003/": report("PIPEDA Findings 2025-003", "2025-06-17"),
    f"{BUSINESSES}2024/pipeda-2024-001/": report("PIPEDA Findings 2024-001", "2024-02-29"),
    f"{FEDERAL}2023-24/pa_20240229_agency/": report("An agency", "2024-02-29"),
}
EXPECTED = {
    f"https://{BUSINESSES}2025/pipeda-2025-004/": {
        "regulator": "opc", "kind": "report of findings", "rank": "primary", "published_on": "2025-09-23",
    },
    f"https://{BUSINESSES}2025/pipeda-2025-003/": {"published_on": "2025-06-17"},
    f"https://{BUSINESSES}2024/pipeda-2024-001/": {"published_on": "2024-02-29"},
    f"https://{FEDERAL}2023-24/pa_20240229_agency/": {"kind": "report of findings"},
}  # fmt: skip
