"""Our own words for records: names with their articles, sums, lists, verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.gazetteer import Gazetteer
from corpus.records import Deadline, MoneyKind, MoneyStage, Penalty
from service.answering.wording.facts import written

_KINDS = {
    MoneyKind.FINE: "fine",
    MoneyKind.CIVIL_PENALTY: "civil penalty",
    MoneyKind.PENALTY_PAYMENT: "penalty payment for default",
    MoneyKind.REDRESS: "redress",
    MoneyKind.SETTLEMENT_SUM: "settlement sum",
    MoneyKind.COSTS: "costs",
    MoneyKind.EQUITY: "equity stake",
    MoneyKind.OTHER: "sum",
}
_SEVERAL = {
    MoneyKind.CIVIL_PENALTY: "civil penalties",
    MoneyKind.PENALTY_PAYMENT: "penalty payments for default",
    MoneyKind.REDRESS: "sums of redress",
    MoneyKind.COSTS: "sums of costs",
}
_STAGES = {
    MoneyStage.IMPOSED: "imposed",
    MoneyStage.PROPOSED: "proposed, as an intention only,",
    MoneyStage.THREATENED: "threatened",
    MoneyStage.REDUCED: "reduced to",
    MoneyStage.INCREASED: "increased to",
    MoneyStage.CONFIRMED: "confirmed",
}


_BARE = frozenset(
    [
        "Ofcom",
        "Ofgem",
        "Ofwat",
        "BaFin",
        "ComReg",
        "Arcom",
        "Arcep",
        "Consob",
        "Anatel",
        "Ibama",
        "Indecopi",
        "Profeco",
        "Traficom",
        "Swissmedic",
        "FinCEN",
        "Datatilsynet",
        "Finanstilsynet",
        "Finansinspektionen",
        "Finanssivalvonta",
    ]
)
"""Authorities whose names bear no article: Ofcom imposed, and not: the Ofcom."""


def short_name(gazetteer: Gazetteer, authority_id: str | None) -> str:
    """What an authority is called in a sentence: its short name where it has one, else its whole name."""
    authority = gazetteer.authority(authority_id) if authority_id else None
    return authority.short if authority else authority_id or "an authority not named"


def with_article(name: str) -> str:
    """The name with its article: the ICO, but Ofcom. A name that brings its own keeps it."""
    return name if name in _BARE or name.casefold().startswith(("the ", "an ")) else f"the {name}"


def place_name(gazetteer: Gazetteer, code: str | None) -> str:
    """The name of a jurisdiction, or its code."""
    place = gazetteer.jurisdiction(code) if code else None
    return place.name if place else (code or "")


def in_place(gazetteer: Gazetteer, code: str) -> str:
    """Where: in the United Kingdom, in France."""
    name = place_name(gazetteer, code)
    article = "the " if name.startswith(("United", "European", "Netherlands", "Czech Republic")) else ""
    return f"in {article}{name}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """The parts as a sentence lists them: a, b and c."""
    if len(parts) < 2:  # noqa: PLR2004
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def ended(text: str) -> str:
    """The text with one full stop at its end, whatever abbreviation it ends in ("N.D. Cal.")."""
    return f"{text.rstrip().rstrip('.')}."


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def money_kind(kind: MoneyKind) -> str:
    """The kind of money as a reader knows it."""
    return _KINDS[kind]


def money_kinds(kind: MoneyKind) -> str:
    """The same of several sums."""
    return _SEVERAL.get(kind) or f"{money_kind(kind)}s"


def stage_word(stage: MoneyStage) -> str:
    """The stage as one word for a table."""
    return stage.value


def penalty_variants(penalty: Penalty, authority: str, respondents: Sequence[str]) -> tuple[str, ...]:
    """A penalty as a sentence, the fullest first; the verifier decides how much of it the source carries."""
    verb = _STAGES.get(penalty.stage, "set")
    approximately = "about " if penalty.approximate else ""
    noun = money_kind(penalty.kind)
    what = (
        f"a {noun} of {approximately}{penalty.money}"
        if noun not in {"redress", "costs"}
        else f"{noun} of {penalty.money}"
    )
    who = penalty.respondent or joined(list(respondents))
    head = f"{sentence_case(with_article(authority))} {verb} {what}"
    if penalty.stage is MoneyStage.REDUCED:
        head = f"The {noun} was reduced to {approximately}{penalty.money}"
    full = f"{head} on {who}" if who and penalty.stage is not MoneyStage.REDUCED else head
    dated = f"{full} on {written(penalty.on)}" if penalty.on else ""
    return tuple(dict.fromkeys(ended(text) for text in (dated, full, head) if text))


def deadline_text(deadline: Deadline | None) -> str:
    """A deadline for a table; where the documents state none, that is said."""
    if deadline is None:
        return "not stated"
    return f"{deadline.text} (from {deadline.runs_from})" if deadline.runs_from else deadline.text
