"""Where documents come from: each module turns one kind of place into items to ingest."""
