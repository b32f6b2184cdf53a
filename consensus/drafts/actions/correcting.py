"""Correcting a published map: an act with a reason, shown beforehand in its effect.

A corrected map moves comments, never positions onto words their holder did not see: meanings can be split, not joined.
Keys stay, since addresses are permanent; only a clause that turns out not to come from the one whose key it has gets
a key of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..changes import ChangeFound, ChangeKind, describe
from ..errors import AlreadyWithdrawn, CorrectionIsStale, NeedsASecondMaintainer, NotPublished
from ..models import Change, ChangeSource, Clause, Correction, Draft
from ..plans import BY_HAND
from ..queries import all_keys, changes_of, parts_of, rows_of, sides_of
from ..sides import Join, Side
from ..terms import defined_terms
from ..verbs import Verb
from .lineage import rewrite_lineage
from .mapping import always_substantive
from .parting import own_keys, part_clauses
from .placing import write_changes
from .sealing import check_map_is_free
from .splitting import moved, split_meanings, standing_of_placements

TOLD = ("kind", "sources", "moved", "surroundings", "significance")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction would change: the whole map after it, the rows that differ (before, after), clauses whose
    meaning would be split off, and key → new key of clauses that get an identity of their own.
    """

    after: tuple[ChangeFound, ...]
    differs: tuple[tuple[ChangeFound | None, ChangeFound], ...]
    splits: tuple[str, ...]
    parted: Mapping[str, str]


def corrections_of(draft: Draft) -> int:
    """How often a draft's map was corrected: what a page saw before it asks for a correction."""
    return db.session.scalar(select(func.count(Correction.id)).where(Correction.draft_id == draft.id)) or 0


def correction_preview(draft: Draft, changes: Sequence[Mapping[str, Any]]) -> Effect:
    """What correcting some rows of a published map would do.

    Each change names a ``key`` and ``from`` (keys of the draft before) and, optionally, ``significance``. Raises
    NotPublished, AlreadyWithdrawn, DraftIsSealed, NeedsASecondMaintainer and Invalid.
    """
    if draft.publication is None or draft.previous is None:
        raise NotPublished(_("Only the map of a published draft that follows another one can be corrected."))
    if draft.withdrawal is not None:
        raise AlreadyWithdrawn
    check_map_is_free(draft)
    old, new, before = sides_of(draft.previous), sides_of(draft), changes_of(draft)
    wanted = {str(change.get("key", "")): change for change in changes}
    _check(wanted, {side.key for side in old}, {side.key for side in new})
    joins = [_join(change, wanted) for change in before if change.kind != ChangeKind.REMOVED]
    parted = own_keys(draft, _strangers(joins, {side.key for side in old}), taken=all_keys())
    after = describe(
        old,
        [_renamed(side, parted) for side in new],
        [replace(join, key=parted.get(join.key, join.key)) for join in joins],
        declared=_declared(before, wanted, parted),
        terms=[
            term.term
            for term in defined_terms(rows_of(draft), {p.slug: str(p.kind) for p in parts_of(draft)})
        ],
    )
    _check_editorial(after, wanted, parted)
    return Effect(
        tuple(after), _differences(before, after, parted), tuple(_splits(draft, after, parted)), parted
    )


def correct_map(
    draft: Draft, changes: Sequence[Mapping[str, Any]], *, reason: str, seen: int | None = None, by: Actor
) -> Effect:
    """Correct what became of some clauses in a published draft.

    ``seen`` is the number of corrections that the page knew of. Raises CorrectionIsStale, Invalid without a reason or
    without effect, and what :func:`correction_preview` raises.
    """
    if seen is not None and seen != corrections_of(draft):
        raise CorrectionIsStale
    if not reason.strip():
        raise Invalid({"reason": _("Say why the map is corrected; the reason is public.")})
    effect = correction_preview(draft, changes)
    if not effect.differs:
        raise Invalid({"changes": _("This is what the map says already.")})
    declared_by = _declarers(
        draft, effect, {str(each.get("key")) for each in changes if each.get("significance")}, by
    )
    stood = standing_of_placements(draft)
    part_clauses(draft, effect.parted)
    _rewrite(draft, effect.after, declared_by)
    split = split_meanings(draft, effect.splits)
    rewrite_lineage()
    rows = [_told(before, after) for before, after in effect.differs]
    db.session.add(
        Correction(draft_id=draft.id, by=by.actor_id, at=now(), reason=reason.strip(), effect=rows)
    )
    _tell(draft, effect, rows, split, moved(stood, standing_of_placements(draft)), by=by)
    return effect


def _tell(
    draft: Draft,
    effect: Effect,
    rows: Sequence[Mapping[str, Any]],
    split: Iterable[Iterable[Any]],
    placements: Sequence[Any],
    *,
    by: Actor,
) -> None:
    """Record a correction with all that a recount needs."""
    keys = [str(row["key"]) for row in rows]
    record(
        Verb.CORRECTED,
        by,
        draft,
        touches=[draft.text_ref, *(f"clause:{key}" for key in {*keys, *effect.parted})],
        keys=keys,
        changes=rows,
        meanings=[list(triple) for triple in split],
        parted=[list(pair) for pair in effect.parted.items()],
        placements=placements,
        sources=[
            [after.key, list(after.sources)]
            for _, after in effect.differs
            if after.kind != ChangeKind.REMOVED
        ],
    )


def _check(wanted: Mapping[str, Any], old: set[str], new: set[str]) -> None:
    for key, change in wanted.items():
        if key not in new:
            raise Invalid({"key": _("There is no clause “%(key)s” in this draft.", key=key[:60])})
        for source in change.get("from") or ():
            if source not in old:
                raise Invalid(
                    {key: _("The draft before has no clause “%(source)s”.", source=str(source)[:60])}
                )


def _join(change: ChangeFound, wanted: Mapping[str, Any]) -> Join:
    asked = wanted.get(change.key)
    if asked is None or "from" not in asked:
        return Join(
            change.key,
            change.sources,
            change.confidence,
            change.reason,
            change.reason_code,
            change.reason_params,
        )
    return Join(change.key, tuple(dict.fromkeys(asked["from"] or ())), 1.0, BY_HAND, "by-hand", ())


def _strangers(joins: Iterable[Join], older: set[str]) -> list[str]:
    """Clauses that have the key of an older one and do not come from it."""
    return [join.key for join in joins if join.key in older and join.key not in join.sources]


def _renamed(side: Side, parted: Mapping[str, str]) -> Side:
    parent = parted.get(side.parent, side.parent) if side.parent else None
    return replace(side, key=parted.get(side.key, side.key), parent=parent)


def _declared(
    before: Sequence[ChangeFound], wanted: Mapping[str, Any], parted: Mapping[str, str]
) -> dict[str, str]:
    said = {change.key: "editorial" for change in before if change.significance == "editorial"}
    said = {key: value for key, value in said.items() if key not in wanted}
    said |= {key: str(change["significance"]) for key, change in wanted.items() if change.get("significance")}
    return {parted.get(key, key): value for key, value in said.items()}


def _check_editorial(
    after: Sequence[ChangeFound], wanted: Mapping[str, Any], parted: Mapping[str, str]
) -> None:
    said = {parted.get(key, key): change.get("significance") for key, change in wanted.items()}
    for change in after:
        asked = said.get(change.key) if change.kind != ChangeKind.REMOVED else None
        if asked not in (None, "substantive", "editorial"):
            raise Invalid({change.key: _("A change is substantive or editorial.")})
        if asked == "editorial" and (refusal := always_substantive(change)):
            raise Invalid({change.key: refusal})
        if asked == "editorial" and change.risks:
            raise NeedsASecondMaintainer(
                _(
                    "%(key)s changes %(risks)s. Such a change is not called editorial after publication.",
                    key=change.key,
                    risks=", ".join(change.risks),
                )
            )


def _differences(
    before: Sequence[ChangeFound], after: Sequence[ChangeFound], parted: Mapping[str, str]
) -> tuple[tuple[ChangeFound | None, ChangeFound], ...]:
    former = {_place(change, parted): change for change in before}
    found = []
    for change in after:
        earlier = former.get((change.kind == ChangeKind.REMOVED, change.key))
        if earlier is None or any(getattr(earlier, name) != getattr(change, name) for name in TOLD):
            found.append((earlier, change))
    return tuple(found)


def _place(change: ChangeFound, parted: Mapping[str, str]) -> tuple[bool, str]:
    gone = change.kind == ChangeKind.REMOVED
    return gone, change.key if gone else parted.get(change.key, change.key)


def _splits(draft: Draft, after: Sequence[ChangeFound], parted: Mapping[str, str]) -> list[str]:
    """Keys whose placement shares a meaning with the draft before although the corrected map does not bear that out:
    the clause comes from others, or its change is one of substance.
    """
    assert draft.previous is not None
    before = {row.key: row.meaning_id for row in rows_of(draft.previous)}
    meanings = {parted.get(row.key, row.key): row.meaning_id for row in rows_of(draft)}
    shared, found = set(before.values()), []
    for change in after:
        if change.kind == ChangeKind.REMOVED or meanings[change.key] not in shared:
            continue
        only = before[change.sources[0]] if len(change.sources) == 1 else None
        if change.significance == "substantive" or only != meanings[change.key]:
            found.append(change.key)
    return found


def _declarers(draft: Draft, effect: Effect, declared: set[str], by: Actor) -> dict[str, str | None]:
    """Key after the correction → who declared its change editorial or substantive."""
    query = select(Clause.key, Change.significance, Change.declared_by).join(
        Clause, Clause.id == Change.clause_id
    )
    found = db.session.execute(query.where(Change.draft_id == draft.id, Change.kind != ChangeKind.REMOVED))
    stored = {effect.parted.get(key, key): (significance, who) for key, significance, who in found}
    now_declared = {effect.parted.get(key, key) for key in declared}
    said: dict[str, str | None] = {}
    for change in effect.after:
        significance, who = stored.get(change.key, (None, None))
        said[change.key] = (
            by.actor_id
            if change.key in now_declared
            else who
            if significance == change.significance
            else None
        )
    return said


def _rewrite(draft: Draft, after: Sequence[ChangeFound], declared_by: Mapping[str, str | None]) -> None:
    keys = {change.key for change in after} | {source for change in after for source in change.sources}
    ids = dict(db.session.execute(select(Clause.key, Clause.id).where(Clause.key.in_(keys))).all())
    own = select(Change.id).where(Change.draft_id == draft.id)
    db.session.execute(delete(ChangeSource).where(ChangeSource.change_id.in_(own)))
    db.session.execute(delete(Change).where(Change.draft_id == draft.id))
    write_changes(draft, after, ids, declared_by)


def _told(before: ChangeFound | None, after: ChangeFound) -> dict[str, Any]:
    def short(change: ChangeFound | None) -> dict[str, Any] | None:
        if change is None:
            return None
        return {"kind": str(change.kind), "from": list(change.sources), "significance": change.significance}

    return {"key": after.key, "before": short(before), "after": short(after)}
