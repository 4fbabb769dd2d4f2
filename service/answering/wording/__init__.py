"""Words and what a sentence asserts, as questions and documents are compared by them."""
