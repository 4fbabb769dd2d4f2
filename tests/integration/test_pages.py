"""The pages over a small real corpus, without a browser."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from litestar.testing import TestClient
from lxml import html

from corpus.documents import Detected, Span
from corpus.errors import StoreDamaged
from corpus.publication import MatterDraft
from corpus.store import Corpus
from service.app import create_app
from service.perimeter.keys import create
from service.settings import Settings
from service.web import static_files
from service.wiring import Services
from tests.support.library import MATTER, NOTICE, NOW
from tests.support.publications import description, publication
from tests.support.serving import serving, settings_in, small_services

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    services = small_services(settings_in(tmp_path_factory.mktemp("pages")))
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, headers=BROWSER) as opened:
        yield opened


def asked(client: httpx.Client, question: str = "Which photographs must Acme delete?") -> dict[str, object]:
    return dict(client.post("/v1/answers", json={"question": question}).json())


PAGES = [
    "/",
    "/matters",
    f"/matters/{MATTER}",
    f"/matters/{MATTER}?as_of=2023-01-01",
    "/penalties",
    "/corpus",
    "/sign-in",
]


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_html_without_anything_inline(client: httpx.Client, address: str) -> None:
    """Every page forbids inline script and style by policy, and holds none."""
    response = client.get(address)
    assert response.status_code == 200, response.text
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", response.text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//[^\"]*\.(?:js|css|svg|woff2?)", response.text)


def test_a_permalink_shows_the_answer_with_its_sources(client: httpx.Client) -> None:
    """Question, claim, numbered citation and quote are in the page as the server sends it."""
    answer = asked(client)
    page = client.get(f"/answers/{answer['id']}").text
    citation = answer["citations"][0]  # type: ignore[index]
    assert str(answer["question"]) in page
    assert f">[{citation['n']}]</a>" in page
    assert f"<q>{citation['quote']}</q>" in page


def test_the_note_alone_is_what_the_permalink_holds(client: httpx.Client) -> None:
    """The running page and the permalink show one and the same note."""
    answer = asked(client)
    note = client.get(f"/answers/{answer['id']}/note").text
    assert note.strip() in client.get(f"/answers/{answer['id']}").text


def test_a_refusal_says_what_was_searched(client: httpx.Client) -> None:
    """It stands where an answer would, with the reason and the extent of the search."""
    page = client.get(f"/answers/{asked(client, 'Xyzzy?')['id']}").text
    assert "The documents held do not say." in page
    assert "Searched 3 documents in 6 passages" in page


def test_the_viewer_marks_the_cited_words(client: httpx.Client) -> None:
    """The server marks the span itself, so that it is seen without script."""
    citation = asked(client)["citations"][0]  # type: ignore[index]
    start, end = citation["start"], citation["end"]
    page = client.get(f"/documents/{citation['document_id']}?start={start}&end={end}").text
    assert f'<mark id="c{start}-{end}">{NOTICE[start:end]}</mark>' in page


def test_an_impossible_span_marks_nothing(client: httpx.Client) -> None:
    """A span beyond the text is no error: the document is shown without a mark."""
    citation = asked(client)["citations"][0]  # type: ignore[index]
    page = client.get(f"/documents/{citation['document_id']}?start=5&end=99999")
    assert page.status_code == 200
    assert "<mark" not in page.text


def test_the_source_panel_holds_the_passage_and_its_neighbours(client: httpx.Client) -> None:
    """The cited passage is marked, the ones around it are there and dimmed."""
    citation = asked(client)["citations"][0]  # type: ignore[index]
    panel = client.get(f"/passages/{citation['passage_id']}?start={citation['start']}&end={citation['end']}").text
    assert panel.count('class="passage neighbour"') == 3
    assert citation["quote"] in panel.split("<mark")[1]


def test_an_old_version_stays_readable(tmp_path: Path) -> None:
    """It says that it is old and leads to the current one, which does not say so."""
    services = small_services(settings_in(tmp_path))
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, headers=BROWSER) as client:
        (document,) = services.corpus.publish(publication("notice.txt", "Corrected text."))
        assert document.version == 2
        old = client.get(f"/documents/{document.id}?version=1").text
        assert "This is version 1 of 2" in old
        assert "GBP 7,552,800" in old
        new = client.get(f"/documents/{document.id}").text
        assert "Corrected text." in new
        assert "This is version" not in new
        assert client.get(f"/documents/{document.id}?version=3").status_code == 404


def test_a_respondent_whose_name_was_taken_out_is_said_to_be_unnamed(tmp_path: Path) -> None:
    """The page quotes the words that stand for the name, rather than leaving the respondent out."""
    services = small_services(settings_in(tmp_path))
    hidden = Detected("respondents_anonymised", "Company A", "text", 0.6, Span(12, 21))
    about = description("A survey", detected=(hidden,))
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, headers=BROWSER) as client:
        (document,) = services.corpus.publish(publication("survey.txt", "A survey of Company A.", about))
        assert "not named: the document says “Company A”" in client.get(f"/documents/{document.id}").text


def test_a_question_without_script_leads_to_its_answer(client: httpx.Client) -> None:
    """The form is posted, filters included, and the browser is led to the permalink; bad input is told."""
    empty = {"regulator": "", "decided_from": "", "as_of": ""}
    given = client.post("/ask", data={"question": "Which photographs must Acme delete?", "language": "en", **empty})
    assert given.status_code == 303
    assert "must delete the photographs" in client.get(given.headers["location"]).text
    elsewhere = client.post("/ask", data={"question": "Which photographs must Acme delete?", "regulator": "garante"})
    assert "must delete the photographs" not in client.get(elsewhere.headers["location"]).text
    assert client.post("/ask", data={"question": " "}).status_code == 400
    bad = client.post("/ask", data={"question": "What?", "as_of": "yesterday"})
    assert (bad.status_code, "is no date" in bad.text) == (400, True)


def test_matters_are_narrowed_to_one_regulator(client: httpx.Client) -> None:
    """The list of regulators stays as the way to the others."""
    page = client.get("/matters?regulator=garante").text
    assert "/matters/it-garante-beta" in page
    assert f"/matters/{MATTER}" not in page
    assert "?regulator=ico" in page


def test_a_matter_shows_how_far_it_came(client: httpx.Client) -> None:
    """Standing, drawn timeline, money and order with "not stated" for a deadline that no document gives."""
    page = client.get(f"/matters/{MATTER}").text
    assert "annulled" in page
    assert "<svg" in page
    assert "GBP 7,552,800" in page
    assert "Deadline: not stated" in page
    assert "in force" in client.get(f"/matters/{MATTER}?as_of=2022-06-01").text


def test_penalties_are_listed_with_their_standing(client: httpx.Client) -> None:
    """Sum, kind, standing, source, and a total for each currency."""
    page = client.get("/penalties").text
    assert "GBP 7,552,800" in page
    assert "EUR 20,000,000" in page
    assert "annulled" in page
    assert 'id="chart-EUR"' in page


def test_penalties_are_narrowed_by_the_form(client: httpx.Client) -> None:
    """A filter leaves the other sums out; fields left empty filter nothing; the CSV keeps the filter."""
    page = client.get("/penalties?currency=EUR&respondent=beta&regulator=&since=&sort=amount").text
    assert "EUR 20,000,000" in page
    assert "GBP 7,552,800" not in page
    assert "/v1/penalties/export.csv?currency=EUR" in page
    assert "No sum held meets these filters" in client.get("/penalties?since=2099-01-01").text


@pytest.mark.parametrize("query", ["stage=nonsense", "since=yesterday", "sort=colour", "page=x", "colour=red"])
def test_filters_that_cannot_be_read_are_told(client: httpx.Client, query: str) -> None:
    """A bad filter is an error page with status 400, never a page that ignores it."""
    response = client.get(f"/penalties?{query}")
    assert response.status_code == 400
    assert "The filters cannot be read" in response.text


def test_the_corpus_page_counts_what_is_held(client: httpx.Client) -> None:
    """Regulators with their documents, and that nothing failed."""
    page = client.get("/corpus").text
    assert "3 documents of 2 regulators" in page
    assert "Every file offered was read." in page


def test_a_browser_without_a_key_is_asked_to_sign_in(tmp_path: Path) -> None:
    """A wrong key is refused, the right one is kept in a cookie no script reads, and foreign addresses lead nowhere."""
    services = small_services(settings_in(tmp_path, require_keys=True))
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, headers=BROWSER) as client:
        sent = client.get("/penalties")
        assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?onward=%2Fpenalties")
        assert client.get("/sign-in").status_code == 200
        assert client.post("/sign-in", data={"key": "sk-standing-wrong"}).status_code == 401
        _, secret = create(services.corpus.keys, "test", ["ask"], NOW)
        given = client.post("/sign-in", data={"key": secret, "onward": "//evil.example/"})
        assert (given.status_code, given.headers["location"]) == (303, "/")
        assert "httponly" in given.headers["set-cookie"].casefold()
        assert "samesite=strict" in given.headers["set-cookie"].casefold()
        assert client.get("/penalties").status_code == 200


@pytest.mark.parametrize("address", ["/nothing", "/answers/none", "/matters/none", "/documents/d0000000000000000"])
def test_browsers_get_errors_as_pages(client: httpx.Client, address: str) -> None:
    """Somebody with a browser reads a page, a program reads a problem; both get the status."""
    page = client.get(address)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "There is nothing at this address" in page.text
    problem = client.get(address, headers={"Accept": "application/json"})
    assert problem.status_code == 404
    assert problem.headers["content-type"].startswith("application/problem+json")


def test_the_api_never_answers_with_a_page(client: httpx.Client) -> None:
    """An error of the API stays a problem, even in a browser's address bar."""
    problem = client.get("/v1/answers/none")
    assert problem.headers["content-type"].startswith("application/problem+json")


def test_static_files_may_be_kept_for_a_year(client: httpx.Client) -> None:
    """Their address changes with their content, so they are immutable."""
    page = client.get("/").text
    for address in set(re.findall(r"/static/[^\"]+", page)):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "immutable" in response.headers["cache-control"]
    assert f"standing-{static_files.stamp()}" in client.get("/worker.js").text


def test_markup_in_a_question_stays_text(client: httpx.Client) -> None:
    """What a visitor types is escaped wherever it is shown."""
    answer = asked(client, "Which <img src=x> photographs must Acme delete?")
    assert "<img" not in client.get(f"/answers/{answer['id']}").text


def test_while_the_corpus_opens_the_page_says_so(tmp_path: Path) -> None:
    """A part that cannot be opened is a page that says what to do, with the status 503."""

    def broken(_: Settings) -> Corpus:
        raise StoreDamaged("The registry cannot be read.", remedy="Restore it.")

    services = Services(settings_in(tmp_path), broken, lambda _, __: pytest.fail("not reached"))
    with TestClient(create_app(services), base_url=services.settings.base_url) as client:
        page = client.get("/", headers=BROWSER)
    assert page.status_code == 503
    assert "Not ready yet" in page.text


def test_an_authority_that_the_gazetteer_lacks_is_shown_by_its_name_and_marked(tmp_path: Path) -> None:
    """On every page that names authorities; its links and its filter lead to it."""
    services = small_services(settings_in(tmp_path))
    name = "Rivers & Lakes Board"
    about = description("A fine on Acme", regulator=name, matter="rivers-acme", respondents=("Acme Ltd",))
    fine = publication(
        "fine.txt", f"The {name} fined Acme Ltd.", about, None, MatterDraft("rivers-acme", "A fine on Acme")
    )
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, headers=BROWSER) as client:
        (document,) = services.corpus.publish(fine)
        row = html.fromstring(client.get("/corpus").text).xpath(f'//tr[th/a="{name}"]')[0]
        assert "not in the gazetteer" in row.text_content()
        assert "A fine on Acme" in client.get(row.xpath("th/a/@href")[0]).text
        for page in ("/", "/matters", "/matters/rivers-acme", f"/documents/{document.id}", "/penalties"):
            shown = client.get(page)
            assert shown.status_code == 200, page
            assert page == "/penalties" or "Rivers &amp; Lakes Board" in shown.text, page
        (held,) = [each for each in client.get("/v1/regulators").json()["items"] if each["id"] == name]
        assert (held["kind"], held["jurisdiction"], held["documents"]) == ("unlisted authority", "", 1)
        assert client.get("/v1/documents", params={"regulator": name}).json()["total"] == 1


def test_a_duplicate_names_the_document_that_stands_for_it(tmp_path: Path) -> None:
    """A reader of either finds the other; a list of documents has one of them."""
    services = small_services(settings_in(tmp_path))
    words = "A release about Gamma. " + "The authority warned Gamma about the cameras in its shops. " * 3
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, headers=BROWSER) as client:
        before = client.get("/v1/documents").json()["total"]
        kept, copy = services.corpus.publish(publication("a.txt", words), publication("b.txt", words))
        assert copy.duplicate_of == kept.id
        assert f'<a href="/documents/{kept.id}">another document</a>' in client.get(f"/documents/{copy.id}").text
        assert f'<a href="/documents/{copy.id}">b.txt</a>' in client.get(f"/documents/{kept.id}").text
        assert client.get(f"/v1/documents/{copy.id}").json()["duplicate_of"] == kept.id
        assert client.get("/v1/documents").json()["total"] == before + 1


MARKUP = "<img src=x onerror=alert(1)>\"><script>alert(2)</script>'{{7*7}}${7*7}</title><svg/onload=alert(3)>"
ADDRESSES = ["javascript:alert(1)", "http://[x", 'https://a.example/"onmouseover="alert(1)', "//evil.example"]


@pytest.mark.parametrize("source_url", ADDRESSES)
def test_markup_in_a_document_stays_text_on_every_page(tmp_path: Path, source_url: str) -> None:
    """Title, names, reference, words and address are a stranger's: nothing of them becomes an element or a script."""
    text = f"Hostile Ltd must delete the marvellous gadgets {MARKUP} at once."
    named = {"respondents": (MARKUP,), "reference": MARKUP, "matter": "xx-hostile", "regulator": "ico"}
    hostile = publication("hostile.txt", text, description(MARKUP, **named), None, MatterDraft("xx-hostile", MARKUP))
    source = dataclasses.replace(hostile.source, url=source_url)
    services = small_services(settings_in(tmp_path))
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, headers=BROWSER) as client:
        (document,) = services.corpus.publish(dataclasses.replace(hostile, source=source))
        answer = asked(client, f"Which marvellous gadgets {MARKUP} must be deleted?")
        assert answer["citations"]
        passage = answer["citations"][0]["passage_id"]  # type: ignore[index]
        for page in (
            *(f"/documents/{document.id}", f"/answers/{answer['id']}", f"/answers/{answer['id']}/note", "/corpus"),
            *(f"/passages/{passage}", "/matters", "/matters/xx-hostile", "/penalties", f"/?{urlencode({'q': MARKUP})}"),
            *(f"/matters?{urlencode({'regulator': MARKUP})}", f"/penalties?{urlencode({'respondent': MARKUP})}"),
        ):
            response = client.get(page)
            assert response.status_code < 500, page
            assert "alert(2)</script>" not in response.text, page
            tree = html.document_fromstring(response.text)
            assert not list(tree.iter("img"))
            assert all(one.get("src", "").startswith("/static/") for one in tree.iter("script"))
            assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
            links = [one.get("href") for one in tree.iter("a")]
            assert all(re.match(r"(?:/(?!/)|#|\?|https://a\.example/)", link or "") for link in links), links
