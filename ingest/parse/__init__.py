"""Files into canonical text with structure: pages, headings, numbered paragraphs, lists, tables.

`apart.sandbox` and `apart.throughput` are imported by their own names: the parsing program, which is itself in this
package, needs neither, and starts in two thirds of the time without what they import.
"""

from ingest.parse.limits import DEFAULT_LIMITS, ParseLimits
from ingest.parse.parsing import parse

__all__ = ["DEFAULT_LIMITS", "ParseLimits", "parse"]
