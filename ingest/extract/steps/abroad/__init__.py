"""What befell a decision, as texts in other languages than English tell it."""
