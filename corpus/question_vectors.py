"""The vectors of questions: begun before they are needed, and kept, as one answer asks for the same several times."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from corpus.caches import Bounded
from corpus.publication import Vector

KEPT = 64
"""Questions whose vectors are kept."""


class QuestionVectors:
    """Embeds questions. Safe to share between threads; close it.

    Args:
        embed: Embeds one question; called from any thread.
        threads: Questions embedded at once before they are needed.
    """

    def __init__(self, embed: Callable[[str], Vector], threads: int) -> None:
        self._embed = embed
        self._made: Bounded[str, Future[Vector]] = Bounded(KEPT)
        self._ahead = ThreadPoolExecutor(threads, thread_name_prefix="question")

    def begin(self, text: str) -> None:
        """Embed a question beside what is done before its vector is needed. What fails then, fails in `of`."""
        if self._made.get(text) is None:
            self._made.put(text, self._ahead.submit(self._embed, text))

    def of(self, text: str) -> Vector:
        """The vector of a question. Raises what embedding raises, and then tries again the next time."""
        begun = self._made.get(text)
        if begun is None:
            begun = Future()
            begun.set_result(self._embed(text))
            self._made.put(text, begun)
        try:
            return begun.result()
        except BaseException:
            self._made.drop(lambda key: key == text)
            raise

    def close(self) -> None:
        """Let the threads go."""
        self._ahead.shutdown(wait=True, cancel_futures=True)
