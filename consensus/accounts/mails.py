"""The mails of this package: each a text and an HTML template of one name in ``templates/mail/``."""

from typing import Any

from flask import current_app, render_template

from ..kit.mail import post


def send(template: str, recipient: str, *, subject: Any, **facts: Any) -> None:
    """Put one mail into the outbox, in the language of the request that causes it."""
    facts = facts | {"subject": subject, "site_name": current_app.config["SITE_NAME"]}
    post(
        recipient,
        subject=f"{current_app.config['SITE_NAME']}: {subject}",
        text=render_template(f"mail/{template}.txt", **facts),
        html=render_template(f"mail/{template}.html", **facts),
    )
