"""Keeping the result of a draft at its closing, once, and the figures that take reading every position."""

import hashlib
from typing import Any

from ...drafts.models import Draft
from ...drafts.queries import rows_of
from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...kit.db.dialects import upsert
from ...ledger import FOLLOWER, record
from ...ledger.chain import canonical
from ..breakdown import NOTHING
from ..counting import NONE
from ..kept import KeptClause, clauses_as_data, is_empty, totals_in
from ..models import Figures, Result
from ..places import takes_positions
from ..queries.closings import Closing
from ..queries.decided import challenges_on, last_calls_on
from ..queries.figures import ACTIVITY, reckoned
from ..queries.objections import objections_on
from ..queries.policies import policy_source_of
from ..queries.spans import stood_at
from ..queries.tallies import stale_in
from ..verbs import Verb


def count_at(draft: Draft, closing: Closing) -> dict[str, Any]:
    """The result of a draft at a closing, from the spans of positions; it may take long and stands before the lock."""
    counted, stale, objections = stood_at(draft, closing.n), stale_in(draft), objections_on(draft)
    challenges, last_calls = challenges_on(draft), last_calls_on(draft)
    kept = {
        row.key: KeptClause(
            counted.get(row.clause_id, NOTHING),
            stale.get(row.clause_id, NONE),
            tuple(objections.get(row.clause_id, ())),
            last_calls.ended(row.clause_id),
            row.clause_id in challenges and challenges[row.clause_id].ruled_at is None,
        )
        for row in rows_of(draft)
        if takes_positions(row)
    }
    source = policy_source_of(draft)
    policy = {"digest": source.digest, "text": source.text, "version": source.version}
    return {
        "clauses": clauses_as_data(kept),
        "policy": policy,
        "figures": reckoned(draft),
        "empty": is_empty(list(kept.values())),
    }


def keep_result(draft: Draft, closing: Closing, data: dict[str, Any]) -> Result | None:
    """Keep a result, on record; once: None when it was kept before."""
    if db.session.get(Result, (draft.id, closing.n)) is not None:
        return None
    digest = hashlib.sha256(canonical(data).encode("utf-8")).hexdigest()
    kept = Result(
        draft_id=draft.id, draft=draft, n=closing.n, closed_at=closing.at, at=now(), digest=digest, data=data
    )
    db.session.add(kept)
    db.session.flush()
    record(
        Verb.RESULT,
        FOLLOWER,
        draft,
        draft=draft.version,
        closing=closing.n,
        closed_at=rfc3339(closing.at),
        digest=digest,
        totals=totals_in(data["clauses"]),
    )
    return kept


def figures_now(draft: Draft) -> dict[str, Any]:
    """The figures of a draft and how long it took to reckon them, in milliseconds; before the lock."""
    began = now()
    return {**reckoned(draft), "took": int((now() - began).total_seconds() * 1000)}


def keep_figures(draft: Draft, data: dict[str, Any], *, n: int) -> None:
    """Keep what it takes reading all positions to know. It is no act: it follows from the record."""
    row = {"draft_id": draft.id, "name": ACTIVITY, "n": n, "at": now(), "data": data}
    table = Figures.__table__
    upsert(db.session, table, [row], key=["draft_id", "name"], update=["n", "at", "data"])  # type: ignore[arg-type]
