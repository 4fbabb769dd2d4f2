"""The schema as a whole: which migration makes it, and how its constraints are called."""

from __future__ import annotations

import sqlalchemy as sa

REVISION = "0004"
"""The migration that makes the schema; a test holds it to the newest file in `corpus/migrations/versions`."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=NAMES)
