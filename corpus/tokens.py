"""Token budgets of prompts, by tiktoken: the only module that imports it.

The ranks come from the models directory; nothing is downloaded here. tiktoken is imported with the first count.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.assets import require
from corpus.errors import AssetUnavailable

if TYPE_CHECKING:
    import tiktoken

Ranks = Literal["cl100k_base", "o200k_base"]
# tiktoken's cache names a file by the sha1 of the address it would be downloaded from.
_FILES = {
    "cl100k_base": "tiktoken/9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
    "o200k_base": "tiktoken/fb374d419588a4632f3f557e76b4b70aebbca790",
}
_CACHE = "TIKTOKEN_CACHE_DIR"
_loading = threading.Lock()


class Tokens:
    """Counts and cuts texts by the tokens of a language model. Safe to use from several threads."""

    def __init__(self, directory: Path, ranks: Ranks = "cl100k_base") -> None:
        """Reads nothing yet.

        Args:
            directory: Where `standing models fetch` put the files.
            ranks: `o200k_base` for the newer models of OpenAI; for others either is an estimate.

        Raises:
            AssetUnavailable: no such ranks are pinned.
        """
        if ranks not in _FILES:
            raise AssetUnavailable(f"No token ranks are called {ranks}.", remedy=f"Choose from: {', '.join(_FILES)}.")
        self._directory = directory
        self._ranks = ranks

    def count(self, text: str) -> int:
        """How many tokens the text has.

        Raises:
            AssetUnavailable: the ranks were not fetched.
            AssetMismatch: the file there is not the pinned one.
        """
        return len(self._encoding.encode_ordinary(text))

    def truncate(self, text: str, budget: int) -> str:
        """The longest beginning of the text that has at most `budget` tokens.

        It is a true beginning of the text: a character is never torn, as cutting between tokens can.
        """
        tokens = self._encoding.encode_ordinary(text)
        if len(tokens) <= budget:
            return text
        kept = self._encoding.decode_bytes(tokens[: max(0, budget)]).decode("utf-8", errors="ignore")
        # A shorter text can take more tokens when the cut parts what was one token.
        while kept and self.count(kept) > budget:
            kept = kept[:-1]
        return kept

    def split_budget(self, texts: Sequence[str], budget: int) -> list[str]:
        """Fits texts into a common budget: short ones stay whole, long ones share what is left evenly.

        Args:
            texts: For example the passages of a prompt.
            budget: Tokens for all of them together.

        Returns:
            The texts in their order, cut where they had to be.
        """
        shares = _shares([self.count(text) for text in texts], budget)
        return [self.truncate(text, share) for text, share in zip(texts, shares, strict=True)]

    @cached_property
    def _encoding(self) -> tiktoken.Encoding:
        # tiktoken would replace a file it finds wanting from the network, so the file is checked before it looks.
        place = require(self._directory, _FILES[self._ranks])
        import tiktoken  # noqa: PLC0415 - a tenth of a second that most commands need not spend

        with _loading:
            before = os.environ.get(_CACHE)
            os.environ[_CACHE] = str(place.parent)
            try:
                return tiktoken.get_encoding(self._ranks)
            finally:
                if before is None:
                    del os.environ[_CACHE]
                else:
                    os.environ[_CACHE] = before


def _shares(needs: Sequence[int], budget: int) -> list[int]:
    shares = [0] * len(needs)
    left, waiting = max(0, budget), len(needs)
    for index in sorted(range(len(needs)), key=needs.__getitem__):
        shares[index] = min(needs[index], left // waiting)
        left -= shares[index]
        waiting -= 1
    return shares
