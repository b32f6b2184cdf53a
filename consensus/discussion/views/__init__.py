"""Doors to the discussion: one blueprint, a file for each kind of visit."""

from importlib import import_module
from importlib.util import find_spec

from .doors import bp

ROOMS = (
    "comment",
    "composing",
    "cosigning",
    "own",
    "pending",
    "replying",
    "standing",
    "suggesting",
    "talk",
    "accepting",
    "queue",
    "disposing",
    "addressing",
    "report",
)
for room in ROOMS:  # being written: whole list at the end
    if find_spec(f"{__name__}.{room}"):
        import_module(f".{room}", __name__)

__all__ = ["bp"]
