"""Questions about the path to stable."""
