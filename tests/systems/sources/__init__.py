"""Tests of the readers of registries' files."""
