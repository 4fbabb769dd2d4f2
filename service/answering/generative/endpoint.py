"""Where a language model is reached, and what came of asking it."""

from __future__ import annotations

from dataclasses import dataclass, field

_COMPLETIONS = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint. The key is never shown in a representation, a log line or a message.

    Args:
        url: The address that `/chat/completions` comes after, as in http://127.0.0.1:8080/v1.
        model: What the endpoint calls the model.
        key: Sent as a bearer token; None sends none.
        connect_seconds: How long a connection may take.
        read_seconds: How long the endpoint may be silent, before the first word and between two.
        total_seconds: How long an answer may take in all, waits between attempts included.
        attempts: How often it is asked while nothing has come yet.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    connect_seconds: float = 3.0
    read_seconds: float = 20.0
    total_seconds: float = 30.0
    attempts: int = 3

    @property
    def base(self) -> str:
        """The address without the path of the call, whichever of the two was given."""
        return self.url.rstrip("/").removesuffix(_COMPLETIONS).rstrip("/")

    @property
    def completions(self) -> str:
        """Where a conversation is posted."""
        return self.base + _COMPLETIONS

    @property
    def models(self) -> str:
        """Where the models are listed, which is asked to see whether anybody is there."""
        return self.base + "/models"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation with the model."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of what the model writes."""

    text: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing came for a moment; `seconds` since the model was asked."""

    seconds: float


@dataclass(slots=True)
class Usage:
    """What one call took: attempts, and tokens as the endpoint counted them (0 where it did not say)."""

    attempts: int = 0
    prompt_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """What was last seen of the endpoint. `ok` is None until it was asked for the first time."""

    ok: bool | None
    message: str
    remedy: str = ""
