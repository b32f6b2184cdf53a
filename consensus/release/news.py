"""What people hear of the release: the board, that a bundle lies before it; endorsers, that their claim is challenged and what
was ruled; whoever watches a draft, what becomes of it. Lapsed endorsements have letters of their own.
"""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..following import About, Detail, concerns, details_for_reason, quiet, reason
from ..kit.refs import parse
from ..ledger.models import Entry
from .queries.concerned import board_members, challengers_of, endorser_of
from .verbs import Verb

ON_THE_BOARD, ENDORSES, CHALLENGED = "on-the-board", "endorses", "challenged-an-endorsement"


def declare_news() -> None:
    """Say whom each act concerns, and what is worth knowing of it."""
    reason(ON_THE_BOARD, _l("you are a member of the board"))
    reason(ENDORSES, _l("it is your endorsement"))
    reason(CHALLENGED, _l("you challenged this endorsement"))
    for verb in (Verb.SEAL_OPENED, Verb.SEAL_REOPENED, Verb.SEAL_ABANDONED):
        concerns(verb, _the_board)
    for verb in (Verb.CHALLENGED, Verb.RULED, Verb.CONFIRMED):
        concerns(verb, _parties)
    details_for_reason(ON_THE_BOARD, _to_the_board)
    quiet(
        Verb.COUNTED, Verb.ENDORSED, Verb.CONFIRMED, Verb.CARRIED, Verb.LAPSED, Verb.FAMILY_SET, Verb.KEY_SET,
        Verb.SEAL_SIGNED,
    )  # fmt: skip


def _the_board(entry: Entry) -> dict[str, str]:
    return {member.actor_id: ON_THE_BOARD for member in board_members() if member.actor_id}


def _parties(entry: Entry) -> dict[str, str]:
    id = int(parse(entry.subject).name)
    endorser = endorser_of(id)
    found = dict.fromkeys(challengers_of(id), CHALLENGED) if entry.verb == Verb.RULED else {}
    return found | ({endorser: ENDORSES} if endorser else {})


def _to_the_board(abouts: Sequence[About]) -> Mapping[About, Detail]:
    """Where to read the bundle."""
    return {about: _bundle(about.entry) for about in abouts}


def _bundle(entry: Entry) -> Detail:
    path = f"/release/{parse(entry.subject).name}/seal/"
    if entry.verb == Verb.SEAL_ABANDONED:
        return Detail(path=path)
    return Detail(note=_("Please read the bundle and say whether you sign it."), path=path)
