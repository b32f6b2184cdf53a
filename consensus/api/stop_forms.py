"""What may be sent to the API of the roadshow: rows from a room, as a file, as its text, or one by one."""

import csv
from io import StringIO

import marshmallow as ma
from flask import request
from flask_babel import gettext as _

from ..kit.errors import Invalid
from ..kit.web.forms import Form
from ..roadshow.batch import COLUMNS
from ..roadshow.batching import MOST_ROWS
from .fields import said
from .forms import read

CSV = ("text/csv", "application/csv", "text/plain", "application/octet-stream", "application/vnd.ms-excel")


def _cell(what: str) -> ma.fields.String:
    return ma.fields.String(load_default="", allow_none=True, metadata=said(what))


class RowForm(Form):
    """One row: what one person says of one clause."""

    sheet = _cell("The number printed on the sheet.")
    participant = _cell("Who of those on the sheet, such as `1`.")
    group = _cell("Their stakeholder group; may be empty.")
    clause = _cell("The clause's key.")
    position = _cell("`support`, `accept`, `abstain` or `object`; may be empty where something is said.")
    reason = _cell("Why; an objection needs one.")
    comment = _cell("What else they say of the clause.")
    language = _cell("The language of their words; else that of the stop.")
    entered_by = _cell("Who typed it in; the same row by another is its second keying.")


class BatchForm(Form):
    """Rows from a room: as the text of a CSV file, or one by one."""

    csv = ma.fields.String(allow_none=True, metadata=said("The text of the file, in place of `rows`."))
    name = ma.fields.String(load_default="", allow_none=True, metadata=said("What the file is called."))
    rows = ma.fields.List(
        ma.fields.Nested(RowForm),
        allow_none=True,
        validate=ma.validate.Length(max=MOST_ROWS),
        metadata=said("The rows."),
    )

    @ma.validates_schema
    def one_of_two(self, data: dict[str, object], **_options: object) -> None:
        """The text or the rows, not both and not neither."""
        if (data.get("csv") is None) == (data.get("rows") is None):
            raise ma.ValidationError(_("Give either `csv` or `rows`."), "rows")


def file_sent() -> tuple[bytes, str]:
    """The bytes of a batch and what it is called, however it was sent. Raises Invalid."""
    if request.is_json:
        form = read(BatchForm)
        text = form.csv if form.csv is not None else _as_csv(form.rows)
        return text.encode("utf-8", "replace"), form.name or ""
    if request.mimetype == "multipart/form-data":
        file = next(iter(request.files.values()), None)
        if file is None:
            raise Invalid({"file": _("Send the file under the name `file`.")})
        return file.read(), file.filename or ""
    if request.mimetype not in CSV:
        raise Invalid({"body": _("Send the CSV file itself, with Content-Type: text/csv; or JSON.")})
    return request.get_data(), ""


def _as_csv(rows: list[dict[str, str | None]]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([row.get(name) or "" for name in COLUMNS] for row in rows)
    return text.getvalue()
