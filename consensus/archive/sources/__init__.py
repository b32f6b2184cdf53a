"""Readers of what was said elsewhere: Discourse topics and posts, mailing lists, notes. They trust nothing they are given."""
