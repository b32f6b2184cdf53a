"""How often one is written to, and ending all of it by a link."""

import pytest
from flask import Flask

from consensus.following.actions import set_pace, unsubscribe
from consensus.following.errors import NoSuchKey
from consensus.following.models import MailSetting
from consensus.following.paces import Pace
from consensus.following.queries import pace_of
from consensus.kit.db import db, transaction
from tests.factories import make_account

pytestmark = pytest.mark.both_databases


def test_the_pace_is_daily_until_one_says_otherwise(app: Flask) -> None:
    ana = make_account("Ana")
    before = pace_of(ana)
    with transaction():
        set_pace(ana, pace=Pace.WEEKLY)

    assert (before, pace_of(ana)) == (Pace.DAILY, Pace.WEEKLY)


def test_the_link_stays_the_same_whatever_the_pace(app: Flask) -> None:
    ana, keys = make_account("Ana"), set()
    for pace in Pace:
        with transaction():
            set_pace(ana, pace=pace)
        keys.add(db.session.get_one(MailSetting, ana.id).key)

    assert len(keys) == 1


def test_the_link_ends_all_mail_of_its_owner_and_nobody_elses(app: Flask) -> None:
    ana, ben = make_account("Ana"), make_account("Ben")
    for each in (ana, ben):
        with transaction():
            set_pace(each, pace=Pace.AT_ONCE)
    for _ in range(2):
        with transaction():
            unsubscribe(db.session.get_one(MailSetting, ana.id).key)

    assert (pace_of(ana), pace_of(ben)) == (Pace.NEVER, Pace.AT_ONCE)


@pytest.mark.parametrize("key", ["", "x", "x" * 43])
def test_a_link_that_is_nobodys_is_refused(app: Flask, key: str) -> None:
    with pytest.raises(NoSuchKey), transaction():
        unsubscribe(key)
