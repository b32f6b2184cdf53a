"""A plausible history for trying things out: written through the same actions as everything else."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import click
from flask import current_app
from sqlalchemy import select
from tqdm import tqdm

from ..accounts.actions import add_account, change_profile, create_organisation
from ..accounts.groups import GROUPS
from ..accounts.models import Account, Organisation, Sector
from ..archive.bringing import take_messages
from ..drafts.queries import latest_draft, rows_of, status_of
from ..following.actions import skip_to_head
from ..kit.db import again_on_a_race, db
from ..kit.errors import Refused
from ..kit.turns import until_done
from ..ledger import CLI
from ..systems.actions import import_all
from .database import load_content, migrate
from .judging import Registry
from .releasing import Endorsing, judge_by_the_board
from .remembering import KINDS, TITLES, Memory
from .talking import Conversation, settle
from .touring import Tour, planned
from .voting import Stances, first_of

FIRST = (
    "Ada Amina Bola Chen Dina Elif Farid Grace Hana Ines Jun Kofi Lena Mei Nia Omar Priya Quim Rosa "
    "Sam Tariq Uma"
).split()
LAST = (
    "Abe Bello Costa Diallo Evans Fofana Garcia Haddad Ito Jansen Kumar Lopez Mensah Novak Okafor "
    "Park Rossi Silva"
).split()
COUNTRIES = "AR BR CN DE ES FR GB IN JP KE KR MX NG SN US ZA".split()
PLACES = (
    "Open Data Lab",
    "Commons Institute",
    "Free Models Foundation",
    "Public Code Agency",
    "Tools Collective",
)
AGES = (8, 40, 90, 200)  # days; whoever is here for less than 14 is not established
BATCH, LINES = 50, 100  # people, positions; things said
MOST_ANSWERED = 500
EACH, MOST_POSITIONS = 10, 2_000
OF_EACH, MOST_SYSTEMS, REVIEWS_AT_ONCE = 5, 300, 10
OF_A_STOP = 20


@click.command("demo")
@click.option("--people", default=50, show_default=True, type=click.IntRange(1, 200_000))
@click.option("--comments", default=0, show_default=True, type=click.IntRange(0, 1_000_000))
@click.option(
    "--positions",
    type=click.IntRange(0, 1_000_000),
    help=f"Positions on the latest draft, at most. [default: {EACH} a person, at most {MOST_POSITIONS:,}]",
)
@click.option(
    "--systems",
    type=click.IntRange(0, 10_000),
    help=f"AI systems with reviews. [default: one for {OF_EACH} people, at most {MOST_SYSTEMS}]",
)
@click.option(
    "--stops",
    type=click.IntRange(0, 2),
    help=f"Stops of the roadshow that took place; the last one is open. [default: one for {OF_A_STOP} people, at most 2]",
)
@click.option(
    "--messages",
    default=0,
    show_default=True,
    type=click.IntRange(0, 2_000_000),
    help="Messages of a forum, a mailing list and notes, as if they were brought in from elsewhere.",
)
@click.option(
    "--endorsements",
    type=click.IntRange(0, 200_000),
    help=f"People who endorse the latest draft, at most. [default: one of {OF_EACH} people]",
)
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same people.")
def demo(
    people: int,
    comments: int,
    positions: int | None,
    systems: int | None,
    stops: int | None,
    messages: int,
    endorsements: int | None,
    seed: int,
) -> None:
    """Fill an empty installation with people, organisations and what they say (for trying, tests, benchmarks)."""
    migrate()
    load_content()
    _only_if_empty()
    chance = random.Random(seed)
    again_on_a_race(lambda: [_organisation(name, chance) for name in PLACES])
    for start in tqdm(range(0, people, BATCH), desc="People", unit=f"×{BATCH}", disable=None, leave=False):
        numbers = range(start, min(start + BATCH, people))
        again_on_a_race(lambda numbers=numbers: [_person(n, chance) for n in numbers])  # type: ignore[misc]
    taken = _vote(min(people * EACH, MOST_POSITIONS) if positions is None else positions, random.Random(seed))
    if comments:
        with _without_limits():
            _talk(comments, chance)
    wanted = min(people // OF_EACH, MOST_SYSTEMS) if systems is None else systems
    reviews = _review(wanted, random.Random(seed))
    rooms = _tour(min(people // OF_A_STOP, 2) if stops is None else stops, random.Random(seed))
    remembered = _remember(messages, seed)
    endorsed = _endorse(people // OF_EACH if endorsements is None else endorsements, random.Random(seed))
    again_on_a_race(skip_to_head)  # a history made up in a minute is nobody's news
    until_done()
    click.echo(
        f"{people} people and {len(PLACES)} organisations are here, {taken} positions, {comments} comments, {wanted} systems "
        f"and {reviews} reviews of them, {rooms} people in rooms of the roadshow, {remembered} archived messages, {endorsed} endorsements. "
        "Nobody of them can sign in without a link."
    )


def _vote(n: int, chance: random.Random) -> int:
    """So many positions on the latest draft, where it is open. → how many were taken."""
    draft = latest_draft()
    if draft is None or status_of(draft) != "open":
        return 0
    stand, taken = Stances(draft, _people(), chance), 0
    stances = stand.stances()
    with tqdm(total=n, desc="Positions", disable=None, leave=False) as bar:
        while some := first_of(stances, min(BATCH, n - taken)):
            taken += again_on_a_race(lambda some=some: stand.take(some))  # type: ignore[misc]
            bar.update(len(some))
    return taken


@contextmanager
def _without_limits() -> Iterator[None]:
    """Its people are new, and say in a minute what would take them weeks."""
    config, usual = current_app.config, current_app.config["LIMITS"]
    config["LIMITS"] = "off"
    try:
        yield
    finally:
        config["LIMITS"] = usual


def _people() -> Sequence[int]:
    people = select(Account.id).where(Account.email.like("person%@demo.example")).order_by(Account.id)
    return db.session.scalars(people).all()


def _talk(n: int, chance: random.Random) -> None:
    """So many comments on the latest draft, a fifth of them on one clause; some shared, some answered."""
    draft = latest_draft()
    if draft is None:
        raise Refused("There is no draft to talk about.")
    talk = Conversation(draft, _people(), chance)
    made: list[int] = []
    for start in tqdm(range(0, n, LINES), desc="Comments", unit=f"×{LINES}", disable=None, leave=False):
        lines = talk.lines(min(LINES, n - start))
        made += again_on_a_race(lambda lines=lines: [comment.id for comment in talk.say(lines)])  # type: ignore[misc]
    editor = again_on_a_race(_editor)
    answered = chance.sample(made, min(len(made) // 3, MOST_ANSWERED))
    settle(answered, by=editor, chance=chance, again=again_on_a_race)


def _review(n: int, chance: random.Random) -> int:
    """So many invented systems, and what the people answer about them. → how many reviews."""
    until_done()
    registry = Registry(_people(), chance)
    sheets = registry.sheets(import_all(registry.systems(n), by=CLI).added)
    starts = range(0, len(sheets), REVIEWS_AT_ONCE)
    for start in tqdm(starts, desc="Reviews", unit=f"×{REVIEWS_AT_ONCE}", disable=None, leave=False):
        some = sheets[start : start + REVIEWS_AT_ONCE]
        again_on_a_race(lambda some=some: registry.review(some))  # type: ignore[misc]
    return len(sheets)


def _tour(n: int, chance: random.Random) -> int:
    """Evenings at so many stops. → how many people took part in a room."""
    slugs = planned(n) if _is_open() else []
    if not slugs:
        return 0
    leads = again_on_a_race(
        lambda: add_account("leads@demo.example", name="Fatou Diallo", roles=["maintainer"], by=CLI)
    )
    people = 0
    with _without_limits():
        tour = Tour(chance, by=leads, again=again_on_a_race)
        for slug in tqdm(slugs, desc="Stops", unit="stop", disable=None, leave=False):
            people += tour.visit(slug, closes=slug != slugs[-1])
    return people


def _is_open() -> bool:
    draft = latest_draft()
    return draft is not None and status_of(draft) == "open"


def _remember(n: int, seed: int) -> int:
    """So many messages that were said elsewhere. → how many there are."""
    draft, made = latest_draft(), 0
    keys = [row.key for row in rows_of(draft)] if draft else []
    for name, some in Memory(keys, seed).archives(n):
        kind, title, url = KINDS[name], TITLES[name], f"https://{name}.example.org/"
        made += take_messages(some, into=name, kind=kind, title=title, url=url, by=CLI).added
    return made


def _endorse(n: int, chance: random.Random) -> int:
    """What stands between the latest draft and stable: endorsements, judgements, a planned day. → how many endorsed it."""
    draft, people = latest_draft(), _people()
    if draft is None or not n or not people:
        return 0
    judge_by_the_board(draft, chance, again=again_on_a_race)
    return Endorsing(draft, people, chance, again=again_on_a_race).endorse(n)


def _editor() -> Account:
    return add_account("editor@demo.example", name="Mara Jansen", roles=["maintainer"], by=CLI)


def _only_if_empty() -> None:
    others = (
        select(Account.id).where(Account.email.is_not(None), Account.email.not_like("%@localhost%")).limit(1)
    )
    if db.session.scalar(others) is not None:
        raise Refused("This installation has people already; demo fills an empty one only.")


def _organisation(name: str, chance: random.Random) -> Organisation:
    return create_organisation(name, sector=chance.choice(list(Sector)), by=CLI)


def _person(n: int, chance: random.Random) -> Account:
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    account = add_account(f"person{n + 1}@demo.example", name=name, by=CLI)
    account.created_at -= timedelta(days=chance.choice(AGES))  # so that nobody is slowed down as a newcomer
    change_profile(
        account,
        name=name,
        stakeholder_group=chance.choice(GROUPS).slug if chance.random() < 0.8 else None,
        affiliation=chance.choice(PLACES) if chance.random() < 0.3 else None,
        country=chance.choice(COUNTRIES) if chance.random() < 0.7 else None,
    )
    return account


COMMANDS = (demo,)
