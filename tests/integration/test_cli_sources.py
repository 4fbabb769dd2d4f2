"""`standing sources` and `standing sync`, by themselves and through a service that owns the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import service.commands.sources
from corpus.store import Corpus, StoreSettings
from service.cli import cli
from service.settings import Settings
from tests.support import small_site
from tests.support.embedders import HashingEmbedder
from tests.support.ports import free_port
from tests.support.serving import serving, settings_in, small_services
from tests.support.web import Reply, Web, web

LIST = "<ul><li><a href='/a'>Acme Ltd</a> <time>3 March 2026</time></li><li><a href='/b'>B</a></li></ul>"
PAGE = "<html><body><main><h1>Acme Ltd</h1><p>The Commissioner reprimands Acme Ltd for {what}.</p></main></body></html>"


@pytest.fixture
def served() -> Iterator[Web]:
    with web() as running:
        running.pages |= {
            "/list": Reply(
                "<ul><li><a href='/a'>Acme Ltd</a> <time>3 March 2026</time></li><li><a href='/b'>B</a></li></ul>"
            ),
            "/a": Reply(PAGE.format(what="losing letters")),
            "/b": Reply(PAGE.format(what="reading letters")),
        }
        yield running


@pytest.fixture
def home(tmp_path: Path, served: Web, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own with one site of its own, which may be read on this machine."""
    folder = tmp_path / "store"
    (folder / "sites").mkdir(parents=True)
    (folder / "sites" / "acme.toml").write_text(small_site.described("acme", served.port))
    monkeypatch.setenv("STANDING_HOME", str(folder))
    monkeypatch.setenv("STANDING_PRIVATE_SITES", f"127.0.0.1:{served.port}")
    monkeypatch.setenv("STANDING_CONTACT", "https://standing.example/about")

    def open_small(settings: Settings) -> Corpus:
        return Corpus.open(StoreSettings(home=settings.home, models=settings.models_dir), HashingEmbedder())

    monkeypatch.setattr(service.commands.sources, "open_corpus", open_small)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.mark.usefixtures("home")
def test_the_list_names_every_site_and_that_none_was_tried() -> None:
    """Those that come with the program, and one's own; when each was last synced."""
    shown = run("sources", "list").stdout
    assert "acme       ico        html           never tried live  synced never" in shown
    assert "ftc" in shown
    assert run("sync", "acme").exit_code == 0
    listed = [json.loads(line) for line in run("sources", "list", "--json").stdout.splitlines()]
    (acme,) = [site for site in listed if site["name"] == "acme"]
    assert (acme["tried_live"], acme["rests_on"]) == (False, "A server on this machine.")
    assert acme["synced"] != "never"
    assert len(listed) == 11


def test_sync_takes_what_is_new_and_says_so(home: Path, served: Web) -> None:
    """Two documents, then none; the User-Agent names whom to ask."""
    first = run("sync", "acme")
    assert first.exit_code == 0, first.output
    assert first.stdout == ""
    assert "acme: 2 listed, 2 new." in first.stderr
    assert "2 documents taken, 0 of them could not be read" in first.stderr
    assert "acme: 2 listed, nothing new." in run("sync", "acme").stderr
    assert "https://standing.example/about" in served.asked[0].headers["User-Agent"]
    assert (home / "archive").exists()


@pytest.mark.usefixtures("home")
def test_check_tries_a_site_and_writes_nothing(home: Path, served: Web) -> None:
    """What was found, its dates, a document read; then what is wrong once the site has changed."""
    well = run("sources", "check", "acme")
    assert well.exit_code == 0, well.output
    assert "acme: well" in well.stdout
    assert "2 entries, 1 of them dated" in well.stdout
    assert "kind reprimand" in well.stdout
    assert "characters, links 0 documents" in well.stdout
    assert sorted(path.name for path in home.iterdir()) == ["sites"]
    served.pages["/list"] = Reply("<p>We have moved.</p>")
    changed = run("sources", "check", "acme")
    assert changed.exit_code == 1
    assert "its shape may have changed" in changed.stdout
    assert json.loads(run("sources", "check", "acme", "--json").stdout)["lists"][0]["found"] == 0


@pytest.mark.usefixtures("home")
def test_sync_takes_a_feed_an_address_and_a_list_of_addresses(served: Web, tmp_path: Path) -> None:
    """Sources that need no description."""
    base = f"http://127.0.0.1:{served.port}"
    item = f"<item><title>A</title><link>{base}/a</link></item>"
    served.pages["/feed"] = Reply(
        f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>",
        media_type="application/rss+xml",
    )
    served.pages["/map.xml"] = Reply(f"<urlset><url><loc>{base}/b</loc></url></urlset>", media_type="text/xml")
    addresses = tmp_path / "addresses.txt"
    addresses.write_text(f"# two\n{base}/a\n\n{base}/b\n")
    for source, count in (
        (f"feed:{base}/feed", 1),
        (f"sitemap:{base}/map.xml", 1),
        (f"{base}/a", 1),
        (f"urls:{addresses}", 2),
    ):
        result = run("sync", source)
        assert result.exit_code == 0, result.output
        assert f"{count} listed, {count} new" in result.stderr


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("source", ["nobody", "ftp://x.example/a", "urls:/nowhere.txt", "no.toml", "feed:nowhere"])
def test_an_unknown_source_is_refused_with_what_may_be_said(source: str) -> None:
    """Before anything is opened or fetched."""
    result = CliRunner().invoke(cli, ["sync", source])
    assert result.exit_code == 1
    assert type(result.exception).__name__ == "SourceMissing"


@pytest.mark.usefixtures("home")
def test_an_address_of_this_machine_is_refused_unless_named(served: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the setting the same server is a private address like any other."""
    monkeypatch.delenv("STANDING_PRIVATE_SITES")
    result = run("sync", "acme")
    assert result.exit_code == 1
    assert served.asked == []
    assert "not on a port of the web" in result.stderr


def test_sync_goes_through_the_service_that_owns_the_store(
    tmp_path: Path, served: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command, the same report, while the service runs; its documents are there at once."""
    settings = settings_in(tmp_path, port=free_port(), private_sites=(f"127.0.0.1:{served.port}",))
    (settings.home / "sites").mkdir(parents=True)
    (settings.home / "sites" / "acme.toml").write_text(small_site.described("acme", served.port))
    monkeypatch.setenv("STANDING_HOME", str(settings.home))
    services = small_services(settings, announced=True)
    with serving(services, settings.port):
        before = len(services.corpus.registry.documents())
        first = run("sync", "acme")
        assert first.exit_code == 0, first.output
        assert "owns the store and reads for it" in first.stderr
        assert "acme: 2 listed, 2 new." in first.stderr
        assert len(services.corpus.registry.documents()) == before + 2
        served.pages["/c"] = Reply(status=404)
        served.pages["/list"] = Reply("<ul><li><a href='/c'>C</a></li></ul>")
        second = run("sync", "acme")
        assert second.exit_code == 1
        assert "404" in second.stderr
        assert run("sync", "nobody").exit_code == 1
