"""Whether the program that reads pictures of text is installed; `scan` runs it.

Apart from `scan`, whose libraries take up to half a second of processor time to import (pytesseract loads pandas where
it is there), so that an ingest in which nothing is scanned does not load them.
"""

from __future__ import annotations

import shutil


def available() -> bool:
    """Whether it is on the path."""
    return shutil.which("tesseract") is not None
