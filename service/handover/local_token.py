"""A token in the store's folder that only its owner can read: who has it is the person who runs the service.

The command line of that person hands work to the service with it, and only with it may a request name files of this
machine: another user of the machine, or a page in a browser, can reach the port but not the token.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAME = "service.token"
PREFIX = "standing-local-"


def write_token(home: Path) -> str:
    """A new token, for as long as this service runs."""
    token = PREFIX + secrets.token_urlsafe(32)
    path = home / NAME
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(token)
    return token


def read_token(home: Path) -> str | None:
    """The token of the service that runs on this store; None when there is none or it is not ours to read."""
    try:
        return (home / NAME).read_text(encoding="ascii")
    except OSError:
        return None


def remove_token(home: Path) -> None:
    """The service has ended."""
    (home / NAME).unlink(missing_ok=True)
