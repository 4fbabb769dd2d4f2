"""One run over the sources: what is new or changed is fetched, ingested in batches, and told."""
