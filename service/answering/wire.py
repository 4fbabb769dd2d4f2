"""The answer as every door gives it. Names may grow; they never change meaning, because clients depend on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec

from corpus.documents import InstrumentKind
from corpus.filters import Filters
from service.errors import BadRequest

MAX_QUESTION_CHARACTERS = 2000
"""Longer questions are refused: the longest useful one seen in trials had 400 characters."""

Mode = Literal["auto", "extractive", "llm"]
ClaimKind = Literal["quote", "paraphrase", "record"]


class FilterFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`Filters` on the wire."""

    respondent: tuple[str, ...] = ()
    regulator: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    kind: tuple[InstrumentKind, ...] = ()
    language: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    decided_from: dt.date | None = None
    decided_to: dt.date | None = None

    def to_filters(self) -> Filters:
        """The same filters as the corpus understands them."""
        return Filters(**{name: getattr(self, name) for name in self.__struct_fields__})


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question. Only `question` is required."""

    question: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_QUESTION_CHARACTERS, pattern=r"\S")]
    filters: FilterFields = FilterFields()
    as_of: dt.date | None = None
    conversation_id: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{1,60}$")] | None = None
    mode: Mode = "auto"
    stream: bool = False


def question_of(text: str) -> str:
    """A question as somebody typed it, trimmed. Raises `BadRequest` for an empty or an endless one."""
    question = text.strip()
    if not question:
        raise BadRequest("The question is empty.", remedy="Write one and ask again.")
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise BadRequest(
            f"The question has {len(question):,} characters.", remedy=f"Ask in {MAX_QUESTION_CHARACTERS:,} at most."
        )
    return question


class Citation(msgspec.Struct, frozen=True):
    """Where a claim stands. `quote` is byte for byte `text[start:end]` of that document version."""

    n: int
    document_id: str
    version: int
    passage_id: str
    title: str
    regulator: str | None
    respondents: tuple[str, ...]
    kind: str
    decided_on: dt.date | None
    published_on: dt.date | None
    page: int | None
    paragraph: str | None
    start: int
    end: int
    quote: str
    source_url: str | None
    viewer_url: str
    sha256: str
    retrieved_at: dt.datetime
    rank: str
    matter: str | None = None
    heading: str | None = None


class Claim(msgspec.Struct, frozen=True):
    """One sentence of the answer and the citations that carry it; `opens` says that it begins a paragraph."""

    text: str
    citations: tuple[int, ...]
    kind: ClaimKind
    matter: str | None = None
    opens: bool = False


class HistoryStep(msgspec.Struct, frozen=True):
    """One step of a matter: when, what, and which citations prove it."""

    date: dt.date
    event: str
    citations: tuple[int, ...]
    text: str = ""
    precision: str = "day"


class StandingStatement(msgspec.Struct, frozen=True):
    """Whether a matter's instruments still stand, as far as the documents held show.

    `status` is the state that the certain steps give, `word` what a reader is told: "recommended only" where nothing
    binds, "annulled or in force" where the documents do not settle which. `citations` prove the steps that gave it.
    """

    matter: str
    title: str
    status: str
    text: str
    as_of: dt.date
    known_to: dt.date | None
    history: tuple[HistoryStep, ...]
    citations: tuple[int, ...] = ()
    word: str = ""

    @property
    def said(self) -> str:
        """The word for it; answers kept from before there was one have the state."""
        return self.word or self.status


class Nearest(msgspec.Struct, frozen=True):
    """A related passage offered with a refusal. It is not an answer and never a citation."""

    document_id: str
    passage_id: str
    title: str
    text: str
    viewer_url: str


class Searched(msgspec.Struct, frozen=True):
    """What was looked through before refusing."""

    documents: int
    passages: int
    filters: FilterFields
    known_to: dt.date | None


class Refusal(msgspec.Struct, frozen=True):
    """Why nothing is answered. `candidates` are the names to choose from when the question is ambiguous.

    Of code `courtesy` the reason is the whole reply, to thanks, a greeting or a question about what is held.
    """

    reason: str
    code: Literal[
        "unknown_respondent",
        "not_stated",
        "wrong_regulator",
        "false_premise",
        "off_topic",
        "ambiguous",
        "injection",
        "nothing_verified",
        "empty_corpus",
        "other_language",
        "courtesy",
    ]
    searched: Searched
    nearest: tuple[Nearest, ...] = ()
    candidates: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """One row of a list answer with the citations that carry it."""

    cells: tuple[str, ...]
    citations: tuple[int, ...]
    matter: str | None = None
    status: str | None = None


class Table(msgspec.Struct, frozen=True):
    """A list, total, comparison or timeline from records."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Side(msgspec.Struct, frozen=True):
    """One side of a conflict."""

    text: str
    rank: str
    citations: tuple[int, ...]


class Conflict(msgspec.Struct, frozen=True):
    """Two sources that contradict each other, which one was followed and why."""

    about: str
    followed: Side
    other: Side
    why: str


class Dropped(msgspec.Struct, frozen=True):
    """A claim that did not pass the verifier, and why."""

    text: str
    why: str


class Coverage(msgspec.Struct, frozen=True):
    """How much of the corpus a list could draw on."""

    text: str
    documents: int
    regulators: int
    newest: dt.date | None


class Generation(msgspec.Struct, frozen=True):
    """What a language model had to do with an answer: which one, what it was sent and what came of it.

    `prompt_sha256` is that of the prompt without its random mark. `proposed` claims are those it wrote, `kept` those
    that passed every check; the others are in `dropped`. `failure` says why it ended early or never answered.
    """

    model: str
    prompt_sha256: str
    attempts: int
    prompt_tokens: int
    output_tokens: int
    seconds: float
    proposed: int
    kept: int
    failure: str = ""


class Answer(msgspec.Struct, frozen=True):
    """The whole answer. `refused` answers have no claims and no citations.

    `filters` are those that the request carried: with them the question can be asked again. `notice` is what a reader
    must know about how the answer was made, for example that a language model could not be reached.
    """

    id: str
    question: str
    standalone_question: str
    refused: bool
    refusal: Refusal | None
    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    standing: tuple[StandingStatement, ...]
    conflicts: tuple[Conflict, ...]
    dropped: tuple[Dropped, ...]
    coverage: Coverage | None
    mode: str
    model: str | None
    corpus_version: str
    timings_ms: dict[str, float]
    as_of: dt.date
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    conversation_id: str | None = None
    created_at: dt.datetime | None = None
    filters: FilterFields = FilterFields()
    notice: str = ""
    generation: Generation | None = None

    @property
    def is_courtesy(self) -> bool:
        """Whether it only answers thanks, a greeting or a question about what is held."""
        return self.refusal is not None and self.refusal.code == "courtesy"


class Kept(msgspec.Struct, frozen=True):
    """What is kept with an answer and not given out: the words of the language model as it wrote them, unchecked."""

    raw_output: str = ""


KEPT = msgspec.json.Decoder(Kept)
"""Reads that part of a stored answer."""

ANSWER = msgspec.json.Decoder(Answer)
"""Reads a stored answer. Made here because two threads that make msgspec learn one type at once crash the process."""


class Status(msgspec.Struct, frozen=True):
    """What is being done now, in words for a reader who waits."""

    text: str


Event = Status | Citation | Claim | StandingStatement | Answer
"""What a streamed answer yields: statuses, each citation before the claim that bears it, standing, the answer last."""

EVENT_NAMES: dict[type, str] = {
    Status: "status",
    Citation: "citation",
    Claim: "claim",
    StandingStatement: "standing",
    Answer: "done",
}
"""The name of each event on the wire."""


def whole(events: Iterable[Event]) -> Answer:
    """The answer with which a stream ends."""
    *_, last = events
    if not isinstance(last, Answer):
        raise TypeError("the stream of an answer ends with the answer")
    return last
