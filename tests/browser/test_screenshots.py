"""Every state on a phone, a tablet and a wide screen, light and dark, as pictures to be looked at by a person.

They are kept in artifacts/screenshots, named state-width-scheme.png. The test proves that each state is reached.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import QUESTION, Visit, visiting
from tests.support.staged_answers import StagedAnswerer

pytestmark = pytest.mark.browser
FOLDER = Path(__file__).parents[2] / "artifacts" / "screenshots"
MATTER = "/matters/uk-ico-clearview"


def welcome(visit: Visit) -> None:
    visit.open().page.locator("#welcome").wait_for()


def filters(visit: Visit) -> None:
    visit.open().page.locator("#filters summary").click()
    visit.page.locator("select[name=regulator]").select_option("ico")


def answer(visit: Visit) -> None:
    visit.open().ask()


def permalink(visit: Visit) -> None:
    visit.open().ask()
    visit.ask("And in France?")
    visit.page.reload()


def several_matters(visit: Visit) -> None:
    visit.open().ask("Does the DPC decision against TikTok still stand?")


def history(visit: Visit) -> None:
    visit.open().ask().locator(".standing summary").click()


def hover(visit: Visit) -> None:
    visit.open().ask().locator("a.cite").nth(3).focus()
    visit.page.locator("#hover-card").wait_for()


def source(visit: Visit) -> None:
    visit.open().ask().locator("a.cite").nth(3).click()
    visit.page.locator("#panel mark").wait_for()


def follow_up(visit: Visit) -> None:
    visit.open().ask()
    visit.ask("And in France?")


def table(visit: Visit) -> None:
    visit.open().ask("Whom did the ICO fine in 2025?")


def refusal(visit: Visit) -> None:
    visit.open().ask("What did the CNIL order Facebook to do about llamas?")


def feedback(visit: Visit) -> None:
    visit.open().ask().get_by_role("button", name="Not useful").click()


def document(visit: Visit) -> None:
    visit.open(MATTER).page.locator(".steps .proof").nth(4).click()
    visit.page.locator("mark").wait_for()


def matter(visit: Visit) -> None:
    visit.open(MATTER)


def matter_as_of(visit: Visit) -> None:
    visit.open(f"{MATTER}?as_of=2024-01-01")


def matters(visit: Visit) -> None:
    visit.open("/matters")


def penalties(visit: Visit) -> None:
    visit.open("/penalties")


def penalties_narrowed(visit: Visit) -> None:
    visit.open("/penalties?regulator=ico&stage=imposed&sort=-amount")


def corpus(visit: Visit) -> None:
    visit.open("/corpus")


def sign_in(visit: Visit) -> None:
    visit.open("/sign-in")


def not_found(visit: Visit) -> None:
    visit.open("/nothing")
    visit.complaints.clear()


def loading(visit: Visit) -> None:
    visit.open().page.fill("#question", f"{QUESTION} hold")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".claim").wait_for()


def stopped(visit: Visit) -> None:
    loading(visit)
    visit.page.keyboard.press("Escape")
    visit.page.locator("text=Stopped").first.wait_for()


def conflict(visit: Visit) -> None:
    visit.open().ask("How much was Clearview fined in the UK? conflict")


def error(visit: Visit) -> None:
    visit.open().page.fill("#question", "fail")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("alert").wait_for()


def offline(visit: Visit) -> None:
    visit.open().ask("What must Clearview delete in the UK?")
    visit.page.context.set_offline(offline=True)
    visit.page.locator("#offline").wait_for()
    visit.page.evaluate("scrollTo(0, 0)")


IN_VIEW = {hover, source, document, loading, stopped}
"""States that are about what is in view; of the others the whole page is kept."""

REAL: tuple[Callable[[Visit], None], ...] = (
    *(welcome, filters, answer, permalink, several_matters, history, hover, source, follow_up, table, refusal),
    *(feedback, document, matter, matter_as_of, matters, penalties, penalties_narrowed, corpus, sign_in, not_found),
)
STAGED: tuple[Callable[[Visit], None], ...] = (conflict, error, loading, stopped, offline)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 900, 1440])
def test_every_state_is_kept_as_a_picture(
    chromium: Browser, service: str, stage: tuple[str, StagedAnswerer], width: int, scheme: str
) -> None:
    """Each state is reached and photographed, without a request elsewhere and with a silent console."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stage[1].released.clear()
    for address, states in ((service, REAL), (stage[0], STAGED)):
        options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        with visiting(chromium, address, **options) as visit:
            for state in states:
                state(visit)
                whole = state not in IN_VIEW
                if state is stopped:
                    stage[1].released.set()
                visit.page.screenshot(path=FOLDER / f"{state.__name__}-{width}-{scheme}.png", full_page=whole)
