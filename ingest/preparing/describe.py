"""What a document is: who issued it, against whom, when, in which matter. Declared values win; unknown stays None."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.documents import Description, Detected, InstrumentKind, ParsedDocument, Source, SourceRank, Span
from corpus.gazetteer import Gazetteer
from corpus.glosses import is_listed
from corpus.matters import Matter
from ingest.describing.abroad_issuer import day_of_head, find_at_home, home_of, is_meant, opens_as_judgment
from ingest.describing.declared import declared, published_by_format
from ingest.describing.head_court import find_head_court
from ingest.describing.head_home import UNKNOWN, find_head_home
from ingest.describing.instrument import SURE, find_kind, find_rank, is_judgment
from ingest.describing.issuer import Issuer, find_issuer
from ingest.describing.joining import join_matter, new_matter_id
from ingest.describing.language import detect_language
from ingest.describing.named_abroad import find_named_abroad
from ingest.describing.named_issuer import find_longer, find_named
from ingest.describing.passing_issuer import find_before_court, find_in_passing
from ingest.describing.reference import find_reference
from ingest.describing.respondents import find_respondents, find_told
from ingest.describing.roles import find_anonymised, find_blank
from ingest.describing.timing import find_timing
from ingest.describing.timing_abroad import days_abroad
from ingest.describing.titles import title_of
from ingest.wording.dates import WrittenDate, find_dates

_PAGE = "text/html"
_ENGLISH = "en"
_HIDDEN = 0.6
_HEAD = 1500
_HEAD_DAY = 0.7
_LIKELY_PLACE = 0.7
_HELD_MATTER, _LIKELY_MATTER, _NEW_MATTER = 0.9, 0.7, 0.6
_GENRES = {SourceRank.PRESS_RELEASE: InstrumentKind.PRESS_RELEASE, SourceRank.PRESS: InstrumentKind.NEWS_ARTICLE}


@dataclass(slots=True)
class _Findings:
    """Collects values field by field; what was declared is never overwritten."""

    values: dict[str, Detected] = field(default_factory=dict)

    def add(self, name: str, value: str | None, confidence: float, span: Span | None, origin: str = "text") -> None:
        if value and name not in self.values:
            self.values[name] = Detected(name, value, origin, confidence, span)

    def get(self, name: str) -> str | None:
        found = self.values.get(name)
        return found.value if found else None

    def date(self, name: str) -> dt.date | None:
        value = self.get(name)
        return dt.date.fromisoformat(value) if value else None


def describe(
    parsed: ParsedDocument, *, source: Source, gazetteer: Gazetteer, known_matters: Iterable[Matter] = ()
) -> Description:
    """Describe one parsed document.

    Args:
        parsed: The document with its metadata.
        source: Where and when it was retrieved; no date after that is believed.
        gazetteer: Authorities, courts and places.
        known_matters: The matters already held, so that a judgment can join the one it is about.
    """
    findings = _Findings(declared(parsed))
    language, sure_language = detect_language(parsed.text)
    findings.add("language", language, sure_language, None)
    judgment = is_judgment(parsed.text) or (is_listed(language) and opens_as_judgment(parsed.text))
    _detect_issuer(parsed, gazetteer, source, findings, judgment=judgment)
    gazetteer = gazetteer.with_unlisted((findings.get("regulator"), findings.get("court")))
    rank = _rank(parsed, source, gazetteer, findings, judgment=judgment)
    kind = _kind(parsed, rank, findings, judgment=judgment)
    _detect_dates(parsed, source, rank, findings)
    _detect_rest(parsed.text, gazetteer, findings)
    respondents = tuple((findings.get("respondents") or "").split("\n")) if findings.get("respondents") else ()
    dates = {name: findings.date(f"{name}_on") for name in ("decided", "published", "effective")}
    description = Description(
        title="",
        kind=kind,
        rank=rank,
        language=findings.get("language") or "und",
        regulator=findings.get("regulator"),
        court=findings.get("court"),
        jurisdiction=findings.get("jurisdiction"),
        respondents=respondents,
        reference=findings.get("reference"),
        matter=findings.get("matter"),
        decided_on=dates["decided"],
        published_on=dates["published"],
        effective_on=dates["effective"],
        known_to=max((d for d in (dates["decided"], dates["published"]) if d), default=None),
        detected=tuple(findings.values.values()),
    )
    description = replace(description, title=findings.get("title") or title_of(parsed, description, gazetteer, source))
    if description.matter:
        return description
    new = new_matter_id(gazetteer, description)
    opened = _in_matter(description, new, _NEW_MATTER) if new else description
    return joined_to(known_matters, opened, parsed.text)


def joined_to(known: Iterable[Matter], description: Description, text: str) -> Description:
    """The description as `describe` gives it where these matters are known; the same object where that changes nothing.

    For a document that was described without them.
    """
    if not may_move(description):
        return description
    joined = join_matter(known, description, text)
    if joined is None or joined.matter == description.matter:
        return description
    return _in_matter(description, joined.matter, _HELD_MATTER if joined.sure else _LIKELY_MATTER)


def may_move(description: Description) -> bool:
    """Whether the document's matter was named after the document itself, is only likely, or is not known at all."""
    found = next((each for each in description.detected if each.field == "matter"), None)
    return found is None or (found.origin == "text" and found.confidence < _HELD_MATTER)


def _in_matter(description: Description, matter: str, confidence: float) -> Description:
    others = tuple(each for each in description.detected if each.field != "matter")
    return replace(description, matter=matter, detected=(*others, Detected("matter", matter, "text", confidence, None)))


def _rank(
    parsed: ParsedDocument, source: Source, gazetteer: Gazetteer, findings: _Findings, *, judgment: bool
) -> SourceRank:
    said = findings.get("rank")
    if said in set(SourceRank):
        return SourceRank(said)
    return find_rank(
        parsed.text,
        judgment=judgment,
        issued=_is_issued(findings),
        url=source.url,
        metadata=parsed.metadata,
        gazetteer=gazetteer,
    )


def _is_issued(findings: _Findings) -> bool:
    """Whether an authority or a court is known to have issued it."""
    return bool(findings.get("regulator") or findings.get("court"))


def _kind(parsed: ParsedDocument, rank: SourceRank, findings: _Findings, *, judgment: bool) -> InstrumentKind:
    """What the document is. What a press release or an article is about is kept beside it, as `announces`."""
    said = findings.get("kind")
    if said in set(InstrumentKind):
        return InstrumentKind(said)
    genre = _GENRES.get(rank)
    found = find_kind(parsed.text, parsed.title, judgment=judgment, issued=_is_issued(findings), news=genre is not None)
    if genre is None or found.kind is InstrumentKind.JUDGMENT:
        findings.add("kind", found.kind.value, found.confidence, found.span)
        return found.kind
    findings.add("kind", genre.value, 0.8, None)
    findings.add("announces", found.kind.value, found.confidence, found.span)
    return genre


def _detect_issuer(
    parsed: ParsedDocument, gazetteer: Gazetteer, source: Source, findings: _Findings, *, judgment: bool
) -> None:
    said = findings.get("kind")
    courts_too = said == InstrumentKind.JUDGMENT if said in set(InstrumentKind) else judgment
    page = parsed.metadata if parsed.media_type == _PAGE else {}
    url, site = source.url or str(page.get("url") or ""), str(page.get("sitename") or "")
    language = findings.get("language") or ""
    wanted = (("court", True), ("regulator", False)) if courts_too else (("regulator", False),)
    head_home = find_head_home(parsed.text, gazetteer) if language == _ENGLISH else None
    for name, courts in wanted:
        court = gazetteer.authority(findings.get("court") or "")
        within = court.jurisdiction if court and not courts else head_home
        home = home_of(findings.get("language") or "")
        issuer = find_issuer(parsed.text, gazetteer, courts=courts, url=url, site=site, within=within, home=home)
        if issuer and not courts and language == _ENGLISH:
            issuer = find_longer(parsed.text, issuer, gazetteer) or issuer
        if issuer and is_meant(parsed.text, issuer.id, findings.get("language") or ""):
            findings.add(name, issuer.id, issuer.confidence, issuer.span)
    passing = None
    if not findings.get("regulator"):
        passing = _in_passing(parsed.text, gazetteer, findings, courts_too=courts_too, head_home=head_home)
    if passing:
        findings.add("regulator", passing.id, passing.confidence, passing.span)
    own = gazetteer.authority(findings.get("regulator") or "")
    if own and courts_too and not findings.get("court"):
        nearest = find_issuer(parsed.text, gazetteer, courts=True, url=url, site=site, within=own.jurisdiction)
        if nearest:
            findings.add("court", nearest.id, nearest.confidence, nearest.span)
    if courts_too and language == _ENGLISH:
        _detect_head_court(parsed.text, gazetteer, findings, own.jurisdiction[:2] if own else head_home)
    bodies = (gazetteer.authority(findings.get(name) or "") for name in ("regulator", "court"))
    if body := next(filter(None, bodies), None):
        findings.add("jurisdiction", body.jurisdiction, 0.9, None)
    else:
        name = findings.get("regulator") or findings.get("court") or ""
        place = _place_of(name, language, gazetteer) or (head_home if name and head_home != UNKNOWN else None)
        place = place or (_one_country(parsed.text, gazetteer) if findings.get("court") else None)
        findings.add("jurisdiction", place, _LIKELY_PLACE, None)


def _in_passing(
    text: str, gazetteer: Gazetteer, findings: _Findings, *, courts_too: bool, head_home: str | None
) -> Issuer | None:
    """Who issued a text that names nobody as its issuer."""
    language = findings.get("language") or ""
    if language != _ENGLISH:
        return find_at_home(text, gazetteer, language) or find_named_abroad(text, language, gazetteer)
    court = gazetteer.authority(findings.get("court") or "")
    country = court.jurisdiction[:2] if court else head_home
    # an authority that a judgment names is a party, or the one that it hears of: the caption tells
    passing = None if head_home else find_in_passing(text, gazetteer)
    passing = passing or (None if courts_too else find_named(text, gazetteer))
    return passing or (find_before_court(text, gazetteer, country) if country else None)


def _detect_head_court(text: str, gazetteer: Gazetteer, findings: _Findings, country: str | None) -> None:
    """The court that the head names, where none was told by more signs, or one that only the end names."""
    told = findings.values.get("court")
    if told is not None and told.origin != "text":
        return
    head = find_head_court(text, gazetteer, country)
    if head and (told is None or _outranks(head.span, told.span)):
        findings.values["court"] = Detected("court", head.id, "text", head.confidence, head.span)


def _outranks(head: Span | None, told: Span | None) -> bool:
    """Whether a name in the head is longer than the one that was told of, in which that stands, or far before it."""
    if head is None or told is None or told.start > _HEAD:
        return True
    return head.start <= told.start and told.end <= head.end and told.end - told.start < head.end - head.start


def _one_country(text: str, gazetteer: Gazetteer) -> str | None:
    """The one country of which the head of a judgment speaks."""
    named = {mention.id.partition("-")[0] for mention in gazetteer.find_jurisdictions(text[:_HEAD])}
    return next(iter(named)) if len(named) == 1 else None


def _place_of(name: str, language: str, gazetteer: Gazetteer) -> str | None:
    """The one place that the name of an unlisted body tells, or else the one country of its text's language."""
    told = {mention.id for mention in gazetteer.find_jurisdictions(name)} or home_of(language)
    return next(iter(told)) if name and len(told) == 1 else None


def _detect_dates(parsed: ParsedDocument, source: Source, rank: SourceRank, findings: _Findings) -> None:
    american = (findings.get("jurisdiction") or "").startswith("US")
    dates = find_dates(parsed.text, habit="mdy" if american else "dmy")
    until, language = source.retrieved_at.date(), findings.get("language") or ""
    timing = find_timing(parsed.text, dates, rank=rank, not_after=until)
    timing = timing.with_abroad(days_abroad(parsed.text, dates, language, not_after=until))
    if timing.decided is None and timing.published is None:
        day = day_of_head(parsed.text, dates, language)
        timing = replace(timing, decided=day, confidence=_HEAD_DAY) if day else timing
    by_format = published_by_format(parsed)
    announced = (
        by_format is not None and timing.decided is not None and timing.decided.on.isoformat() == by_format.value
    )
    _add_date(findings, "decided_on", None if announced else timing.decided, timing.confidence)
    _add_date(findings, "published_on", timing.published or (timing.decided if announced else None), timing.confidence)
    _add_date(findings, "effective_on", timing.effective, timing.confidence)
    if by_format:
        findings.values.setdefault("published_on", by_format)


def _add_date(findings: _Findings, name: str, date: WrittenDate | None, confidence: float) -> None:
    if date:
        findings.add(name, date.on.isoformat(), confidence, date.span)


def _detect_rest(text: str, gazetteer: Gazetteer, findings: _Findings) -> None:
    reference = find_reference(text)
    if reference:
        findings.add("reference", reference.number, reference.confidence, reference.span)
    news = findings.values.get("announces")
    sure = _is_issued(findings) or (news is None and findings.values["kind"].confidence >= SURE)
    of_nothing = news is not None and news.value == InstrumentKind.OTHER and not sure
    judgment = findings.values["kind"].value == InstrumentKind.JUDGMENT
    found = () if of_nothing else find_respondents(text, gazetteer, sure=sure, judgment=judgment)
    parties = find_told(text, findings.get("language") or "", gazetteer, found)
    if parties:
        names = "\n".join(party.name for party in parties)
        findings.add("respondents", names, parties[0].confidence, parties[0].span)
    elif "respondents" not in findings.values:
        hidden = find_anonymised(text) or find_blank(text)
        findings.add("respondents_anonymised", hidden.of(text) if hidden else None, _HIDDEN, hidden)
