"""Tests of the house itself: each keeps one of its conventions, and says which."""
