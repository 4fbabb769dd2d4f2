"""Budgets are counted in the tokens of language models, from fetched ranks and never from the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import AssetMismatch, AssetUnavailable
from corpus.tokens import Tokens
from tests.support.models import MODELS, ROOT, needs

CL100K = "tiktoken/9b5ad71b2ce5302211f9c61530b329a4922fc6a4"
O200K = "tiktoken/fb374d419588a4632f3f557e76b4b70aebbca790"
GREEK = "Η Αρχή επέβαλε πρόστιμο 🙂"
fetched = needs(CL100K)


@cache
def tokens() -> Tokens:
    return Tokens(MODELS)


@fetched
@pytest.mark.parametrize(("text", "count"), [("", 0), ("hello world", 2), ("EUR 20,000,000", 7), ("<|endoftext|>", 7)])
def test_counts_are_tiktokens(text: str, count: int) -> None:
    """Known texts have their known counts; the names of special tokens are ordinary text in a document."""
    assert tokens().count(text) == count


@needs(O200K)
def test_the_newer_ranks_count_otherwise() -> None:
    """Both vocabularies are there, and they differ."""
    assert Tokens(MODELS, "o200k_base").count(GREEK) < tokens().count(GREEK)


@fetched
@given(text=st.text(max_size=60), budget=st.integers(-1, 40))
def test_a_cut_text_is_a_beginning_within_the_budget(text: str, budget: int) -> None:
    """Whatever the text and the budget, what is kept begins the text and fits; a text that fits is whole."""
    kept = tokens().truncate(text, budget)
    assert text.startswith(kept)
    assert tokens().count(kept) <= max(0, budget)
    assert kept == text or tokens().count(text) > budget


@fetched
@given(texts=st.lists(st.text(max_size=30), max_size=6), budget=st.integers(0, 60))
def test_shares_stay_within_the_common_budget(texts: list[str], budget: int) -> None:
    """All texts together fit, and nothing is cut when they fit anyway."""
    kept = tokens().split_budget(texts, budget)
    assert sum(map(tokens().count, kept)) <= budget
    if sum(map(tokens().count, texts)) <= budget:
        assert kept == texts


@fetched
def test_short_texts_stay_whole_beside_a_long_one() -> None:
    """Only the text that is longer than its share pays."""
    short, long = "A fine of EUR 5 million.", "word " * 500
    kept = tokens().split_budget([long, short], 100)
    assert kept[1] == short
    assert 80 < tokens().count(kept[0]) <= 100


@fetched
def test_loading_needs_no_network_and_leaves_the_environment() -> None:
    """A fresh process reads the ranks from the models directory alone, and puts tiktoken's own setting back."""
    code = (
        "import os, socket, sys; from pathlib import Path; from corpus.tokens import Tokens;"
        "socket.socket.connect = lambda *_: sys.exit('the network was used');"
        f"tokens = Tokens(Path({str(MODELS)!r})); print('tiktoken' in sys.modules);"
        "print(tokens.count('fine'), os.environ['TIKTOKEN_CACHE_DIR'])"
    )
    environment = {**os.environ, "TIKTOKEN_CACHE_DIR": "/elsewhere"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["False", "1 /elsewhere"]


def test_absent_ranks_say_how_to_fetch_them(tmp_path: Path) -> None:
    """Without the file there is a clear error, not a download."""
    with pytest.raises(AssetUnavailable, match="standing models fetch"):
        Tokens(tmp_path).count("fine")


@fetched
def test_damaged_ranks_are_not_replaced_from_the_network(tmp_path: Path) -> None:
    """A file that is not the pinned one is refused, and left for a person to see."""
    (tmp_path / "tiktoken").mkdir()
    shutil.copy(MODELS / CL100K, tmp_path / CL100K)
    with (tmp_path / CL100K).open("ab") as ranks:
        ranks.write(b"more")
    with pytest.raises(AssetMismatch):
        Tokens(tmp_path).count("fine")
    assert (tmp_path / CL100K).exists()


def test_unknown_ranks_list_the_known_ones(tmp_path: Path) -> None:
    """A misspelt vocabulary is answered with what there is."""
    with pytest.raises(AssetUnavailable, match="cl100k_base, o200k_base"):
        Tokens(tmp_path, "cl200k_base")  # type: ignore[arg-type]
