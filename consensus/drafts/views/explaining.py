"""Saying clauses in plain words, with an example: beside the text, never part of it."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.text.rendered import inline_texts
from ..actions import explain_clause
from ..forms import ExplainForm
from ..models import Draft
from ..queries import clause_in, draft_named, glosses_of, rows_of
from ..rules import Can
from . import AtClause, bp, published_clause


@bp.get("/desk/drafts/<version>/clauses/")
@needs(Can.EXPLAIN, on=draft_named)
def explanations(draft: Draft) -> str:
    """Every clause, and which are explained."""
    return render_template(
        "drafts/explanations.html", draft=draft, rows=rows_of(draft), glosses=glosses_of(draft)
    )


@bp.get("/desk/drafts/<version>/clauses/<key>/explain")
@needs(Can.EXPLAIN, on=published_clause)
def explain_form(at: AtClause) -> str:
    """A clause, and what is said of it in plain words."""
    row = clause_in(at.draft, at.key)
    return render_template(
        "drafts/explain.html",
        draft=at.draft,
        row=row,
        html=inline_texts([row.markdown])[row.markdown],
        gloss=glosses_of(at.draft).get(row.placement_id),
    )


@bp.post("/desk/drafts/<version>/clauses/<key>/explain")
@needs(Can.EXPLAIN, on=published_clause)
def explain(at: AtClause) -> Any:
    """Give the explanation, or take it away."""
    form = ExplainForm.read()
    row = clause_in(at.draft, at.key)
    given = explain_clause(
        at.draft, row, plain=form.plain or "", example=form.example or "", seen=form.seen, by=g.viewer
    )
    flash(
        _("The explanation stands beside the clause now, on record.") if given else _("Nothing was changed.")
    )
    return redirect(url_for("drafts.explanations", version=at.draft.version, _anchor=row.key), 303)
