"""One answer's turn of the language model: its claims, each checked before anybody sees it, and what became of it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import msgspec

from corpus.errors import AssetError
from service.answering.composing.phrasing import sentence_case
from service.answering.composing.reading import Line, Reading
from service.answering.drafting import Drafter
from service.answering.generative.against_records import told_by_records
from service.answering.generative.endpoint import Usage, Waiting
from service.answering.generative.link import Link
from service.answering.generative.passages import Counter, Found, Offer, offer
from service.answering.generative.prompt import SCHEMA, Prompt, make_prompt
from service.answering.generative.proposals import MOST_PROPOSALS, Proposal, ProposalReader, Unreadable
from service.answering.generative.support import unsupported
from service.answering.held.dossier import Proof
from service.answering.weighing.evidence import is_silent
from service.answering.wire import Answer, Claim, Dropped, Generation, Kept, Status
from service.errors import ModelUnavailable

MOST_CLAIMS = 5
"""Claims wanted of the model; a matter is told in at most four sentences without one."""
WITHOUT = "This answer is made of quotes and records, without a language model."
NOT_SET_UP = f"No language model is set up. {WITHOUT}"
NOT_NEEDED = "The records answer this; the language model was not asked."


@dataclass(frozen=True, slots=True)
class Writer:
    """A language model as answering uses it. Safe to share between threads.

    Args:
        link: The way to the model.
        tokens: Counts what a prompt takes.
        prompt_tokens: Budget for the passages of a prompt.
        output_tokens: The most that the model may write.
    """

    link: Link
    tokens: Counter
    prompt_tokens: int = 2000
    output_tokens: int = 700

    def writing(self, question: str, readings: Sequence[Reading], lines: Sequence[Line], drafter: Drafter) -> Writing:
        """The model's turn in one answer; nothing is asked yet."""
        return Writing(self, question, tuple(readings), tuple(lines), drafter)


def _plain(text: str) -> str:
    """For telling whether two sentences are the same words."""
    return " ".join(text.split()).rstrip(" .").casefold()


def kept_with(answer: Answer, writing: Writing | None) -> str:
    """The JSON that is kept of an answer: as it is given out, and the model's words beside it."""
    body = msgspec.to_builtins(answer)
    if writing and writing.raw:
        body |= msgspec.to_builtins(Kept(writing.raw))
    return msgspec.json.encode(body).decode()


@dataclass(slots=True)
class Writing:
    """Asked once, where the first line of prose would stand. Record lines and verdicts are never the model's."""

    writer: Writer
    question: str
    readings: tuple[Reading, ...]
    lines: tuple[Line, ...]
    drafter: Drafter
    kept: list[Claim] = field(default_factory=list)
    generation: Generation | None = None
    raw: str = ""
    failure: str = ""
    _records: dict[str | None, frozenset[Proof]] = field(default_factory=dict)
    _told: set[Proof] = field(default_factory=set)
    _said: set[str] = field(default_factory=set)
    _proposed: int = 0
    _dropped: int = 0

    @property
    def begun(self) -> bool:
        """Whether the model was asked."""
        return self.generation is not None

    @property
    def notice(self) -> str:
        """What a reader must know about the model's part, in words; empty where it did what was wanted."""
        if self.generation is None:
            return NOT_NEEDED
        if self.failure:
            return f"{self.failure} {WITHOUT if not self.kept else 'What it had written by then is shown as checked.'}"
        if not self.kept:
            proposed = "Nothing that the language model wrote could be verified."
            return f"{proposed if self._proposed else 'The language model found nothing to say.'} {WITHOUT}"
        return ""

    def is_prose(self, line: Line) -> bool:
        """Whether a line was chosen from the text to answer, not read off a record, given a verdict or told aside."""
        if line.aside or line.variants or line.verdict or len(line.sentences) != 1 or is_silent(line.sentences[0]):
            return False
        if line.matter not in self._records:
            self._records[line.matter] = self._of_records(line.matter)
        return line.sentences[0].proof not in self._records[line.matter]

    def replaces(self, line: Line) -> bool:
        """Whether a claim that was kept says what this line would quote."""
        return bool({sentence.proof for sentence in line.sentences} & self._told)

    @property
    def model(self) -> str:
        """What the endpoint calls the model."""
        return self.writer.link.endpoint.model

    def pieces(self) -> Iterator[Status | Claim]:
        """Ask the model and give each claim that passes; in between, that it is still being waited for."""
        began = time.perf_counter()
        prompt: Prompt | None = None
        usage = Usage()
        try:
            prose = filter(self.is_prose, self.lines)
            offered = offer(self.readings, prose, self.writer.tokens, self.writer.prompt_tokens)
            prompt = make_prompt(self.question, offered.shown, MOST_CLAIMS)
            reply = self.writer.link.ask(prompt.messages, self.writer.output_tokens, SCHEMA)
            usage = reply.usage
            yield Status("Asking the language model")
            reader = ProposalReader()
            with closing(reply.read()) as pieces:
                for piece in pieces:
                    if isinstance(piece, Waiting):
                        yield Status(f"The language model is writing ({piece.seconds:.0f} s)")
                        continue
                    self.raw += piece.text
                    for found in reader.feed(piece.text):
                        yield from self._judged(found, offered)
                    if self._proposed >= MOST_PROPOSALS:
                        break
            for rest in reader.end():
                yield from self._judged(rest, offered)
        except (ModelUnavailable, AssetError) as error:
            self.failure = error.message
        finally:
            self.generation = self._generation(prompt, usage, time.perf_counter() - began)

    def _generation(self, prompt: Prompt | None, usage: Usage, seconds: float) -> Generation:
        return Generation(
            model=self.model,
            prompt_sha256=prompt.sha256 if prompt else "",
            attempts=usage.attempts,
            prompt_tokens=usage.prompt_tokens,
            output_tokens=usage.output_tokens,
            seconds=round(seconds, 3),
            proposed=self._proposed,
            kept=len(self.kept),
            failure=self.failure,
        )

    def _judged(self, found: Proposal | Unreadable, offered: Offer) -> Iterator[Claim]:
        self._proposed += 1
        if isinstance(found, Unreadable):
            self._drop(found.text, found.why)
            return
        text = sentence_case(found.text.rstrip(" .")) + "."
        if text.casefold() in self._said:
            return
        why = "no passage named"
        for label, quote in found.places:
            placed = self._placed(label, quote, offered)
            if isinstance(placed, str):
                why = placed
                continue
            reading = self._reading(placed)
            why = unsupported(text, placed.quote, placed.text) or told_by_records(text, placed.sentences, reading) or ""
            if not why:
                yield from self._shown(text, placed, reading)
                return
        self._drop(found.text, why)

    def _placed(self, label: str, quote: str, offered: Offer) -> Found | str:
        found = offered.find(quote, label)
        if found is None:
            return "the quote stands in no passage shown"
        if not any(sentence.proof in offered.citable for sentence in found.sentences):
            return "the passage quoted does not speak of what is asked"
        return found

    def _shown(self, text: str, found: Found, reading: Reading) -> Iterator[Claim]:
        """The claim, if the verifier that every claim must pass lets it pass."""
        before = len(self.drafter.dropped)
        matter, whole = reading.dossier.id, len(found.sentences) == 1 and _plain(text) == _plain(found.text)
        claim = (
            self.drafter.claim(Line(found.sentences, matter=matter))
            if whole
            else self.drafter.paraphrase(text, found.sentences, matter)
        )
        self._dropped += len(self.drafter.dropped) - before
        if claim is None:
            return
        self._said.add(text.casefold())
        self._told.update(sentence.proof for sentence in found.sentences)
        self.kept.append(claim)
        yield claim

    def _drop(self, text: str, why: str) -> None:
        self._dropped += 1
        self.drafter.dropped.append(Dropped(text[:500], f"language model: {why}"))

    def _reading(self, found: Found) -> Reading:
        document = found.sentences[0].proof.document_id
        return next(one for one in self.readings if one.document(document))

    def _of_records(self, matter: str | None) -> frozenset[Proof]:
        """The sentences that sums, orders and steps of a matter were read in."""
        reading = next((one for one in self.readings if one.dossier.id == matter), None)
        if reading is None:
            return frozenset()
        dossier = reading.dossier
        places = [(one.document_id, one.record.span) for one in dossier.penalties]
        places += [(one.document_id, one.record.span) for one in dossier.orders]
        sentences = [reading.sentence(*place) for place in places]
        lines = [line for event in reading.dossier.events() if (line := reading.event_line(event))]
        return frozenset(
            sentence.proof for sentence in [*sentences, *(s for line in lines for s in line.sentences)] if sentence
        )
