"""Claims out of lines: each is verified before it gets its number, so that what is handed on has been checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.documents import Block, Document, SourceRank
from corpus.errors import NotFound
from service.answering.composing.phrasing import sentence_case, short_name, with_article
from service.answering.composing.reading import Line
from service.answering.held.dossier import Proof, Sentence
from service.answering.held.knowledge import Knowledge
from service.answering.verify import Texts, citation_fault, claim_fault, page_at
from service.answering.wire import Citation, Claim, ClaimKind, Dropped

_RANKS = {
    SourceRank.PRIMARY: "decision",
    SourceRank.PRESS_RELEASE: "press release",
}


@dataclass(slots=True)
class Drafter:
    """Numbers citations in the order they are first used and keeps what was dropped."""

    knowledge: Knowledge
    base_url: str = ""
    citations: dict[int, Citation] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    _numbers: dict[Proof, int] = field(default_factory=dict)

    def claim(self, line: Line) -> Claim | None:
        """The first wording of a line that holds, with its citations kept; None where none does, and that is noted."""
        made = dict(self._cited(line.sentences))
        if len(made) < len({sentence.proof for sentence in line.sentences}):
            self.dropped.append(Dropped(line.sentences[0].text, "the cited document is not held"))
            return None
        why = ""
        for text, kind in self._wordings(line):
            claim = Claim(text, tuple(made), kind, line.matter, line.opens)
            fault = self._fault(claim, made)
            if not fault:
                self._keep(line.sentences, made)
                return claim
            why = why or fault
        self.dropped.append(Dropped(line.variants[0] if line.variants else line.sentences[0].text, why))
        return None

    def paraphrase(self, text: str, sentences: Sequence[Sentence], matter: str | None) -> Claim | None:
        """A claim in other words than its sentences', if it holds; None where it does not, and that is noted."""
        made = dict(self._cited(sentences))
        claim = Claim(text, tuple(made), "paraphrase", matter)
        whole = len(made) == len({sentence.proof for sentence in sentences})
        fault = self._fault(claim, made) if whole else "the cited document is not held"
        if fault:
            self.dropped.append(Dropped(text, fault))
            return None
        self._keep(sentences, made)
        return claim

    def claims(self, lines: Iterable[Line]) -> list[Claim]:
        """Every line that holds."""
        return [claim for line in lines if (claim := self.claim(line))]

    def cite(self, sentences: Iterable[Sentence]) -> tuple[int, ...]:
        """The numbers of sentences for a table row or a step; those that cannot be cited are left out."""
        wanted = tuple(sentences)
        made = {
            n: citation
            for n, citation in self._cited(wanted)
            if not citation_fault(citation, self._texts({n: citation}))
        }
        self._keep(wanted, made)
        return tuple(made)

    def check(self, claim: Claim) -> str | None:
        """Why a claim over citations already kept would fail, or None."""
        cited = {n: self.citations[n] for n in claim.citations if n in self.citations}
        return self._fault(claim, cited)

    def _cited(self, sentences: Iterable[Sentence]) -> Iterable[tuple[int, Citation]]:
        fresh = len(self.citations)
        for sentence in {one.proof: one for one in sentences}.values():
            number = self._numbers.get(sentence.proof)
            if number is None:
                fresh += 1
                number = fresh
            citation = self.citations.get(number) or self._citation(number, sentence)
            if citation:
                yield number, citation

    def _keep(self, sentences: Iterable[Sentence], made: Mapping[int, Citation]) -> None:
        places = {(c.document_id, c.version, c.start, c.end): n for n, c in made.items()}
        for sentence in sentences:
            proof = sentence.proof
            number = places.get((proof.document_id, proof.version, proof.span.start, proof.span.end))
            if number is not None:
                self._numbers[proof] = number
                self.citations[number] = made[number]

    def _wordings(self, line: Line) -> Iterable[tuple[str, ClaimKind]]:
        lead = f"{line.verdict}. " if line.verdict else ""
        for variant in line.variants:
            yield lead + variant, "record"
        sentence = line.sentences[0]
        yield lead + self._quoted(sentence), "record" if lead else "quote"

    def _quoted(self, sentence: Sentence) -> str:
        """Our digests speak in our own words; everybody else's words stand in quotation marks with their owner."""
        if sentence.rank is SourceRank.DIGEST:
            return sentence.text
        marks = "‘’" if set(sentence.text) & set('“”"') else "“”"
        return f"{self._owner(sentence)} says: {marks[0]}{sentence.text}{marks[1]}"

    def _owner(self, sentence: Sentence) -> str:
        """Whose words they are: the authority's in its own texts, nobody's in a press report."""
        document = self._document(sentence.proof)
        if document is None or sentence.rank is SourceRank.PRESS:
            return "A press report"
        body = document.description.court or document.description.regulator
        owner = f"{with_article(short_name(self.knowledge.gazetteer, body))}’s" if body else "the"
        return sentence_case(f"{owner} {_RANKS[sentence.rank]}")

    def _document(self, proof: Proof) -> Document | None:
        return self.knowledge.document(proof.document_id)

    def _citation(self, number: int, sentence: Sentence) -> Citation | None:
        proof, document = sentence.proof, self._document(sentence.proof)
        if document is None or document.version != proof.version:
            return None
        about, span = document.description, proof.span
        try:
            source = self.knowledge.source(proof.document_id, proof.version)
        except NotFound:
            # deleted since the answer was begun: nobody is led to a text that is not there
            return None
        return Citation(
            n=number,
            document_id=document.id,
            version=document.version,
            passage_id=sentence.passage_id,
            title=about.title,
            regulator=about.regulator,
            respondents=about.respondents,
            kind=about.kind.value,
            decided_on=about.decided_on,
            published_on=about.published_on,
            page=page_at(source.pages, span.start),
            paragraph=_paragraph(source.blocks, span.start),
            start=span.start,
            end=span.end,
            quote=span.of(source.text),
            source_url=document.source.url,
            viewer_url=viewer_url(self.base_url, document, span.start, span.end),
            sha256=document.source.sha256,
            retrieved_at=document.source.retrieved_at,
            rank=about.rank.value,
            matter=about.matter,
            heading=sentence.heading or None,
        )

    def _fault(self, claim: Claim, cited: Mapping[int, Citation]) -> str | None:
        texts = self._texts(cited)
        broken = {n: why for n, citation in cited.items() if (why := citation_fault(citation, texts))}
        return claim_fault(claim, cited, texts, broken)

    def _texts(self, cited: Mapping[int, Citation]) -> Texts:
        keys = {(citation.document_id, citation.version) for citation in cited.values()}
        spans = {
            passage.id: passage.span
            for passage in self.knowledge.corpus.registry.passages(c.passage_id for c in cited.values()).values()
        }
        return Texts({key: self.knowledge.source(*key) for key in keys}, spans)


def viewer_url(base_url: str, document: Document, start: int, end: int) -> str:
    """The page that opens a document version at the words cited."""
    return f"{base_url}/documents/{document.id}?version={document.version}&start={start}&end={end}#c{start}-{end}"


def _paragraph(blocks: Sequence[Block], offset: int) -> str | None:
    """The document's own number of the paragraph that an offset stands in, where it is printed."""
    for block in blocks:
        if block.span.start <= offset < block.span.end:
            return block.number
    return None
