"""Texts that suggestions are held against: a published draft, one being prepared, or the next, begun from the latest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from packaging.version import Version

from ..drafts.bundle import File
from ..drafts.errors import AlreadyPublished, NoDraftYet
from ..drafts.models import Draft
from ..drafts.pieces import Outline, OutlineClause
from ..drafts.planning import plan_of, prepared
from ..drafts.plans import Plan, lasting_keys
from ..drafts.queries import ClauseRow, aliases, all_keys, files_of, latest_draft, rows_of
from .applying import Applied, Edit, Settled, Target, Told, apply
from .beginning import Published, begun
from .models import Comment
from .queries.suggestions import Made, Whereabouts, suggestions_made, whereabouts


@dataclass(frozen=True, slots=True)
class Ground:
    """A text. ``against``: the published draft it follows (or is); None: the first.

    ``became``: key in that draft → keys of the clauses it is here; ``came``: key here → keys there.
    """

    clauses: Sequence[OutlineClause]
    against: Draft | None
    became: Mapping[str, tuple[str, ...]]
    came: Mapping[str, tuple[str, ...]]
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Preparing:
    """A text that can be changed. ``draft`` None: it is to be begun. ``names``: key of a clause without id → lasting key."""

    ground: Ground
    version: str
    draft: Draft | None
    revision: int | None
    files: tuple[File, ...]
    outline: Outline
    names: Mapping[str, str]


def ground_of(draft: Draft) -> Ground:
    """A published draft."""
    clauses = [_as_clause(row) for row in rows_of(draft)]
    itself = {clause.key: (clause.key,) for clause in clauses}
    return Ground(clauses, draft, itself, itself)


def preparing(draft: Draft) -> Preparing:
    """A draft that is being prepared, as it stands now. Raises AlreadyPublished."""
    if draft.publication is not None:
        raise AlreadyPublished
    found = prepared(draft)
    plan = plan_of(draft, found=found)
    ground = Ground(found.outline.clauses, found.against, *_ways(plan), _taken(plan))
    files = tuple(File(file.name, file.content, file.format) for file in files_of(draft))
    return Preparing(ground, draft.version, draft, found.revision, files, found.outline, _names(plan))


def beginning(version: str) -> Preparing:
    """The next draft, begun from the latest one's files, with ids written in. Raises NoDraftYet."""
    latest = latest_draft()
    if latest is None:
        raise NoDraftYet
    files = [File(file.name, file.content, file.format) for file in files_of(latest)]
    clauses = [Published(row, row.digest) for row in rows_of(latest)]
    made, outline = begun(files, clauses, title=latest.title, old=latest.version, version=version)
    lasting = lasting_keys(outline, aliases())
    came = {clause.key: (lasting[clause.key],) for clause in outline.clauses}
    became = {key: (here,) for here, (key,) in came.items()}
    ground = Ground(outline.clauses, latest, became, came, frozenset(all_keys()))
    return Preparing(ground, version, None, None, made, outline, {})


def version_after(latest: Draft | None) -> str:
    """A version to propose for the next draft: one higher in its last number."""
    if latest is None:
        return "0.0.1"
    found = Version(latest.version)
    if found.pre is not None:
        head = ".".join(map(str, found.release))
        return f"{head}-{found.pre[0].upper()}{found.pre[1] + 1}"
    return ".".join(map(str, (*found.release[:-1], found.release[-1] + 1)))


def held_against(
    comments: Sequence[Comment], ground: Ground, *, settled: Mapping[int, Settled] | None = None
) -> dict[int, Applied]:
    """Comment → what its suggestion would make of a text. ``settled``: by number of edit, for a single comment."""
    made = suggestions_made(comments)
    every = [each for some in made.values() for each in some]
    places = whereabouts(every, seen_from=ground.against) if ground.against and every else {}
    return {
        id: apply(
            ground.clauses,
            [_edit(each, places, ground, (settled or {}).get(each.edit.n)) for each in some],
            taken=ground.taken,
        )
        for id, some in made.items()
    }


def standing_in(comments: Sequence[Comment], draft: Draft) -> dict[int, tuple[Told, ...]]:
    """Comment → how each edit of its suggestion stands against the words of a draft, published or being prepared.

    For pages: a fixed number of statements, and none where nothing is suggested.
    """
    suggesting = [comment for comment in comments if comment.suggests]
    if not suggesting:
        return {}
    ground = ground_of(draft) if draft.publication else preparing(draft).ground
    return {id: applied.told for id, applied in held_against(suggesting, ground).items()}


def _edit(
    made: Made, places: Mapping[tuple[int, int], Whereabouts], ground: Ground, settled: Settled | None
) -> Edit:
    edit = made.edit
    clause, after = edit.clause, edit.after
    return Edit(
        n=edit.n,
        op=str(edit.op),
        target=_target(clause.key, places.get((made.draft_id, clause.id)), ground) if clause else None,
        base=made.base,
        digest=edit.wording.digest if edit.wording else "",
        text=edit.text or "",
        after=_target(after.key, places.get((made.draft_id, after.id)), ground) if after else None,
        settled=settled,
    )


def _target(key: str, found: Whereabouts | None, ground: Ground) -> Target:
    """A clause of the draft that a suggestion was made on, as it stands in a text: through the latest draft into it."""
    through = found.now if found else (key,)
    now = tuple(dict.fromkeys(here for one in through for here in ground.became.get(one, ())))
    if not now:
        return Target(key, ground.became.get(key, ()))
    others = found.others if found else ()
    if len(now) == 1:
        others += tuple(one for one in ground.came.get(now[0], ()) if one not in (*through, *others))
    return Target(key, now, others)


def _ways(plan: Plan) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Key in the draft before → keys as prepared, and back. A clause that comes back after a while is known by its key."""
    became: dict[str, tuple[str, ...]] = {}
    came: dict[str, tuple[str, ...]] = {}
    for row in plan.rows:
        if row.clause is not None:
            came[row.clause.key] = row.change.sources
            for source in row.change.sources or (row.key,):
                became[source] = (*became.get(source, ()), row.clause.key)
    return became, came


def _names(plan: Plan) -> dict[str, str]:
    """Key of a clause without id → its lasting key, where no other clause has that as its id."""
    given = {row.clause.key for row in plan.rows if row.clause is not None and row.clause.given}
    return {
        row.clause.key: row.key
        for row in plan.rows
        if row.clause is not None and not row.clause.given and row.key not in given
    }


def _taken(plan: Plan) -> frozenset[str]:
    return frozenset(all_keys() | {row.key for row in plan.rows})


def _as_clause(row: ClauseRow) -> OutlineClause:
    return OutlineClause(
        key=row.key, given=True, kind=row.kind, order=row.order, number=row.number, part=row.part,
        parent=row.parent_order, depth=row.depth, markdown=row.markdown, text=row.text, digest=row.digest,
        lead=row.lead, normative=row.normative, required=row.required, cells=tuple(row.cells), file="", line=0,
        level=row.level, marker=row.marker, table=row.table,
    )  # fmt: skip
