"""Settings are read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import InvalidSettings
from service.settings import describe, load


def test_defaults_need_no_environment() -> None:
    """An empty environment gives a working configuration on loopback."""
    settings = load({})
    assert settings.loopback
    assert settings.models_dir == Path(".standing/models")
    assert settings.base_url == "http://127.0.0.1:8321"


def test_values_are_converted() -> None:
    """Numbers and paths come as numbers and paths."""
    settings = load({"STANDING_PORT": "9000", "STANDING_HOME": "/srv/standing", "PATH": "/bin"})
    assert (settings.port, settings.home) == (9000, Path("/srv/standing"))


@pytest.mark.parametrize(
    ("environ", "named"),
    [({"STANDING_PROT": "1"}, "STANDING_PROT"), ({"STANDING_PORT": "many"}, "STANDING_PORT")],
)
def test_unknown_and_malformed_settings_are_refused(environ: dict[str, str], named: str) -> None:
    """A misspelt name or a value of the wrong type is an error that names it."""
    with pytest.raises(InvalidSettings, match=named):
        load(environ)


def test_secrets_do_not_show_in_the_repr() -> None:
    """A setting marked secret never reaches a log by way of repr."""
    settings = load({"STANDING_DATABASE_URL": "postgresql://u:hunter2@db/x"})
    assert "hunter2" not in repr(settings)


def test_every_setting_is_described() -> None:
    """Each setting carries one line of documentation."""
    assert all(setting.doc.endswith(".") for setting in describe())
