"""What may be sent to the API, and how it is read."""

import re
from collections.abc import Mapping
from typing import Any

import marshmallow as ma
from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from ..drafts.bundle import MOST_FILES, File
from ..drafts.changes import ChangeKind
from ..drafts.models import Significance
from ..kit.errors import Invalid
from ..kit.web.forms import Form, Given, line, paragraph
from .fields import said

ENDINGS = {"markdown": (".md", ".markdown", ".txt"), "html": (".html", ".htm")}
KINDS = [str(kind) for kind in ChangeKind if kind != ChangeKind.REMOVED]
_NAME = re.compile(r"[^\W.][\w .()+,-]{0,98}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class FileForm(Form):
    """One part of a draft's text, as Markdown or as HTML."""

    name = line(
        most=100,
        required=True,
        metadata=said("Its name, such as `1-definition.md`; parts are read in order."),
    )
    markdown = ma.fields.String(allow_none=True, metadata=said("Its words as Markdown, kept verbatim."))
    html = ma.fields.String(
        allow_none=True, metadata=said("Its words as a web page, in place of `markdown`.")
    )

    @ma.validates_schema
    def one_of_two(self, data: Mapping[str, Any], **_options: Any) -> None:
        """Markdown or HTML, not both and not neither."""
        if (data.get("markdown") is None) == (data.get("html") is None):
            raise ma.ValidationError(_("Give either `markdown` or `html`."), "markdown")

    @ma.validates("name")
    def a_plain_name(self, name: str | None, **_options: Any) -> None:
        """No folders, and nothing hidden."""
        if name is None or not _NAME.fullmatch(name) or name.lower().endswith(".toml"):
            raise ma.ValidationError(_("A plain file name, such as 1-definition.md."))


class PrepareForm(Form):
    """A draft to be prepared."""

    version = line(
        most=40, allow_none=True, metadata=said("Above the latest, such as `0.0.9`; else the front matter's.")
    )
    summary = paragraph(most=4000, allow_none=True, metadata=said("What changed, in a sentence or two."))
    files = ma.fields.List(
        ma.fields.Nested(FileForm),
        required=True,
        validate=ma.validate.Length(1, MOST_FILES),
        metadata=said("The parts of the text, in order."),
    )
    date = line(most=40, allow_none=True, metadata=said("The draft's own date, such as `2024-04-22`."))
    comment_until = line(
        most=40, allow_none=True, metadata=said("When comments close, RFC 3339; else open until succeeded.")
    )
    checklist = ma.fields.String(allow_none=True, metadata=said("The text of `checklist.toml`."))
    policy = ma.fields.String(allow_none=True, metadata=said("The text of `policy.toml`."))


class ChangeForm(Form):
    """A decision about one clause; what is left out stays as it is."""

    key = line(most=200, required=True, metadata=said("The clause, by its key as prepared."))
    kind = ma.fields.String(
        validate=ma.validate.OneOf(KINDS), allow_none=True, metadata=said("What became of the clause.")
    )
    sources = ma.fields.List(
        ma.fields.String(),
        data_key="from",
        attribute="from",
        allow_none=True,
        validate=ma.validate.Length(max=50),
        metadata=said("Keys in the draft before that it comes from; the first one's key is taken over."),
    )
    significance = ma.fields.String(
        validate=ma.validate.OneOf([str(one) for one in Significance]),
        allow_none=True,
        metadata=said("Whether it is one of substance, or of wording only."),
    )
    normative = ma.fields.Boolean(allow_none=True, metadata=said("Whether the clause binds."))
    reason = paragraph(
        most=1000, allow_none=True, metadata=said("Why it is of wording only, where risky words changed.")
    )
    proposed = ma.fields.Boolean(
        allow_none=True, metadata=said("True takes back what was decided about the clause.")
    )


class MapForm(Form):
    """Decisions about a prepared map."""

    changes = ma.fields.List(
        ma.fields.Nested(ChangeForm),
        required=True,
        validate=ma.validate.Length(max=2000),
        metadata=said("Taken together: either all of them are stored or none."),
    )


def read(form: type[Form]) -> Given:
    """The request's JSON, checked. Raises Invalid."""
    try:
        return form.take(_body())
    except RecursionError as error:
        raise Invalid({"body": _("This JSON is nested too deeply.")}) from error


def read_files_sent() -> tuple[Given, list[File]]:
    """A draft to be prepared and its files, whose words are kept to the byte. Raises Invalid."""
    form, raw = read(PrepareForm), _body()
    files = [_file(checked["name"], sent) for checked, sent in zip(form.files, raw["files"], strict=True)]
    for name in ("checklist", "policy"):
        if form.as_dict()[name] is not None:
            files.append(File(f"{name}.toml", _verbatim(name, raw[name]), "toml"))
    return form, files


def decisions(form: Given) -> list[dict[str, Any]]:
    """The decisions of a :class:`MapForm`, without what was not said."""
    return [{name: value for name, value in change.items() if value is not None} for change in form.changes]


def _body() -> dict[str, Any]:
    if not request.is_json:
        raise Invalid({"body": _("Send JSON, with Content-Type: application/json.")})
    try:
        body = request.get_json()
    except BadRequest as error:
        raise Invalid({"body": _("This is not JSON.")}) from error
    if not isinstance(body, dict):
        raise Invalid({"body": _("The body is not a JSON object.")})
    return body


def _file(name: str, sent: Mapping[str, Any]) -> File:
    kind = "markdown" if sent.get("markdown") is not None else "html"
    if not name.lower().endswith(ENDINGS[kind]):
        name += ENDINGS[kind][0]
    return File(name, _verbatim(name, sent[kind]))


def _verbatim(name: str, content: str) -> str:
    if _UNSTORABLE.search(content):
        raise Invalid({name: _("It holds characters that are no text.")})
    return content
