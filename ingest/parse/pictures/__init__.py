"""Pictures of text, read by Tesseract: scanned pages, and files that are pictures."""
