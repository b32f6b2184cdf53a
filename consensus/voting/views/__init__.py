"""The doors of voting."""

from importlib import import_module

from .doors import bp

ROOMS = (
    "taking",
    "own",
    "rest",
    "receipts",
    "results",
    "rows",
    "downloads",
    "opinions",
    "calls",
    "challenging",
    "desk",
)
for _room in ROOMS:
    import_module(f".{_room}", __name__)

__all__ = ["bp"]
