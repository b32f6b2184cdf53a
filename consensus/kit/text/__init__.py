"""Texts: their words, and the HTML that is made of their Markdown."""
