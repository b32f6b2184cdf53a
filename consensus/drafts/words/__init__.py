"""Texts cut into words, and where two of them agree; for alignment and redlines."""
