"""What the dump needs of the site."""

from flask import Flask


def bring_in(app: Flask) -> None:
    """Bind all of it."""
