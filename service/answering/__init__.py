"""From a question to a verified, cited answer with its standing."""
