"""A plain TCP load balancer in a thread: each connection goes to the next replica that takes it."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

PIECE = 65_536


@contextmanager
def balancing(ports: Sequence[int]) -> Iterator[str]:
    """Balance until the block ends; gives the address."""
    listening = socket.create_server(("127.0.0.1", 0))
    turns = itertools.cycle(range(len(ports)))
    thread = threading.Thread(target=_accept, args=(listening, list(ports), turns), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        # closing alone would leave the thread waiting in accept
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def _accept(listening: socket.socket, ports: list[int], turns: Iterator[int]) -> None:
    while True:
        try:
            client, _ = listening.accept()
        except OSError:
            return
        replica = _connected(ports, next(turns))
        if replica is None:
            client.close()
            continue
        for source, sink in ((client, replica), (replica, client)):
            threading.Thread(target=_carry, args=(source, sink), daemon=True).start()


def _connected(ports: list[int], first: int) -> socket.socket | None:
    for away in range(len(ports)):
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", ports[(first + away) % len(ports)]), timeout=5)
    return None


def _carry(source: socket.socket, sink: socket.socket) -> None:
    """Carry bytes one way until either side ends, then end both."""
    with suppress(OSError):
        source.settimeout(None)  # the other way may have ended both by now
        while piece := source.recv(PIECE):
            sink.sendall(piece)
    for each in (source, sink):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
