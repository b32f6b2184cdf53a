"""A room full of phones on the server as it is by default: everybody gets in, follows the facilitator, and is counted."""

import asyncio
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.program import Program
from tests.serving import Site, copied, serving

from .phones import Facilitator, Line, Phone, Seen, evening, part

SLUG = "deep-learning-indaba-2024"
KEYS = ["freedom-use", "freedom-study", "freedom-modify", "freedom-share", "code", "parameters", "copyleft"]
LEADS = "leads@example.org"
BEHIND, LARGE = 2.0, 200


class Room(NamedTuple):
    """How many phones, within how many seconds they join, for how long they stay, how long each clause is shown."""

    phones: int
    within: float
    seconds: float
    every: float


@pytest.fixture
def site(contents: Path, tmp_path: Path) -> Site:
    """A site with its limits, as a server has it that nobody configured."""
    made = copied(contents, tmp_path / "instance", LIMITS="on")
    made.run("user", "add", LEADS, "--name", "Leads", "--role", "maintainer")
    return made


def spent(site: Site, room: Room, code: str) -> Seen:
    """An evening. → what was seen."""
    seen, chance = Seen(), random.Random(6)
    phones = [Phone(n, Line("127.0.0.1", site.port), seen, chance) for n in range(room.phones)]
    leads = Facilitator(Line("127.0.0.1", site.port), seen, SLUG)

    async def run() -> None:
        await leads.sign_in(site.link(LEADS).removeprefix(site.url))
        await evening(
            phones, leads, code=code, keys=KEYS, seconds=room.seconds, within=room.within, every=room.every
        )

    with ThreadPoolExecutor(
        1
    ) as apart:  # where browsers are driven, this thread has a loop that runs already
        apart.submit(asyncio.run, run()).result()
    return seen


def counted(site: Site) -> Counter[tuple[str, str]]:
    """(clause, position) → how many people of the room, as the tallies have it."""
    program, found = Program(site.url), Counter[tuple[str, str]]()
    for key in KEYS:
        _status, tally, _headers = program.ask("GET", f"/drafts/latest/clauses/{key}/tally")
        room = tally["by_channel"].get(f"stop:{SLUG}", {})
        for choice in ("support", "accept", "abstain", "object"):
            found[key, choice] += room.get(choice, 0)
    return +found


@pytest.mark.parametrize(
    "room",
    [Room(60, 4, 10, 4), pytest.param(Room(LARGE, 30, 300, 15), marks=pytest.mark.soak)],
    ids=["short", "long"],
)
def test_a_room_full_of_phones_follows_and_is_counted(site: Site, room: Room) -> None:
    code = site.tell("stop", "open", SLUG, "--heads", str(room.phones))["code"]
    with serving(site):
        seen = spent(site, room, code)
        print(f"{room.phones} phones\n{seen.told()}")
        tallies = counted(site)

    assert seen.faults == []
    assert len(seen.joined) == room.phones
    if (
        room.phones == LARGE
    ):  # how fast it is belongs to the long run: a short one shares its machine with other tests
        assert part(seen.behind, 1.0) < BEHIND
    assert len(seen.behind) >= room.phones * min(len(seen.opened), len(KEYS))
    assert len(seen.took) >= room.phones
    assert tallies == Counter((key, choice) for (_number, key), choice in seen.stands.items())
    assert "each following from the one before" in site.run("ledger", "verify")
    assert "unexpected error" not in site.log
