"""How documents get in."""
