"""Asks the site for pages as a stranger would, within the transaction that is open: all answers are of one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, current_app, g
from werkzeug.exceptions import HTTPException, NotFound

from ...kit.db import db
from ...kit.errors import Refusal
from ...kit.web.addresses import base_url


def is_known(path: str) -> bool:
    """Whether the site has a page of this kind at all."""
    try:
        current_app.url_map.bind("localhost").match(path.partition("?")[0])
    except HTTPException as error:
        return not isinstance(error, NotFound)
    return True


@contextmanager
def answer_to(address: str) -> Iterator[Response | None]:
    """What the site answers to an address; None where it has nothing to show a stranger, or leads elsewhere.

    Errors are not made pages of, for that would end the transaction.
    """
    before = dict(vars(g))
    snapshot = db.session().get_transaction()
    try:
        with current_app.test_request_context(address, base_url=base_url()):
            yield _asked()
    finally:
        for name in vars(g).keys() - before.keys():
            delattr(g, name)
        vars(g).update(before)
    db.session.expunge_all()
    if db.session().get_transaction() is not snapshot:
        raise RuntimeError(f"{address} ended the transaction that it was asked in")


def _asked() -> Response | None:
    try:
        found = current_app.preprocess_request()
        answer = current_app.make_response(found if found is not None else current_app.dispatch_request())
    except (Refusal, HTTPException):
        return None
    return answer if answer.status_code == 200 else None
