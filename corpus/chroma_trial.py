"""Opens an embedded Chroma folder and walks its graph: `python -m corpus.chroma_trial FOLDER`, in a process to lose.

Exit status 0 when all went well; anything else, or a signal, says that the folder is damaged.
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.vector_index import open_trusted

WALKS = 32
"""Searches from vectors held, for as many neighbours as retrieval asks for: they touch most of a small graph."""

NEIGHBOURS = 200


def main(folder: Path) -> None:
    """Raises, or crashes, where the folder is damaged."""
    index = open_trusted(folder)
    for vector in index.some_vectors(WALKS):
        index.search(vector, NEIGHBOURS)
    index.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
