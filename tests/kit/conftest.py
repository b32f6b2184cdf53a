"""Doors made for a test: the kit is tried with views of its own, in the real application."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.kit.db import db
from consensus.kit.mail import OutboxMail
from consensus.kit.web.transactions import with_transaction

Door = Callable[..., None]


@pytest.fixture
def door(app: Flask) -> Door:
    """Adds a view, with its transaction around it as ``create_app`` does for every view."""

    def add(view: Callable[..., Any], rule: str = "", *, endpoint: str = "", methods: Any = ("GET",)) -> None:
        name = endpoint or view.__name__
        app.add_url_rule(rule or f"/try/{view.__name__}", name, with_transaction(view), methods=methods)

    return add


@pytest.fixture
def slip() -> Callable[[str], OutboxMail]:
    """Makes a row: any table would do."""
    from consensus.kit.mail import post

    return lambda subject: post("ana@example.org", subject=subject, text="")


@pytest.fixture
def elsewhere(app: Flask) -> Callable[[Callable[[], Any]], Any]:
    """Has something done by somebody else: in a thread of its own, with a session of its own. → its answer."""

    def have_done(work: Callable[[], Any]) -> Any:
        answers: list[Any] = []

        def there() -> None:
            with app.app_context():
                answers.append(work())

        thread = threading.Thread(target=there)
        thread.start()
        thread.join()
        return answers[0]

    return have_done


@pytest.fixture
def slips(elsewhere: Callable[[Callable[[], Any]], Any]) -> Callable[[], list[str]]:
    """The rows that are stored, as somebody else sees them."""
    return lambda: elsewhere(
        lambda: list(db.session.scalars(select(OutboxMail.subject).order_by(OutboxMail.id)))
    )
