"""The store with the real embedder: a question finds words that it does not share."""

from __future__ import annotations

from pathlib import Path

from corpus.store import Corpus, StoreSettings
from ingest.pipeline import ingest
from ingest.sources.item import Item
from tests.support.models import MODELS, needs

TEXTS = {
    "faces.md": "# Faces\n\nThe company must erase the photographs it took from the internet.",
    "cookies.md": "# Cookies\n\nThe banner had no button to refuse trackers as easily as to accept them.",
    "breach.md": "# Breach\n\nThe hospital told the authority of the leak three weeks too late.",
}


@needs("bge-small-en-v1.5/model_quantized.onnx")
def test_a_question_finds_what_it_means(tmp_path: Path) -> None:
    """Vectors of the real model reach from the question's words to the document's."""
    items = [Item(name, name, text.encode, trusted=True) for name, text in TEXTS.items()]
    with Corpus.open(StoreSettings(home=tmp_path, models=MODELS)) as corpus:
        assert ingest(corpus, items).embedded == 3
        asked = {"delete pictures": "faces.md", "rejecting tracking": "cookies.md", "late notification": "breach.md"}
        for question, name in asked.items():
            assert corpus.retriever.search(question, limit=1)[0].document.source.key == name
        corpus.rebuild()
        assert corpus.repair() == 0
    with Corpus.open(StoreSettings(home=tmp_path, models=MODELS)) as corpus:
        corpus.warm()
        assert corpus.retriever.search("delete pictures", limit=1)[0].document.source.key == "faces.md"
