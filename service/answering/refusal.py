"""Refusals: why nothing is answered, what was searched, and the nearest passages, which are no answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.documents import Document, Passage
from corpus.filters import Filters
from service.answering.choosing.planned import Plan
from service.answering.composing.phrasing import ended, in_place, joined, short_name, with_article
from service.answering.courtesies import reply
from service.answering.drafting import viewer_url
from service.answering.held.dossier import Dossier, Sentence
from service.answering.held.knowledge import Knowledge
from service.answering.question import Intent, Premise, Query
from service.answering.wire import FilterFields, Nearest, Refusal, Searched

MOST_NEAREST = 3
NEAREST_CHARACTERS = 300
OF_WHAT_IS_HELD = frozenset({"not_stated", "unknown_respondent", "wrong_regulator"})
"""Codes of refusals for want of documents, rather than for the question itself."""
_BLANKED = re.compile(r"x{3,}", re.IGNORECASE)
"""A name in the words of a premise."""


def searched(knowledge: Knowledge, filters: Filters) -> Searched:
    """What was looked through."""
    fields = FilterFields(**{name: getattr(filters, name) for name in FilterFields.__struct_fields__})
    ids = knowledge.corpus.registry.document_ids(filters) if filters else None
    held = [d for d in knowledge.documents() if ids is None or d.id in ids]
    return Searched(len(held), sum(d.passages for d in held), fields, knowledge.newest())


class Refuser:
    """Words refusals for one question. `base_url` is that of the links to nearest passages."""

    def __init__(self, query: Query, knowledge: Knowledge, filters: Filters, base_url: str) -> None:
        self._query = query
        self._knowledge = knowledge
        self._filters = filters
        self._base_url = base_url

    def injection(self) -> Refusal:
        """The question gives orders."""
        return self._refusal(
            "injection",
            "This reads as an instruction to the program, not as a question about enforcement. Ask what a regulator "
            "ordered, whom it fined, or whether that still stands.",
        )

    def courtesy(self) -> Refusal:
        """Nothing is asked that a document could answer."""
        return self._refusal("courtesy", reply(self._query, self._knowledge))

    def off_topic(self) -> Refusal:
        """The question is about something else."""
        return self._refusal(
            "off_topic",
            "This is outside what the documents held are about: what data protection authorities ordered, whom they "
            "fined, and whether it still stands.",
        )

    def other_language(self) -> Refusal:
        """The question is asked in another language than English."""
        return self._refusal(
            "other_language",
            f"The question reads as {self._query.language}. Questions are understood in English only, though documents "
            "in other languages are read and quoted. Ask it again in English; names may stay as they are.",
            nearest=self._similar(),
        )

    def empty(self) -> Refusal:
        """Nothing is held at all."""
        return self._refusal("empty_corpus", "No documents are held yet, so nothing can be answered.")

    def ambiguous(self, candidates: Sequence[str]) -> Refusal:
        """A name that several bear."""
        return self._refusal(
            "ambiguous",
            f"Several respondents fit that name: {joined(candidates, 'or')}. Which one?",
            candidates=candidates,
        )

    def unsaid_subject(self) -> Refusal:
        """The question could be about any matter."""
        return self._refusal(
            "ambiguous", "The question does not say whom or what it is about. Name a company or an authority."
        )

    def unknown_respondent(self) -> Refusal:
        """Nobody of that name is in any document."""
        who = joined(self._query.unknown, "or")
        return self._refusal("unknown_respondent", ended(f"No document held names {who}"), nearest=self._similar())

    def nobody_such(self, described: str) -> Refusal:
        """Somebody is only described, and nobody in the documents of the place is of that sort."""
        where = joined([in_place(self._knowledge.gazetteer, code) for code in self._query.jurisdictions], "or")
        reason = ended(f"No document held speaks of a matter {where} about “{described}”")
        return self._refusal("unknown_respondent", reason, nearest=self._similar())

    def no_such_number(self, numbers: Sequence[str]) -> Refusal:
        """A decision is asked about by a number that no document bears or writes."""
        reason = ended(f"No document held bears or writes the number {joined(numbers, 'or')}")
        return self._refusal("not_stated", reason, nearest=self._similar())

    def unmentioned(self, names: Sequence[str]) -> Refusal:
        """The respondent is known; somebody else in the question is not."""
        return self._refusal(
            "not_stated", ended(f"No document held names {joined(names, 'or')}"), nearest=self._similar()
        )

    def wrong_regulator(self, elsewhere: Sequence[Dossier]) -> Refusal:
        """The respondent is known, but not before the authority asked."""
        whom = _parties(elsewhere)
        acted = joined(self._authorities(elsewhere))
        asked = self._asked_bodies()
        reason = ended(
            f"No document held shows {asked} acting against {whom}. The documents held about {whom} concern {acted}"
        )
        return self._refusal("wrong_regulator", reason, nearest=self._openings(elsewhere))

    def nothing_there(self) -> Refusal:
        """No document of the place, authority or time asked for."""
        where = (
            self._asked_bodies()
            if self._query.regulators
            else joined([in_place(self._knowledge.gazetteer, code) for code in self._query.jurisdictions], "or")
        )
        subject = "a decision of " + where if self._query.regulators else f"an authority {where}"
        reason = ended(f"No document held records {subject}") if where else "No document held fits the question."
        if self._query.names:
            reason = ended(f"No document held that fits the question speaks of {joined(self._query.names, 'or')}")
        return self._refusal("not_stated", reason, nearest=self._similar())

    def nothing_recorded(self, subject: str = "") -> Refusal:
        """A list that would be empty."""
        reason = "No record in the documents held fits the question."
        if subject:
            reason = f"No matter in the documents held that fits the rest of the question is about “{subject}”."
        return self._refusal("not_stated", reason, nearest=self._similar())

    def not_stated(self, plan: Plan, silent: Sequence[Sentence], nearest: Iterable[Sentence]) -> Refusal:
        """The matter is known, and the documents about it do not say."""
        close = [*silent, *nearest]
        return self._refusal("not_stated", self._unsaid(plan, silent), nearest=self._of_sentences(close))

    def false_premise(self, plan: Plan, denied: Sequence[Sentence], nearest: Iterable[Sentence]) -> Refusal:
        """The question takes something for granted that no document shows, or that one says was not so."""
        words = self._premise_words()
        about = joined([one.title for one in plan.dossiers[:2]])
        told = "".join(f" {ended(one.text)}" for one in denied[:1])
        reason = f"No document held shows what the question takes for granted ({words}).{told} What is held: {about}"
        return self._refusal("false_premise", ended(reason), nearest=self._of_sentences([*denied, *nearest]))

    def nothing_verified(self, nearest: Iterable[Sentence]) -> Refusal:
        """Sentences were found and none passed the verifier."""
        return self._refusal(
            "nothing_verified",
            "Nothing found could be verified against the documents held, so nothing is answered.",
            nearest=self._of_sentences(nearest),
        )

    def _unsaid(self, plan: Plan, silent: Sequence[Sentence]) -> str:
        if silent:
            return f"Not stated in the documents held. {silent[0].text}"
        about = joined([_matter_words(one, self._knowledge) for one in plan.dossiers[:2]])
        where = f" about {about}" if about else ""
        if self._query.main is Intent.DEADLINE:
            return f"Not stated: the documents held{where} give no time limit for this."
        if plan.uncovered:
            return f"Not stated: the documents held{where} say nothing of this."
        return ended(f"Not stated in the documents held{where}")

    def _premise_words(self) -> str:
        events = [one.words for one in self._query.asked if one.premise is Premise.EVENT]
        other = [one.words for one in self._query.asked]
        words = (events or other or [self._query.text])[0]
        return f"“{_as_asked(words, self._query.text)}”"

    def _asked_bodies(self) -> str:
        gazetteer = self._knowledge.gazetteer
        named = [with_article(short_name(gazetteer, body)) for body in self._query.regulators]
        named += [f"an authority {in_place(gazetteer, code)}" for code in self._query.jurisdictions]
        return joined(named, "or")

    def _authorities(self, dossiers: Sequence[Dossier]) -> list[str]:
        gazetteer = self._knowledge.gazetteer
        bodies: list[str | None] = list(dict.fromkeys(body for one in dossiers if (body := _body_of(one)))) or [None]
        return [with_article(short_name(gazetteer, body)) for body in bodies][:6]

    def _similar(self) -> tuple[Nearest, ...]:
        hits = self._knowledge.search(self._query.text, self._filters, MOST_NEAREST)
        return tuple(self._nearest(hit.document, hit.passage, hit.passage.text) for hit in hits)

    def _openings(self, dossiers: Sequence[Dossier]) -> tuple[Nearest, ...]:
        found = []
        for dossier in dossiers[:MOST_NEAREST]:
            document = dossier.documents[0]
            passages = self._knowledge.passages_of(document.id, document.version)
            if passages:
                found.append(self._nearest(document, passages[0], passages[0].text))
        return tuple(found)

    def _of_sentences(self, sentences: Iterable[Sentence]) -> tuple[Nearest, ...]:
        found: dict[str, Nearest] = {}
        for sentence in sentences:
            document = self._knowledge.document(sentence.proof.document_id)
            if document and len(found) < MOST_NEAREST and sentence.text not in found:
                span = sentence.proof.span
                url = viewer_url(self._base_url, document, span.start, span.end)
                found[sentence.text] = Nearest(
                    document.id, sentence.passage_id, document.description.title, _cut(sentence.text), url
                )
        return tuple(found.values())

    def _nearest(self, document: Document, passage: Passage, text: str) -> Nearest:
        url = viewer_url(self._base_url, document, passage.span.start, passage.span.end)
        return Nearest(document.id, passage.id, document.description.title, _cut(text), url)

    def _refusal(
        self, code: str, reason: str, *, nearest: tuple[Nearest, ...] = (), candidates: Sequence[str] = ()
    ) -> Refusal:
        looked = searched(self._knowledge, self._filters)
        if code in OF_WHAT_IS_HELD and self._filters and not looked.documents:
            reason = f"No document held meets the filters that were set: {_told(self._filters)}."
        return Refusal(reason, code, looked, nearest, tuple(candidates))  # type: ignore[arg-type]


def _told(filters: Filters) -> str:
    """Each filter that is set with its values: "regulator ico or cnil, decided from 2024-01-31"."""
    values = {name: getattr(filters, name) for name in FilterFields.__struct_fields__}
    return ", ".join(
        f"{name.replace('_', ' ')} {joined(value, 'or') if isinstance(value, tuple) else value}"
        for name, value in values.items()
        if value
    )


def _matter_words(dossier: Dossier, knowledge: Knowledge) -> str:
    """A matter by who acts in it against whom, or, where one of these is not known, by its title."""
    body, parties = _body_of(dossier), list(dossier.respondents[:2])
    if not body or not parties:
        return f"“{dossier.title}”"
    return f"{with_article(short_name(knowledge.gazetteer, body))}’s matter against {joined(parties)}"


def _body_of(dossier: Dossier) -> str | None:
    """The authority of a matter, or the court where no authority is known."""
    return dossier.regulator or next((d.description.court for d in dossier.documents if d.description.court), None)


def _parties(dossiers: Iterable[Dossier]) -> str:
    """Whom matters are about, by name or, where nobody is named, by title."""
    names = (one.respondents[0] if one.respondents else f"“{one.title}”" for one in dossiers)
    return joined(list(dict.fromkeys(names))[:2])


def _cut(text: str) -> str:
    return text if len(text) <= NEAREST_CHARACTERS else text[:NEAREST_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _as_asked(words: str, question: str) -> str:
    """Words of a question in which names are blanked out, as they stand in it."""
    blanked = _BLANKED.sub(lambda one: f".{{{len(one.group())}}}", re.escape(words))
    found = re.search(blanked, question.replace("’", "'"), re.IGNORECASE)
    return found.group() if found else words
