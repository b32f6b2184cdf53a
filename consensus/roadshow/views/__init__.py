"""The doors of the roadshow."""

from importlib import import_module

from .doors import bp

ROOMS = (
    "now",
    "index",
    "stop",
    "join",
    "room",
    "screen",
    "facilitator",
    "guests",
    "report",
    "desk",
    "scribe",
    "batches",
    "keying",
    "notes",
    "sheets",
)
for _room in ROOMS:
    import_module(f".{_room}", __name__)

__all__ = ["bp"]
