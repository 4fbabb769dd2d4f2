"""Answers as files: Markdown, plain text with legal references, BibTeX, CSV. Pure functions over the answer."""
