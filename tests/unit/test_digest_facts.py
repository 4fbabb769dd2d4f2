"""Every figure and date of the digests stands in the facts they were written from, where those are at hand."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from corpus.catalogue import DIGESTS
from corpus.digest import Digest, DigestHead, read_digest
from corpus.gazetteer import Gazetteer
from tests.figures import Figures, missing, read_figures

FACTS = Path(__file__).parents[2].parent / "shared" / "facts"
NEEDS_FACTS = pytest.mark.skipif(not FACTS.exists(), reason="the facts are not beside this checkout")
GAZETTEER = Gazetteer.load()
PATHS = sorted(DIGESTS.glob("*.md"))
TAG = re.compile(r"(\[(?:V|MH|ML)\b[^\]]*\])")
DOUBTFUL_CLAUSE = re.compile(r"[^;\n]*\[[^\]]*doubtful[^\]]*\]")
NAMES = frozenset({"schema", "matter", "regulator", "jurisdiction", "court", "facts", "language", "related", "id"})
REFERENCES = frozenset({"instrument", "applies_to", "url", "compiled_on", "quote", "currency", "researched"})


def undoubted(section: str) -> str:
    """A section without what is tagged doubtful: each [ML], with the words before it back to the tag or line before."""
    kept = []
    for line in section.splitlines():
        pieces = TAG.split(line)
        for words, tag in zip(pieces[0::2], [*pieces[1::2], ""], strict=True):
            if not tag.startswith("[ML"):
                kept.append(words)
        kept.append("\n")
    return DOUBTFUL_CLAUSE.sub("", "".join(kept))


@cache
def rows() -> dict[str, dict[str, str]]:
    with (FACTS / "actions.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def clearview() -> dict[str, str]:
    parts = re.split(r"^## (\d+)\. .*$", (FACTS / "clearview.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def table_rows(jurisdiction: str) -> Iterator[str]:
    """The rows of the facts' opening table about a jurisdiction, or about the whole it is part of."""
    place = GAZETTEER.jurisdiction(jurisdiction)
    while place is not None:
        for line in clearview()["0"].splitlines():
            cells = line.split("|")
            if len(cells) > 1 and any(re.search(rf"\b{re.escape(name)}\b", cells[1]) for name in place.names):
                yield line
        place = GAZETTEER.jurisdiction(place.part_of) if place.part_of else None


def facts_of(head: DigestHead) -> str:
    """The words of the facts that a digest names: rows as `A01`, sections as `clearview.md#1`."""
    texts = []
    for name in head.facts.replace(" ", "").split(","):
        if name.startswith("clearview.md#"):
            texts += [clearview()[name.partition("#")[2]], *table_rows(head.jurisdiction)]
        else:
            texts.append("\n".join(rows()[name].values()))
    return undoubted("\n".join(texts))


def strings(value: object) -> Iterator[str]:
    """Every text of the front matter that a reader could be shown."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NAMES | REFERENCES:
                yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        yield value


def said_by(digest: Digest) -> Figures:
    """All figures of the digest, without the section about the digest itself."""
    front = " ;\n".join(strings(msgspec.to_builtins(digest.head)))
    return read_figures(front + "\n" + digest.body.partition("## About this digest")[0])


def dates_of(head: DigestHead) -> Iterator[tuple[str, dt.date, str]]:
    """Each date of the front matter with its precision; what we knew and when we wrote are not facts."""
    for event in head.events:
        yield f"event {event.kind}", event.date, event.precision
    for instrument in head.instruments:
        for day in (instrument.decided_on, instrument.published_on, instrument.effective_on):
            if day:
                yield f"instrument {instrument.id}", day, "day"
    for penalty in head.penalties:
        if penalty.date:
            yield f"penalty {penalty.amount}", penalty.date, "day"
    for order in head.orders:
        if order.deadline and order.deadline.by:
            yield f"deadline of {order.verb}", order.deadline.by, "day"


def stands(day: dt.date, precision: str, known: Figures) -> bool:
    """Whether the facts hold a date as precisely as the digest gives it."""
    if precision == "day" or (day.year, day.month, day.day) in known.dates:
        return (day.year, day.month, day.day) in known.dates
    months = {(year, month) for year, month, _ in known.dates}
    if precision == "month" or (precision == "by" and (day.year, day.month) in months):
        return (day.year, day.month) in months
    return day.year in {year for year, _, _ in known.dates} | set(known.numbers)


def problems(digest: Digest, facts: str) -> list[str]:
    """What the digest says and the facts do not."""
    head = digest.head
    known = read_figures("\n".join([facts, *head.researched, head.known_to.isoformat()]))
    found = missing(said_by(digest), known)
    found += [f"{what}: {day} ({p})" for what, day, p in dates_of(head) if not stands(day, p, known)]
    for penalty in head.penalties:
        sum_said = read_figures(f"{penalty.currency} {penalty.amount}")
        found += [f"penalty {lack}" for lack in missing(sum_said, known)]
        if penalty.currency not in facts:
            found.append(f"currency {penalty.currency}")
    for provisions in head.provisions:
        found += [f"{provisions.law} {lack}" for lack in missing(read_figures(" ".join(provisions.articles)), known)]
    return found


@NEEDS_FACTS
@pytest.mark.data
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_figure_of_a_digest_stands_in_its_facts(path: Path) -> None:
    """No amount, date, period, article or other number is invented, or taken from what is tagged doubtful."""
    digest = read_digest(path.read_text(encoding="utf-8"))
    assert problems(digest, facts_of(digest.head)) == []


@NEEDS_FACTS
@pytest.mark.data
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_was_researched_is_needed_used_and_sourced(path: Path) -> None:
    """A figure beyond the facts is said in the digest, is not in the facts anyway, and a page was read for it."""
    digest = read_digest(path.read_text(encoding="utf-8"))
    head = digest.head
    known, said = read_figures(facts_of(head)), said_by(digest)
    for entry in head.researched:
        assert missing(read_figures(entry), known), f"{entry} is in the facts"
        assert not missing(read_figures(entry), said), f"{entry} is not said"
    assert not head.researched or any(source.checked for source in head.sources)


@NEEDS_FACTS
@pytest.mark.data
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("'7552800'", "'7552900'"),
        ("GBP 7,552,800", "GBP 7,552,900"),
        ("date: 2023-10-17", "date: 2023-10-18"),
        ("17 October 2023", "17 October 2024"),
        ("only about 11 months later", "only about 12 months later"),
        ("on three of its four grounds", "after 5 years of dispute"),
        ("by Clearview AI to comply", "by Clearview AI to comply within six months"),
        ("published_on: 2022-05-23", "published_on: 2022-05-24"),
        ("[2025] UKUT 319", "[2025] UKUT 320"),
    ],
)
def test_a_planted_mistake_is_found(right: str, wrong: str) -> None:
    """One wrong figure anywhere in a digest, or a doubtful period, makes the comparison fail."""
    text = (DIGESTS / "uk-ico-clearview.md").read_text(encoding="utf-8")
    facts = facts_of(read_digest(text).head)
    planted = text.replace(right, wrong) if right in text else text.replace("## The money", f"{wrong}.\n\n## The money")
    assert planted != text
    assert problems(read_digest(planted), facts)


@NEEDS_FACTS
@pytest.mark.data
def test_every_row_of_the_facts_has_its_digest() -> None:
    """Each action and each jurisdiction's section is told: the first name that a digest gives is the one it tells."""
    first = [read_digest(path.read_text(encoding="utf-8")).head.facts.split(",")[0].strip() for path in PATHS]
    assert [row for row in rows() if row not in first] == []
    assert {f"clearview.md#{section}" for section in range(1, 11)} <= set(first)


@NEEDS_FACTS
@pytest.mark.data
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_digest_knows_no_more_than_its_row(path: Path) -> None:
    """A row's newest evidence is the digest's; knowing to a later day would make an old status look fresh."""
    head = read_digest(path.read_text(encoding="utf-8")).head
    ends = [period_end(rows()[name]["as_of"]) for name in head.facts.replace(" ", "").split(",") if name in rows()]
    if ends:
        assert head.known_to <= max([*ends, max(event.date for event in head.events)])


def period_end(as_of: str) -> dt.date:
    year, month, day = ([int(part) for part in as_of.split("-")] + [0, 0])[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


@pytest.mark.parametrize(
    ("section", "kept"),
    [
        ("- fine EUR 20m. [V] url. within 50 days [ML]; Quebec 90 days [ML].", "- fine EUR 20m.  url."),
        ("- term 30 days; [ML] here.", " here."),
        ("six months [MH] and 3 weeks [ML]", "six months"),
        ("purge the data (6 months) [deadlines doubtful]; 27m + 15m", "; 27m + 15m"),
    ],
)
def test_what_is_tagged_doubtful_is_cut(section: str, kept: str) -> None:
    """Figures that only a doubtful clause holds do not count as facts."""
    left = read_figures(undoubted(section))
    assert left.numbers == read_figures(kept).numbers
    assert left.periods == read_figures(kept).periods
