"""What is deployed agrees with the program: settings, routes, ports, users, and one file with the other.

The tools that read these files are run over them by `make deploy-check`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from service.app import create_app
from service.serving import GRACE_SECONDS
from service.settings import PREFIX, Settings, load
from service.stores import open_corpus
from service.wiring import Services, build_answerer

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
KUBERNETES = ROOT / "deploy" / "kubernetes"
KUSTOMIZATION = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))
OBJECTS: list[dict[str, Any]] = [
    found
    for name in KUSTOMIZATION["resources"]
    for found in yaml.safe_load_all((KUBERNETES / name).read_text(encoding="utf-8"))
]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
OURS = re.compile(r"^(standing|chroma)$")
"""The programs that our image runs."""


def filled_in(text: str) -> str:
    """Compose's `${NAME:-default}`, where nobody sets anything."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)


def images_environment() -> dict[str, str]:
    lines = re.findall(r"^ENV (.+)$", DOCKERFILE, re.MULTILINE)
    return dict(pair.split("=", 1) for line in lines for pair in line.split())


def routes() -> set[str]:
    settings = load({})
    return {route.path for route in create_app(Services(settings, open_corpus, build_answerer)).routes}


def of_kind(*kinds: str) -> list[dict[str, Any]]:
    return [each for each in OBJECTS if each["kind"] in kinds]


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    """The template of each workload, by its name."""
    for each in of_kind("Deployment", "StatefulSet", "Job"):
        yield each["metadata"]["name"], each["spec"]["template"]
    for each in of_kind("CronJob"):
        yield each["metadata"]["name"], each["spec"]["jobTemplate"]["spec"]["template"]


PODS = dict(pods())
SERVED = PODS["standing"]["spec"]["containers"][0]


def given_to_pods() -> Settings:
    """What the pods' settings are read as: the image's, under those of the ConfigMap and the Secret."""
    (settings,) = (each["data"] for each in of_kind("ConfigMap"))
    (secrets,) = (each["stringData"] for each in of_kind("Secret") if each["metadata"]["name"] == "standing")
    return load(images_environment() | settings | secrets)


def given_by_compose(name: str, tmp_path: Path) -> Settings:
    """What one service's settings are read as; each secret's file holds what docs/deploying.md has put there."""
    environment = {key: filled_in(str(value)) for key, value in SERVICES[name]["environment"].items()}
    for variable, where in environment.items():
        if where.startswith("/run/secrets/"):
            assert where.removeprefix("/run/secrets/") in SERVICES[name]["secrets"]
            secret = tmp_path / variable
            secret.write_text("postgresql://standing:secret@postgres:5432/standing\n")
            environment[variable] = str(secret)
    return load(images_environment() | environment)


@pytest.mark.parametrize("name", ["standing-1", "standing-2", "ingest", "sync"])
def test_compose_gives_real_settings(name: str, tmp_path: Path) -> None:
    """Every name is a setting, every value can be read, and the addresses are those of the services beside it."""
    settings = given_by_compose(name, tmp_path)
    assert sa.make_url(settings.database_url or "").host in SERVICES
    chroma = sa.make_url(settings.chroma_url or "")
    assert chroma.host in SERVICES
    assert str(chroma.port) == SERVICES[str(chroma.host)]["command"][-1]
    assert f"archive:{settings.archive}" in SERVICES[name]["volumes"]
    assert settings.keys_required


def test_the_pods_are_given_real_settings() -> None:
    """As compose, and the password that PostgreSQL is made with is the one it is asked with."""
    settings = given_to_pods()
    ports = {each["metadata"]["name"]: [p["port"] for p in each["spec"]["ports"]] for each in of_kind("Service")}
    database, chroma = sa.make_url(settings.database_url or ""), sa.make_url(settings.chroma_url or "")
    assert database.port in ports[str(database.host)]
    assert chroma.port in ports[str(chroma.host)]
    (postgres,) = (each["stringData"] for each in of_kind("Secret") if each["metadata"]["name"] == "postgres")
    assert database.password == postgres["POSTGRES_PASSWORD"]
    assert (settings.archive or "").startswith("s3://")
    mounts = {mount["mountPath"] for mount in SERVED["volumeMounts"]}
    assert str(settings.home) in mounts
    assert str(settings.models) == f"{images_environment()['STANDING_HOME']}/models"
    assert settings.keys_required


@pytest.mark.parametrize("path", [ROOT / "compose.yaml", ROOT / "Dockerfile", *sorted(KUBERNETES.glob("*.yaml"))])
def test_no_other_name_looks_like_a_setting(path: Path) -> None:
    """Names in comments and commands are settings too, or a reader would set what does not exist."""
    known = {PREFIX + name.upper() for name in Settings.__dataclass_fields__}
    named = set(re.findall(r"\bSTANDING_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert {name.removesuffix("_FILE") for name in named} <= known


@pytest.mark.parametrize("name", PODS)
def test_the_cluster_puts_nothing_into_the_environment(name: str) -> None:
    """A Service named standing makes variables that look like settings and are refused; pods do not ask for them."""
    assert PODS[name]["spec"]["enableServiceLinks"] is False


def test_probes_point_at_routes_that_are_there() -> None:
    """Ready means ready, alive means alive, and the image's own check is one of them."""
    probed = {kind: SERVED[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "readiness", "liveness")}
    assert probed == {"startup": "/health/ready", "readiness": "/health/ready", "liveness": "/health/live"}
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    others = re.findall(r":8321(/[\w/]+)", DOCKERFILE + COMPOSE) + re.findall(r"health_uri (\S+)", caddyfile)
    assert len(others) == 3
    assert {*probed.values(), *others} <= routes()


def test_ports_agree() -> None:
    """The image listens where it says, and all that forwards to it knows."""
    port = load(images_environment()).port
    assert re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE) == [str(port)]
    assert [each["containerPort"] for each in SERVED["ports"]] == [port]
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    replicas = re.findall(r"(standing-\d+):(\d+)", caddyfile)
    assert replicas == [(name, str(port)) for name in SERVICES if name.startswith("standing-")]


def test_nothing_but_the_proxy_is_published() -> None:
    """PostgreSQL and Chroma are in a network of their own that leads nowhere; only the proxy has ports."""
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    networks = yaml.safe_load(COMPOSE)["networks"]
    assert networks["back"]["internal"] is True
    assert [SERVICES[name]["networks"] for name in ("proxy", "postgres", "chroma")] == [["front"], ["back"], ["back"]]


def test_images_agree() -> None:
    """Our programs run from the image of this version, by the user that it was made for; nothing else runs as root."""
    (image,) = KUSTOMIZATION["images"]
    assert (image["name"], image["newTag"]) == ("standing", VERSION)
    for name, service in SERVICES.items():
        if OURS.match(str(service.get("command", ["standing"])[0])) and name not in ("proxy", "postgres"):
            assert service["image"] == f"standing:{VERSION}", name
    uid = re.findall(r"^USER (\d+):\d+$", DOCKERFILE, re.MULTILINE)
    assert f"--uid {uid[0]}" in DOCKERFILE
    for name, pod in PODS.items():
        security = pod["spec"]["securityContext"]
        assert security["runAsNonRoot"], name
        assert str(security["runAsUser"]) == ("999" if name == "postgres" else uid[0])


@pytest.mark.parametrize("name", PODS)
def test_every_pod_is_bounded_and_confined(name: str) -> None:
    """What the namespace enforces, and a limit of memory for each."""
    for container in PODS[name]["spec"]["containers"]:
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}
        assert "memory" in container["resources"]["limits"]
        security = container["securityContext"]
        assert security["allowPrivilegeEscalation"] is False
        assert security["capabilities"] == {"drop": ["ALL"]}
    assert PODS[name]["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}


def test_answers_may_finish_before_a_replica_is_ended() -> None:
    """Compose and Kubernetes wait longer than the service does, and one replica always stays."""
    pod = PODS["standing"]["spec"]
    sleep = SERVED["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert pod["terminationGracePeriodSeconds"] > GRACE_SECONDS + sleep
    assert int(SERVICES["standing-1"]["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS
    (deployment,) = of_kind("Deployment")
    (budget,) = of_kind("PodDisruptionBudget")
    assert deployment["spec"]["replicas"] == 2
    assert budget["spec"] == {"minAvailable": 1, "selector": deployment["spec"]["selector"]}


def test_what_is_named_is_there() -> None:
    """Selectors find pods, ports have names, and every ConfigMap, Secret and volume that is used exists."""
    labels = {name: pod["metadata"]["labels"] for name, pod in PODS.items()}
    held = {(each["kind"], each["metadata"]["name"]) for each in OBJECTS}
    for service in of_kind("Service"):
        found = [name for name, given in labels.items() if service["spec"]["selector"].items() <= given.items()]
        assert len(found) == 1, service["metadata"]["name"]
        ports = {port["name"] for container in PODS[found[0]]["spec"]["containers"] for port in container["ports"]}
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports
    claims = {
        each["metadata"]["name"]: {claim["metadata"]["name"] for claim in each["spec"]["volumeClaimTemplates"]}
        for each in of_kind("StatefulSet")
    }
    for name, pod in PODS.items():
        volumes = {volume["name"] for volume in pod["spec"].get("volumes", [])} | claims.get(name, set())
        for container in pod["spec"]["containers"]:
            assert {mount["name"] for mount in container["volumeMounts"]} == volumes, name
            for source in container.get("envFrom", []):
                kind, wanted = next(iter(source.items()))
                assert ({"configMapRef": "ConfigMap", "secretRef": "Secret"}[kind], wanted["name"]) in held
    (ingress,) = of_kind("Ingress")
    backend = ingress["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert ("Service", backend["name"]) in held


def test_only_placeholders_are_kept_here() -> None:
    """No real secret is in the repository, and the folder that compose reads its own from is not in it either."""
    for each in of_kind("Secret"):
        assert all("change-me" in value for value in each["stringData"].values())
    assert "deploy/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    for secret in yaml.safe_load(COMPOSE)["secrets"].values():
        assert secret["file"].startswith("deploy/secrets/")


def test_the_image_is_built_by_what_the_gate_runs() -> None:
    """The Dockerfile's steps are make targets that the gate makes too, over files that are there."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    needs = {
        name: rest.split("##")[0].split() for name, rest in re.findall(r"^([a-z-]+):(?!=)(.*)$", makefile, re.MULTILINE)
    }
    gate = re.findall(r"^step make ([a-z-]+)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    made: set[str] = set()
    waiting = list(gate)
    while waiting:
        made.add(name := waiting.pop())
        waiting += [need for need in needs.get(name, []) if need not in made]
    built = re.findall(r"\bmake ([a-z-]+)", "\n".join(line for line in DOCKERFILE.splitlines() if line[:3] == "RUN"))
    assert [name for name in built if name in needs] == ["install", "models", "corpus"]
    assert {"install", "models", "corpus"} <= made
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        assert all((ROOT / source).exists() for source in line.split()[:-1])
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(re.findall(r"EXTRAS=(\S+)", DOCKERFILE)[0].split(",")) <= extras.keys()
