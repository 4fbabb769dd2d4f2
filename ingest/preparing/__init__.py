"""One file on its way to passages and records: loaded, described, cut; and joined to what became known after it."""
