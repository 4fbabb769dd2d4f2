"""Write the software bill of materials: `python -m tests.supply.sbom FILE`.

CycloneDX reads the environment. What the container image has is `required`, what only builds and tests is `excluded`.
The model files of corpus/assets.toml are components with the sha256 that they are held to, and so is the reader in the
package. Debian's packages (Tesseract, PostgreSQL) are not in it.

Exit status 1 where a component has no licence, a package has no pin, or the image would have one under the GPL alone.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
IMAGE_EXTRAS = ("server", "s3")
"""The extras that the Dockerfile installs."""
Component = dict[str, Any]


def environment() -> dict[str, Any]:
    """What CycloneDX reads of this environment."""
    program = str(Path(sys.executable).with_name("cyclonedx-py"))
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "sbom.json"
        command = [
            program,
            "environment",
            "--pyproject",
            "pyproject.toml",
            "--output-reproducible",
            "--no-validate",
            "--sv",
            "1.6",
        ]
        subprocess.run([*command, "-o", str(written), sys.executable], cwd=ROOT, check=True)
        return dict(json.loads(written.read_text(encoding="utf-8")))


def of_the_image(wanted: Iterable[str]) -> frozenset[str]:
    """The names of what these requirements bring: those they require in turn, with the extras that are asked for.

    CycloneDX's own graph also follows extras that nobody asked for, wherever their packages are installed.
    """
    waiting = [Requirement(each) for each in wanted]
    met: set[tuple[str, str]] = set()
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        for extra in {"", *asked.extras} - {extra for known, extra in met if known == name}:
            met.add((name, extra))
            needs = (Requirement(each) for each in importlib.metadata.requires(name) or ())
            waiting += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return frozenset(name for name, _ in met)


def scoped(components: Iterable[Component], image: frozenset[str], licences: Mapping[str, str]) -> list[Component]:
    """Each package with its scope, and with the licence we read where it declares none."""
    found = []
    for each in components:
        scope = "required" if canonicalize_name(each["name"]) in image else "excluded"
        read = licences.get(canonicalize_name(each["name"]))
        declared = each.get("licenses") or ([{"expression": read}] if read else [])
        found.append({**each, "scope": scope, "licenses": declared})
    return found


def models(assets: Mapping[str, Any]) -> list[Component]:
    """The model files, by what they are for; those that are fetched by default are in the image."""
    return [
        {
            "type": "machine-learning-model" if asset["name"] != "tiktoken" else "data",
            "bom-ref": f"asset:{asset['name']}",
            "name": asset["name"],
            "description": f"{asset['purpose']}; {asset['upstream']}",
            "licenses": [{"license": {"id": asset["licence"]}}],
            "scope": "required" if asset["name"] in assets["groups"]["default"] else "optional",
            "components": [
                {
                    "type": "file",
                    "bom-ref": f"file:{file['path']}",
                    "name": file["path"],
                    "hashes": [{"alg": "SHA-256", "content": file["sha256"]}],
                }
                for file in asset["file"]
            ],
        }
        for asset in assets["asset"]
    ]


def reader() -> Component:
    """The networks of our own that lie in the package."""
    folder = ROOT / "service" / "answering" / "weighing" / "reader"
    return {
        "type": "machine-learning-model",
        "bom-ref": "asset:reader",
        "name": "reader",
        "description": "reads a question with sentences; fitted by us, from cross-encoder/ms-marco-MiniLM-L-12-v2",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "scope": "required",
        "components": [
            {
                "type": "file",
                "bom-ref": f"file:reader/{path.name}",
                "name": f"reader/{path.name}",
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
            }
            for path in sorted(folder.glob("*.onnx")) + sorted(folder.glob("*.json"))
        ],
    }


def complaints(components: Iterable[Component]) -> list[str]:
    """What a reader of the bill would object to."""
    said = []
    for each in components:
        names = [_licence(licence) for licence in each.get("licenses", [])]
        if not names:
            said.append(
                f"{each['name']} has no licence: read its licence file and add it to tests/supply/licences.toml."
            )
        if each["scope"] == "required" and names and all(_copyleft(name) for name in names):
            said.append(f"{each['name']} is under {', '.join(names)} alone, and the image would have it.")
    return said


def unpinned(components: Iterable[Component], pins: str) -> list[str]:
    """Which packages constraints.txt says nothing about, so that the next machine may get another version."""
    pinned = {canonicalize_name(line.partition("==")[0]) for line in pins.splitlines() if "==" in line}
    others = pinned | {"pip", "setuptools"}
    names = [each["name"] for each in components if canonicalize_name(each["name"]) not in others]
    return [f"{name} is not pinned in constraints.txt." for name in names]


def broken(bill: str) -> list[str]:
    """Where the bill breaks the schema of CycloneDX, its addresses included."""
    # jsonschema passes over what it cannot check for want of this, which the Makefile gives to this program alone
    importlib.import_module("rfc3987_syntax")
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - of the extra `checks`
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill)
    return [f"The bill breaks the schema of CycloneDX: {found}"] if found else []


def _licence(entry: Mapping[str, Any]) -> str:
    licence = entry.get("license", {})
    return str(entry.get("expression") or licence.get("id") or licence.get("name"))


def _copyleft(name: str) -> bool:
    return name.startswith(("GPL", "AGPL")) and " OR " not in name


def main() -> int:
    """Write the bill and say what is in it."""
    target = Path(sys.argv[1])
    bill = environment()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licences = tomllib.loads((ROOT / "tests" / "supply" / "licences.toml").read_text(encoding="utf-8"))
    assets = tomllib.loads((ROOT / "corpus" / "assets.toml").read_text(encoding="utf-8"))
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(each for extra in IMAGE_EXTRAS for each in extras[extra])]
    packages = scoped(bill["components"], of_the_image(wanted), licences)
    files = [*models(assets), reader()]
    bill["components"] = packages + files
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill, indent=1, sort_keys=True), encoding="utf-8")
    wrong = complaints(bill["components"]) + unpinned(packages, (ROOT / "constraints.txt").read_text(encoding="utf-8"))
    wrong += broken(target.read_text(encoding="utf-8"))
    required = sum(each["scope"] == "required" for each in packages)
    others = len(packages) - required
    said = f"{target}: {required} packages in the image, {others} that build and test, {len(files)} models and data."
    sys.stdout.write("\n".join([*wrong, said]) + "\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
