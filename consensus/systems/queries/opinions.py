"""Who agrees and disagrees with assessments; which disagreements hold up the path to stable."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.db import db
from ...moderation.queries import hidings_of
from ..errors import NoSuchOpinion
from ..models import Evaluation, OpinionAnswer, Stance, System, SystemVersion, VerdictOpinion
from .lines import is_grounded

BIGGEST = 2**31


@dataclass(frozen=True, slots=True)
class OpinionView:
    """What somebody says of an assessment. ``stale``: its basis has changed since. ``holds_up``: the path to stable."""

    opinion: VerdictOpinion
    stale: bool
    holds_up: bool
    hidden: bool

    @property
    def answer(self) -> OpinionAnswer | None:
        """What maintainers answered last."""
        return self.opinion.answers[-1] if self.opinion.answers else None


@dataclass(frozen=True, slots=True)
class Opinions:
    """Everything said of one assessment: about how it is now, and about how it was before."""

    agree: tuple[OpinionView, ...]
    disagree: tuple[OpinionView, ...]
    stale: tuple[OpinionView, ...]

    @property
    def holding_up(self) -> tuple[OpinionView, ...]:
        return tuple(each for each in self.disagree if each.holds_up)


def opinion_called(id: int) -> VerdictOpinion:
    """The opinion with this number, also one that is over. Raises NoSuchOpinion."""
    found = db.session.scalar(_whole().where(VerdictOpinion.id == id)) if id < BIGGEST else None
    if found is None:
        raise NoSuchOpinion
    return found


def opinions_called(ids: Collection[int]) -> Sequence[VerdictOpinion]:
    """Some opinions, by number."""
    wanted = [id for id in ids if id < BIGGEST]
    return db.session.scalars(_whole().where(VerdictOpinion.id.in_(wanted)).order_by(VerdictOpinion.id)).all()


def opinions_on(system: System, *, draft: Draft) -> Opinions:
    """Who agrees and disagrees with a system's assessment under a draft, the first first; three statements."""
    query = _whole().where(
        VerdictOpinion.system_id == system.id, VerdictOpinion.draft_id == draft.id, VerdictOpinion.ended_at.is_(None)
    )  # fmt: skip
    found = views_of(db.session.scalars(query.order_by(VerdictOpinion.id)).all())
    fresh = [each for each in found if not each.stale]
    return Opinions(
        tuple(each for each in fresh if each.opinion.stance is Stance.ENDORSE),
        tuple(each for each in fresh if each.opinion.stance is Stance.DISPUTE),
        tuple(each for each in found if each.stale),
    )


def views_of(opinions: Sequence[VerdictOpinion]) -> list[OpinionView]:
    """Opinions with what is to be said of them; two statements."""
    basis = _basis_of(opinions)
    hidden = set(hidings_of(opinions)) if opinions else set()
    return [
        _view(each, basis.get((each.system_id, each.draft_id)), str(each.ref) in hidden) for each in opinions
    ]


def own_opinion(account: Account | None, system: System, *, draft: Draft) -> VerdictOpinion | None:
    """What somebody says of an assessment now."""
    if account is None:
        return None
    return db.session.scalar(
        _whole().where(
            VerdictOpinion.account_id == account.id, VerdictOpinion.system_id == system.id,
            VerdictOpinion.draft_id == draft.id, VerdictOpinion.ended_at.is_(None),
        )
    )  # fmt: skip


def own_opinions(account: Account) -> list[OpinionView]:
    """Everything somebody says of assessments now, the newest first."""
    mine = _whole().where(VerdictOpinion.account_id == account.id, VerdictOpinion.ended_at.is_(None))
    return views_of(db.session.scalars(mine.order_by(VerdictOpinion.id.desc())).all())


def disputes_holding_up(draft: Draft) -> Sequence[VerdictOpinion]:
    """Disagreements with current assessments under a draft that name requirement and evidence and that nobody answered."""
    query = (
        _whole()
        .join(SystemVersion, (SystemVersion.system_id == VerdictOpinion.system_id) & SystemVersion.leading)
        .join(
            Evaluation,
            (Evaluation.version_id == SystemVersion.id) & (Evaluation.draft_id == VerdictOpinion.draft_id),
        )
        .where(
            VerdictOpinion.draft_id == draft.id, VerdictOpinion.ended_at.is_(None),
            VerdictOpinion.stance == Stance.DISPUTE, VerdictOpinion.basis == Evaluation.basis, is_grounded(),
        )
        .order_by(VerdictOpinion.id)
    )  # fmt: skip
    return db.session.scalars(query).all()


def unanswered_disputes() -> Sequence[VerdictOpinion]:
    """Disagreements that nobody answered, under all drafts, the first first: for the desk."""
    answered = select(OpinionAnswer.id).where(OpinionAnswer.opinion_id == VerdictOpinion.id).exists()
    query = _whole().where(
        VerdictOpinion.ended_at.is_(None), VerdictOpinion.stance == Stance.DISPUTE, ~answered
    )
    return db.session.scalars(query.order_by(VerdictOpinion.id)).all()


def _view(opinion: VerdictOpinion, basis: str | None, hidden: bool) -> OpinionView:
    stale = basis != opinion.basis
    current = opinion.ended_at is None and not stale and not opinion.answers
    return OpinionView(opinion, stale, current and opinion.names_its_ground, hidden)


def _basis_of(opinions: Sequence[VerdictOpinion]) -> Mapping[tuple[int, int], str]:
    if not opinions:
        return {}
    query = (
        select(Evaluation.system_id, Evaluation.draft_id, Evaluation.basis)
        .join(SystemVersion, (SystemVersion.id == Evaluation.version_id) & SystemVersion.leading)
        .where(
            Evaluation.system_id.in_({each.system_id for each in opinions}),
            Evaluation.draft_id.in_({each.draft_id for each in opinions}),
        )
    )
    return {(system, draft): basis for system, draft, basis in db.session.execute(query)}


def _whole() -> Select[VerdictOpinion]:
    return select(VerdictOpinion).options(
        joinedload(VerdictOpinion.account), joinedload(VerdictOpinion.system), joinedload(VerdictOpinion.draft),
        selectinload(VerdictOpinion.answers),
    )  # fmt: skip
