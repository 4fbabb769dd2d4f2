"""Copies are told from documents that only look alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus import likeness
from corpus.likeness import read

ROOT = Path(__file__).parents[3]
FIRST_BAND = 674359635876881884
RELEASE = """\
ICO fines Acme Ltd
The Information Commissioner's Office has fined Acme Ltd £7,552,800 for collecting the faces of people in the UK.
The company must delete the photographs of residents within six months of the notice of 18 May 2022.
It must also stop obtaining personal data of UK residents that is publicly available on the internet.
The Commissioner found that Acme had no lawful reason to collect the information and kept it for ever.
"""


def changed(old: str, new: str) -> str:
    assert old in RELEASE
    return RELEASE.replace(old, new)


@pytest.mark.parametrize(
    "copy",
    [
        RELEASE,
        RELEASE.upper(),
        RELEASE.replace("'", "\u2019").replace("fi", "\ufb01"),
        RELEASE.replace(" of ", "\nof "),
        "Skip to content\nNews and blogs\n" + RELEASE,
        "Published 19 May 2022, 10:45\n" + RELEASE + "Share this page",
        changed("ICO fines Acme Ltd", "Acme Ltd fined by the Commissioner | The Daily Mirror of Releases"),
    ],
)
def test_a_copy_says_nothing_more(copy: str) -> None:
    """Case, marks, line ends, a site's own title, menu and day around the same words."""
    assert likeness.resemblance(read(copy), read(RELEASE)) >= likeness.ALIKE
    assert likeness.repeats(read(copy), read(RELEASE))


@pytest.mark.parametrize(
    "other",
    [
        changed("£7,552,800", "£7,552,900"),
        changed("£7,552,800", "€7,552,800,000"),
        changed("fined Acme Ltd", "fined Zed plc"),
        changed("ICO fines Acme Ltd", "ICO fines Zed plc"),
        RELEASE + "Zed plc",
        RELEASE + "Zed plc 18 May 2022",
        changed("18 May", "19 May"),
        changed("had no lawful", "had a lawful"),
        changed("must also stop", "must not also stop"),
        changed("six months", "three months"),
        RELEASE + "Update: Acme has appealed",
        RELEASE + "The tribunal has since set the fine aside and sent it back.",
        RELEASE + "Total: 3 notices",
        "Fine overturned on appeal\n" + RELEASE,
        RELEASE + " and ".join(f"word{n}" for n in "abcdefghij"),
    ],
)
def test_whatever_is_new_is_no_copy(other: str) -> None:
    """An amount, a name, a day, a denial, an update: one word may be the one that matters."""
    assert not likeness.repeats(read(other), read(RELEASE))


def test_the_longer_text_may_say_more() -> None:
    """What says less repeats what says more, and not the other way round."""
    longer = RELEASE + "The tribunal has since set the fine aside and sent it back."
    assert likeness.repeats(read(RELEASE), read(longer))


def test_short_texts_are_not_compared() -> None:
    """Five equal words are no document twice."""
    assert not read("The page was not found here.").telling
    assert not likeness.repeats(read("The page was not found here."), read("The page was not found here."))


def test_sketches_estimate_resemblance() -> None:
    """Near texts share bands and minima, unlike ones do not."""
    near, far = read(changed("six months", "three months")), read("Nothing of that kind " * 10)
    ours, theirs, others = (likeness.sketch(reading) for reading in (read(RELEASE), near, far))
    assert abs(likeness.estimate(ours, theirs) - likeness.resemblance(read(RELEASE), near)) < 0.12
    assert set(likeness.bands(ours)) & set(likeness.bands(theirs))
    assert not set(likeness.bands(ours)) & set(likeness.bands(others))


def test_a_sketch_is_the_same_in_every_process() -> None:
    """It is kept in the registry and compared with those of later runs: other numbers need a migration."""
    script = "from corpus import likeness; print(likeness.bands(likeness.sketch(likeness.read('a b c d e f')))[:2])"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.strip() == str(likeness.bands(likeness.sketch(read("a b c d e f")))[:2])
    assert likeness.bands(likeness.sketch(read("a b c d e f")))[0] == FIRST_BAND
