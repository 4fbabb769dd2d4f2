"""How questions get answered."""
