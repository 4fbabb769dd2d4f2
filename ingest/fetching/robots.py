"""What a site's robots.txt allows, as RFC 9309 reads it. The only importer of protego."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

AGENT = "Standing"
"""The name that robots.txt files know the program by."""

MAX_DELAY = 30.0
"""Seconds: a longer Crawl-delay is not waited for, as RFC 9309 does not know the line and some ask for hours."""

MAX_BYTES = 512_000
"""RFC 9309 asks for at least 500 kibibytes to be read."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; None when it has none, so that everything may be read."""

    rules: Protego | None = None

    def allows(self, url: str) -> bool:
        """Whether the address may be read."""
        return self.rules is None or bool(self.rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Seconds between requests that the host asks for, up to `MAX_DELAY`."""
        asked = self.rules.crawl_delay(AGENT) if self.rules else None
        return min(float(asked or 0.0), MAX_DELAY)


def read_robots(text: str) -> Robots:
    """Rules from the text of a robots.txt."""
    return Robots(Protego.parse(text))
