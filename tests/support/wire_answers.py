"""A citation and an answer with every field filled, for tests of what is made of them."""

from __future__ import annotations

import datetime as dt

from service.answering.wire import Answer, Citation, Claim

NOTICE = Citation(
    n=1,
    document_id="d0123456789abcdef",
    version=1,
    passage_id="d0123456789abcdef.1.0",
    title="Enforcement notice: Acme & Sons",
    regulator="ico",
    respondents=("Acme",),
    kind="enforcement notice",
    decided_on=dt.date(2022, 5, 18),
    published_on=None,
    page=2,
    paragraph="4",
    start=0,
    end=4,
    quote="must\ndelete",
    source_url="https://ico.example/acme",
    viewer_url="http://localhost/documents/d0123456789abcdef",
    sha256="ab" * 32,
    retrieved_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
    rank="primary",
)


def answer(**more: object) -> Answer:
    """An answer of one claim; what is given replaces its fields."""
    given: dict[str, object] = {
        "id": "a1",
        "question": "What must Acme delete?",
        "standalone_question": "What must Acme delete?",
        "refused": False,
        "refusal": None,
        "text": "It must delete. [1]",
        "claims": (Claim("It must delete.", (1,), "quote"),),
        "citations": (NOTICE,),
        "standing": (),
        "conflicts": (),
        "dropped": (),
        "coverage": None,
        "mode": "extractive",
        "model": None,
        "corpus_version": "1",
        "timings_ms": {},
        "as_of": dt.date(2026, 1, 2),
    }
    return Answer(**given | more)  # type: ignore[arg-type]
