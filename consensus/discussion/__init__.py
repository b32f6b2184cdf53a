"""What people say of the text: comments, objections, suggestions, and what became of each."""

from flask import Flask

from . import models as models


def init_app(app: Flask) -> None:
    """Declare what the discussion brings."""
