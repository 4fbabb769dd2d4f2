"""Documents into the corpus, and out of it, while the service runs: jobs, what they do, and what a sender says."""
