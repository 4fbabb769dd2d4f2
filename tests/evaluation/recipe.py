"""The default recipe of LangChain's tutorials, made of the same parts: a recursive splitter, MiniLM, one Chroma search.

`split` gives the chunks that RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200) of
langchain-text-splitters 1.x gives, compared on every labelled decision; the package itself is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence

SIZE = 1000
OVERLAP = 200
SEPARATORS = ("\n\n", "\n", " ", "")


def split(text: str, separators: Sequence[str] = SEPARATORS) -> list[str]:
    """Chunks of at most `SIZE` characters that share up to `OVERLAP`, cut at the coarsest separator that will do."""
    at = next(n for n, separator in enumerate(separators) if separator in text)
    finer = separators[at + 1 :]
    chunks: list[str] = []
    short: list[str] = []
    for piece in _pieces(text, separators[at]):
        if len(piece) < SIZE:
            short.append(piece)
            continue
        chunks += _joined(short)
        short = []
        chunks += split(piece, finer) if finer else [piece]
    return chunks + _joined(short)


def _pieces(text: str, separator: str) -> list[str]:
    """Each piece but the first begins with the separator that parted it from the one before."""
    if not separator:
        return list(text)
    first, *rest = text.split(separator)
    return [piece for piece in (first, *(separator + piece for piece in rest)) if piece]


def _joined(pieces: Sequence[str]) -> list[str]:
    """Neighbouring pieces together, up to the size; the next chunk begins with the last ones of this."""
    chunks: list[str] = []
    current: list[str] = []
    total = 0
    for piece in pieces:
        if total + len(piece) > SIZE and current:
            chunks.append("".join(current).strip())
            while total > OVERLAP or (total + len(piece) > SIZE and total > 0):
                total -= len(current.pop(0))
        current.append(piece)
        total += len(piece)
    chunks.append("".join(current).strip())
    return [chunk for chunk in chunks if chunk]
