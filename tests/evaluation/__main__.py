"""`python -m tests.evaluation [answers] [retrieval]`: the measurements named, or all of them."""

from __future__ import annotations

import argparse
import sys

from tests.evaluation import eval_answers, eval_retrieval

MEASUREMENTS = {"answers": eval_answers.main, "retrieval": eval_retrieval.main}


def main() -> int:
    """Run the measurements; 1 when one broke a floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("measurements", nargs="*", choices=[[], *MEASUREMENTS], help="all by default")
    chosen = parser.parse_args().measurements or list(MEASUREMENTS)
    return max(MEASUREMENTS[name]() for name in chosen)


if __name__ == "__main__":
    sys.exit(main())
