"""Which folder of this machine is meant by the name that its documents' source keys begin with."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from corpus.database import Database, put
from corpus.tables import folders


class FolderStore:
    """Reads and writes of folders' names. One folder has one name; a name means one folder at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, Path]:
        """Every name, and the folder that it means."""
        with self._database.read() as connection:
            return {row.name: Path(row.path) for row in connection.execute(sa.select(folders))}

    def bind(self, name: str, path: Path) -> None:
        """From now on the name means that folder."""
        with self._database.write() as connection:
            put(connection, folders, {"name": name, "path": str(path)})
