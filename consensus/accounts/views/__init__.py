"""Doors to people, organisations and one's own account: one blueprint, a file for each kind of visit."""

from . import arriving, claiming, desk, own, passwords, public, tokens
from .doors import bp

__all__ = ["arriving", "bp", "claiming", "desk", "own", "passwords", "public", "tokens"]
