"""What several doors show alike: sums, what only recommends, addresses of pages, tables."""
