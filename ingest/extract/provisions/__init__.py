"""The articles of law that a document names, and which of them it finds infringed."""
