"""Many threads at the moment when everything is met for the first time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIRST_READS = """
import sys, threading
from pathlib import Path
from corpus.digest import read_digest
sys.setswitchinterval(1e-6)
texts = [path.read_text() for path in sorted(Path("corpus/data/digests").glob("*.md"))[:6]]
together = threading.Barrier(8)
def read():
    together.wait()
    for text in texts:
        read_digest(text)
threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


@pytest.mark.parametrize("attempt", range(4))
def test_eight_threads_read_their_first_digest_at_once(attempt: int) -> None:
    """A third of such processes died of a segmentation fault before types were learnt at import."""
    done = subprocess.run([sys.executable, "-c", FIRST_READS], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, (attempt, done.stderr)
