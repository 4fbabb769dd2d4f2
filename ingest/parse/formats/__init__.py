"""One module a kind of file, and what belongs to it alone."""
