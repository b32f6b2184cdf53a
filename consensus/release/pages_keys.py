"""The site's public keys and the checkpoints it signs."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..kit.places import place
from ..kit.turns import turn
from ..ledger.vouched import vouched_by
from .checkpointing import daily_checkpoint
from .queries.checkpoints import checkpoint_for
from .views.keys import bp


def bring_in(app: Flask) -> None:
    """Bind all of it: pages, the daily turn, and what vouches for the record."""
    vouched_by(checkpoint_for)
    place("site-key", lambda name: f"/ledger/checkpoints/#key-{name}", words=_l("the key %(name)s"))
    turn("checkpoint", daily_checkpoint)
    app.register_blueprint(bp)
