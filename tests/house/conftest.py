"""The world of the house tests."""

import pytest
from flask import Flask

from .world import World, make_world


@pytest.fixture
def world(app: Flask) -> World:
    """A world in which every address leads somewhere."""
    return make_world(app)
