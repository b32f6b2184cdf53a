"""The data of a dump: what the pages say, as files that a program reads and a recount is held against."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ...discussion.shapes import Shape
from ...drafts.models import Draft
from ...drafts.queries import drafts_published, rows_of
from ...kit.clock import rfc3339
from ...kit.db import db
from ...kit.web.addresses import base_url
from ...roadshow.shapes import stop_shapes
from ...voting.queries.tallies import tallies_of
from ...voting.tally import tally_as_data
from ..evaluating import evaluate
from ..facts import Facts
from ..keys_shape import keys_shape
from ..models import Endorsement, Seal, Target
from ..queries import dumped
from ..queries.checkpoints import shown
from ..queries.criteria import versions_of
from ..queries.endorsements import all_endorsements, shown_state, stands_on
from ..queries.facts import facts_of
from ..queries.keys import all_keys
from ..queries.seals import all_seals, lines_of, seal_shape
from .dictionary import DICTIONARY
from .drafts import draft_data
from .entries import lines
from .folder import Folder

Watch = Callable[[str, Iterable[Any]], Iterable[Any]]
BATCH = 200


def write_data(folder: Folder, n: int, watch: Watch) -> None:
    """Every file of data but the comments', which are written with their pages. ``n``: the last entry."""
    folder.write("data/ledger.ndjson", watch("data", lines()))
    folder.write("data/dictionary.json", [_json(DICTIONARY)])
    folder.write("data/keys.json", [_json(keys_shape(all_keys()))])
    folder.write("data/checkpoints.json", _items(_checkpoints()))
    folder.write("data/endorsements.json", _items(_endorsements(), n=n))
    folder.write("data/systems.json", _items(_systems(), n=n))
    folder.write("data/stops.json", _items(_stops(), n=n))
    folder.write("data/seals.json", _items(_seals(folder), n=n))
    folder.write("data/tallies.json", _by_draft(tallies, n=n))
    folder.write("data/gate.json", _by_draft(gates, n=n))
    for draft in drafts_published():
        folder.write(f"data/drafts/{draft.version}.json", [_json(draft_data(draft))])
    db.session.expunge_all()


def tallies(draft: Draft) -> Shape:
    """Key → what stands of a clause, of those of which anything is said."""
    counted, keys = tallies_of(draft), {row.clause_id: row.key for row in rows_of(draft)}
    found = {keys[id]: tally_as_data(each) for id, each in counted.items() if each.totals.n}
    return {
        key: {name: each[name] for name in ("totals", "by_group", "by_channel")}
        for key, each in found.items()
    }


def gates(draft: Draft) -> Shape:
    """Target → every criterion of it with its number; nothing of a draft that was withdrawn."""
    if draft.withdrawal is not None:
        return {}
    facts = facts_of(draft)
    return {str(target): _evaluated(draft, target, facts) for target in Target if versions_of(target)}


def _evaluated(draft: Draft, target: Target, facts: Facts) -> Shape:
    found = evaluate(draft, target, facts=facts)
    names = ("id", "kind", "necessary", "state", "value", "threshold")
    return {
        "version": found.version,
        "passes": found.passes,
        "criteria": [{name: _plain(getattr(each, name)) for name in names} for each in found.criteria],
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)


def _by_draft(what: Callable[[Draft], Shape], *, n: int) -> Iterator[str]:
    """A file of one object for each draft, one a line."""
    yield '{"drafts":{\n'
    for number, draft in enumerate(drafts_published()):
        yield (",\n" if number else "") + f"{_line(draft.version)}:{_line(what(draft))}"
    yield f'\n}},"n":{n}}}\n'


def _items(rows: Iterable[Any], **rest: Any) -> Iterator[str]:
    """A file of one list, a row a line, and what is said beside it."""
    yield '{"items":[\n'
    for number, row in enumerate(rows):
        yield (",\n" if number else "") + _line(row)
    yield "\n]" + "".join(f",{_line(name)}:{_line(value)}" for name, value in rest.items()) + "}\n"


def _checkpoints() -> Iterator[Shape]:
    n = -1
    while some := dumped.checkpoints_after(n, most=BATCH):
        n = some[-1].n
        yield from [shown(each).as_dict() for each in some]
        db.session.expunge_all()


def _endorsements() -> Iterator[Shape]:
    for some in all_endorsements():
        yield from [_endorsement(each) for each in some]
        db.session.expunge_all()


def _endorsement(each: Endorsement) -> Shape:
    return {
        "id": each.id,
        "draft": each.draft.version,
        "digest": each.digest,
        "kind": str(each.kind),
        "group": each.stakeholder_group,
        "organisation": each.organisation.slug if each.organisation else None,
        "conditions": bool(each.conditions),
        "confirmed": each.is_confirmed,
        "domain": each.domain,
        "at": rfc3339(each.at),
        "state": shown_state(each),
        "stands_on": stands_on(each),
    }


def _systems() -> Iterator[Shape]:
    slug = ""
    while some := dumped.systems_after(slug, most=BATCH):
        slug = some[-1].slug
        verdicts = dumped.verdicts_of([each.leading.id for each in some])
        yield from [
            {"slug": each.slug, "name": each.name, "maker": each.maker, "verdicts": verdicts.get(each.leading.id, {})}
            for each in some
        ]  # fmt: skip
        db.session.expunge_all()


def _stops() -> Iterator[Shape]:
    slug = ""
    while some := dumped.stops_after(slug, most=BATCH):
        slug = some[-1].slug
        yield from [_without_address(shape) for shape in stop_shapes(some)]
        db.session.expunge_all()


def _without_address(shape: Shape) -> Shape:
    """Of the site's own addresses the path, so that a dump does not depend on where it was made."""
    base = base_url()
    return {
        name: value.removeprefix(base) if isinstance(value, str) else value for name, value in shape.items()
    }


def _seals(folder: Folder) -> Iterator[Shape]:
    for seal in all_seals():
        bundle = f"data/bundles/{seal.bundle}.ndjson"
        if not folder.has(bundle):
            folder.write(bundle, lines_of(seal))
        yield _seal(seal)


def _seal(seal: Seal) -> Shape:
    return seal_shape(seal)


def _line(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False) + "\n"
