"""What a document orders: its penalties, orders, provisions and events, each with its span and its voice."""

from ingest.extract.extraction import extract

__all__ = ["extract"]
