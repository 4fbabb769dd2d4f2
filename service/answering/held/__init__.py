"""What is held, shaped for answering, and what of it was known on a past day."""
