"""The paper for the board: the decision asked, the way here, what changed, what stands against it and what was answered."""

from collections.abc import Iterable, Mapping, Sequence

from ..accounts.models import Account
from ..discussion.queries.comments import comments_called
from ..discussion.shown import CommentView, comment_views
from ..drafts.changes import ChangeKind
from ..drafts.models import Draft
from ..drafts.printed import change_views, clause_views
from ..drafts.queries import ClauseRow, compare, drafts_published, period_of, rows_of
from ..drafts.reading import draft_view
from ..drafts.shown import ClauseView
from ..kit.clock import now
from ..ledger.queries import entry, head
from ..ledger.vouched import latest_checkpoint
from ..voting.queries.objections import objections_on
from .board import member_views, seal_views
from .board_shown import SealView
from .errors import NoCriteria
from .evaluating import Evaluated, evaluate
from .models import Candidate, Target
from .paper_shown import Objected, PaperView, Step
from .queries.path import candidates_announced
from .queries.seals import seals_of

MOST = 100
"""So many objections are printed; the page says how many more there are, and where."""


def paper_view(draft: Draft, *, viewer: Account | None = None) -> PaperView:
    """The paper on a published draft, as of now."""
    seals = seal_views(seals_of(draft))
    seal = seals[0] if seals and seals[0].state in ("open", "completed") else None
    since, by_candidate = _since(draft)
    changed, removed, unchanged = _changes(draft, since)
    open_, answered, left = _objections(draft, viewer)
    last = entry(head()[0])
    return PaperView(
        draft=draft_view(draft), seal=seal, evaluated=_evaluated(draft), board=tuple(member_views(seal)),
        path=tuple(_path(draft, seals)), since=since.version if since else None, since_candidate=by_candidate,
        changed=changed, removed=removed, unchanged=unchanged, open=open_, answered=answered, not_shown=left,
        checkpoint=latest_checkpoint(), as_of=last.at if last else None, head=last.n if last else 0,
    )  # fmt: skip


def _evaluated(draft: Draft) -> Evaluated | None:
    try:
        return evaluate(draft, Target.STABLE)
    except NoCriteria:
        return None


def _since(draft: Draft) -> tuple[Draft | None, bool]:
    """The last candidate before a draft, else the draft before; and whether it was a candidate."""
    assert draft.publication is not None
    at = draft.publication.position
    earlier = [
        each.draft
        for each in candidates_announced()
        if each.withdrawn_at is None and each.draft.publication and each.draft.publication.position < at
    ]
    last = max(earlier, key=lambda each: each.publication.position if each.publication else 0, default=None)
    return (last, True) if last else (draft.previous, False)


def _changes(draft: Draft, since: Draft | None) -> tuple[tuple[ClauseView, ...], tuple[ClauseView, ...], int]:
    """Clauses that are not as they were, with their redline; those that are gone; and how many stayed."""
    if since is None:
        return (), (), len(rows_of(draft))
    compared = compare(since, draft)
    kept = [each for each in compared.changes if each.kind != ChangeKind.REMOVED]
    seen = change_views(kept, compared.new, compared.old, version=since.version)
    views = clause_views([row for key, row in compared.new.items() if key in seen and seen[key].shows])
    for view in views:
        view.change = seen[view.key]
    gone = [compared.old[each.key] for each in compared.changes if each.kind == ChangeKind.REMOVED]
    return tuple(views), tuple(clause_views(gone, version=since.version)), len(compared.new) - len(views)


def _objections(
    draft: Draft, viewer: Account | None
) -> tuple[tuple[Objected, ...], tuple[Objected, ...], int]:
    """What stands, then what was found addressed and not let go of, clause by clause; and how many more there are."""
    found, rows = objections_on(draft), {row.clause_id: row for row in rows_of(draft)}
    wanted = list(dict.fromkeys(_number(each.ref) for some in found.values() for each in some))
    comments = comments_called(wanted[:MOST])
    views = {view.id: view for view in comment_views(comments, seen_from=draft, viewer=viewer)}
    stands = {comment.id: comment.stands for comment in comments}
    by_clause = {
        clause: [views[id] for each in found[clause] if (id := _number(each.ref)) in views]
        for clause in rows
        if clause in found
    }
    open_, answered = (tuple(_told(by_clause, rows, stands, wanted=state)) for state in (True, False))
    return open_, answered, max(0, len(wanted) - MOST)


def _told(
    by_clause: Mapping[int, Sequence[CommentView]], rows: Mapping[int, ClauseRow], stands: Mapping[int, bool], *,
    wanted: bool,
) -> Iterable[Objected]:  # fmt: skip
    """Each objection once, at the first clause on which it is seen."""
    told: set[int] = set()
    for clause, views in by_clause.items():
        some = tuple(each for each in views if stands[each.id] is wanted and each.id not in told)
        told.update(each.id for each in some)
        if some:
            row = rows[clause]
            yield Objected(row.key, row.number, row.text, some)


def _number(ref: str) -> int:
    return int(ref.partition(":")[2])


def _path(draft: Draft, seals: Sequence[SealView]) -> list[Step]:
    """What happened on the way, the first first."""
    assert draft.publication is not None
    at = draft.publication.position
    drafts = [each for each in drafts_published() if each.publication and each.publication.position <= at]
    steps = [
        Step(each.publication.at, "published", each.version, each.summary, each.date)
        for each in drafts
        if each.publication and each.withdrawal is None
    ]
    for each in candidates_announced():
        if each.draft in drafts:
            steps += _candidate(each)
    period = period_of(draft)
    if period is not None and period.closes_at is not None and period.closes_at <= now():
        steps.append(Step(period.closes_at, "closed", draft.version))
    for seal in seals:
        steps += _sealing(seal, draft.version)
    return sorted(steps, key=lambda step: step.at)


def _candidate(candidate: Candidate) -> list[Step]:
    steps = [Step(candidate.at, "candidate", candidate.draft.version, candidate.reason)]
    if candidate.withdrawn_at is not None:
        reason = candidate.withdrawn_reason
        steps.append(Step(candidate.withdrawn_at, "candidate-withdrawn", candidate.draft.version, reason))
    return steps


def _sealing(seal: SealView, version: str) -> list[Step]:
    steps = [Step(seal.opened_at, "laid", version)]
    if seal.ended_at is not None:
        steps.append(Step(seal.ended_at, "sealed" if seal.state == "completed" else "ended", version))
    return steps
