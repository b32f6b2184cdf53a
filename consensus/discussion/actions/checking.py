"""Whether something can be said at a place: an objection there, a quote from it, a reply in this thread."""

from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from ...drafts.errors import NoSuchDraft
from ...drafts.models import Draft, Lineage, Part
from ...drafts.queries import latest_draft, status_of
from ...kit.db import db
from ...kit.errors import Invalid
from ...moderation.queries import hidings_of
from ..anchors import Quote, take
from ..errors import CommentIsDeleted, CommentIsHidden, DraftIsWithdrawn, NotOpen
from ..models import Comment, CommentKind
from ..places import OnClause, OnDraft, OnPart, Place, standing_of, takes_positions

DEEPEST = 12
_CAME_FROM = (
    select(Lineage.clause_id)
    .where(Lineage.clause_id == bindparam("here"), Lineage.ancestor_id == bindparam("there"))
    .where(Lineage.since <= bindparam("seen"), Lineage.first <= bindparam("begun"))
    .where(Lineage.until > bindparam("begun"))
    .limit(1)
)
LONGEST_QUOTE = 2_000


def is_late(draft: Draft) -> bool:
    """Whether a draft is closed or superseded. Raises NoSuchDraft, DraftIsWithdrawn."""
    status = status_of(draft)
    if status in ("prepared", "scheduled"):
        raise NoSuchDraft
    if status == "withdrawn":
        raise DraftIsWithdrawn
    return status != "open"


def check_kind(place: Place, kind: CommentKind, *, late: bool) -> None:
    """Raise Invalid, or NotOpen with where the words stand now, for an objection where none can be made."""
    if kind is not CommentKind.OBJECTION:
        return
    if not takes_positions(place):
        sentence = _(
            "One can object to a clause that says something, not to a heading, a part or a draft as a whole."
        )
        raise Invalid({"kind": sentence})
    if late:
        raise NotOpen(url=_current_words(place))


def _current_words(place: Place) -> str:
    """Where the words of a clause stand now; the latest draft when nothing came of them."""
    assert isinstance(place, OnClause)
    latest = latest_draft()
    if latest is None:
        return "/drafts/"
    key = standing_of(place.row.clause_id, since=place.draft, draft=latest)
    return f"/drafts/{latest.version}/" + (f"clauses/{key}/" if key else "")


def quoted(place: Place, quote: Quote | None) -> Quote | None:
    """The quote as it stands in the clause's words. Raises Invalid when it does not, even nearly."""
    if quote is None or not quote.exact.strip():
        return None
    if not isinstance(place, OnClause):
        raise Invalid({"quote": _("Words can be quoted from a clause only.")})
    if len(quote.exact) > LONGEST_QUOTE:
        raise Invalid({"quote": _("Quote at most %(n)s characters.", n=LONGEST_QUOTE)})
    found = take(place.row.text, quote)
    if found is None:
        raise Invalid(
            {"quote": _("These words do not stand in the clause. Copy them from it, or leave this empty.")}
        )
    return found


def thread_of(parent: Comment | None, place: Place) -> Comment | None:
    """The root of the thread that is replied to. Raises Invalid for a foreign or too deep one, and when it takes no replies."""
    if parent is None:
        return None
    if parent.depth >= DEEPEST:
        sentence = _("This thread is as deep as one can be read. Reply further up, or begin a new one.")
        raise Invalid({"parent": sentence})
    root = parent if parent.thread_id is None else db.session.get_one(Comment, parent.thread_id)
    if not _belongs(root, place):
        raise Invalid({"parent": _("This thread is about something else.")})
    if parent.deleted_at is not None:
        raise CommentIsDeleted
    if hidings_of([parent, root]):
        raise CommentIsHidden
    return root


def _belongs(root: Comment, place: Place) -> bool:
    """Whether a thread is shown at a place: it is about what this came from, or about this."""
    begun = db.session.get_one(Draft, root.home_draft_id).publication
    seen = place.draft.publication
    if begun is None or seen is None or begun.position > seen.position:
        return False
    if isinstance(place, OnPart):
        return root.home_clause_id is None and root.part == place.part
    if isinstance(place, OnDraft):
        return root.home_clause_id is None and not _has_part(place.draft, root.part)
    way = {
        "here": place.row.clause_id, "there": root.home_clause_id, "seen": seen.position, "begun": begun.position,
    }  # fmt: skip
    return db.session.scalar(_CAME_FROM, way) is not None


def _has_part(draft: Draft, part: str | None) -> bool:
    """Whether a part stands in a draft; what was said of one that does not is read with the draft as a whole."""
    here = select(Part.id).where(Part.draft_id == draft.id, Part.slug == part)
    return part is not None and db.session.scalar(here) is not None
