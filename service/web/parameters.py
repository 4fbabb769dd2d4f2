"""Query parameters of the pages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from litestar.params import QueryParameter

Offset = Annotated[int | None, QueryParameter(ge=0, required=False)]
Version = Annotated[int | None, QueryParameter(ge=1, required=False)]
AsOf = Annotated[dt.date | None, QueryParameter(required=False)]
Word = Annotated[str, QueryParameter(required=False, max_length=200)]
Onward = Annotated[str, QueryParameter(required=False, max_length=2000)]
