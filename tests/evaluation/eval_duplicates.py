"""Whether copies are told from documents that only look alike: `python -m tests.evaluation.eval_duplicates`.

Three figures, over every document of ../shared/data that can be read without OCR and every bundled digest: pairs of
different documents that are called a repetition (decisions on one form, press releases of one matter, translations);
copies as a second site would show them (other marks and line ends, a title, a menu and a day around them) that are not
recognised; and copies with one thing changed (a number, a name, a "not", a sentence more) that are.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping

import click

from corpus import likeness
from corpus.likeness import Reading
from ingest.errors import ParseFailed
from ingest.parse.apart.sandbox import Sandbox
from ingest.sources.item import Item
from tests.support.real_files import items

SEED = 20261128
NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")
NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}")
SPACE = re.compile(r"(?<=[a-z]) (?=[a-z])")


def copied(text: str, _: random.Random) -> str:
    """As a second site shows it."""
    marks = text.replace("'", "\u2019").replace(" - ", " \u2013 ").replace("\n", "\n\n")
    return f"Skip to content\nNews | Another Site\nPublished 3 May 2024, 10:45\n{marks}\nShare this page\nPrint"


def other_number(text: str, rng: random.Random) -> str:
    return _replaced(text, NUMBER, rng, lambda found: str(int(found) + 1))


def other_name(text: str, rng: random.Random) -> str:
    return _replaced(text, NAME, rng, lambda found: found[::-1].capitalize())


def denied(text: str, rng: random.Random) -> str:
    return _replaced(text, SPACE, rng, lambda _: " not ")


def one_sentence_more(text: str, _: random.Random) -> str:
    return f"{text}\nThe tribunal set the decision aside on the second of May and sent the matter back."


MOST_FALSE = 1
"""Changed copies that may count as copies: one whose own line with its date is taken for that of a site. The registry
tells such documents apart by the dates that they were decided on."""

CHANGES = (other_number, other_name, denied, one_sentence_more)


def _replaced(text: str, what: re.Pattern[str], rng: random.Random, by: Callable[[str], str]) -> str:
    places = list(what.finditer(text))
    if not places:
        return text
    place = rng.choice(places)
    return text[: place.start()] + by(place.group()) + text[place.end() :]


def read_all() -> dict[str, str]:
    """The canonical text of every file that has one without OCR."""
    with Sandbox(ocr=False) as sandbox:
        read = {item.key: _read(item, sandbox) for item in items()}
    return {key: text for key, text in read.items() if text}


def _read(item: Item, sandbox: Sandbox) -> str:
    try:
        return sandbox.parse(item.load(), name=item.name).text
    except ParseFailed:
        return ""


def called(readings: Mapping[str, Reading]) -> Iterator[tuple[float, str, str]]:
    """Pairs that resemble each other at all, and pairs that are called a repetition (resemblance above 1)."""
    sketches = {key: likeness.sketch(reading) for key, reading in readings.items()}
    keys = sorted(sketches)
    for n, one in enumerate(keys):
        for other in keys[n + 1 :]:
            if likeness.estimate(sketches[one], sketches[other]) > 0.1:
                yield likeness.resemblance(readings[one], readings[other]), one, other


def says_again(one: Reading, other: Reading) -> bool:
    return likeness.resemblance(one, other) >= likeness.ALIKE and likeness.repeats(one, other)


def main() -> int:
    """Print the figures; fails where a document that is none counts as a copy."""
    texts = read_all()
    readings = {key: reading for key, text in texts.items() if (reading := likeness.read(text)).telling}
    rng = random.Random(SEED)
    click.echo(f"{len(readings)} documents, {len(readings) * (len(readings) - 1) // 2} pairs")
    near = sorted(called(readings), reverse=True)
    for resemblance, one, other in near[:5]:
        click.echo(f"  {resemblance:.3f}  {one}  {other}")
    pairs = [(one, other) for _, one, other in near if says_again(readings[one], readings[other])]
    pairs += [(one, other) for _, other, one in near if says_again(readings[one], readings[other])]
    click.echo(f"called repetitions among them: {len(pairs)} {pairs}")
    found = sum(says_again(likeness.read(copied(texts[key], rng)), readings[key]) for key in readings)
    click.echo(f"copies recognised: {found} of {len(readings)}")
    wrong = 0
    for change in CHANGES:
        made = {key: text for key in readings if (text := change(texts[key], rng)) != texts[key]}
        false = [key for key, text in made.items() if says_again(likeness.read(text), readings[key])]
        click.echo(f"{change.__name__.replace('_', ' ')}: {len(false)} of {len(made)} called copies {false[:5]}")
        wrong += len(false)
    return 1 if pairs or wrong > MOST_FALSE else 0


if __name__ == "__main__":
    sys.exit(main())
