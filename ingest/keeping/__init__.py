"""The originals as they came, backups of everything, and stores made out of them again."""
