"""Who hears of what happens to endorsements and seals."""

from collections.abc import Iterable

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.following.registry import About, details_about, whom_it_concerns
from consensus.kit.clock import now
from consensus.ledger.models import Entry
from consensus.release.news import ON_THE_BOARD
from consensus.release.verbs import Verb
from tests.factories import make_account, make_draft

from .making import a_challenge, an_endorsement


@pytest.fixture
def draft(app: Flask) -> Draft:
    """A published draft."""
    return make_draft("0.0.8", "# The definition\n\nEverybody may use it.\n")


def entry(verb: Verb, subject: object, by: str = "system:setup") -> Entry:
    """A line of the record."""
    return Entry(n=1, at=now(), verb=str(verb), by=by, subject=str(subject), details={})


def hear(entry: Entry, people: Iterable[Account]) -> list[str]:
    """Who of these people is told, and why."""
    told = whom_it_concerns(entry)
    return [f"{each.name}: {told[each.actor_id]}" for each in people if each.actor_id in told]


@pytest.mark.parametrize("verb", [Verb.SEAL_OPENED, Verb.SEAL_REOPENED, Verb.SEAL_ABANDONED])
def test_the_board_is_told_what_lies_before_it(draft: Draft, verb: Verb) -> None:
    people = [
        make_account("Bola", role="board"),
        make_account("Kai", role="chair"),
        make_account("Dina", role="board"),
    ]

    assert hear(entry(verb, draft.ref), people) == ["Bola: on-the-board", "Dina: on-the-board"]


def test_it_is_told_where_to_read_it(draft: Draft) -> None:
    about = About(entry(Verb.SEAL_OPENED, draft.ref), ON_THE_BOARD)
    details = details_about(about)
    assert details is not None

    detail = details([about])[about]

    assert (detail.path, detail.note) == (
        "/release/0.0.8/seal/", "Please read the bundle and say whether you sign it.",
    )  # fmt: skip


def test_who_endorses_is_told_of_a_challenge_and_both_of_the_ruling(draft: Draft) -> None:
    ana, ben, other = make_account("Ana"), make_account("Ben"), make_account("Other")
    made = an_endorsement(draft, ana)
    a_challenge(made, ben)
    people = (ana, ben, other)

    assert hear(entry(Verb.CHALLENGED, made.ref, str(ben.actor_id)), people) == ["Ana: endorses"]
    assert hear(entry(Verb.RULED, made.ref), people) == ["Ana: endorses", "Ben: challenged-an-endorsement"]


def test_nobody_is_told_what_they_did_themselves(draft: Draft) -> None:
    ana = make_account("Ana")
    made = an_endorsement(draft, ana)

    assert hear(entry(Verb.CONFIRMED, made.ref, str(ana.actor_id)), [ana]) == []
