"""How long a visitor waits: from the click on an example to the whole answer, in Chromium, over a running service.

Usage: python -m tests.benchmarks.bench_page http://127.0.0.1:8321
"""

from __future__ import annotations

import statistics
import sys

from playwright.sync_api import sync_playwright

ROUNDS = 10
WAIT = """(place) => new Promise((resolve) => {
    const began = performance.now();
    new MutationObserver((_, observer) => {
        if (!document.querySelector(".answer[data-answer]")) return;
        observer.disconnect();
        resolve(performance.now() - began);
    }).observe(document.getElementById("turns"), { childList: true, subtree: true });
    document.querySelectorAll(".examples button")[place].click();
})"""


def main(address: str) -> None:
    """Print the median and the longest wait for each example, after one round to warm up."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        for place, question in enumerate(page.locator(".examples button").all_inner_texts()):
            waits = []
            for _ in range(ROUNDS + 1):
                page.goto(address)
                waits.append(page.evaluate(WAIT, place))
            warm = waits[1:]
            sys.stdout.write(f"{statistics.median(warm):5.0f} ms median, {max(warm):5.0f} ms longest  {question}\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
