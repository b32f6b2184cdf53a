"""Where each person stands on each clause, counted by a rule fixed beforehand: so far the rules and the counting."""
