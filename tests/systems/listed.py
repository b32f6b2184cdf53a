"""What makes each list of systems longer by one: for the test that counts what pages ask the database."""

from collections.abc import Callable
from typing import Any

from .world import (
    another_contact,
    another_flip,
    another_surprise,
    another_system,
    another_version_of_a_review,
    another_voice,
    something_on_the_desk,
)

LISTS_OF_SYSTEMS: dict[str, Callable[[Any, int], Any]] = {
    "api-systems.list_evaluations": another_system,
    "api-systems.list_flips": another_flip,
    "api-systems.list_reviews": another_voice,
    "api-systems.list_systems": another_system,
    "api-systems.show_system": another_voice,
    "feeds.system": another_voice,
    "systems.desk": something_on_the_desk,
    "systems.edit_system": another_contact,
    "systems.index": another_system,
    "systems.sheet": another_system,
    "systems.show_review": another_version_of_a_review,
    "systems.surprises": another_surprise,
    "systems.system": another_voice,
    "systems.table": another_system,
}
