"""What is held, shaped for answering; what of it was known on a past day, and what no document tells at all."""
