"""Who: people and organisations, what they may do, and what lets them in."""

from flask import Flask

from ..kit import permissions, turns
from ..kit.places import place
from ..ledger import declare_verbs
from ..ledger.names import names_from
from . import models as models


def init_app(app: Flask) -> None:
    """Declare rules, verbs and rows; know the viewer of every request; bring in the pages."""
    from . import actions, groups, own_rows, queries, rules, signing_in, titles, verbs  # late: wiring
    from . import documents as documents  # late: wiring
    from .channels import channel_title, stop_title  # late: wiring
    from .person_rows import person_rows  # late: wiring
    from .views import bp  # late: wiring

    permissions.declare(rules.RULES)
    declare_verbs(verbs.SENTENCES)
    names_from(queries.names_of)
    place("account", lambda name: f"/people/{name}/")
    place("organisation", lambda name: "/organisations/#" + name)
    person_rows("account", export=own_rows.profile_of)
    person_rows("roles", export=own_rows.roles_said)
    person_rows("tokens", export=own_rows.tokens_said)
    person_rows("organisations", export=own_rows.organisations_said)
    turns.turn("accounts", actions.tidy)
    app.jinja_env.filters.update(
        group_title=groups.group_title, role_title=titles.role_title,
        sector_title=titles.sector_title, scope_title=titles.scope_title, channel_title=channel_title,
        stop_title=stop_title,
    )  # fmt: skip
    signing_in.init_app(app)
    app.register_blueprint(bp)
