"""The counters of positions, moved in the transaction of each act, so that no tally ever counts.

An act changes positions inside ``with counted(…) as positions:`` and appends what it makes; what they are worth before
and after gives the difference. It is written in one statement, in one order, so that two acts never wait for each other.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ...kit.db import db
from ...kit.db.dialects import upsert
from ..counting import Choice
from ..models import Counter, Position
from ..worth import Place, places_of

KEY = ("placement_id", "slice", "refused", "stakeholder_group")


Worth = dict[tuple[Place, Choice], int]


@contextmanager
def counted(positions: Iterable[Position] = ()) -> Iterator[list[Position]]:
    """Move the counters by what changes about positions inside; new ones are appended to the list that is given."""
    touched = list(positions)
    before = _worth(touched)
    yield touched
    db.session.flush()
    after = _worth(touched)
    moved = {key: after.get(key, 0) - before.get(key, 0) for key in before.keys() | after.keys()}
    _write({key: by for key, by in moved.items() if by})


def _worth(positions: Iterable[Position]) -> Worth:
    found: Worth = {}
    for position in positions:
        for place in places_of(position):
            key = place, position.choice
            found[key] = found.get(key, 0) + 1
    return found


def _write(moved: Worth) -> None:
    rows: dict[Place, dict[str, int]] = {}
    for (place, choice), by in sorted(moved.items()):
        rows.setdefault(place, dict.fromkeys(Choice, 0))[choice] += by
    upsert(
        db.session,
        Counter.__table__,  # type: ignore[arg-type]
        [
            {**place._asdict(), **{str(choice): by for choice, by in values.items()}}
            for place, values in rows.items()
        ],
        key=KEY,
        update=[],
        add=[str(choice) for choice in Choice],
    )
