"""Doors of moderation: one blueprint, a file for each kind of visit."""

from . import desk, own, pausing, public
from .doors import bp

__all__ = ["bp", "desk", "own", "pausing", "public"]
