"""Which sentences bear on a question, and whether they answer it."""
