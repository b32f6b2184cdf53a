"""Doors to people, organisations and one's own account: one blueprint, a file for each kind of visit."""

from . import arriving, desk, own, passwords, public, tokens
from .doors import bp

__all__ = ["arriving", "bp", "desk", "own", "passwords", "public", "tokens"]
