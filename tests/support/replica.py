"""One replica of the service on servers, as a process of its own: `python -m tests.support.replica`.

It takes its settings from the environment as `standing serve` does, and serves by the same code; the hashing embedder
stands for the model's files, and a quoting answerer for the one that needs real documents.
"""

from __future__ import annotations

from corpus.store import Corpus
from service import serving, settings
from service.settings import Settings
from service.stores import store_settings
from service.wiring import Services
from tests.support.embedders import HashingEmbedder
from tests.support.library import QuotingAnswerer


def open_library(given: Settings) -> Corpus:
    """The store of the settings, with the hashing embedder."""
    return Corpus.open(store_settings(given), HashingEmbedder())


def main() -> None:
    """Serve until interrupted."""
    given = settings.load()
    with serving.listen(given.host, given.port) as listening:
        services = Services(
            given, open_library, lambda corpus, opened: QuotingAnswerer(corpus, opened.base_url), announced=True
        )
        serving.serve(services, listening, lambda: None)


if __name__ == "__main__":
    main()
