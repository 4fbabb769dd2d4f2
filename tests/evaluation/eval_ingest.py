"""What ingest makes of the labelled decisions: `python -m tests.evaluation.eval_ingest [--part development] [--wrong]`.

Prints a table for each part and each kind of text, the label mistakes left out, and fails where a figure of the
reported part fell below its floor in floors.toml. `--wrong` lists the errors, of the development part only;
`--every-label` counts the mistaken ones too, and holds nothing against the floors.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from corpus.documents import Source
from corpus.gazetteer import Gazetteer
from ingest.extract import extract
from ingest.parse import parse
from ingest.preparing.describe import describe
from tests.evaluation import label_mistakes
from tests.evaluation.ingest_fields import Score, articles, score
from tests.evaluation.labelled import DEVELOPMENT, PARTS, REPORTED, Labelled, read_all

FLOORS = Path(__file__).with_name("floors.toml")
FIELDS = ("regulator", "court", "decided date", "fine", "respondent")
KINDS = ("originals", "translations")
RETRIEVED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
Results = dict[tuple[str, str], list[tuple[Labelled, Score]]]


def main() -> int:
    """Measure, print, and compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="measure one part only")
    parser.add_argument("--wrong", action="store_true", help="list the errors of the development part")
    parser.add_argument("--every-label", action="store_true", help="count mistaken labels too")
    options = parser.parse_args()
    measured: dict[str, float] = {}
    for part in [options.part] if options.part else PARTS:
        results, found = measure(part, {} if options.every_label else label_mistakes.read(part))
        measured |= _print_table(part, results, found)
        if options.wrong and part == DEVELOPMENT:
            _print_wrong(results)
    if options.every_label:
        return 0
    _print_mistakes()
    return _below_floor(measured)


def measure(
    part: str, mistakes: Mapping[tuple[str, str], str]
) -> tuple[Results, dict[str, list[tuple[int, int, int]]]]:
    """Scores by kind of text and field but for mistaken labels, and the article counts by kind of text."""
    gazetteer = Gazetteer.load()
    results: Results = defaultdict(list)
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for labelled in read_all(part):
        kind = KINDS[0] if labelled.original else KINDS[1]
        data = labelled.body.encode()
        parsed = parse(data, name=f"{labelled.name}.txt", media_type="text/plain")
        source = Source(labelled.name, "0" * 64, "text/plain", RETRIEVED)
        description = describe(parsed, source=source, gazetteer=gazetteer)
        records, _ = extract(parsed, description, gazetteer)
        for entry in score(labelled, description, records, gazetteer):
            if (labelled.name, entry.field) not in mistakes:
                results[kind, entry.field].append((labelled, entry))
        if labelled.articles:
            found[kind].append(articles(labelled, records))
    return results, found


def _print_table(part: str, results: Results, found: dict[str, list[tuple[int, int, int]]]) -> dict[str, float]:
    print(f"\n{part} part{'':>20}right of all labels   right of labels the text holds   silent  false")
    measured: dict[str, float] = {}
    for kind in KINDS:
        for field in FIELDS:
            scores = [entry for _, entry in results.get((kind, field), [])]
            if scores:
                strict = [entry.right and entry.stated for entry in scores]
                fair = [entry.right for entry in scores if entry.stated or not entry.right]
                rate = sum(fair) / len(fair) if fair else 1.0
                measured[f"{part}.{kind}.{field}"] = rate
                silent = sum(entry.silent and not entry.right for entry in scores)
                false = sum(not entry.silent and not entry.right for entry in scores)
                print(
                    f"  {kind:13}{field:14}{sum(strict):5}/{len(strict):<4}{sum(strict) / len(strict):6.2f}"
                    f"        {sum(fair):5}/{len(fair):<4}{rate:6.2f}{silent:18}{false:7}"
                )
        invented = sum(e.wanted == "none" and not e.right for _, e in results.get((kind, "fine"), []))
        print(f"  {kind:13}{'invented fines':14}{invented:7}")
        right, ours, wanted = (sum(column) for column in zip(*found[kind], strict=True)) if found[kind] else (0, 0, 0)
        f1 = 2 * right / (ours + wanted) if ours + wanted else 0.0
        measured[f"{part}.{kind}.articles"] = f1
        precision, recall = right / max(1, ours), right / max(1, wanted)
        print(f"  {kind:13}{'articles F1':14}{f1:16.2f}        precision {precision:.2f}, recall {recall:.2f}")
    return measured


def _print_wrong(results: Results) -> None:
    for (kind, field), entries in sorted(results.items()):
        for labelled, entry in entries:
            if not entry.right:
                note = "" if entry.stated else " (label not in the text)"
                print(f"  {kind[:4]} {field}: {labelled.name}: wanted {entry.wanted}; got {entry.got}{note}")


def _print_mistakes() -> None:
    print("\nlabel mistakes left out")
    for (name, field), reason in sorted(label_mistakes.read(DEVELOPMENT).items()):
        print(f"  {name}: {field}: {reason}")
    fields = Counter(field for _, field in label_mistakes.read(REPORTED))
    told = ", ".join(f"{count} of {field}" for field, count in sorted(fields.items()))
    print(f"  and of the reported part, which nobody reads who works on it: {told}")


def _below_floor(measured: dict[str, float]) -> int:
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("ingest", {})
    low = {name: floor for name, floor in floors.items() if measured.get(name, 1.0) < floor}
    for name, floor in low.items():
        print(f"BELOW FLOOR {name}: {measured[name]:.3f} < {floor}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
