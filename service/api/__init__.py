"""The HTTP API: thin handlers over the one answer function and the corpus."""
