"""The first posts of new accounts: taken slowly, and their first links wait for a moderator."""

import math
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...moderation.actions import hold_thing
from ..errors import TooSoon
from ..models import Comment
from ..texts import Prepared

NEW = timedelta(days=7)
WINDOW = timedelta(minutes=10)
MOST = 5  # comments of a new account within the window
TRUSTED = 3  # other comments, after which links are no longer held


def is_new(account: Account) -> bool:
    """Whether an account is younger than a week and holds no role. Guests of a room are known there; never, without limits."""
    at = now()
    if current_app.config["LIMITS"] != "on" or account.is_guest or account.created_at <= at - NEW:
        return False
    return not any(grant.holds(at) for grant in account.grants)


def slow_down(account: Account) -> None:
    """Refuse a new account's sixth comment within ten minutes. Raises TooSoon, with the seconds to wait."""
    if not is_new(account):
        return
    locked = select(Account.id).where(Account.id == account.id).with_for_update(key_share=True)
    db.session.execute(locked)
    newest = select(Comment.created_at).where(Comment.author_id == account.id).order_by(Comment.id.desc())
    fifth = db.session.scalar(newest.offset(MOST - 1).limit(1))
    if fifth is not None and fifth > now() - WINDOW:
        raise TooSoon(retry_after=math.ceil((fifth + WINDOW - now()).total_seconds()))


def hold_links(comment: Comment, text: Prepared, *, by: Account) -> None:
    """Fold what a new account wrote among its first comments until a moderator has seen where it leads."""
    if not text.links or not is_new(by):
        return
    others = select(Comment.id).where(Comment.author_id == by.id, Comment.id != comment.id).limit(TRUSTED)
    if len(db.session.scalars(others).all()) < TRUSTED:
        hold_thing(comment)
