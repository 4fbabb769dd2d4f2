"""The table of decisions, and the page of each with its PDF."""

from __future__ import annotations

from tests.support.web import Reply

LIST = "www.dpa.gr/el/enimerwtiko/prakseisArxis?field_year_from=2018&page="
PAGE = "www.dpa.gr/el/enimerwtiko/prakseisArxis"


def row(kind: str, number: int, date: str, slug: str, title: str) -> str:
    return (
        f'<tr><td class="views-field views-field-nothing-1">{kind}</td>'
        f'<td class="views-field views-field-field-arithmos-protokolloy">{number}</td>'
        f'<td><time datetime="00Z">{date}</time></td><td><a href="/el/enimerwtiko/prakseisArxis/{slug}">{title}</a></td></tr>'
    )


def table(*rows: str) -> Reply:
    return Reply(f"<html><body><table><tbody>{''.join(rows)}</tbody></table></body></html>")


def page(pdf: str) -> Reply:
    return Reply(
        f"<html><body><main><h1>Απόφαση</h1><p>Περίληψη.</p><span class='file-link'><a href='{pdf}'>Κείμενο</a></span></main></body></html>"
    )


PAGES = {
    f"{LIST}0": table(
        row("Απόφαση", 2, "11/02/2026", "prostimo-se-etaireia", "Πρόστιμο σε εταιρεία"),
        row("Γνωμοδότηση", 1, "01/02/2026", "gnomodotisi", "Γνωμοδότηση για νόμο"),
    ),
    f"{LIST}1": table(row("Απόφαση", 40, "05/12/2025", "epipliksi", "Επίπληξη")),
    f"{LIST}2": table(),
    f"{PAGE}/prostimo-se-etaireia": page("http://www.dpa.gr/sites/default/files/2026-02/2_2026%20anonym_0.pdf"),
    f"{PAGE}/epipliksi": page("/sites/default/files/2025-12/40_2025 anonym.pdf"),
    "www.dpa.gr/sites/default/files/2026-02/2_2026%20anonym_0.pdf": Reply(
        b"%PDF-1.4 2/2026", media_type="application/pdf"
    ),
    "www.dpa.gr/sites/default/files/2025-12/40_2025%20anonym.pdf": Reply(
        b"%PDF-1.4 40/2025", media_type="application/pdf"
    ),
}
EXPECTED = {
    f"https://{PAGE}/prostimo-se-etaireia": {"regulator": "hdpa", "kind": "press release", "decided_on": "2026-02-11"},
    "https://www.dpa.gr/sites/default/files/2026-02/2_2026%20anonym_0.pdf": {
        "regulator": "hdpa", "kind": "decision", "rank": "primary", "decided_on": "2026-02-11",
    },
    f"https://{PAGE}/epipliksi": {"decided_on": "2025-12-05"},
    "https://www.dpa.gr/sites/default/files/2025-12/40_2025%20anonym.pdf": {"decided_on": "2025-12-05"},
}  # fmt: skip
