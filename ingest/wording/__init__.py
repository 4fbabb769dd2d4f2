"""Phrases, word stems and dates as texts write them: what description and extraction both read with."""
