"""Regulators and places by name, for headings and filters."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.gazetteer import Gazetteer


def authority_names(gazetteer: Gazetteer, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of authorities; an id that the gazetteer does not know stands for itself."""
    found = {each: gazetteer.authority(each) for each in ids if each}
    return {each: body.name if body else each for each, body in found.items()}


def place_names(gazetteer: Gazetteer, codes: Iterable[str | None]) -> dict[str, str]:
    """The names of jurisdictions, likewise."""
    found = {each: gazetteer.jurisdiction(each) for each in codes if each}
    return {each: place.name if place else each for each, place in found.items()}


def called(gazetteer: Gazetteer, authority_id: str | None) -> str:
    """An authority as answers call it: by its short name where it has one; empty where none is known."""
    body = gazetteer.authority(authority_id or "")
    return body.short if body else authority_id or ""
