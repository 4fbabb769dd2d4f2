"""A question asked, answered, checked and followed up, in a real browser over the bundled corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import QUESTION, Visit, visiting
from tests.support.staged_answers import StagedAnswerer

pytestmark = pytest.mark.browser


def test_a_question_is_answered_with_citations_and_standing(visit: Visit) -> None:
    """The question is the heading; every claim bears a citation; the matter bears a state in words."""
    answer = visit.open().ask()
    expect(answer.get_by_role("heading", name=QUESTION)).to_be_visible()
    claims = answer.locator(".claim").all()
    assert claims
    assert all(claim.locator("a.cite").count() for claim in claims)
    assert "delete the personal data of UK residents" in answer.inner_text()
    expect(answer.locator(".badge").first).to_have_text("undecided again")


def test_an_example_is_one_click_from_its_answer(visit: Visit) -> None:
    """Each of the four examples drawn from the corpus is answered and not refused."""
    for place in range(4):
        visit.open().page.locator(".examples button").nth(place).click()
        answer = visit.page.locator(".answer[data-answer]")
        answer.wait_for()
        assert answer.locator("a.cite").count()


def test_claims_appear_before_the_answer_is_whole(staged: Visit, stage: tuple[str, StagedAnswerer]) -> None:
    """The first verified claim stands on the page, with its citation, while the rest is still being worked out."""
    released = stage[1].released
    released.clear()
    staged.open().page.fill("#question", "What must Clearview delete in the UK? hold")
    staged.page.keyboard.press("Enter")
    running = staged.page.locator(".answer.running")
    expect(running.locator(".claim")).to_have_count(1)
    expect(running.locator("a.cite")).to_have_text("[1]")
    expect(running.locator("h2")).to_be_visible()
    released.set()
    expect(staged.page.locator(".answer[data-answer] .claim").nth(3)).to_be_visible()


def test_escape_cancels_and_keeps_what_was_verified(staged: Visit, stage: tuple[str, StagedAnswerer]) -> None:
    """The claim stays, the page says that it was stopped, and the next question works."""
    stage[1].released.clear()
    staged.open().page.fill("#question", "What must Clearview delete in the UK? hold")
    staged.page.keyboard.press("Enter")
    expect(staged.page.locator(".claim")).to_have_count(1)
    staged.page.keyboard.press("Escape")
    expect(staged.page.locator(".working")).to_contain_text("Stopped")
    expect(staged.page.locator(".claim")).to_have_count(1)
    stage[1].released.set()
    expect(staged.ask().locator(".claim").first).to_be_visible()


def test_a_citation_shows_its_quote_on_hover_and_on_focus(visit: Visit) -> None:
    """The card holds the quote and where it stands, describes the link to a screen reader, and goes away."""
    answer = visit.open().ask()
    card = visit.page.locator("#hover-card")
    first = answer.locator("a.cite").first
    first.hover()
    expect(card).to_be_visible()
    expect(card.locator("q")).to_contain_text("delete the personal data of UK residents")
    expect(first).to_have_attribute("aria-describedby", "hover-card")
    visit.page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    first.focus()
    expect(card).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_citation_opens_the_source_at_the_words(visit: Visit) -> None:
    """The panel marks exactly the quoted words between the neighbouring passages, and links the official text."""
    answer = visit.open().ask()
    link = answer.locator("a.cite").first
    quote = answer.locator('li[data-n="1"] q').inner_text()
    link.click()
    panel = visit.page.locator("#panel")
    expect(panel).to_be_visible()
    mark = panel.locator("mark")
    assert mark.inner_text() == quote
    expect(mark).to_be_in_viewport()
    assert panel.locator(".passage.neighbour").count() >= 2
    expect(panel).to_contain_text("This is a digest, not an official text.")
    assert panel.get_by_role("link", name="Official text").get_attribute("href", timeout=1000)
    visit.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()


def test_the_panel_leads_to_the_whole_document(visit: Visit) -> None:
    """The viewer opens scrolled to the same marked words."""
    visit.open().ask().locator("a.cite").first.click()
    quote = visit.page.locator("#panel mark").inner_text()
    visit.page.get_by_role("link", name="Whole document").click()
    mark = visit.page.locator(".document mark")
    expect(mark).to_be_in_viewport()
    assert mark.inner_text() == quote


def test_a_follow_up_knows_what_was_asked(visit: Visit) -> None:
    """The next question is read in the light of the first, in the same conversation, and answered below it."""
    first = visit.open().ask()
    second = visit.ask("And in France?")
    assert second.get_attribute("data-conversation") == first.get_attribute("data-conversation")
    assert "CNIL" in second.inner_text()
    expect(second.locator(".read-as")).to_contain_text("Clearview")
    expect(first).to_be_visible()


def test_the_address_survives_reload(visit: Visit) -> None:
    """After asking, the address is the answer's own; reloading shows the same note from the server."""
    note = visit.open().ask().inner_text()
    assert re.search(r"/answers/[\w-]+$", visit.page.url)
    visit.page.reload()
    assert visit.page.locator(".answer").inner_text() == note
    visit.page.go_back()
    expect(visit.page.locator("#welcome")).to_be_visible()


def test_a_conversation_goes_on_from_a_permalink(visit: Visit) -> None:
    """Reloaded, the page lists the questions of the conversation and takes the next one in it."""
    first = visit.open().ask()
    conversation = first.get_attribute("data-conversation")
    visit.ask("And in France?")
    visit.page.reload()
    expect(visit.page.get_by_role("navigation", name="This conversation").locator("li")).to_have_count(2)
    assert visit.ask("And in Italy?").get_attribute("data-conversation") == conversation


@pytest.mark.parametrize(
    ("menu", "name", "suffix", "words"),
    [
        ("Export", "Markdown", ".md", "[1]"),
        ("Cite as", "OSCOLA", ".txt", "Clearview"),
        ("Cite as", "Bluebook", ".txt", "Clearview"),
        ("Cite as", "BibTeX", ".bib", "@"),
    ],
)
def test_an_answer_is_exported(visit: Visit, menu: str, name: str, suffix: str, words: str) -> None:
    """Each format is a file that holds the answer's sources."""
    answer = visit.open().ask()
    answer.locator("summary", has_text=menu).click()
    with visit.page.expect_download() as download:
        answer.get_by_role("link", name=name).click()
    assert download.value.suggested_filename.endswith(suffix)
    assert words in download.value.path().read_text(encoding="utf-8")


def test_a_list_is_a_table_that_sorts_and_exports(visit: Visit) -> None:
    """Each row has its citation and standing; a click on a heading sorts by amount; the CSV holds the rows."""
    answer = visit.open().ask("Whom did the ICO fine in 2025?")
    rows = answer.locator("tbody tr")
    assert rows.count() >= 3
    assert all(row.locator("a.cite").count() and row.locator(".badge").count() for row in rows.all())
    assert answer.locator(".table-scroll").evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    answer.get_by_role("button", name="Amount").click()
    amounts = [int(re.sub(r"\D", "", cell)) for cell in answer.locator("td.amount").all_inner_texts()]
    assert amounts == sorted(amounts)
    answer.locator("summary", has_text="Export").click()
    with visit.page.expect_download() as download:
        answer.get_by_role("link", name="CSV").click()
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == rows.count() + 1


def test_a_row_of_a_table_is_read_on_a_phone_without_scrolling(chromium: Browser, service: str) -> None:
    """Standing and source of each row lie in sight, each named; the headings still sort; it is a table to a reader."""
    with visiting(chromium, service, viewport={"width": 380, "height": 800}) as visit:
        answer = visit.open().ask("Whom did the ICO fine in 2025?")
        assert visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        rows = answer.get_by_role("row").filter(has=visit.page.locator("td"))
        assert rows.count() >= 3
        for row in rows.all():
            for part in (row.locator(".badge"), row.locator("a.cite").first):
                box = part.bounding_box()
                assert box is not None
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= 380
        label = rows.first.locator("td:has(.badge)").evaluate("cell => getComputedStyle(cell, '::before').content")
        assert label == '"Standing"'
        answer.get_by_role("button", name="Amount").click()
        amounts = [int(re.sub(r"\D", "", cell)) for cell in answer.locator("td.amount").all_inner_texts()]
        assert amounts == sorted(amounts)


def test_the_sources_of_a_row_stand_beside_each_other_on_a_phone(chromium: Browser, service: str) -> None:
    """What shows why a matter is listed has a source of its own, under none of the names of columns."""
    with visiting(chromium, service, viewport={"width": 380, "height": 800}) as visit:
        answer = visit.open().ask("Which matters are about location data of phones?")
        row = answer.get_by_role("row").filter(has=visit.page.locator("[data-column='What the document says']")).first
        boxes = [source.bounding_box() for source in row.locator("[data-column='Source'] a.cite").all()]
        assert len(boxes) > 1
        assert len({round(box["y"]) for box in boxes if box}) == 1


def test_a_refusal_is_calm_and_offers_what_is_near(visit: Visit) -> None:
    """The reason stands where an answer would; related passages are named as no answer; nothing is cited."""
    answer = visit.open().ask("What did the CNIL order Facebook to do about llamas?")
    expect(answer).to_have_class(re.compile("refused"))
    expect(answer.get_by_role("heading", name="Related, not an answer")).to_be_visible()
    assert answer.locator("a.cite").count() == 0
    answer.locator(".nearest a").first.click()
    expect(visit.page.locator(".document h1")).to_be_visible()


def test_a_conflict_stands_in_two_columns(staged: Visit) -> None:
    """Both sides with their rank, which one was followed, and why."""
    answer = staged.open().ask("How much was Clearview fined in the UK? conflict")
    conflict = answer.get_by_role("region", name="Conflict between sources")
    expect(conflict.get_by_role("heading", name=re.compile("^Followed"))).to_be_visible()
    expect(conflict.get_by_role("heading", name=re.compile("^Not followed"))).to_be_visible()
    expect(conflict).to_contain_text("is followed")
    expect(answer.locator(".dropped summary")).to_contain_text("1 sentence left out")


def test_an_error_says_what_happened_and_what_to_do(staged: Visit) -> None:
    """The message and its remedy stand in place of the answer, and "Try again" asks the same question again."""
    staged.open().page.fill("#question", "fail")
    staged.page.keyboard.press("Enter")
    alert = staged.page.get_by_role("alert")
    expect(alert).to_contain_text("The language model did not answer.")
    expect(alert).to_contain_text("Ask again, or choose no model.")
    alert.get_by_role("button", name="Try again").click()
    expect(staged.page.get_by_role("alert")).to_have_count(1)


def test_filters_narrow_the_answer(visit: Visit) -> None:
    """With the regulator chosen, the answer is about its matter alone; the choice is told beside the summary."""
    visit.open().page.locator("#filters summary").click()
    visit.page.locator("select[name=regulator]").select_option("cnil")
    expect(visit.page.locator("#chosen")).to_contain_text("Commission nationale")
    answer = visit.ask("How much was Clearview AI fined?")
    assert "EUR 20 million" in answer.inner_text()
    assert {link for link in answer.locator(".standing .of").all_inner_texts() if "CNIL" not in link} == set()


def test_standing_as_of_a_date(visit: Visit) -> None:
    """As of the start of 2024 the UK notices are annulled; today they are undecided again."""
    visit.open().page.locator("#filters summary").click()
    visit.page.get_by_label("Standing as of").fill("2024-01-01")
    answer = visit.ask("Does the ICO fine of Clearview AI still stand?")
    expect(answer.locator(".standing .badge").first).to_have_text("annulled")
    visit.page.get_by_role("button", name="Clear filters").click()
    answer = visit.ask("Does the ICO fine of Clearview AI in the UK still stand?")
    expect(answer.locator(".standing .badge").first).to_have_text("undecided again")


def test_feedback_is_taken_with_a_comment(visit: Visit) -> None:
    """A verdict is marked as given, a comment is thanked for, and both are kept."""
    answer = visit.open().ask()
    answer.get_by_role("button", name="Not useful").click()
    expect(answer.get_by_role("button", name="Not useful")).to_have_attribute("aria-pressed", "true")
    answer.get_by_label("What was wrong or missing?").fill("The deadline")
    with visit.page.expect_response("**/feedback") as sent:
        answer.get_by_role("button", name="Send").click()
    assert sent.value.status == 204
    expect(answer.locator(".comment")).to_have_text("Thank you.")


def test_copy_takes_the_answer_with_its_marks(chromium: Browser, service: str) -> None:
    """The clipboard holds the whole text with its citations."""
    with visiting(chromium, service, permissions=["clipboard-read", "clipboard-write"]) as visit:
        visit.open().ask().get_by_role("button", name="Copy").click()
        expect(visit.page.get_by_role("button", name="Copied")).to_be_visible()
        assert "[1]" in visit.page.evaluate("navigator.clipboard.readText()")


def test_earlier_questions_are_kept_in_this_browser(visit: Visit) -> None:
    """They lead back to their answers and can be forgotten."""
    visit.open().ask()
    visit.open().page.locator("#past summary").click()
    visit.page.locator("#past-list a", has_text=QUESTION).click()
    expect(visit.page.locator(".answer .question")).to_have_text(QUESTION)
    visit.page.locator("#past summary").click()
    visit.page.get_by_role("button", name="Forget them").click()
    expect(visit.page.locator("#past")).to_be_hidden()


@pytest.fixture
def disconnected(visit: Visit) -> Iterator[Visit]:
    """A window that has read an answer and then lost the network."""
    visit.open()
    visit.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visit.open("/matters").open().ask()
    visit.page.reload()
    visit.page.context.set_offline(offline=True)
    yield visit
    visit.page.context.set_offline(offline=False)
    with suppress(ValueError):
        visit.complaints[:] = [each for each in visit.complaints if "ERR_INTERNET_DISCONNECTED" not in each]


def test_offline_the_last_answers_stay_readable(disconnected: Visit) -> None:
    """The page says that the connection is gone; the answer survives even a reload; asking says what to do."""
    page = disconnected.page
    expect(page.locator("#offline")).to_be_visible()
    page.reload()
    expect(page.locator(".answer .question")).to_have_text(QUESTION)
    page.fill("#question", "And in France?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")


def test_everything_works_from_the_keyboard(visit: Visit) -> None:
    """Ask, walk the citations by arrow, open one, close it, and vote, without a pointer."""
    page = visit.open().page
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".answer[data-answer]").wait_for()
    page.locator("a.cite").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("a.cite").nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Whole document")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("a.cite").first).to_be_focused()
    page.locator("summary", has_text="Export").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Markdown")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Markdown")).to_be_hidden()
    expect(page.locator("summary", has_text="Export")).to_be_focused()


def test_a_screen_reader_is_told(visit: Visit) -> None:
    """The live region speaks the answer with its standing once it is whole."""
    visit.open().ask()
    told = visit.page.get_by_role("status")
    expect(told).to_contain_text("undecided again")
    expect(told).to_contain_text("citations")
