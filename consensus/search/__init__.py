"""How to find: knows no feature; features tell it what can be found, and how it becomes documents."""

from flask import Flask

from .registry import Document, searchable

__all__ = ["Document", "init_app", "searchable"]


def init_app(app: Flask) -> None:
    """Nothing to bind yet: features declare into the registry by themselves."""
