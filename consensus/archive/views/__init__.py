"""The doors of archives: browsing, all of it open to everybody."""

from .browsing import bp

__all__ = ["bp"]
