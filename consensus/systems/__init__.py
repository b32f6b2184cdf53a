"""AI systems, and what is found when they are held against a draft's checklist."""
