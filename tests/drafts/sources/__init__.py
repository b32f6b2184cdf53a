"""Readers of draft texts, each on its own and all on the same text in four shapes."""
