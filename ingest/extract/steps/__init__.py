"""What befell a decision: appeals, stays, judgments and the rest, each with its day and by whose hand."""
