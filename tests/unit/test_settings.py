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


def test_a_secret_may_be_in_a_file(tmp_path: Path) -> None:
    """Its file is read without the line's end; a setting that is no secret has no such name."""
    secret = tmp_path / "database_url"
    secret.write_text("postgresql://u:hunter2@db/x\n")
    assert load({"STANDING_DATABASE_URL_FILE": str(secret)}).database_url == "postgresql://u:hunter2@db/x"
    with pytest.raises(InvalidSettings, match="Unknown setting STANDING_PORT_FILE"):
        load({"STANDING_PORT_FILE": str(secret)})


@pytest.mark.parametrize("also", [{}, {"STANDING_API_KEY": "another"}])
def test_a_secret_that_cannot_be_had_is_refused(tmp_path: Path, also: dict[str, str]) -> None:
    """A file that is not there, and a secret that is given twice, are errors that name the setting."""
    with pytest.raises(InvalidSettings, match="STANDING_API_KEY_FILE"):
        load({"STANDING_API_KEY_FILE": str(tmp_path / "none"), **also})


def test_every_setting_is_described() -> None:
    """Each setting carries one line of documentation."""
    assert all(setting.doc.endswith(".") for setting in describe())
