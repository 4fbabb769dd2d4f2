"""What a document tells whom to do, and by when."""
