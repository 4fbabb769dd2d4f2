"""Every setting, read from the environment in this one place.

Each field of `Settings` is the environment variable `STANDING_<FIELD>`; an unknown `STANDING_*` name is an error, so
that a misspelt setting cannot be ignored.
"""

from __future__ import annotations

import dataclasses
import os
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from service.errors import InvalidSettings

PREFIX = "STANDING_"
IN_FILE = "_FILE"
"""A secret may be in a file, as containers are given theirs: `STANDING_DATABASE_URL_FILE` names it."""


def _setting(default: object, doc: str, *, secret: bool = False) -> typing.Any:
    return field(default=default, metadata={"doc": doc, "secret": secret}, repr=not secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, with their defaults. `describe()` lists them for the documentation."""

    home: Path = _setting(Path(".standing"), "Folder of the embedded store, the archive and the models.")
    models: Path | None = _setting(None, "Folder of the model files; by default `models` in the home folder.")
    archive: str | None = _setting(
        None,
        "Where documents are kept as they came: a folder or an address such as s3://bucket/folder, whose keys are "
        "taken from the AWS_* variables; by default `archive` in the home folder.",
    )
    contact: str = _setting("", "Address or page that the User-Agent names to the sites that `standing sync` reads.")
    private_sites: tuple[str, ...] = _setting(
        (), "Servers that sources may be on although they are not public, as address:port with commas between."
    )
    host: str = _setting("127.0.0.1", "Address to listen on. Beyond loopback, API keys are required.")
    port: int = _setting(8321, "Port to listen on.")
    public_url: str | None = _setting(None, "Address that links in answers start with; by default host and port.")
    require_keys: bool | None = _setting(
        None, "Whether every request needs an API key; by default only when listening beyond loopback."
    )
    cors_origins: tuple[str, ...] = _setting(
        (), "Origins of other sites whose pages may use the API, with commas between; by default none."
    )
    rate_per_minute: int = _setting(600, "Requests a minute from one key or address; 0 sets no limit.")
    rate_burst: int = _setting(120, "Requests that may come at once before the rate counts.")
    body_kb: int = _setting(1024, "Largest request body in kilobytes, uploads aside.")
    upload_mb: int = _setting(64, "Largest uploaded document in megabytes.")
    body_seconds: float = _setting(60.0, "Seconds in which a request's body must have come.")
    trusted_proxies: tuple[str, ...] = _setting(
        (),
        "Addresses or networks of reverse proxies, with commas between, whose X-Forwarded-For and -Proto are believed.",
    )
    database_url: str | None = _setting(
        None,
        "Address of the registry, as in postgresql://user:password@host:5432/standing, which needs a Chroma server "
        "too; by default SQLite in the home folder.",
        secret=True,
    )
    chroma_url: str | None = _setting(
        None,
        "Address of a Chroma server, as in http://chroma:8000, or https://api.trychroma.com for Chroma Cloud; by "
        "default Chroma is embedded in the home folder.",
    )
    chroma_token: str | None = _setting(None, "Token for the Chroma server or Chroma Cloud.", secret=True)
    chroma_tenant: str = _setting("default_tenant", "Tenant on the Chroma server.")
    chroma_database: str = _setting("default_database", "Database on the Chroma server.")
    chroma_batch: int | None = _setting(
        None, "Passages that may go into one call of the Chroma server; by default 2000, and 300 on Chroma Cloud."
    )
    ray_address: str | None = _setting(
        None,
        "Address of the Ray cluster for `standing ingest --engine ray`, as in host:6379; by default Ray is started on "
        "this machine for the length of the ingest.",
    )
    slack_signing_secret: str | None = _setting(
        None, "Signing secret of the Slack app; with it the bot answers at /slack/events.", secret=True
    )
    slack_bot_token: str | None = _setting(None, "Bot token (xoxb-) when the bot serves one workspace.", secret=True)
    slack_app_token: str | None = _setting(None, "App token (xapp-) for Socket Mode.", secret=True)
    slack_client_id: str | None = _setting(None, "Client id of the Slack app, when several workspaces install it.")
    slack_client_secret: str | None = _setting(None, "Client secret of the Slack app, likewise.", secret=True)
    slack_channels: tuple[str, ...] = _setting(
        (), "Ids of the channels the bot answers in, with commas between; by default all it is invited to."
    )
    slack_api_url: str = _setting("https://slack.com/api/", "Address of Slack's Web API; another one for tests.")
    api_key: str | None = _setting(
        None, "Key with which this machine's commands ask a running service that wants one.", secret=True
    )
    llm_url: str | None = _setting(
        None,
        "Address of an OpenAI-compatible endpoint, as in http://127.0.0.1:8080/v1; with it a language model words the "
        "prose of answers. By default none.",
    )
    llm_model: str = _setting("default", "What that endpoint calls the model.")
    llm_key: str | None = _setting(None, "Key for that endpoint.", secret=True)
    llm_connect_seconds: float = _setting(3.0, "Seconds a connection to the language model may take.")
    llm_read_seconds: float = _setting(20.0, "Seconds the language model may be silent.")
    llm_seconds: float = _setting(30.0, "Seconds the language model may take for one answer, attempts included.")
    llm_attempts: int = _setting(3, "How often the language model is asked while nothing has come from it.")
    llm_prompt_tokens: int = _setting(2000, "Tokens of passages that the language model is sent for one answer.")
    llm_output_tokens: int = _setting(700, "Tokens that the language model may write for one answer.")
    log_level: str = _setting("INFO", "DEBUG, INFO, WARNING or ERROR.")
    otlp_endpoint: str | None = _setting(
        None, "OpenTelemetry collector that gets spans over gRPC, as in http://collector:4317; by default none."
    )
    threads: int = _setting(2, "Threads for embedding and for answering.")
    queue: int = _setting(128, "Questions that may wait for a thread; the next one is told to come back later.")
    answer_seconds: float = _setting(60.0, "Seconds a question may take, its wait in the queue included.")

    @property
    def models_dir(self) -> Path:
        """Where the model files are."""
        return self.models or self.home / "models"

    @property
    def archive_address(self) -> str:
        """Where documents are kept as they came."""
        return self.archive or str(self.home / "archive")

    @property
    def sites_dir(self) -> Path:
        """Where descriptions of one's own sites are."""
        return self.home / "sites"

    @property
    def base_url(self) -> str:
        """The address that links start with, without a slash at its end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def local_url(self) -> str:
        """The address under which this machine reaches the service."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - not bound here
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Whether the service can be reached from this machine only."""
        return self.host in {"127.0.0.1", "localhost", "::1"}

    @property
    def keys_required(self) -> bool:
        """Whether a request without an API key is refused."""
        return not self.loopback if self.require_keys is None else self.require_keys


@dataclass(frozen=True, slots=True)
class Described:
    """One setting as the documentation shows it."""

    variable: str
    default: str
    doc: str
    secret: bool


def describe() -> tuple[Described, ...]:
    """Every setting with its variable, default and meaning."""
    return tuple(
        Described(PREFIX + f.name.upper(), _shown(f.default), f.metadata["doc"], f.metadata["secret"])
        for f in dataclasses.fields(Settings)
    )


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Raises `InvalidSettings` for an unknown `STANDING_*` name, a value of the wrong type or a secret's file that cannot
    be read; the message names it.
    """
    given = {k: v for k, v in (os.environ if environ is None else environ).items() if k.startswith(PREFIX)}
    given = _with_secrets_of_files(given)
    known = {PREFIX + f.name.upper(): f.name for f in dataclasses.fields(Settings)}
    if unknown := sorted(set(given) - set(known)):
        raise InvalidSettings(
            f"Unknown setting {', '.join(unknown)}.", remedy=f"Known settings: {', '.join(sorted(known))}."
        )
    hints = typing.get_type_hints(Settings)
    values: dict[str, typing.Any] = {
        known[name]: _convert(name, raw, hints[known[name]]) for name, raw in given.items() if raw != ""
    }
    return Settings(**values)


def _with_secrets_of_files(given: Mapping[str, str]) -> dict[str, str]:
    """Each name of a secret's file replaced by the secret."""
    files = {each.variable + IN_FILE: each.variable for each in describe() if each.secret}
    values = {name: value for name, value in given.items() if name not in files}
    for name, variable in files.items():
        if not given.get(name):
            continue
        if values.get(variable):
            raise InvalidSettings(f"{variable} and {name} are both set.", remedy="Leave one of them out.")
        try:
            values[variable] = Path(given[name]).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidSettings(
                f"{name}={given[name]!r} cannot be read: {error}.", remedy="Name a text file that this user may read."
            ) from error
    return values


def _convert(variable: str, raw: str, hint: object) -> object:
    wanted = [t for t in typing.get_args(hint) if t is not types.NoneType] if typing.get_args(hint) else [hint]
    kind = typing.get_origin(hint) if typing.get_origin(hint) is tuple else wanted[0]
    try:
        if kind is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[raw.lower()]
        if kind is tuple:
            return tuple(part.strip() for part in raw.split(",") if part.strip())
        if kind in {int, float, Path, str}:
            return typing.cast("type[int]", kind)(raw)
    except (KeyError, ValueError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise InvalidSettings(f"{variable}={raw!r} is not a valid {name}.") from error
    raise InvalidSettings(f"{variable} has a type that cannot be read from the environment.")


def _shown(default: object) -> str:
    return "" if default is None or default == () else str(default)
