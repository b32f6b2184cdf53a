"""A plausible history for trying things out: written through the same actions as everything else."""

import random

import click
from sqlalchemy import select
from tqdm import tqdm

from ..accounts.actions import add_account, change_profile, create_organisation
from ..accounts.groups import GROUPS
from ..accounts.models import Account, Organisation, Sector
from ..kit.db import again_on_a_race, db
from ..kit.errors import Refused
from ..ledger import CLI
from .database import load_content, migrate

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
BATCH = 50


@click.command("demo")
@click.option("--people", default=50, show_default=True, type=click.IntRange(1, 200_000))
@click.option("--comments", default=0, show_default=True, type=click.IntRange(0, 1_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same people.")
def demo(people: int, comments: int, seed: int) -> None:
    """Fill an empty installation with people and organisations (for trying, tests, benchmarks)."""
    if comments:
        raise Refused("This version takes no comments yet; run demo with --comments 0.")
    migrate()
    load_content()
    _only_if_empty()
    chance = random.Random(seed)
    again_on_a_race(lambda: [_organisation(name, chance) for name in PLACES])
    for start in tqdm(range(0, people, BATCH), desc="People", unit=f"×{BATCH}", disable=None, leave=False):
        numbers = range(start, min(start + BATCH, people))
        again_on_a_race(lambda numbers=numbers: [_person(n, chance) for n in numbers])  # type: ignore[misc]
    click.echo(
        f"{people} people and {len(PLACES)} organisations are here. Nobody of them can sign in without a link."
    )


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
    change_profile(
        account,
        name=name,
        stakeholder_group=chance.choice(GROUPS).slug if chance.random() < 0.8 else None,
        affiliation=chance.choice(PLACES) if chance.random() < 0.3 else None,
        country=chance.choice(COUNTRIES) if chance.random() < 0.7 else None,
    )
    return account


COMMANDS = (demo,)
