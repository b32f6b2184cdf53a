"""Who endorses which draft, and endorsing one."""

from flask import Response, g, request
from flask_babel import gettext as _

from ...drafts.errors import NoSuchDraft
from ...drafts.models import Draft
from ...drafts.queries import draft_named
from ...kit.errors import Invalid
from ...kit.permissions import needs, open_to_all
from ...kit.web.cache import public
from ...kit.web.forms import Given, tidy_text
from ...kit.web.paging import asked_limit
from ...release.actions.endorsing import endorse, withdraw_endorsement
from ...release.endorsement_limits import by_address, by_mailer
from ...release.endorsement_shapes import endorsement_shape, endorsement_shapes
from ...release.given import EndorsementGiven
from ...release.models import Endorsement, EndorsementKind
from ...release.queries.endorsements import endorsement_called, endorsements_made
from ...release.rules import Can
from ..answers import answer, list_answer
from ..endorsement_forms import EndorsementForm
from ..endorsement_schemas import EndorsementList, EndorsementQuery, EndorsementSchema
from ..forms import read
from ..spec import Calls, path, reading, writing

ID = [path("id", "An endorsement's number.")]
calls = Calls(
    "api-endorsements",
    __name__,
    url_prefix="/api/v1",
    description="Who stands behind a draft, for themselves or for an organisation",
)


@calls.route("/endorsements")
@reading(EndorsementList, query=EndorsementQuery)
@public
@open_to_all
def list_endorsements() -> Response:
    """The endorsements that stand for a draft, or all there ever were; the newest first."""
    version = tidy_text(request.args.get("draft", "")).strip()
    draft = draft_named(version) if version else None
    page = endorsements_made(draft=draft, cursor=request.args.get("cursor"), limit=asked_limit())
    return list_answer(endorsement_shapes(page.items), next={"cursor": page.next} if page.next else None)


@calls.route("/endorsements/<int:id>", parameters=ID)
@reading(EndorsementSchema)
@public
@open_to_all
def show_endorsement(id: int) -> Response:
    """One endorsement, whatever became of it."""
    return answer(endorsement_shape(endorsement_called(id)))


@calls.route("/endorsements", methods=["POST"])
@writing(201, EndorsementSchema, body=EndorsementForm)
@by_mailer
@by_address
@needs(Can.ENDORSE)
def add_endorsement() -> Response:
    """Endorse the latest draft: once per person, and once per organisation with all that belong to it.

    An organisation's endorsement is claimed until somebody there follows the link that is mailed to `address`, or
    confirmed at once where the desk knows that one speaks for it.
    """
    form = read(EndorsementForm)
    made = endorse(_draft(form.draft), given=_given(form), by=g.viewer)
    return answer(endorsement_shape(made), 201, location=f"/api/v1/endorsements/{made.id}")


@calls.route("/endorsements/<int:id>", parameters=ID, methods=["DELETE"])
@writing(204, None)
@needs(Can.WITHDRAW, on=endorsement_called)
def delete_endorsement(endorsement: Endorsement) -> Response:
    """Withdraw one's endorsement. That it was made and withdrawn stays on record."""
    withdraw_endorsement(endorsement, by=g.viewer)
    return Response(status=204)


def _given(form: Given) -> EndorsementGiven:
    words = {name: value or "" for name, value in form.as_dict().items() if name != "draft"}
    if words["kind"] == EndorsementKind.ORGANISATION and words["name"] and not words["authority"]:
        words["authority"] = _("May speak for %(name)s.", name=words["name"])
    return EndorsementGiven(**words)


def _draft(version: str) -> Draft:
    try:
        return draft_named(version)
    except NoSuchDraft as error:
        raise Invalid({"draft": str(error)}) from error
