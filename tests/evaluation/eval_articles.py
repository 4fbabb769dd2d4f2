"""How well main content is told from furniture, and how well scans are read.

Articles: the measure of the article extraction benchmark of Scrapinghub (evaluate.py of
github.com/scrapinghub/article-extraction-benchmark): shingles of four word tokens, hits and misses normalised per
page, precision and recall averaged over pages, F1 of the averages. Our title heading is no part of the gold body and
is left out.

Scans: character error rate, the edit distance over the length of the reference, white space folded.

Run with `python -m tests.evaluation.eval_articles`.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from rapidfuzz.distance import Levenshtein

from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed
from ingest.parse import DEFAULT_LIMITS, parse
from ingest.parse.apart.sandbox import Sandbox

DATA = Path(__file__).parents[2].parent / "shared" / "data"
TOKEN = re.compile(r"\w+")
SHINGLE = 4
SCANS = ("linn", "ccitt", "jbig2", "skew", "rotated_skew")
VARIANTS = str.maketrans({"—": "-", "–": "-", "‘": "'", "’": "'", "“": '"', "”": '"'})


@dataclass(frozen=True)
class Score:
    """One page: shares of the shingles found, invented and missed."""

    name: str
    hit: float
    invented: float
    missed: float

    @property
    def precision(self) -> float:
        """Of what we gave, how much is the article."""
        return self.hit / (self.hit + self.invented) if self.hit + self.invented else 0.0

    @property
    def recall(self) -> float:
        """Of the article, how much we gave."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four tokens; a shorter text is one run."""
    tokens = TOKEN.findall(text)
    return Counter(tuple(tokens[at : at + SHINGLE]) for at in range(max(1, len(tokens) - SHINGLE + 1)) if tokens)


def score(name: str, gold: str, given: str) -> Score:
    """The benchmark's comparison of one body with the gold body."""
    true, found = shingles(gold), shingles(given)
    hit, invented, missed = (true & found).total(), (found - true).total(), (true - found).total()
    total = max(hit + invented + missed, 1)
    return Score(name, hit / total, invented / total, missed / total)


def f1(scores: list[Score]) -> tuple[float, float, float]:
    """Mean precision, mean recall and their harmonic mean."""
    precision = mean(s.precision for s in scores if s.hit + s.invented)
    recall = mean(s.recall for s in scores if s.hit + s.missed)
    return precision, recall, 2 * precision * recall / (precision + recall)


def body(parsed: ParsedDocument) -> str:
    """The text without the title that we put in front."""
    first = parsed.blocks[0]
    titled = first.kind is BlockKind.HEADING and first.level == 1 and first.span.of(parsed.text) == parsed.title
    return parsed.text[first.span.end :] if titled else parsed.text


def read_article(path: Path) -> str:
    """Our body of one page; empty where we find none."""
    try:
        return body(parse(gzip.decompress(path.read_bytes()), name="page.html", limits=DEFAULT_LIMITS))
    except ParseFailed:
        return ""


def articles() -> list[Score]:
    """Every page of the benchmark's sample."""
    gold = json.loads((DATA / "articles" / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        score(name, truth["articleBody"], read_article(DATA / "articles" / f"{name}.html.gz"))
        for name, truth in gold.items()
        if (DATA / "articles" / f"{name}.html.gz").exists()
    ]


def folded(text: str) -> str:
    """Single spaces, compatibility forms and typewriter quotes: what a reader would call the same characters."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(VARIANTS).split())


def character_error(given: str, reference: str) -> float:
    """Edits needed for each character of the reference."""
    return Levenshtein.distance(given, reference) / len(reference)


def scans() -> list[tuple[str, float, float]]:
    """Error rates of each scan of the same sheet: as it stands, and with typographic variants folded."""
    reference = (DATA / "scans" / "linn.txt").read_text(encoding="utf-8")
    rows = []
    with Sandbox() as sandbox:
        for name in SCANS:
            text = sandbox.parse((DATA / "scans" / f"{name}.pdf").read_bytes(), name=f"{name}.pdf").text
            exact = character_error(" ".join(text.split()), " ".join(reference.split()))
            rows.append((name, exact, character_error(folded(text), folded(reference))))
    return rows


def main() -> None:
    """Print both tables."""
    scores = articles()
    for row in sorted(scores, key=lambda row: min(row.precision, row.recall)):
        sys.stdout.write(f"{row.name[:12]}  precision {row.precision:.3f}  recall {row.recall:.3f}\n")
    precision, recall, value = f1(scores)
    sys.stdout.write(f"{len(scores)} articles: precision {precision:.3f}  recall {recall:.3f}  F1 {value:.3f}\n\n")
    for name, exact, same in scans():
        sys.stdout.write(f"{name:14} character error {exact:.4f}  with typographic variants folded {same:.4f}\n")


if __name__ == "__main__":
    main()
