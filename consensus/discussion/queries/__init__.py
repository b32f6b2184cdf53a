"""Questions about the discussion: what is said where, what became of it, and who answered.

Each asks a fixed number of statements, however much is said.
"""
