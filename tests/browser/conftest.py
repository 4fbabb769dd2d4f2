"""Chromium over the running service with the bundled corpus: what it loads and logs is watched on every visit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from service import settings as service_settings
from service.settings import Settings
from service.stores import open_corpus
from service.wiring import Services, build_answerer
from tests.support.bundled import open_bundled
from tests.support.serving import serving
from tests.support.staged_answers import StagedAnswerer

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
STORE = ("registry.sqlite3", "lexical.sqlite3", "chroma")
QUESTION = "What must Clearview delete in the UK?"


@dataclass
class Visit:
    """One browser window on the service, and what it did meanwhile."""

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Visit:
        """Go to a page of the service."""
        self.page.goto(self.address + path)
        return self

    def ask(self, question: str = QUESTION) -> Locator:
        """Ask, and wait for the whole answer."""
        before = self.page.locator(".answer[data-answer]").count()
        self.page.fill("#question", question)
        self.page.keyboard.press("Enter")
        answer = self.page.locator(".answer[data-answer]").nth(before)
        answer.wait_for()
        return answer

    def watch(self, context: BrowserContext) -> None:
        """Note every request to another host and every complaint of the console."""
        here = urlsplit(self.address).netloc
        context.on("request", lambda r: self.foreign.append(r.url) if urlsplit(r.url).netloc != here else None)
        context.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))


@pytest.fixture(scope="session")
def bundled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the store that `make corpus` filled."""
    held = service_settings.load().home
    if not (held / STORE[0]).exists():
        pytest.fail(f"{held} holds no corpus: run `make corpus` first.")
    home = tmp_path_factory.mktemp("bundled")
    for path in held.iterdir():
        if path.name.startswith(STORE):
            copy = shutil.copytree if path.is_dir() else shutil.copy2
            copy(path, home / path.name)
    return home


@pytest.fixture(scope="session")
def service(bundled_home: Path) -> Iterator[str]:
    """The address of the service as `make run` serves it."""
    settings = Settings(home=bundled_home, models=service_settings.load().models_dir.absolute(), rate_per_minute=0)
    with serving(Services(settings, open_corpus, build_answerer)) as address:
        yield address


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, StagedAnswerer]]:
    """The same application over an answerer that gives any state on demand."""
    home = tmp_path_factory.mktemp("staged")
    open_bundled(home).close()
    built: list[StagedAnswerer] = []

    def build(corpus: Any, _: Settings) -> StagedAnswerer:
        built.append(StagedAnswerer(corpus))
        return built[0]

    settings = Settings(home=home, rate_per_minute=0)
    with serving(Services(settings, lambda given: open_bundled(given.home), build)) as address:
        yield address, built[0]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visiting(chromium: Browser, address: str, **options: Any) -> Iterator[Visit]:
    """A fresh window; when it closes, nothing may have left the host and the console must be silent."""
    given = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", "locale": "en-GB"} | options
    context = chromium.new_context(**given)
    visit = Visit(context.new_page(), address)
    visit.watch(context)
    visit.page.set_default_timeout(10_000)
    try:
        yield visit
        assert visit.foreign == []
        assert visit.complaints == []
    finally:
        context.close()


@pytest.fixture
def visit(chromium: Browser, service: str) -> Iterator[Visit]:
    """A window on the real service."""
    with visiting(chromium, service) as opened:
        yield opened


@pytest.fixture
def staged(chromium: Browser, stage: tuple[str, StagedAnswerer]) -> Iterator[Visit]:
    """A window on the staged service."""
    with visiting(chromium, stage[0]) as opened:
        yield opened
