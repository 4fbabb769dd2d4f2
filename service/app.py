"""The Litestar application: doors put together over the services."""

from __future__ import annotations

from importlib.metadata import version

from litestar import Litestar
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin

from service.api.answers import Answers
from service.api.health import Health
from service.api.problems import HANDLERS
from service.wiring import Services


def create_app(services: Services) -> Litestar:
    """The application over open services. Closing them is the caller's business."""

    def provide_services() -> Services:
        return services

    return Litestar(
        route_handlers=[Answers, Health],
        dependencies={"services": Provide(provide_services, sync_to_thread=False)},
        exception_handlers=HANDLERS,
        openapi_config=OpenAPIConfig(
            title="Standing",
            version=version("standing"),
            description="What regulators ordered, whom they fined, and whether it still stands.",
            path="/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json"), YamlRenderPlugin(path="/openapi.yaml")],
        ),
    )
