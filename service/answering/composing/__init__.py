"""Lines of an answer out of records and evidence, one module a kind of question."""
