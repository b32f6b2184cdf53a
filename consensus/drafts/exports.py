"""A draft as a file: Markdown, HTML, PDF."""

from importlib import import_module

from flask import current_app, render_template
from flask_babel import gettext as _

from ..kit.errors import NotHere
from .clauses import to_markdown
from .models import Draft
from .queries import rows_of
from .reading import reading_of


def as_markdown(draft: Draft) -> str:
    """The whole text in one file, with the lasting keys, so that reading it again gives the same clauses."""
    fields = {
        "version": draft.version,
        "date": draft.date.isoformat() if draft.date else "",
        "summary": draft.summary,
        "source": draft.source or "",
        "language": draft.language,
    }
    return to_markdown(rows_of(draft), title=draft.title, fields=fields)


def as_html(draft: Draft) -> str:
    """One page that prints well and needs nothing beside it."""
    reading = reading_of(draft)
    with current_app.test_request_context():
        return render_template(
            "drafts/printed.html", draft=reading.draft, parts=reading.parts, css=_print_css()
        )


def as_pdf(draft: Draft) -> bytes:
    """The same as PDF. Raises NotHere when the extra ``pdf`` is not installed."""
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise NotHere(_("PDF needs the extra “pdf”: pip install 'consensus[pdf]'.")) from error
    pdf: bytes = weasyprint.HTML(string=as_html(draft)).write_pdf()
    return pdf


def _print_css() -> str:
    with current_app.open_resource("static/css/print.css", "r") as file:
        return str(file.read())
