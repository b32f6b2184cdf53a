"""The roadshow: people in a room take part, by phone, on paper or through a scribe, and it counts the same."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..accounts.channels import stops_are_called
from ..accounts.person_rows import person_rows
from ..accounts.rooms import rooms_are
from ..kit.permissions import declare
from ..kit.places import place
from ..kit.web.cache import revision_by_path
from ..ledger import declare_verbs
from . import models as models
from .verbs import SENTENCES


def init_app(app: Flask) -> None:
    """Declare what the roadshow brings: rules, verbs, rooms to speak from, what is kept of a person, pages."""
    from . import documents as documents  # late: wiring
    from .actions import erase_rows, merge_rows  # late: wiring
    from .moderated import declare_hideable  # late: wiring
    from .news import declare_news  # late: wiring
    from .pages import bring_in  # late: wiring
    from .queries import figures_revision, room_revision  # late: wiring
    from .queries.own import rows_of  # late: wiring
    from .queries.titles import titles_of_stops  # late: wiring
    from .rules import RULES  # late: wiring
    from .speaking import keep_the_name, spoken_from  # late: wiring

    declare(RULES)
    declare_verbs(SENTENCES)
    for kind, words in NAMES.items():
        place(kind, lambda name: None, words=words)
    rooms_are(spoken_from, renaming=keep_the_name)
    stops_are_called(titles_of_stops)
    revision_by_path("rooms", ROOM_PAGES, lambda slug, number: room_revision(slug, int(number)))
    revision_by_path("figures", FIGURES, lambda slug, number: figures_revision(slug, int(number)))
    declare_hideable()
    declare_news()
    person_rows("roadshow", export=rows_of, merge=merge_rows, erase=erase_rows)
    bring_in(app)


# What the phones and the screen of a room ask for again and again: known by what the room sees alone.
ROOM_PAGES = r"/roadshow/(?P<slug>[^/]+)/sittings/(?P<number>[0-9]{1,9})/now\.(json|html)"
FIGURES = r"/roadshow/(?P<slug>[^/]+)/sittings/(?P<number>[0-9]{1,9})/figures\.html"
NAMES = {
    "stop": _l("the stop %(name)s"),
    "sitting": _l("the sitting %(name)s"),
    "room-note": _l("note %(name)s"),
    "batch": _l("file %(name)s"),
}
