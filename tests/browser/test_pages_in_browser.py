"""Every page in a browser: readable by everybody, on any screen, without script, and light."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import QUESTION, Visit, visiting
from tests.support.staged_answers import StagedAnswerer

pytestmark = pytest.mark.browser
WIDTHS = (380, 900, 1440)
FIRST_PAINT_BYTES = 100_000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MATTER = "/matters/uk-ico-clearview"
PAGES = {
    "ask": "/",
    "matters": "/matters",
    "matter": MATTER,
    "matter as of": f"{MATTER}?as_of=2024-01-01",
    "penalties": "/penalties",
    "no penalties": "/penalties?since=2099-01-01",
    "corpus": "/corpus",
    "sign in": "/sign-in",
}


@pytest.fixture(params=["light", "dark"])
def schemed(request: pytest.FixtureRequest, chromium: Browser, service: str) -> Iterator[Visit]:
    """A window in each colour scheme."""
    with visiting(chromium, service, color_scheme=request.param) as opened:
        yield opened


def faults(page: Page) -> list[str]:
    """What axe finds, one line each with the element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_accessibility_fault(schemed: Visit, name: str) -> None:
    """Axe finds nothing against WCAG 2.2 AA, nor against its best practices."""
    assert faults(schemed.open(PAGES[name]).page) == []


@pytest.mark.parametrize("width", [380, 1440])
def test_an_answer_has_no_accessibility_fault(chromium: Browser, service: str, width: int) -> None:
    """The answer with every part opened, the source panel beside it, and the permalink."""
    with visiting(chromium, service, viewport={"width": width, "height": 900}) as visit:
        answer = visit.open().ask()
        for summary in visit.page.locator("summary").all():
            summary.click()
        assert faults(visit.page) == []
        answer.locator("a.cite").first.click()
        visit.page.locator("#panel mark").wait_for()
        assert faults(visit.page) == []
        visit.page.reload()
        assert faults(visit.page) == []


@pytest.mark.parametrize("question", ["Whom did the ICO fine in 2025?", "What did the CNIL order Facebook to do?"])
def test_lists_and_refusals_have_no_accessibility_fault(visit: Visit, question: str) -> None:
    """The table and the refusal too."""
    visit.open().ask(question)
    assert faults(visit.page) == []


@pytest.mark.parametrize("question", ["How much was Clearview fined in the UK? conflict", "fail"])
def test_conflicts_and_errors_have_no_accessibility_fault(staged: Visit, question: str) -> None:
    """The states that the bundled corpus does not give."""
    staged.open().page.fill("#question", question)
    staged.page.keyboard.press("Enter")
    staged.page.locator(".conflict, .failure").first.wait_for()
    assert faults(staged.page) == []


def test_a_document_has_no_accessibility_fault(schemed: Visit) -> None:
    """The viewer at a cited span."""
    schemed.open(MATTER).page.locator(".proof").first.click()
    schemed.page.locator("mark").wait_for()
    assert faults(schemed.page) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(visit: Visit, name: str) -> None:
    """Wide tables and drawings scroll in their own box; the page never does, from a phone to a wide screen."""
    page = visit.open(PAGES[name]).page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_first_paint_is_light(chromium: Browser, service: str) -> None:
    """Everything that the first page loads, headers included, is below 100 kB, all of it from the service."""
    with visiting(chromium, service, service_workers="block") as visit:
        session = visit.page.context.new_cdp_session(visit.page)
        session.send("Network.enable")
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        visit.open().page.wait_for_load_state("networkidle")
        assert len(sizes) > 2
        assert sum(sizes) < FIRST_PAINT_BYTES
        visit.complaints.clear()


def test_everything_is_readable_without_script(chromium: Browser, service: str) -> None:
    """Permalink, viewer at the cited words, matter and penalties need no script."""
    with visiting(chromium, service) as visit:
        visit.open().ask()
        permalink = visit.page.url.removeprefix(service)
    with visiting(chromium, service, java_script_enabled=False) as visit:
        page = visit.open(permalink).page
        expect(page.locator(".question")).to_have_text(QUESTION)
        page.locator("a.cite").first.click()
        expect(page.locator(".document mark")).to_be_in_viewport()
        expect(visit.open(MATTER).page.locator("svg.timeline")).to_be_visible()
        page = visit.open("/penalties").page
        page.locator("select[name=currency]").select_option("SEK")
        page.get_by_role("button", name="Show").click()
        assert all("SEK" in sum_ for sum_ in page.locator("td.amount").all_inner_texts())


def test_a_matter_shows_where_it_stood_on_a_day(visit: Visit) -> None:
    """The form folds the history up to the day, and the drawing ends there."""
    page = visit.open(MATTER).page
    expect(page.locator("header .badge")).to_have_text("undecided again")
    page.get_by_label("See where it stood on").fill("2022-06-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("header .badge")).to_have_text("in force")
    expect(page.locator("svg.timeline .mark")).to_have_count(4)


def test_each_step_of_a_matter_opens_its_proof(visit: Visit) -> None:
    """The words in the history are the words marked in the document."""
    page = visit.open(MATTER).page
    step = page.locator(".steps .proved").nth(4)
    words = step.inner_text().rsplit(" ", 1)[0]
    step.locator("a").click()
    expect(page.locator("mark")).to_be_in_viewport()
    assert page.locator("mark").inner_text() == words


def test_penalties_are_filtered_sorted_and_exported(visit: Visit) -> None:
    """The table obeys the form and its headings; the CSV holds what the filters left."""
    page = visit.open("/penalties").page
    page.locator("select[name=regulator]").select_option("ico")
    page.locator("select[name=stage]").select_option("imposed")
    page.get_by_role("button", name="Show").click()
    page.locator("thead").get_by_role("link", name="Sum").click()
    sums = [int(re.sub(r"\D", "", text)) for text in page.locator("td.amount").all_inner_texts()]
    assert sums == sorted(sums, reverse=True)
    assert set(page.locator("table:has(th a) tbody td:nth-child(3)").all_inner_texts()) == {
        "Information Commissioner's Office"
    }
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == len(sums) + 1


def test_a_digest_says_that_it_is_none_of_the_authority(visit: Visit) -> None:
    """The banner stands at the top, with the way to the official text."""
    page = visit.open(MATTER).page
    page.locator("#documents + ul a").first.click()
    banner = page.locator(".notice").first
    expect(banner).to_contain_text("This is a digest, not an official text.")
    assert str(banner.locator("a").get_attribute("href")).startswith("https://")


def test_a_wrong_address_is_a_page(chromium: Browser, service: str) -> None:
    """It says so and leads back."""
    with visiting(chromium, service) as visit:
        response = visit.page.goto(service + "/nothing")
        assert response is not None
        assert response.status == 404
        visit.complaints.clear()
        visit.page.get_by_role("link", name="Ask a question").click()
        expect(visit.page.locator("#question")).to_be_visible()


def test_the_sheet_on_a_phone_leaves_the_citation_in_view(chromium: Browser, service: str) -> None:
    """The source comes from below, and the sentence that it proves stays readable above it."""
    with visiting(chromium, service, viewport={"width": 380, "height": 800}) as visit:
        link = visit.open().ask().locator("a.cite").nth(2)
        link.click()
        panel = visit.page.locator("#panel")
        expect(panel.locator("mark")).to_be_in_viewport()
        above, sheet = link.bounding_box(), panel.bounding_box()
        assert above is not None
        assert sheet is not None
        assert 0 <= above["y"] < sheet["y"]


def test_it_prints_as_a_note(visit: Visit, stage: tuple[str, StagedAnswerer]) -> None:
    """On paper there are the question, the answer, its standing and sources, and no controls."""
    del stage
    visit.open().ask()
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".question")).to_be_visible()
    expect(visit.page.locator(".footnotes q").first).to_be_visible()
    for hidden in (".actions", "#ask", "footer", ".masthead nav"):
        expect(visit.page.locator(hidden).first).to_be_hidden()
