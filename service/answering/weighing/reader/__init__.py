"""A small network that reads a question together with sentences; how it was fitted stands in docs/models.md."""
