"""A regulator's site on this machine: its own description, its hosts on our port, pages of our own writing."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType

from ingest.sources.site_schema import SITES, Site, read_site
from tests.support.web import Answer, Asked, Reply, Web


def page_set(name: str) -> ModuleType:
    """The pages and expectations of one site."""
    return importlib.import_module(f"tests.support.sites.{name.replace('-', '_')}")


def local(text: str, hosts: tuple[str, ...], port: int) -> str:
    """The same text with its hosts on this machine."""
    for host in hosts:
        for scheme in ("https", "http"):
            text = text.replace(f"{scheme}://{host}/", f"http://{host}:{port}/")
    return text


def local_site(name: str, served: Web) -> Site:
    """The bundled description of a site, with its pages served here."""
    text = (SITES / f"{name}.toml").read_text()
    hosts = read_site(text, name).hosts
    site = read_site(local(text, hosts, served.port), name)
    served.pages |= {path: _local(answer, hosts, served.port) for path, answer in page_set(name).PAGES.items()}
    return site


def expected(name: str, site: Site, port: int) -> dict[str, Mapping[str, str | None]]:
    """What should be found, at the addresses of this machine."""
    return {local(url, site.hosts, port): said for url, said in page_set(name).EXPECTED.items()}


def _local(answer: Answer, hosts: tuple[str, ...], port: int) -> Answer:
    if isinstance(answer, Reply):
        return replace(answer, body=local(answer.body, hosts, port)) if isinstance(answer.body, str) else answer
    if isinstance(answer, list):
        return [replace(reply) for reply in answer]

    def localised(asked: Asked) -> Reply:
        reply = answer(asked)
        return replace(reply, body=local(reply.body, hosts, port)) if isinstance(reply.body, str) else reply

    return localised
