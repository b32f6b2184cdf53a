"""``python -m consensus.cli``: the console script where it is not installed."""

from . import main

main()
