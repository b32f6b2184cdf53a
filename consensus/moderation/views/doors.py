"""What the doors share: the blueprint, the limits, and how what an address names is found."""

from typing import Any

from flask import Blueprint

from ...accounts.errors import NoSuchPerson
from ...accounts.models import Account
from ...accounts.queries import account_by_actor
from ...kit.places import url_of, words_of
from ...kit.refs import Ref
from ...kit.web.limits import limiter
from .. import queries
from ..errors import NoSuchThing
from ..registry import thing_called

bp = Blueprint("moderation", __name__)
by_account = limiter.shared_limit("60 per minute", scope="moderation")
reports_by_account = limiter.shared_limit("20 per hour", scope="reports")
PLACES = {"url_of": url_of, "words_of": words_of}


def thing_at(thing: Ref) -> Any:
    """What stands behind a ref and can be folded. Raises NoSuchThing."""
    found = thing_called(thing)
    if found is None:
        raise NoSuchThing
    return found


def thing_or_rest(thing: Ref) -> Any:
    """The same; for a thing that is gone while somebody waits for an answer about it, its ref. Raises NoSuchThing."""
    found = thing_called(thing)
    if found is None and not queries.is_waiting(thing):
        raise NoSuchThing
    return found or thing


def account_at(actor_id: str) -> Account:
    """Who stands behind an id. Raises NoSuchPerson."""
    account = account_by_actor(actor_id)
    if account is None or not account.may_sign_in:
        raise NoSuchPerson
    return account
