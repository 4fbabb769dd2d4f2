"""`python -m tests.evaluation [--full] [answers] [retrieval] [steps]`: what is named, or answers and retrieval."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from tests.evaluation import eval_answers, eval_retrieval, eval_steps

DEFAULT = ("answers", "retrieval")


def main() -> int:
    """Run the measurements; 1 when one broke a floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument(
        "measurements", nargs="*", choices=[[], *DEFAULT, "steps"], help="answers and retrieval by default"
    )
    parser.add_argument(
        "--full", action="store_true", help="retrieval beside LangChain's recipe and less of itself, too"
    )
    chosen = parser.parse_args()
    run = {
        "answers": eval_answers.main,
        "retrieval": partial(eval_retrieval.main, full=chosen.full),
        "steps": eval_steps.main,
    }
    return max(run[name]() for name in chosen.measurements or DEFAULT)


if __name__ == "__main__":
    sys.exit(main())
