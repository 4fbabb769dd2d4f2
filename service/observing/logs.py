"""Structured logs on standard error: JSON for machines, columns for a terminal, and never a secret."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

SECRET_NAMES = re.compile(r"authorization|cookie|password|secret|token|api_?key|database_url", re.IGNORECASE)
SECRET_VALUES = re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)|\bsk-standing-[\w-]+|(?<=Bearer )\S+")
MASK = "***"

Entry = MutableMapping[str, Any]


def mask(_logger: object, _method: str, entry: Entry) -> Entry:
    """Hide values under telling names, and keys and passwords inside any text."""
    for name, value in entry.items():
        if SECRET_NAMES.search(name):
            entry[name] = MASK
        elif isinstance(value, str):
            entry[name] = SECRET_VALUES.sub(MASK, value)
    return entry


def configure(level: str) -> None:
    """Send our own logs and those of libraries through one chain."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    terminal = sys.stderr.isatty()
    last: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer()] if terminal else [structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    tail: list[structlog.typing.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        mask,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[*tail, *last]))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in (
        "httpx",
        "httpcore",
        "uvicorn.access",
        "chromadb",
        "uvicorn.error",
        "mcp",
        "alembic",
        "sentence_transformers",
    ):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
