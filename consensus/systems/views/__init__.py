"""The doors of systems."""

from importlib import import_module

from .doors import bp

ROOMS = (
    "listing", "one", "matrix",
    "licences", "badges", "reviewing", "reviews", "stances", "surprises", "desk", "importing", "planning",
)  # fmt: skip
for _room in ROOMS:
    import_module(f".{_room}", __name__)

__all__ = ["bp"]
