"""What keeps a running service answering: a gate before blocking work, streams, readiness, and what is looked after."""
