"""`python -m tests.evaluation [--full] [retrieval|answers|blind|steps|support ...]`: what is named, or the first two.

`stores` makes the stores that these ask, where they are not kept yet, and measures nothing.
With `--llm URL` answers with a language model are held against those without, on a sample.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from tests.evaluation import eval_answers, eval_llm, eval_retrieval, eval_steps, eval_support, stores

DEFAULT = ("retrieval", "answers")


def main() -> int:
    """Run the measurements; 1 when one broke a floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument(
        "measurements",
        nargs="*",
        choices=[[], *DEFAULT, "blind", "steps", "support", "stores"],
        help="retrieval and answers by default",
    )
    parser.add_argument(
        "--full", action="store_true", help="retrieval beside LangChain's recipe and less of itself, too"
    )
    parser.add_argument("--reported", action="store_true", help="ask the reported half alone, which the floors are of")
    parser.add_argument("--llm", metavar="URL", help="OpenAI-compatible endpoint: measure answers with it alone")
    parser.add_argument("--llm-model", default="default", help="what the endpoint calls the model")
    parser.add_argument("--sample", type=int, default=40, help="questions asked with it")
    chosen = parser.parse_args()
    if chosen.llm:
        return eval_llm.main(chosen.llm, chosen.llm_model, chosen.sample)
    run = {
        "answers": partial(eval_answers.main, tuning=not chosen.reported),
        "blind": eval_answers.blind,
        "retrieval": partial(eval_retrieval.main, full=chosen.full),
        "steps": eval_steps.main,
        "support": eval_support.main,
        "stores": stores.make_all,
    }
    broken = [name for name in chosen.measurements or DEFAULT if run[name]()]
    if broken:
        print(f"\nBroken: floors of {' and '.join(broken)}, as told under each.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
