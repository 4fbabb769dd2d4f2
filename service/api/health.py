"""Whether the process lives, and whether each part is ready."""

from __future__ import annotations

from litestar import Controller, MediaType, get


class Health(Controller):
    """For load balancers and people."""

    path = "/health"
    tags = ("health",)

    @get("/live", media_type=MediaType.TEXT, summary="The process is up")
    async def live(self) -> str:
        """Answers as soon as the process listens; touches nothing."""
        return "live"
