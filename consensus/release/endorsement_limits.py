"""How often mail to organisations may be asked for: per account, and per address, whoever asks and through which entrance."""

from flask import request

from ..kit.web.forms import json_sent, tidy_text
from ..kit.web.limits import limiter

LONGEST = 254


def address_asked() -> str:
    """The address that a mail is asked for, of a form or of JSON; empty where none is named."""
    sent = json_sent() if request.is_json else request.form
    return tidy_text(str((sent or {}).get("address") or "")).strip().lower()[:LONGEST]


by_mailer = limiter.shared_limit("20 per hour", scope="endorsement-mails")
by_address = limiter.shared_limit(
    "5 per day",
    key_func=address_asked,
    scope="endorsement-addresses",
    exempt_when=lambda: not address_asked(),
)
