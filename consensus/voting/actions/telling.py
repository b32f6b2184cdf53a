"""How acts on positions stand on the record: by a participant's second id, with what a recount needs, never a name."""

from collections.abc import Iterable
from typing import Any

from ...drafts.models import Draft
from ...drafts.queries import ClauseRow
from ...kit.refs import Ref
from ...ledger import record
from ...ledger.actions import Then, when_numbered
from ..models import Position, VoterLink
from ..verbs import Verb


def tell_taken(position: Position, row: ClauseRow, *, ended: Iterable[Position], by: VoterLink) -> None:
    """Record a position with everything that is counted of it; what it ends keeps the number of the same entry."""
    over = list(ended)

    def number(entry: Any) -> None:
        position.taken(entry)
        for each in over:
            each.ended(entry)

    record(
        Verb.TAKEN,
        by,
        position,
        touches=touched(position.draft, row.key),
        draft=position.draft.version,
        key=row.key,
        wording=row.digest,
        choice=str(position.choice),
        group=position.stakeholder_group,
        continent=position.continent,
        channel=position.channel,
        organisation=position.organisation.slug if position.organisation else None,
        maker=position.maker,
        en_bloc=position.en_bloc,
        established=position.established,
        scribe=position.scribe,
        late=position.late,
    )
    when_numbered(number)


def tell(verb: Verb, position: Position, key: str, *, by: VoterLink, then: Then) -> None:
    """Record what becomes of a position later."""
    draft = position.draft
    record(verb, by, position, touches=touched(draft, key), draft=draft.version, key=key)
    when_numbered(then)


def touched(draft: Draft, key: str) -> list[Ref]:
    """What shows a position: the draft and the clause."""
    return [draft.ref, Ref("clause", key)]
