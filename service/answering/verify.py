"""The verifier: a pure function over the claims of an answer and the texts they cite. Nothing reaches a user past it.

A quote must be byte for byte the cited text, on the cited page, inside a passage, and in a block that may be cited.
What a claim says must be carried by its quotes: every sum, date, figure, article, name and negation, and the voice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.documents import CITABLE, Block, Page, Span
from service.answering.wire import Citation, Claim, ClaimKind, Dropped
from service.answering.wording import facts
from service.answering.wording.facts import Facts
from service.answering.wording.words import STOPWORDS, alike, stem, stems, tokens

MIN_QUOTE_CHARACTERS = 15
"""The shortest operative sentences read have 23 characters ("The appeal is dismissed."), the shortest table rows 16."""
MIN_QUOTE_WORDS = 3
CARRIED = 0.999
"""A paraphrase may add no content word at all: with 0.8 a small model's "Clearview still has to pay" passed."""

VERDICTS = ("Yes", "No", "In part", "Not finally decided", "Not certain")
"""What may stand before a claim made from records; it is read off the records and not off the sentence."""

_VERDICT = re.compile(rf"^(?:{'|'.join(VERDICTS)}|No, not .{{1,80}} itself)\. ")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_WHOLLY_QUOTED = re.compile(r" says: ‘(.+)’$", re.DOTALL)
"""Text that has quotation marks of its own stands between single ones."""

_ATTRIBUTED = re.compile(r"^[^“‘]{1,200} says: (?:“|‘)(.+)(?:”|’)$", re.DOTALL)

_ELLIPSIS = re.compile(r"\s*(?:\[?…\]?|\[\.\.\.\]|\.\.\.)\s*")
_FRAME = frozenset(
    stems(
        "say state note hold find decide write explain describe record report accord document decision notice order "
        "judgment press release digest page paragraph section article company respondent authority regulator court "
        "tribunal"
    )
)
"""Words of attribution, which say where something stands and not what."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One document version as far as it is needed here. `names` are words its description vouches for, lower case."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything that claims may lean on: versions by (document id, version), passages' spans by id."""

    sources: Mapping[tuple[str, int], SourceText]
    passages: Mapping[str, Span]


_WITHIN_A_WORD = re.compile(r"(?<=[^\W_])(?=[^\W_])|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The claims that passed, and those that did not with the reason."""

    kept: tuple[Claim, ...]
    dropped: tuple[Dropped, ...]


def verify(claims: Sequence[Claim], citations: Mapping[int, Citation], texts: Texts) -> Verdicts:
    """Check every claim; nothing is repaired."""
    kept, dropped = [], []
    broken = {n: why for n, citation in citations.items() if (why := citation_fault(citation, texts))}
    for claim in claims:
        why = claim_fault(claim, citations, texts, broken)
        if why:
            dropped.append(Dropped(claim.text, why))
        else:
            kept.append(claim)
    return Verdicts(tuple(kept), tuple(dropped))


def citation_fault(citation: Citation, texts: Texts) -> str | None:
    """Why a citation may not stand, or None."""
    source = texts.sources.get((citation.document_id, citation.version))
    if source is None:
        return "the cited document is not held"
    passage = texts.passages.get(citation.passage_id)
    too_short = len(citation.quote) < MIN_QUOTE_CHARACTERS or len(tokens(citation.quote)) < MIN_QUOTE_WORDS
    checks = (
        (citation.quote != source.text[citation.start : citation.end], "the quote is not the text at the place cited"),
        (too_short, "the quote is too short to prove anything"),
        (_breaks_a_word(source.text, citation.start, citation.end), "the quote begins or ends within a word"),
        (passage is None or not passage.start <= citation.start < passage.end, "the quote is not in the passage cited"),
        (citation.page != page_at(source.pages, citation.start), "the quote does not stand on the cited page"),
        (not _citable(source.blocks, Span(citation.start, citation.end)), "headings and contents cannot be cited"),
    )
    return next((why for wrong, why in checks if wrong), None)


def claim_fault(
    claim: Claim, citations: Mapping[int, Citation], texts: Texts, broken: Mapping[int, str] | None = None
) -> str | None:
    """Why a claim may not be shown, or None."""
    if not claim.citations:
        return "no citation"
    cited = [citations.get(n) for n in claim.citations]
    if any(citation is None for citation in cited):
        return "a citation that does not exist"
    faults = broken if broken is not None else {}
    for n in claim.citations:
        if n in faults:
            return faults[n]
    held = [citation for citation in cited if citation is not None]
    quotes = [citation.quote for citation in held]
    names = frozenset().union(*(_vouched(citation, texts) for citation in held))
    if claim.kind == "paraphrase":
        return _unquoted(claim.text, quotes) or _unsupported(claim.text, quotes, names, claim.kind)
    if claim.kind == "quote" and not any(_repeats(claim.text, quote) for quote in quotes):
        return "the words do not stand so in the cited text"
    said = _VERDICT.sub("", claim.text)
    return _unquoted(said, quotes) or _unsupported(said, quotes, names, claim.kind)


def page_at(pages: Sequence[Page], offset: int) -> int | None:
    """The page that an offset stands on; None for a document without pages."""
    found = None
    for page in pages:
        if page.span.start <= offset:
            found = page.number
    return found


def _breaks_a_word(text: str, *places: int) -> bool:
    """Whether a place lies within a word or figure: "not a" of "not annulled", "GBP 7" of "GBP 7,552,800"."""
    return any(_WITHIN_A_WORD.match(text, place) for place in places)


def _citable(blocks: Sequence[Block], span: Span) -> bool:
    touched = [block for block in blocks if block.span.start < span.end and span.start < block.span.end]
    return bool(touched) and all(block.kind in CITABLE for block in touched)


def _vouched(citation: Citation, texts: Texts) -> frozenset[str]:
    source = texts.sources.get((citation.document_id, citation.version))
    return source.names if source else frozenset()


def _repeats(said: str, quote: str) -> bool:
    """Whether a claim is its quote and nothing else, or says whose words it is and then the words."""
    attributed = _ATTRIBUTED.search(said)
    return said == quote or (attributed is not None and attributed.group(1) == quote)


def _unquoted(said: str, quotes: Sequence[str]) -> str | None:
    """Words in quotation marks must be the cited text."""
    whole = _WHOLLY_QUOTED.search(said)
    if whole:
        return (
            None
            if any(whole.group(1) in quote for quote in quotes)
            else "the words quoted do not stand in the cited text"
        )
    for match in _QUOTED.finditer(said):
        words = match.group(1) or match.group(2)
        fragments = [fragment for fragment in _ELLIPSIS.split(words.strip()) if fragment]
        if not any(_in_order(fragments, quote) for quote in quotes):
            return f"the words “{words[:60]}” do not stand in the cited text"
    return None


def _in_order(fragments: Sequence[str], quote: str) -> bool:
    place = 0
    for fragment in fragments:
        at = quote.find(fragment, place)
        if at < 0:
            return False
        place = at + len(fragment)
    return bool(fragments)


def _unsupported(said: str, quotes: Sequence[str], names: frozenset[str], kind: ClaimKind) -> str | None:
    claim, proof = facts.read(said), facts.read("\n".join(quotes))
    if kind == "record":
        proof = facts.with_totals(claim, proof, quotes)
    checks = (
        ("the sum", facts.missing_amounts(claim, proof, said)),
        ("the date", facts.missing_dates(claim, proof)),
        ("the article", facts.missing_articles(claim, proof)),
        ("the figure", facts.missing_figures(claim, proof)),
        ("the period", facts.missing_periods(said, quotes)),
        ("the word", _foreign_words(said, quotes, names)),
        ("the name", _missing_names(claim, proof, quotes, names)),
    )
    for what, missing in checks:
        if missing:
            return f"{what} {missing[0]} does not stand in the cited text"
    return (
        _polarity_fault(claim, proof, kind) or _voice_fault(claim, proof) or _content_fault(claim, proof, names, kind)
    )


def _missing_names(claim: Facts, proof: Facts, quotes: Sequence[str], names: frozenset[str]) -> list[str]:
    held = {_plain(token) for quote in quotes for token in tokens(quote)} | names
    return sorted(
        name
        for name in claim.names
        if _plain(name) not in STOPWORDS
        and stem(name) not in _FRAME
        and not alike(stem(name)) & proof.stems
        and not {_plain(token) for token in tokens(name)} <= held
    )


def _foreign_words(said: str, quotes: Sequence[str], names: frozenset[str]) -> list[str]:
    """Words with letters or digits beyond ASCII that no quote has so: "٧" is not the 7 of the text, nor "а" its a."""
    held = {_plain(token) for quote in quotes for token in tokens(quote)} | names
    beyond = (word for word in map(_plain, tokens(said)) if not word.isascii())
    return sorted({word for word in beyond if word not in held})


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'").strip(".")


def _polarity_fault(claim: Facts, proof: Facts, kind: ClaimKind) -> str | None:
    """A paraphrase may deny nothing that its text does not deny in the same words, nor the other way round."""
    if claim.negated and not proof.negated:
        return "the claim denies what the cited text does not deny"
    wrongly = (claim.denied & proof.stems) - proof.denied
    if wrongly and (kind == "paraphrase" or not claim.denied & proof.denied):
        return "the claim denies what the cited text says"
    turned = (proof.denied & claim.stems) - claim.denied
    if turned and (kind == "paraphrase" or not claim.negated):
        return "the claim says what the cited text denies"
    return None


def _voice_fault(claim: Facts, proof: Facts) -> str | None:
    """What the text only recommends, argues, alleges, proposes, threatens or hedges, the claim must say so too."""
    lost = proof.stances - claim.stances
    return f"the cited text is a {min(lost)}, and the claim does not say so" if lost else None


def _content_fault(claim: Facts, proof: Facts, names: frozenset[str], kind: ClaimKind) -> str | None:
    if kind != "paraphrase":
        return None
    vouched = {stem(name) for name in names}
    own = [word for word in claim.content if word not in _FRAME and word not in vouched]
    carried = [word for word in own if alike(word) & proof.stems]
    if len(carried) < CARRIED * len(own):
        added = sorted(set(own) - set(carried))
        return f"“{added[0]}” is not carried by the cited text"
    return None
