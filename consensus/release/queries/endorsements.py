"""Who endorses which draft: one endorsement, those of a draft, how many, and whose place is taken."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from ...accounts.models import Account, Organisation
from ...drafts.models import Draft
from ...kit.db import db
from ...kit.web.paging import Page, page_of
from ..errors import NoSuchEndorsement
from ..models import Endorsement, EndorsementChallenge, EndorsementKind, Family, Standing, StandingState

BIGGEST = 2**31
BATCH = 500
STANDS, LAPSED, WITHDRAWN, RULED_OUT = "standing", "lapsed", "withdrawn", "challenged-out"


@dataclass(frozen=True, slots=True)
class Figures:
    """How many endorse: *claimed 7, confirmed 4*. Two claims for one organisation are one."""

    claimed: int = 0
    confirmed: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.claimed + other.claimed, self.confirmed + other.confirmed)


Counted = Mapping[tuple[str, str], Figures]


def effective() -> ColumnElement[bool]:
    """Of standings: that an endorsement stands for a draft, confirmed or not."""
    return and_(Standing.state != StandingState.LAPSED, Standing.ended_at.is_(None))


def state_is(state: str) -> ColumnElement[bool]:
    """Of standings with their endorsements: that they are in a state as it is shown."""
    return {
        STANDS: effective(),
        LAPSED: and_(Standing.state == StandingState.LAPSED, Endorsement.withdrawn_at.is_(None)),
        WITHDRAWN: Endorsement.withdrawn_at.is_not(None),
        RULED_OUT: and_(Endorsement.disallowed_at.is_not(None), Endorsement.withdrawn_at.is_(None)),
    }[state]


def holder_of(account: Account, organisation: Organisation | None) -> str:
    """Whose one place it is: a person's, or that of an organisation with all that belong with it."""
    if organisation is None:
        return f"account:{account.id}"
    head = db.session.scalar(select(Family.head_id).where(Family.organisation_id == organisation.id))
    return f"family:{head or organisation.id}"


def ruled_out(holder: str, group: str) -> bool:
    """Whether a challenge was upheld that this person or organisation is of a stakeholder group."""
    theirs = select(Standing.endorsement_id).where(Standing.holder == holder)
    query = select(EndorsementChallenge.id).where(
        EndorsementChallenge.endorsement_id.in_(theirs), EndorsementChallenge.upheld.is_(True),
        EndorsementChallenge.stakeholder_group == group,
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None


def endorsement_called(id: int) -> Endorsement:
    """The endorsement with this number, whatever became of it. Raises NoSuchEndorsement."""
    found = db.session.scalar(_whole().where(Endorsement.id == id)) if id < BIGGEST else None
    if found is None:
        raise NoSuchEndorsement
    return found


def endorsements_called(ids: Collection[int]) -> Sequence[Endorsement]:
    """Some endorsements, by number."""
    wanted = [id for id in ids if id < BIGGEST]
    return db.session.scalars(_whole().where(Endorsement.id.in_(wanted)).order_by(Endorsement.id)).all()


def endorsement_by_secret(digest: str) -> Endorsement | None:
    """The endorsement whose mailed link has a secret of this digest."""
    return db.session.scalar(_whole().where(Endorsement.secret == digest))


def counted(draft: Draft) -> dict[tuple[str, str], Figures]:
    """(stakeholder group, kind) → how many endorsements of a draft stand; one statement, whatever their number."""
    query = (
        select(
            Endorsement.stakeholder_group, Endorsement.kind, func.count(Standing.holder.distinct()),
            func.count(case((Standing.confirmed, Standing.holder)).distinct()),
        )
        .join(Endorsement, Endorsement.id == Standing.endorsement_id)
        .where(Standing.draft_id == draft.id, effective())
        .group_by(Endorsement.stakeholder_group, Endorsement.kind)
    )  # fmt: skip
    return {(group, str(kind)): Figures(n, sure) for group, kind, n, sure in db.session.execute(query)}


def counted_over(draft: Draft) -> dict[str, int]:
    """State → how many endorsements of a draft do not stand for it any more."""
    over = case(
        (Endorsement.withdrawn_at.is_not(None), WITHDRAWN), (Endorsement.disallowed_at.is_not(None), RULED_OUT),
        (Standing.state == StandingState.LAPSED, LAPSED), else_="",
    ).label("over")  # fmt: skip
    query = (
        select(over, func.count())
        .select_from(Standing)
        .join(Endorsement, Endorsement.id == Standing.endorsement_id)
    )
    found = db.session.execute(query.where(Standing.draft_id == draft.id).group_by(over))
    return {state: n for state, n in found if state}


def confirmed_by_group(draft: Draft) -> dict[str, int]:
    """Stakeholder group → how many confirmed endorsements stand for a draft: what the criteria ask for. One statement."""
    query = (
        select(Endorsement.stakeholder_group, func.count())
        .select_from(Standing)
        .join(Endorsement, Endorsement.id == Standing.endorsement_id)
        .where(Standing.draft_id == draft.id, Standing.confirmed, effective())
        .group_by(Endorsement.stakeholder_group)
    )
    return dict(db.session.execute(query).all())


def endorsements_counted(draft: Draft) -> dict[str, dict[str, int]]:
    """Stakeholder group → ``claimed`` and ``confirmed``."""
    found: dict[str, Figures] = {}
    for (group, _kind), figures in counted(draft).items():
        found[group] = found.get(group, Figures()) + figures
    return {
        group: {"claimed": each.claimed, "confirmed": each.confirmed} for group, each in sorted(found.items())
    }


def listed(
    draft: Draft,
    *,
    state: str = STANDS,
    group: str | None = None,
    kind: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[Endorsement]:
    """A page of the endorsements of a draft in one state, the newest first."""
    query = _whole().join(Standing, Standing.endorsement_id == Endorsement.id)
    query = query.where(Standing.draft_id == draft.id, state_is(state))
    if group:
        query = query.where(Endorsement.stakeholder_group == group)
    if kind:
        query = query.where(Endorsement.kind == kind)
    return page_of(query, [Endorsement.id], cursor=cursor, limit=limit, newest_first=True)


def endorsements_made(
    *, draft: Draft | None = None, cursor: str | None = None, limit: int = 50
) -> Page[Endorsement]:
    """A page of all endorsements that stand for a draft, or of all there ever were; the newest first."""
    if draft is not None:
        return listed(draft, cursor=cursor, limit=limit)
    return page_of(_whole(), [Endorsement.id], cursor=cursor, limit=limit, newest_first=True)


def own_endorsements(account: Account) -> Sequence[Endorsement]:
    """Everything somebody endorsed, for themselves or for others, the newest first."""
    mine = _whole().where(Endorsement.account_id == account.id).order_by(Endorsement.id.desc())
    return db.session.scalars(mine).all()


def own_standing(account: Account | None, draft: Draft) -> Endorsement | None:
    """How somebody endorses a draft for themselves now."""
    if account is None:
        return None
    query = _whole().join(Standing, Standing.endorsement_id == Endorsement.id)
    mine = query.where(Standing.draft_id == draft.id, Standing.holder == f"account:{account.id}", effective())
    return db.session.scalars(mine).first()


def to_say_again(account: Account, draft: Draft) -> Endorsement | None:
    """The newest endorsement of somebody's own that lapsed when a draft was published, while nothing took its place."""
    if own_standing(account, draft) is not None:
        return None
    query = _whole().join(Standing, Standing.endorsement_id == Endorsement.id)
    lapsed = query.where(
        Standing.draft_id == draft.id, Standing.state == StandingState.LAPSED, Endorsement.account_id == account.id,
        Endorsement.kind == EndorsementKind.INDIVIDUAL, Endorsement.withdrawn_at.is_(None),
    )  # fmt: skip
    return db.session.scalars(lapsed.order_by(Endorsement.id.desc())).first()


def challenges_of(endorsements: Collection[Endorsement]) -> dict[int, list[EndorsementChallenge]]:
    """Endorsement → its challenges, the first first; one statement."""
    query = select(EndorsementChallenge).options(joinedload(EndorsementChallenge.account))
    asked = query.where(EndorsementChallenge.endorsement_id.in_([each.id for each in endorsements]))
    found: dict[int, list[EndorsementChallenge]] = {}
    for each in db.session.scalars(asked.order_by(EndorsementChallenge.id)):
        found.setdefault(each.endorsement_id, []).append(each)
    return found


def challenges_called(numbers: Collection[int]) -> Sequence[EndorsementChallenge]:
    """Challenges by number."""
    query = select(EndorsementChallenge).options(
        joinedload(EndorsementChallenge.account), joinedload(EndorsementChallenge.endorsement)
    )
    return db.session.scalars(query.where(EndorsementChallenge.id.in_(numbers))).all()


def challenges_waiting() -> Sequence[EndorsementChallenge]:
    """Challenges without a ruling, the first first."""
    query = select(EndorsementChallenge).where(EndorsementChallenge.ruled_at.is_(None))
    loaded = query.options(
        joinedload(EndorsementChallenge.account),
        joinedload(EndorsementChallenge.endorsement).joinedload(Endorsement.account),
    )
    return db.session.scalars(loaded.order_by(EndorsementChallenge.id).limit(BATCH)).all()


def all_endorsements() -> Iterator[Sequence[Endorsement]]:
    """Every endorsement in batches, by number, with its standings: for what is read from beginning to end."""
    last = 0
    while some := db.session.scalars(
        _whole().where(Endorsement.id > last).order_by(Endorsement.id).limit(BATCH)
    ).all():
        last = some[-1].id
        yield some


def shown_state(endorsement: Endorsement) -> str:
    """What became of it, whatever the draft: *standing*, *unconfirmed*, *lapsed*, *withdrawn* or *challenged-out*.

    A draft that was withdrawn itself makes nothing lapse.
    """
    if endorsement.withdrawn_at is not None:
        return WITHDRAWN
    if endorsement.disallowed_at is not None:
        return RULED_OUT
    if any(
        each.state is StandingState.LAPSED and each.draft.withdrawal is None for each in endorsement.standings
    ):
        return LAPSED
    return STANDS if endorsement.is_confirmed else "unconfirmed"


def stands_on(endorsement: Endorsement) -> list[str]:
    """The drafts it stands for, in order."""
    standing = [
        each
        for each in endorsement.standings
        if each.state is not StandingState.LAPSED and each.ended_at is None
    ]
    return [each.draft.version for each in standing]


def _whole() -> Select[Any]:
    return select(Endorsement).options(
        joinedload(Endorsement.account), joinedload(Endorsement.organisation), joinedload(Endorsement.draft),
        selectinload(Endorsement.standings).joinedload(Standing.draft),
    )  # fmt: skip
