"""What a final bundle holds, read section by section, in the order of its form: facts that stand on record, never people's
words, so that it outlives any erasure. Comments come in batches, so memory stays small however many there are.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select

from ...discussion.models import Comment, Disposition
from ...drafts.models import Clause, Draft, Publication
from ...drafts.queries import changes_of, files_of, rows_of
from ...kit.db import db
from ...ledger.chain import UNFIT
from ...systems.models import Evaluation, System, SystemVersion, VerdictOpinion
from ...voting.breakdown import EVERYTHING
from ...voting.kept import clauses_from
from ...voting.models import Appeal, Call, LastCall
from ...voting.queries.policies import policy_source_of
from ...voting.queries.results import result_of
from ..bundle import Line
from ..evaluated import Evaluated
from ..models import Endorsement, Standing, StandingState

BATCH = 1000


def core_lines(draft: Draft, *, evaluated: Evaluated, criteria: str) -> Iterator[Line]:
    """Everything that the board seals of a draft, but for where the record ends.

    ``evaluated``: what the criteria of a stable release give; ``criteria``: the digest of that version of them.
    """
    yield "draft", _draft(draft) | {"criteria": [evaluated.version, criteria]}
    for section, rows in (
        ("files", _files(draft)), ("clauses", _clauses(draft)), ("map", _map(draft)), ("policy", _policy(draft)),
        ("tallies", _tallies(draft)), ("calls", _calls(draft)), ("dispositions", _dispositions(draft)),
        ("systems", _systems(draft)), ("endorsements", _endorsements(draft)), ("criteria", _criteria(evaluated)),
    ):  # fmt: skip
        yield from ((section, row) for row in rows)


def fitting(text: str) -> dict[str, str]:
    """A text as a bundle can hold it: as it is, or, with characters that canonical JSON has no place for, in hex."""
    return {"hex": text.encode("utf-8", "surrogatepass").hex()} if UNFIT.search(text) else {"text": text}


def _draft(draft: Draft) -> dict[str, Any]:
    kept = result_of(draft)
    return {
        "version": draft.version, "title": draft.title, "digest": draft.digest, "language": draft.language,
        "previous": draft.previous.version if draft.previous else None,
        "result": kept.digest if kept else None,
    }  # fmt: skip


def _files(draft: Draft) -> Iterator[dict[str, Any]]:
    for file in files_of(draft):
        yield {"name": file.name, "format": file.format, "sha256": file.sha256, **fitting(file.content)}


def _clauses(draft: Draft) -> Iterator[dict[str, Any]]:
    for row in rows_of(draft):
        yield {
            "key": row.key, "number": row.number, "part": row.part, "kind": str(row.kind),
            "normative": row.normative, "required": row.required, "wording": row.digest, "meaning": row.meaning_id,
        }  # fmt: skip


def _map(draft: Draft) -> Iterator[dict[str, Any]]:
    for change in changes_of(draft):
        yield {
            "key": change.key, "kind": str(change.kind), "from": list(change.sources), "moved": change.moved,
            "surroundings": change.surroundings, "significance": change.significance,
        }  # fmt: skip


def _policy(draft: Draft) -> Iterator[dict[str, Any]]:
    source = policy_source_of(draft)
    yield {"draft": source.version, "sha256": source.digest, **fitting(source.text)}


def _tallies(draft: Draft) -> Iterator[dict[str, Any]]:
    """What was counted at the closing that holds."""
    result = result_of(draft)
    kept = clauses_from(result.data["clauses"]) if result else {}
    for key in sorted(kept):
        groups = kept[key].counted.slices.get(EVERYTHING, {})
        by_group = {
            group: [each.support, each.accept, each.abstain, each.object] for group, each in groups.items()
        }
        yield {
            "key": key,
            "totals": [sum(column) for column in zip(*by_group.values(), strict=True)] or [0] * 4,
            "by_group": by_group,
        }


def _calls(draft: Draft) -> Iterator[dict[str, Any]]:
    query = (
        select(Call, Clause.key, Appeal)
        .join(Clause, Clause.id == Call.clause_id)
        .outerjoin(Appeal, Appeal.call_id == Call.id)
        .where(Call.draft_id == draft.id, Call.set_aside_at.is_(None))
        .order_by(Call.id)
    )
    for call, key, appeal in db.session.execute(query):
        yield {
            "call": call.id, "key": key, "finding": str(call.finding), "by": call.by, "strongest": call.strongest_id,
            "appealed": appeal is not None and appeal.lodged_at is not None, "upheld": appeal.upheld if appeal else None,
        }  # fmt: skip
    ended = select(LastCall, Clause.key).outerjoin(Clause, Clause.id == LastCall.clause_id)
    ended = ended.where(LastCall.draft_id == draft.id, LastCall.ended_at.is_not(None)).order_by(LastCall.id)
    for last, key in db.session.execute(ended):
        yield {"last_call": last.id, "key": key, "cut_short": last.cut_short}


def _dispositions(draft: Draft) -> Iterator[dict[str, Any]]:
    """What became of every comment that was received in time, on this draft and those before."""
    seen = select(Publication.draft_id).where(Publication.position <= draft.publication.position)  # type: ignore[union-attr]  # what is sealed was published
    query = (
        select(Comment.id, Comment.kind, Comment.state, Draft.version, Disposition.outcome, Disposition.n)
        .join(Disposition, Disposition.comment_id == Comment.id)
        .join(Draft, Draft.id == Comment.home_draft_id)
        .where(Disposition.replaced_at.is_(None), Comment.late.is_(False), Comment.home_draft_id.in_(seen))
        .order_by(Comment.id)
    )
    last = 0
    while rows := db.session.execute(query.where(Comment.id > last).limit(BATCH)).all():
        for id, kind, state, version, outcome, n in rows:
            said = str(state) if state else None
            yield {
                "comment": id,
                "draft": version,
                "kind": str(kind),
                "state": said,
                "outcome": str(outcome),
                "n": n,
            }
        last = rows[-1][0]


def _systems(draft: Draft) -> Iterator[dict[str, Any]]:
    """What came out for the leading version of each system, and how many say that it is so."""
    said = {
        (system, str(stance)): n
        for system, stance, n in db.session.execute(
            select(VerdictOpinion.system_id, VerdictOpinion.stance, func.count())
            .where(VerdictOpinion.draft_id == draft.id, VerdictOpinion.ended_at.is_(None))
            .group_by(VerdictOpinion.system_id, VerdictOpinion.stance)
        )
    }
    query = (
        select(System.id, System.slug, SystemVersion.version, Evaluation.verdict)
        .join(Evaluation, Evaluation.system_id == System.id)
        .join(SystemVersion, SystemVersion.id == Evaluation.version_id)
        .where(Evaluation.draft_id == draft.id, SystemVersion.leading.is_(True))
        .order_by(System.slug)
    )
    for id, slug, version, verdict in db.session.execute(query):
        yield {
            "system": slug, "version": version, "verdict": str(verdict) if verdict else None,
            "agree": said.get((id, "endorse"), 0), "disagree": said.get((id, "dispute"), 0),
        }  # fmt: skip


def _endorsements(draft: Draft) -> Iterator[dict[str, Any]]:
    query = (
        select(Endorsement)
        .join(Standing, Standing.endorsement_id == Endorsement.id)
        .where(
            Standing.draft_id == draft.id, Standing.ended_at.is_(None), Standing.state != StandingState.LAPSED
        )
        .order_by(Endorsement.id)
    )
    last = 0
    while rows := db.session.scalars(query.where(Endorsement.id > last).limit(BATCH)).all():
        yield from (_endorsement(each) for each in rows)
        last = rows[-1].id


def _endorsement(each: Endorsement) -> dict[str, Any]:
    return {
        "endorsement": each.id, "digest": each.digest, "kind": str(each.kind), "group": each.stakeholder_group,
        "confirmed": each.is_confirmed,
    }  # fmt: skip


def _criteria(evaluated: Evaluated) -> Iterable[dict[str, Any]]:
    """What the criteria gave, all but the board's own."""
    return [
        {
            "id": each.id,
            "kind": each.kind,
            "state": str(each.state),
            "value": each.value,
            "threshold": each.threshold,
        }
        for each in evaluated.criteria
        if each.kind != "seal"
    ]
