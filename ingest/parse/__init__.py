"""Files into canonical text with structure: pages, headings, numbered paragraphs, lists, tables."""

from ingest.parse.limits import DEFAULT_LIMITS, ParseLimits
from ingest.parse.parsing import parse

__all__ = ["DEFAULT_LIMITS", "ParseLimits", "parse"]
