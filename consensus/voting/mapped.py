"""What takes reading every position, reckoned by the follower and kept, so that no reader ever waits: opinion maps, surges."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from ..drafts.models import Draft
from ..drafts.queries import latest_draft
from ..kit.clock import now, rfc3339
from ..kit.db import again_on_a_race, db, fresh_look
from .actions.derived import keep_derived
from .characteristics import Characteristic, ClauseOpinion
from .models import Figures
from .opinions import OpinionMap, opinion_map
from .plane import name_of, plane_of
from .policies import Policy
from .queries.opinions import OPINIONS, clauses_voted_on, counted_until, table_in, votes_in
from .queries.policies import policy_of
from .queries.surging import SURGES, taken_online
from .saying import Said, said
from .surges import surge_of

SHARE_OF_TIME = 30
"""The map is reckoned anew after so many times as long as it took."""


def keep_maps() -> int:
    """A turn: reckon the map of the current draft, or of the one before at its closing, when positions came in. → maps."""
    fresh_look()
    latest = latest_draft()
    for draft in (latest, latest.previous if latest else None):
        if draft is not None and _keep(draft):
            return 1
    return 0


def map_of(draft: Draft, policy: Policy, *, n: int | None = None) -> OpinionMap:
    """The map of all that is counted in a draft, now or as of an entry. It reads every position."""
    table = table_in(votes_in(draft, n=n), clauses_voted_on(draft))
    return opinion_map(
        table, least_votes=policy.map_positions, least_people=policy.map_people, smallest=policy.map_smallest
    )


def map_as_data(found: OpinionMap) -> dict[str, Any]:
    """A map as it is kept. ``groups``: by letter, the largest first, what they said of each clause, what characterises them."""
    if found.too_little is not None:
        return {
            **_empty(),
            "too_little": {"code": found.too_little.code, "params": dict(found.too_little.params)},
        }
    return {
        **_empty(),
        "k": found.k,
        "people": len(found.groups),
        "explained": list(found.explained),
        "silhouettes": [list(each) for each in found.silhouettes],
        "groups": [_group(found, at) for at in range(found.k)],
        "shared": [{**_clause(each), "stance": str(each.shared)} for each in found.shared],
        "dividing": [{**_clause(each), "spread": each.spread} for each in found.dividing],
        "consensus": {each.clause: each.agree for each in found.clauses},
        "votes": {each.clause: [asdict(votes) for votes in each.votes] for each in found.clauses},
        "plane": asdict(plane_of(found)),
        "members": dict(found.groups),
    }


def too_little(data: Mapping[str, Any], policy: Policy) -> Said | None:
    """Why there is no map: as it was kept, or that nothing was reckoned yet; None where there is one."""
    told = data.get("too_little")
    if told is not None:
        return said(told["code"], **told["params"])
    return None if data.get("k") else said("too-few-people", people=0, needed=policy.map_people)


def _empty() -> dict[str, Any]:
    return {
        "too_little": None, "k": 0, "people": 0, "explained": [0.0, 0.0], "silhouettes": [], "groups": [], "shared": [],
        "dividing": [], "consensus": {}, "votes": {}, "plane": None, "members": {},
    }  # fmt: skip


def _group(found: OpinionMap, at: int) -> dict[str, Any]:
    return {
        "name": name_of(at),
        "size": found.sizes[at],
        "clauses": [_characteristic(each) for each in found.representative[at]],
    }


def _characteristic(each: Characteristic) -> dict[str, Any]:
    return {**asdict(each), "stance": str(each.stance)}


def _clause(each: ClauseOpinion) -> dict[str, Any]:
    return {"clause": each.clause, "agree": each.agree, "disagree": each.disagree}


def _keep(draft: Draft) -> bool:
    n, until = counted_until(draft)
    kept = db.session.get(Figures, (draft.id, OPINIONS))
    if n == (kept.n if kept else 0) or (kept and until is None and now() < kept.at + _pause(kept.data)):
        return False
    id, began = draft.id, now()
    data = map_as_data(map_of(draft, policy_of(draft), n=until))
    data["took"] = int((now() - began).total_seconds() * 1000)
    again_on_a_race(lambda: keep_derived(db.session.get_one(Draft, id), OPINIONS, data, n=n))
    return True


def _pause(data: Mapping[str, Any]) -> timedelta:
    return timedelta(milliseconds=SHARE_OF_TIME * int(data["took"]))


def keep_surges() -> int:
    """A turn: look where positions on the current draft came faster than its policy expects, when some came in. → 1 or 0."""
    fresh_look()
    draft = latest_draft()
    if draft is None:
        return 0
    n, _until = counted_until(draft)
    kept = db.session.get(Figures, (draft.id, SURGES))
    if n == (kept.n if kept else 0) or (kept and now() < kept.at + _pause(kept.data)):
        return 0
    id, began, policy = draft.id, now(), policy_of(draft)
    times = taken_online(draft, more_than=policy.surge_positions)
    found = {clause: surge for clause, some in times.items() if (surge := surge_of(some, policy))}
    data = {
        "clauses": {
            str(clause): [rfc3339(each.first), rfc3339(each.last), each.positions]
            for clause, each in found.items()
        },
        "took": int((now() - began).total_seconds() * 1000),
    }
    again_on_a_race(lambda: keep_derived(db.session.get_one(Draft, id), SURGES, data, n=n))
    return 1
