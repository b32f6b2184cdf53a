"""Where people stand, clause by clause: one's own position, with its receipt, and what all of them come to."""

from collections.abc import Collection

from flask import Response, g, request

from ...discussion.places import OnClause, OnPart, place_named
from ...discussion.texts import Prepared, prepare_text
from ...drafts.models import Draft
from ...drafts.queries import draft_named, keys_of
from ...kit.permissions import needs, open_to_all
from ...kit.slow import before_lock
from ...kit.web.cache import public
from ...ledger.actions import chain_notes
from ...ledger.queries import hashes_of
from ...voting import actions
from ...voting.actions import Said
from ...voting.errors import TakesNoPositions
from ...voting.mapped import too_little
from ...voting.places import takes_positions
from ...voting.queries.channels import outcome_in
from ...voting.queries.mine import Mine, position_of, positions_in
from ...voting.queries.opinions import opinions_of
from ...voting.queries.outcomes import outcome_of
from ...voting.queries.policies import policy_of, policy_source_of
from ...voting.queries.receipts import Receipt, receipt_of
from ...voting.queries.rest import rest_of
from ...voting.rules import Can
from ...voting.shapes import Shape, position_shape, tally_shape
from ...voting.standing import State
from ..answers import answer, list_answer
from ..forms import read
from ..position_forms import PositionForm, RestForm
from ..position_schemas import (
    ChannelQuery,
    OpinionsSchema,
    PositionList,
    PositionSchema,
    RestList,
    TallySchema,
)
from ..spec import Calls, path, reading, writing

VERSION = path("version", "A draft's version, or `latest`.")
ON_CLAUSE = [VERSION, path("key", "A clause's key, or an alias.")]
ON_PART = [VERSION, path("slug", "A part's slug.")]
CLAUSE, PART = "/drafts/<version>/clauses/<key>/position", "/drafts/<version>/parts/<slug>/rest"
NO_MAP: Shape = {"k": 0, "people": 0, "groups": [], "shared": [], "dividing": [], "consensus": {}}
calls = Calls("api-positions", __name__, url_prefix="/api/v1", description="Where people stand")


def on_clause(version: str, key: str) -> OnClause:
    """A clause of a published draft. Raises NoSuchDraft, NoSuchClause."""
    place = place_named(version, key=key)
    assert isinstance(place, OnClause)
    return place


def on_part(version: str, slug: str) -> OnPart:
    """A part of a published draft. Raises NoSuchDraft, NoSuchPart."""
    place = place_named(version, part=slug)
    assert isinstance(place, OnPart)
    return place


@calls.route(CLAUSE, parameters=ON_CLAUSE)
@reading(PositionSchema)
@needs(Can.SEE_OWN, on=on_clause)
def show_position(place: OnClause) -> Response:
    """Where one stands oneself. `position` is null where one said nothing."""
    return _one(place, position_of(g.viewer, place.draft, place.row))


@calls.route(CLAUSE, parameters=ON_CLAUSE, methods=["PUT"])
@writing(200, PositionSchema, body=PositionForm, puts=True)
@before_lock(lambda version, key: _reason(read(PositionForm).reason))
@needs(Can.TAKE, on=on_clause)
def take_position(place: OnClause) -> Response:
    """Say where one stands, in place of what one said before of the same meaning.

    201 where one said nothing before. An objection needs a reason, which becomes an objection in the discussion. On a
    draft that is not open an objector may still withdraw, or move to `accept`; anything else is 409, with the `url` of
    the current words.
    """
    form = read(PositionForm)
    taken = actions.take_position(
        place.draft,
        place.row,
        choice=form.position,
        by=g.viewer,
        said=Said(reason=g.prepared),
        maker=form.maker,
        leave_out=form.leave_out,
    )
    mine = Mine(taken.position, State.HERE, place.draft.version)
    return _one(place, mine, 201 if taken.is_first else 200)


@calls.route(CLAUSE, parameters=ON_CLAUSE, methods=["DELETE"])
@writing(204, None)
@needs(Can.WITHDRAW, on=on_clause)
def withdraw_position(place: OnClause) -> Response:
    """Take back what one said, on these words or, where it is stale, on those they came from.

    Where there is nothing to take back, nothing happens. An objection that stands is let go of with it.
    """
    actions.withdraw_position(place.draft, place.row, by=g.viewer)
    return Response(status=204)


@calls.route(PART, parameters=ON_PART)
@reading(RestList)
@needs(Can.SEE_OWN, on=on_part)
def show_rest(place: OnPart) -> Response:
    """The clauses that *I can live with the rest of this part* would name: those of which one said nothing."""
    rows = rest_of(place.draft, place.part, g.viewer)
    return list_answer([{"key": row.key, "number": row.number} for row in rows], next=None)


@calls.route(PART, parameters=ON_PART, methods=["PUT"])
@writing(200, PositionList, body=RestForm)
@needs(Can.TAKE, on=on_part)
def live_with_the_rest(place: OnPart) -> Response:
    """Say of the rest of a part that one can live with it: one act, kept and marked clause by clause.

    The answer lists what was taken. Where one said something, or objects, nothing changes.
    """
    form = read(RestForm)
    taken = actions.live_with_the_rest(
        place.draft, place.part, by=g.viewer, keys=form.clauses, maker=form.maker, leave_out=form.leave_out
    )
    chain_notes()
    return list_answer(_shapes(place.draft, {each.position.id for each in taken}), next=None)


@calls.route("/drafts/<version>/clauses/<key>/tally", parameters=ON_CLAUSE)
@reading(TallySchema, query=ChannelQuery)
@public
@open_to_all
def show_tally(version: str, key: str) -> Response:
    """What all positions on a clause come to, and what follows from it by the draft's policy.

    Positions of earlier drafts on words of the same meaning are inside; those on other words are `stale`, and are not.
    With `channel` only what came in through that one is counted.
    """
    place = on_clause(version, key)
    if not takes_positions(place.row):
        raise TakesNoPositions
    channel = request.args.get("channel") or None
    found = outcome_in(place.draft, place.row, channel) if channel else outcome_of(place.draft, place.row)
    shape = tally_shape(found, policy_source_of(place.draft), draft=place.draft, channel=channel)
    return answer(_where(place.draft, place.row.key) | shape)


@calls.route("/drafts/<version>/opinions", parameters=[VERSION])
@reading(OpinionsSchema)
@public
@open_to_all
def show_opinions(version: str) -> Response:
    """The opinion map of a draft: opinion groups, what each stands out by, what all share, what divides.

    Reckoned by the server off the request; `too_little` says why there is none.
    """
    draft = draft_named(version)
    data = opinions_of(draft) or {}
    why = too_little(data, policy_of(draft))
    told = {name: data.get(name, nothing) for name, nothing in NO_MAP.items()}
    return answer({"draft": draft.version, **told, "too_little": why.text if why else None})


def _one(place: OnClause, mine: Mine | None, status: int = 200) -> Response:
    receipt = receipt_of(mine.position) if mine else None
    return answer(_where(place.draft, place.row.key) | position_shape(mine, receipt), status)


def _where(draft: Draft, key: str) -> Shape:
    return {"clause": key, "draft": draft.version}


def _shapes(draft: Draft, positions: Collection[int]) -> list[Shape]:
    """Some of the viewer's positions, in the order in which they were taken."""
    mine = [pair for pair in positions_in(draft, g.viewer).items() if pair[1].position.id in positions]
    mine.sort(key=lambda pair: pair[1].position.id)
    keys, hashes = (
        keys_of(clause for clause, _ in mine),
        hashes_of(each.position.taken_n or 0 for _, each in mine),
    )
    return [
        _where(draft, keys[clause]) | position_shape(each, Receipt(n, hashes[n]))
        for clause, each in mine
        if (n := each.position.taken_n) in hashes
    ]


def _reason(text: str | None) -> Prepared | None:
    return prepare_text(text, field="reason") if text else None
