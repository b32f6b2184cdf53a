"""A guest who already took part leaves an address: one person afterwards, and every count agrees, on both databases."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.actions import claim, request_claim
from consensus.accounts.errors import LinkIsSpent
from consensus.accounts.models import Account
from consensus.accounts.queries import account_by_email
from consensus.discussion.actions import cosign
from consensus.discussion.queries.comments import comment_at
from consensus.drafts.models import Draft
from consensus.kit.db import again_on_a_race, db
from consensus.kit.errors import Refused
from consensus.ledger.views import export_lines
from consensus.release import verify
from consensus.roadshow import actions
from consensus.roadshow.models import Attendance, Sitting
from consensus.voting.actions import take_position
from consensus.voting.models import Position, VoterLink
from consensus.voting.queries import my_positions, tallies_of
from consensus.voting.queries.comparing import compared
from tests.accounts.outbox import posted, secret_in
from tests.factories import make_account, make_comment
from tests.roadshow.acting import a_draft, act, joined, on_duty, opened
from tests.voting.acting import row_of, take

pytestmark = pytest.mark.both_databases
ANA = "ana@example.org"


@pytest.fixture
def draft(app: Flask) -> Draft:
    return a_draft()


@pytest.fixture
def sitting(draft: Draft) -> Sitting:
    return opened()


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana", email=ANA, stakeholder_group="licensee")


def secret_for(guest: Account, email: str = ANA) -> str:
    act(request_claim, guest, email=email)
    return secret_in(posted(email)[-1])


def counted(draft: Draft) -> dict[str, list[int]]:
    """Key → how many say each choice, by the site's tallies; and they are what the record comes to, read from its export."""
    keys = {row_of(draft, key).clause_id: key for key in ("use", "study", "share")}
    found = {keys[id]: each.totals for id, each in tallies_of(draft).items()}
    told = {
        key: [each.support, each.accept, each.abstain, each.object] for key, each in found.items() if each.n
    }
    record = verify.Record()
    for n, line in enumerate(export_lines(), 1):
        entry = verify.entry_of(line.encode(), n, record.head)
        record.n, record.head = n, entry["hash"]
        record.take(entry)
    recounted = {key: record.tally(draft.version, key, record.n) for key in keys.values()}
    assert {key: counts for key, counts in recounted.items() if any(counts)} == told
    assert compared() == []
    return told


def test_without_an_account_the_guest_is_the_same_person_and_nothing_moves(draft, sitting):
    guest = joined(sitting, "Nia").account
    take(draft, "use", "support", guest)
    before = counted(draft)
    claimed = act(claim, secret_for(guest))

    assert (claimed.joined, before, counted(draft)) == (False, {"use": [1, 0, 0, 0]}, before)
    act(actions.close_sitting, sitting, by=claimed.account)
    take(draft, "use", "accept", claimed.account)
    assert counted(draft) == {"use": [0, 1, 0, 0]}


def test_with_one_two_people_become_one_and_the_later_position_stays(draft, sitting, ana):
    guest = joined(sitting, "Nia").account
    take(draft, "use", "support", ana)
    take(draft, "use", "abstain", guest)
    take(draft, "study", "accept", guest)
    take(draft, "study", "support", ana)
    take(draft, "share", "object", guest)
    before = counted(draft)
    claimed = act(claim, secret_for(guest))

    assert before == {"use": [1, 0, 1, 0], "study": [1, 1, 0, 0], "share": [0, 0, 0, 1]}
    assert counted(draft) == {"use": [0, 0, 1, 0], "study": [1, 0, 0, 0], "share": [0, 0, 0, 1]}
    assert (claimed.account.id, len(my_positions(ana, draft))) == (ana.id, 3)
    assert [link.account_id for link in db.session.scalars(select(VoterLink))] == [ana.id]
    assert [part.account_id for part in db.session.scalars(select(Attendance))] == [ana.id]


def test_what_came_through_the_room_stays_marked_with_it(draft, sitting, ana):
    guest = joined(sitting, "Nia").account
    take(draft, "use", "support", guest)
    take(draft, "study", "support", ana)
    act(claim, secret_for(guest))

    current = select(Position.channel).where(Position.ended_at.is_(None)).order_by(Position.id)
    assert list(db.session.scalars(current)) == ["stop:dakar", "online"]


def test_their_objection_is_theirs_to_let_go_of_and_a_concern_is_shared_once(draft, sitting, ana):
    guest = joined(sitting, "Nia").account
    objection = take(draft, "use", "object", guest).comment
    concern = make_comment(draft, "study", by=make_account("Bo"))
    act(cosign, concern, by=ana)
    act(cosign, comment_at(concern.id), by=guest)
    act(claim, secret_for(guest))
    take(draft, "use", "accept", ana)
    db.session.refresh(objection)

    assert (objection.author_id, str(objection.state), comment_at(concern.id).cosigned) == (
        ana.id,
        "withdrawn",
        1,
    )
    assert counted(draft) == {"use": [0, 1, 0, 0]}


def test_both_in_one_sitting_they_took_part_once(draft, sitting, ana):
    guest = joined(sitting, "Nia").account
    joined(sitting, by=ana)
    take(draft, "use", "support", guest)
    take(draft, "use", "accept", ana)
    act(claim, secret_for(guest))

    assert [part.account_id for part in db.session.scalars(select(Attendance))] == [ana.id]
    assert counted(draft) == {"use": [0, 1, 0, 0]}


def test_a_guest_who_is_set_aside_may_claim_and_still_counts_nothing(draft, sitting, ana):
    eve = joined(sitting, "Eve")
    take(draft, "use", "support", ana)
    take(draft, "use", "object", eve.account)
    take(draft, "study", "support", eve.account)
    act(actions.set_aside, sitting, [eve], reason="By a stolen code.", by=on_duty(sitting.stop))
    act(claim, secret_for(eve.account))
    aside = counted(draft)
    [part] = db.session.scalars(select(Attendance))
    act(actions.restore, sitting, [part], by=on_duty(sitting.stop, name="Awa"))

    assert aside == {"use": [1, 0, 0, 0]}
    assert counted(draft) == {"use": [1, 0, 0, 0], "study": [1, 0, 0, 0]}


def test_guest_of_one_sitting_and_of_the_next_with_one_address_they_are_one_person(draft, sitting):
    first = joined(sitting, "Nia").account
    take(draft, "use", "support", first)
    act(actions.close_sitting, sitting, by=make_account("Fatou"))
    second = joined(opened(sitting.stop), "Nia").account
    take(draft, "use", "accept", second)
    before = counted(draft)
    claimed = [act(claim, secret_for(guest, "nia@example.org")) for guest in (first, second)]

    assert (before, counted(draft)) == ({"use": [1, 1, 0, 0]}, {"use": [0, 1, 0, 0]})
    assert [each.account.id for each in claimed] == [first.id, first.id]


def at_once(app: Flask, *works: Any) -> list[Any]:
    """Several things at the same time, each in a window of its own. → what each came to, a refusal by its kind."""
    found: list[Any] = [None] * len(works)

    def do(n: int) -> None:
        with app.app_context():
            try:
                found[n] = again_on_a_race(works[n])
            except Refused as refused:
                found[n] = type(refused)
            db.session.remove()

    db.session.rollback()
    windows = [threading.Thread(target=do, args=(n,)) for n in range(len(works))]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    return found


def test_two_links_followed_at_once_one_of_them_holds(app, draft, sitting):
    guest = joined(sitting, "Nia").account
    secrets = [secret_for(guest, email) for email in ("one@example.org", "two@example.org")]
    found = at_once(app, *(lambda secret=secret: claim(secret).joined for secret in secrets))
    owners = [account_by_email(email) for email in ("one@example.org", "two@example.org")]

    assert sorted(map(str, found)) == sorted(map(str, (False, LinkIsSpent)))
    assert [owner.id for owner in owners if owner] == [guest.id]


def test_two_guests_who_claim_one_address_at_once_become_one(app, draft, sitting):
    guests = [joined(sitting, name).account for name in ("Nia", "Nia again")]
    for guest in guests:
        take(draft, "use", "support", guest)
    secrets = [secret_for(guest, "nia@example.org") for guest in guests]
    found = at_once(app, *(lambda secret=secret: claim(secret).joined for secret in secrets))

    assert sorted(found) == [False, True]
    assert counted(draft) == {"use": [1, 0, 0, 0]}


def test_a_position_taken_while_the_link_is_followed_is_counted_once_or_refused(app, draft, sitting, ana):
    guest = joined(sitting, "Nia").account
    take(draft, "use", "support", ana)
    secret, ids = secret_for(guest), (draft.id, guest.id)

    def vote() -> bool:
        here, by = db.session.get_one(Draft, ids[0]), db.session.get_one(Account, ids[1])
        return take_position(here, row_of(here, "use"), choice="accept", by=by, channel="stop:dakar").is_new

    joined_, voted = at_once(app, lambda: claim(secret).joined, vote)

    assert joined_ is True
    taken = {True: [0, 1, 0, 0]}.get(voted, [1, 0, 0, 0])
    assert counted(draft) == {"use": taken}
    assert [link.account_id for link in db.session.scalars(select(VoterLink))] == [ana.id]
