"""The document search and its texts."""

from __future__ import annotations

from tests.support.web import Reply

SEARCH = (
    "www.garanteprivacy.it/home/ricerca/-/search/tipologia/Provvedimenti?p_p_id=g_gpdp5_search_GGpdp5SearchPortlet"
    "&p_p_state=normal&_g_gpdp5_search_GGpdp5SearchPortlet_cur="
)
TEXTS = "www.garanteprivacy.it/home/docweb/-/docweb-display/docweb"


def results(*numbers: int) -> Reply:
    links = "".join(
        f'<div class="card"><a href="/home/docweb/-/docweb-display/docweb/{n}">Provvedimento [{n}]</a></div>'
        for n in numbers
    )
    return Reply(
        f"<html><body><a href='/home'>Home</a>{links}<ul class='pagination'><a class='page-link' href='#'>2</a></ul></body></html>"
    )


def text(words: str) -> Reply:
    return Reply(
        f"<html><body><header>menu</header><div id='interna-webcontent'><h1>Provvedimento</h1><p>{words}</p></div></body></html>"
    )


PAGES = {
    f"{SEARCH}1": results(10200001, 10200002),
    f"{SEARCH}2": results(10100003),
    f"{SEARCH}3": results(),
    f"{TEXTS}/10200001": text("Il Garante ordina di pagare la somma di euro 50.000."),
    f"{TEXTS}/10200002": text("Il Garante ammonisce."),
    f"{TEXTS}/10100003": text("Il Garante vieta il trattamento."),
}
EXPECTED = {
    f"https://{TEXTS}/10200001": {"regulator": "garante", "kind": "decision", "rank": "primary"},
    f"https://{TEXTS}/10200002": {"regulator": "garante"},
    f"https://{TEXTS}/10100003": {"regulator": "garante"},
}
