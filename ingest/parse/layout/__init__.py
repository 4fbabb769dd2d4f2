"""From lines with their places to paragraphs, tables and notes, each with its role."""
