"""Any two drafts beside each other, clause by clause."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ..drafts.changes import ChangeKind
from ..drafts.printed import change_views, clause_views
from ..drafts.queries import compare, draft_named, drafts_published, parts_of
from ..drafts.reading import count_kinds, draft_view, draft_views
from ..drafts.shown import PartView
from ..kit.errors import Invalid
from ..kit.permissions import open_to_all
from ..kit.web.cache import public
from ..systems.queries.flips import flips_between

bp = Blueprint("comparing", __name__)


@bp.get("/compare/")
@open_to_all
def choose() -> Any:
    """Take two versions from the form and go to their comparison."""
    older, newer = request.args.get("from", ""), request.args.get("to", "")
    if not older or not newer:
        published = [draft.version for draft in drafts_published() if draft.withdrawal is None][-2:]
        if len(published) < 2:
            raise Invalid({"from": _("Comparing takes two drafts, and there are not two yet.")})
        older, newer = published
    return redirect(url_for("comparing.two", older=older, newer=newer), 302)


@bp.get("/compare/<older>...<newer>/")
@open_to_all
@public
def two(older: str, newer: str) -> Any:
    """The redline of two drafts with the clause map."""
    first, second = draft_named(older), draft_named(newer)
    if "latest" in (older, newer):
        return redirect(url_for("comparing.two", older=first.version, newer=second.version), 302)
    compared = compare(first, second)
    changes = [change for change in compared.changes if change.kind != ChangeKind.REMOVED]
    views = clause_views(list(compared.new.values()))
    seen = change_views(changes, compared.new, compared.old, version=first.version)
    parts = [PartView("", part.slug, part.title, str(part.kind)) for part in parts_of(second)]
    by_slug = {part.slug: part for part in parts}
    for view in views:
        view.change = seen.get(view.key)
        by_slug[view.part].clauses.append(view)
    for part in parts:
        part.number = part.clauses[0].number.split(".")[0] if part.clauses else ""
    gone = [change for change in compared.changes if change.kind == ChangeKind.REMOVED]
    removed = clause_views([compared.old[change.key] for change in gone], version=first.version)
    counts = count_kinds(compared.changes)
    return render_template(
        "pages/compare.html",
        old=draft_view(first),
        new=draft_view(second),
        drafts=draft_views(list(reversed(drafts_published()))),
        parts=parts,
        removed=removed,
        counts=counts,
        total=len(views),
        neighbours=second.previous_id == first.id,
        flips=flips_between(first, second),
    )
