"""The sums of money that a document tells: which are penalties of its matter, whose, and how far they have come."""
