"""Whether short real documents answer a question: each sentence weighed first, then all of them together."""
