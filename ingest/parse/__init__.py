"""Files into canonical text with structure: pages, headings, numbered paragraphs, lists, tables."""

from ingest.parse.limits import DEFAULT_LIMITS, ParseLimits
from ingest.parse.parsing import parse
from ingest.parse.sandbox import Sandbox
from ingest.parse.throughput import ParseJob, ParseOutcome, parse_many

__all__ = ["DEFAULT_LIMITS", "ParseJob", "ParseLimits", "ParseOutcome", "Sandbox", "parse", "parse_many"]
