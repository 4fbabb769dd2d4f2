"""What ingest reads of records and events out of plain text: `python -m tests.evaluation.eval_records [--wrong]`.

Three labelled sets. Our digests: the body of each, without its front matter, is read as any text would be, and compared
with the records that the front matter declares. Development decisions whose records a person read in the text, in
records_read.toml. And releases of our own writing, with what they say, in releases_read.toml: read with the authority,
the respondents and the day given, and again ("described") with what describing makes of them alone. The digests fall
into two halves by a hash of their names; rules are written looking at the tuning half only, and the floors hold the
reported one. `--wrong` lists the errors of the tuning half, of the decisions and of the releases.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import bundled_digests
from corpus.digest import Digest
from corpus.documents import Source, Voice
from corpus.gazetteer import Gazetteer
from corpus.matters import Event
from corpus.records import Records
from ingest.extract import extract
from ingest.parse import parse
from ingest.preparing.describe import describe
from tests.evaluation.floors import verdict
from tests.evaluation.labelled import DEVELOPMENT, read_all
from tests.evaluation.releases import releases

READ = Path(__file__).with_name("records_read.toml")
TUNING, REPORTED, DECISIONS = "tuning", "reported", "decisions"
RELEASES, DESCRIBED = "releases", "described"
FIELDS = ("penalties", "sums", "kinds", "whose", "orders", "infringed", "events")
RETRIEVED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
KNOWN = {"day": 10, "month": 7, "year": 4, "by": 4}  # characters of an ISO date that the label vouches for
TOLD = frozenset({Voice.ORDER, Voice.RECOMMENDATION, Voice.SETTLEMENT, Voice.PRESS})
NOT_SAID = frozenset({"unknown"})
Facts = dict[str, Counter[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Case:
    """One text, with what a person says it holds. A field that the person did not read is missing."""

    name: str
    part: str
    text: str
    wanted: Facts


def main() -> int:
    """Measure, print, and compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list the errors of the tuning half and of the decisions")
    options = parser.parse_args()
    gazetteer = Gazetteer.load()
    counts: Counter[tuple[str, str, str]] = Counter()
    read_of = [(case, read(case, gazetteer)) for case in (*_digests(), *decisions())]
    for case, got in (*read_of, *_releases(gazetteer)):
        for field in case.wanted:
            right, told, wanted = compared(got[field], case.wanted[field])
            counts.update({(case.part, field, "right"): right, (case.part, field, "told"): told})
            counts[case.part, field, "wanted"] += wanted
            if options.wrong and case.part != REPORTED:
                _print_wrong(case, field, got[field])
    return verdict("records", dict(_table(counts)), {})


def half(name: str) -> str:
    """The half a digest falls into, by the parity of the first byte of the sha256 of its file's name."""
    return TUNING if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else REPORTED


def compared(got: Counter[tuple[str, ...]], wanted: Counter[tuple[str, ...]]) -> tuple[int, int, int]:
    """Right, told and wanted facts. An event is right where kind and date agree as far as the label's date is known."""
    left = sorted(got.elements())
    right = 0
    for fact in sorted(wanted.elements()):
        match = next((each for each in left if _agrees(each, fact)), None)
        if match:
            left.remove(match)
            right += 1
    return right, sum(got.values()), sum(wanted.values())


def read(case: Case, gazetteer: Gazetteer) -> Facts:
    """What ingest makes of the text."""
    parsed = parse(case.text.encode(), name=f"{case.name}.txt", media_type="text/plain")
    source = Source(case.name, "0" * 64, "text/plain", RETRIEVED)
    description = describe(parsed, source=source, gazetteer=gazetteer)
    records, matter = extract(parsed, description, gazetteer)
    return _facts(records, matter.events if matter else ())


def _agrees(got: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """The same, or with a date as far as the label's is known."""
    return got[0] == wanted[0] and all(g.startswith(w) for g, w in zip(got[1:], wanted[1:], strict=True))


def _facts(records: Records, events: Iterable[Event]) -> Facts:
    sums = [_sum(p.money.currency, f"{p.money.amount:f}") for p in records.penalties]
    pairs = tuple(zip(sums, records.penalties, strict=True))
    return {
        "penalties": Counter({(written, p.stage.value) for written, p in pairs if p.stage.value not in NOT_SAID}),
        "sums": Counter((each,) for each in set(sums)),
        "kinds": Counter({(written, p.kind.value) for written, p in pairs}),
        "whose": Counter({(written, p.respondent or "") for written, p in pairs}),
        "orders": Counter((o.verb,) for o in records.orders if o.voice in TOLD),
        "infringed": Counter({(_article(p.article),) for p in records.provisions if p.infringed}),
        "events": Counter({(e.kind.value, e.on.isoformat()) for e in events}),
    }


def _digests() -> Iterator[Case]:
    for path, digest in bundled_digests():
        yield Case(path.name, half(path.name), digest.body.partition("## About this digest")[0], _declared(digest))


def _declared(digest: Digest) -> Facts:
    head = digest.head
    return {
        "penalties": Counter({(_sum(p.currency, p.amount), p.stage.value) for p in head.penalties}),
        "sums": Counter({(_sum(p.currency, p.amount),) for p in head.penalties}),
        "orders": Counter((order.verb,) for order in head.orders),
        "infringed": Counter({(_article(a),) for p in head.provisions if p.infringed for a in p.articles}),
        "events": Counter({(e.kind.value, e.date.isoformat()[: KNOWN[e.precision]]) for e in head.events}),
    }


def decisions() -> Iterator[Case]:
    """Development decisions with the records that a person read in them, where they lie beside the checkout."""
    labels: Mapping[str, Mapping[str, list[list[str]]]] = tomllib.loads(READ.read_text(encoding="utf-8"))
    for labelled in read_all(DEVELOPMENT):
        if labelled.name in labels:
            wanted = {field: Counter(map(tuple, facts)) for field, facts in labels[labelled.name].items()}
            yield Case(labelled.name, DECISIONS, labelled.body, wanted)


def _releases(gazetteer: Gazetteer) -> Iterator[tuple[Case, Facts]]:
    for release in releases():
        wanted = {field: Counter(map(tuple, release.told[field])) for field in FIELDS if field in release.told}
        yield Case(release.name, RELEASES, release.text, wanted), _facts(*release.read(gazetteer))
        alone = _facts(*release.read(gazetteer, described=True))
        yield Case(release.name, DESCRIBED, release.text, wanted), alone


def _sum(currency: str, amount: str) -> str:
    return f"{currency} {amount.rstrip('0').rstrip('.') if '.' in amount else amount}"


def _article(article: str) -> str:
    return article.split("(", maxsplit=1)[0].strip()


def _table(counts: Counter[tuple[str, str, str]]) -> Iterator[tuple[str, float]]:
    print("what is read of records            precision   recall      right   told   wanted")
    for part in (TUNING, REPORTED, DECISIONS, RELEASES, DESCRIBED):
        for field in FIELDS:
            right, told, wanted = (counts[part, field, each] for each in ("right", "told", "wanted"))
            if wanted:
                precision, recall = right / max(1, told), right / wanted
                print(f"  {part:12}{field:14}{precision:15.2f}{recall:9.2f}{right:11}{told:7}{wanted:9}")
                yield f"{part}.{field}.precision", precision
                yield f"{part}.{field}.recall", recall


def _print_wrong(case: Case, field: str, got: Counter[tuple[str, ...]]) -> None:
    missed = [f for f in case.wanted[field].elements() if not any(_agrees(each, f) for each in got)]
    false = [f for f in got.elements() if not any(_agrees(f, each) for each in case.wanted[field])]
    if missed or false:
        print(f"  {case.part} {field}: {case.name}: missed {missed}; false {false}")


if __name__ == "__main__":
    sys.exit(main())
