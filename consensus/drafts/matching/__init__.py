"""How alignment finds the older clause of a newer one; see `alignment`, its only door."""
