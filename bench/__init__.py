"""Benchmarks: each figure as a ratio to its limit, measured in one run on this machine."""
