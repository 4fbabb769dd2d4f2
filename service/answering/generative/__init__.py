"""Answering with a language model: it may word prose, and each sentence is checked before it is shown."""
