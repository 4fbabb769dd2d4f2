"""Every bundled digest's events fold to the standing that its front matter states."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.digest import Digest, read_digest
from corpus.documents import SourceRank, Span
from corpus.matters import Event
from corpus.standing import fold

DIGESTS = sorted((Path(__file__).parents[2] / "corpus" / "data" / "digests").glob("*.md"))


def events(digest: Digest) -> list[Event]:
    return [
        Event(
            kind=e.kind,
            on=e.date,
            body=e.body,
            body_rank=e.body_rank,
            document_id=digest.head.matter,
            span=Span(0, 0),
            rank=SourceRank.DIGEST,
            precision=e.precision,
            last_instance=e.last_instance,
            applies_to=e.applies_to,
            effect=e.effect,
        )
        for e in digest.head.events
    ]


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_the_fold_of_a_digest_is_its_stated_standing(path: Path) -> None:
    """A digest whose events and stated standing disagree misleads: one of the two is wrong."""
    digest = read_digest(path.read_text(encoding="utf-8"))
    standing = fold(events(digest), digest.head.known_to)
    assert standing.state is digest.head.standing.state, [(s.event.on, s.event.kind, s.state) for s in standing.steps]
