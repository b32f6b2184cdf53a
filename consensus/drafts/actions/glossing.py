"""Saying a clause in plain words, with an example: beside the text, never part of it, versioned and marked as such."""

import tomllib
from collections.abc import Mapping

from flask_babel import gettext as _

from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..errors import GlossIsStale
from ..models import Draft, Gloss
from ..queries import aliases, glosses_of, rows_of
from ..queries.clauses import ClauseRow
from ..verbs import Verb

MOST = 2000


def explain_clause(
    draft: Draft, clause: ClauseRow, *, plain: str, example: str, seen: int | None = None, by: Actor
) -> Gloss | None:
    """Give a clause an explanation in plain words and an example, or take it away (both empty).

    None when both are as they were. ``seen`` is the explanation (its id, 0 for none) that the maintainer was looking
    at. Raises GlossIsStale, Invalid.
    """
    former = glosses_of(draft).get(clause.placement_id)
    plain, example = plain.strip(), example.strip()
    for name, text in (("plain", plain), ("example", example)):
        if len(text) > MOST:
            raise Invalid({name: _("At most %(n)s characters.", n=MOST)})
    if (former.plain, former.example) == (plain, example) if former else not (plain or example):
        return None
    if seen is not None and seen != (former.id if former else 0):
        raise GlossIsStale
    gloss = Gloss(placement_id=clause.placement_id, plain=plain, example=example, by=by.actor_id, at=now())
    db.session.add(gloss)
    db.session.flush()
    record(Verb.EXPLAINED, by, f"clause:{clause.key}", touches=[draft, draft.text_ref], draft=draft.version)
    return gloss


def load_glosses(draft: Draft, text: str, *, by: Actor) -> list[str]:
    """Load ``plain.toml`` (a table per key with ``plain`` and ``example``). → keys that the draft does not have.

    Raises Invalid when it cannot be read.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid({"plain.toml": str(error)}) from error
    known, rows = aliases(), {row.key: row for row in rows_of(draft)}
    former = glosses_of(draft)
    missing = []
    for key, table in tables.items():
        row = rows.get(key) or rows.get(known.get(key, ""))
        if row is None or not isinstance(table, Mapping):
            missing.append(key)
            continue
        if row.placement_id not in former:
            plain, example = str(table.get("plain", "")), str(table.get("example", ""))
            explain_clause(draft, row, plain=plain, example=example, by=by)
    return missing
