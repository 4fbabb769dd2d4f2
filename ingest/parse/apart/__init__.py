"""Parsing strangers' files in processes of their own, which have nothing of ours to steal."""
