"""Lines of an answer out of records and evidence, one module a kind of question.

`reading.py` is what each of them works on, and `composed.py` what comes of it. `telling.py` chooses for one matter,
`listing.py` for many, `judging.py` says yes or no over all, `particular.py` tells what no record holds, and
`presumed.py` whether what a question takes for granted is borne out. docs/architecture.md sorts the rest.
"""
