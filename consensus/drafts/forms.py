"""What may be typed about drafts, and how it's read."""

import re
from contextlib import suppress
from typing import Any

import marshmallow as ma
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..kit.errors import Invalid
from ..kit.web.forms import Form, Given, line, paragraph, tidy_text
from ..kit.web.zones import UTC_ZONE, BadTime, moment_in
from .bundle import LARGEST, MOST_FILES, TEXT_ENDINGS, File
from .settling import Settled, unpacked

ATTACHED = {"checklist": "checklist.toml", "policy": "policy.toml"}
PLACE = re.compile(r"[0-9]{1,4}")
SUMMARY = 2_000
REASON = 2_000


class Timed(Form):
    """A form with readings of a clock, all in the zone it names."""

    zone = line(most=60)

    @ma.post_load
    def _moments(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        errors = {}
        for name in getattr(self, "clocks", ()):
            if data.get(name):
                try:
                    data[name] = moment_in(data[name], data.get("zone") or UTC_ZONE)
                except BadTime as error:
                    errors[name] = [str(error)]
        if errors:
            raise ma.ValidationError(errors)
        return data


class DraftForm(Timed):
    """A draft's files, pasted or uploaded, and what is said of it."""

    clocks = ("comment_until",)

    version = line(most=40)
    date = line(most=10)
    summary = paragraph(most=SUMMARY)
    comment_until = line(most=40)
    checklist = ma.fields.String()
    policy = ma.fields.String()
    revision = ma.fields.Integer()


class RowForm(Form):
    """One row of the map as it comes back."""

    sources = ma.fields.List(ma.fields.String())
    other = line(most=400)
    shared = ma.fields.Boolean(load_default=False)
    significance = ma.fields.String(
        load_default="",
        validate=ma.validate.OneOf(("", "substantive", "editorial"), error=_l("Choose one of the two.")),
    )
    why = line(most=400)
    normative = ma.fields.Boolean(load_default=False)
    confirm = ma.fields.Boolean(load_default=False)
    undo = ma.fields.Boolean(load_default=False)
    risky = ma.fields.Boolean(load_default=False)
    was = ma.fields.String(required=True)


class MapForm(Form):
    """Rows of the map, each under its key, and the revision that the page showed."""

    revision = ma.fields.Integer(required=True)
    key = ma.fields.List(ma.fields.String())
    all = ma.fields.Boolean(load_default=False)
    show = line(most=10)
    page = ma.fields.Integer(load_default=1)

    @classmethod
    def read(cls) -> Given:
        """The form with its rows: key → what came back. Raises Invalid, naming each field as ``why-KEY``."""
        given = super().read()
        rows, errors = {}, {}
        for key in given.key or ():
            try:
                rows[key] = read_row(key)
                check_row(rows[key])
            except Invalid as error:
                errors.update({f"{name}-{key}": said for name, said in error.errors.items()})
        if errors:
            raise Invalid(errors)
        return Given(given.as_dict() | {"rows": rows})


def read_row(key: str) -> Given:
    """One row out of the request: ``was`` and ``now`` as values, besides its other fields. Raises Invalid."""
    names = {name: f"{name}-{key}" for name in RowForm().load_fields}
    data: dict[str, Any] = {
        name: request.form[field] for name, field in names.items() if field in request.form
    }
    given = RowForm.take(data | {"sources": request.form.getlist(names["sources"])})
    was = unpacked(given.was)
    if was is None:
        raise Invalid({"was": _("This row could not be read.")})
    typed = [each for each in (*given.sources, *(given.other or "").replace(",", " ").split()) if each]
    now = Settled(
        tuple(dict.fromkeys(typed)), given.shared, given.significance or was.significance, given.normative
    )
    return Given(given.as_dict() | {"was": was, "now": now})


def check_row(row: Given) -> None:
    """A risky change is called editorial with a sentence. Raises Invalid."""
    wants_editorial = row.now.significance == "editorial" != row.was.significance
    if wants_editorial and row.risky and not row.why and not row.undo:
        raise Invalid({"why": _("Say in a sentence why this changes nothing; a second maintainer reads it.")})


class PublishForm(Timed):
    """The last step: summary, period, and when."""

    clocks = ("comment_until", "publish_at")

    revision = ma.fields.Integer(required=True)
    against = line(most=40)
    summary = paragraph(most=SUMMARY)
    comment_until = line(most=40)
    when = ma.fields.String(load_default="keep", validate=ma.validate.OneOf(("now", "at", "keep")))
    publish_at = line(most=40)

    @ma.post_load
    def _complete(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        if data["when"] != "keep" and not data.get("summary"):
            raise ma.ValidationError({"summary": [_("Say in a sentence or two what changed.")]})
        if data["when"] == "at" and not data.get("publish_at"):
            raise ma.ValidationError({"publish_at": [_("Say when.")]})
        return data


class RevisionForm(Form):
    """What a page showed, so that nothing newer is overwritten."""

    revision = ma.fields.Integer(required=True)


class ShownForm(Form):
    """Whether a prepared draft is public as an editors' draft."""

    shown = ma.fields.Boolean(required=True)


class SureForm(RevisionForm):
    """That somebody means it."""

    sure = ma.fields.Boolean(load_default=False)

    @ma.validates("sure")
    def _check(self, value: bool, **kwargs: Any) -> None:
        if not value:
            raise ma.ValidationError(_("Tick the box if you mean it; this cannot be undone."))


class WithdrawForm(Form):
    """Why a draft is withdrawn, and its version again."""

    reason = paragraph(most=REASON, required=True)
    confirm = line(most=40, required=True)


class PeriodForm(Timed):
    """Another end of a period, and why."""

    clocks = ("closes_at",)

    seen = ma.fields.Integer(required=True)
    ends = ma.fields.String(load_default="at", validate=ma.validate.OneOf(("at", "successor")))
    closes_at = line(most=40)
    reason = paragraph(most=REASON, required=True)

    @ma.post_load
    def _end(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        if data["ends"] == "successor":
            return data | {"closes_at": None}
        if not data.get("closes_at"):
            raise ma.ValidationError({"closes_at": [_("Say when it ends.")]})
        return data


class ExplainForm(Form):
    """A clause in plain words, and an example."""

    seen = ma.fields.Integer(required=True)
    plain = paragraph(most=2_000)
    example = paragraph(most=2_000)


class CorrectForm(MapForm):
    """Rows of a published map, and why they are corrected."""

    revision = ma.fields.Integer(load_default=0)
    seen = ma.fields.Integer(required=True)
    reason = paragraph(most=REASON)


def given_files(form: Given) -> list[File]:
    """The files of a draft out of a form: uploaded, pasted, and attached; in order of their names. Raises Invalid."""
    files = [*uploaded(), *pasted()]
    for field, name in ATTACHED.items():
        words = getattr(form, field) or ""
        if words.strip():
            files.append(File(name, words))
    known = {*ATTACHED.values()}
    for file in files:
        if not file.is_text and file.name not in known:
            endings = ", ".join(TEXT_ENDINGS)
            raise Invalid(
                {
                    "files": _(
                        "%(name)s is no text: parts end in %(endings)s.", name=file.name, endings=endings
                    )
                }
            )
    return sorted(files, key=lambda file: file.name)


def pasted() -> list[File]:
    """The texts pasted into this request's form, each under its name or one made from its place."""
    found = []
    for place, (name, words) in enumerate(_areas(), start=1):
        if words.strip():
            ending = ".html" if words.lstrip()[:1] == "<" else ".md"
            found.append(File(name or f"part-{place}{ending}", words))
    return found


def _areas() -> list[tuple[str, str]]:
    """Name and text of each area of this request's form: ``name-1`` and ``text-1`` …"""
    places = [name.removeprefix("text-") for name in request.form if name.startswith("text-")]
    return [
        (
            " ".join(tidy_text(request.form.get(f"name-{place}", "")).split())[:120],
            tidy_text(request.form[f"text-{place}"]),
        )
        for place in sorted((place for place in places if PLACE.fullmatch(place)), key=int)
    ]


def uploaded() -> list[File]:
    """The files uploaded with this request. Raises Invalid for what is too much, too large or no text."""
    sent = [each for each in request.files.getlist("files") if each.filename]
    if len(sent) > MOST_FILES:
        raise Invalid({"files": _("A draft has at most %(n)s files.", n=MOST_FILES)})
    return [_file(each) for each in sent]


def sent_back() -> list[File]:
    """What was pasted and uploaded, for a form that is shown again: as typed, and of the files what can be read."""
    found = [File(name, words) for name, words in _areas() if name or words.strip()]
    for each in request.files.getlist("files")[:MOST_FILES]:
        with suppress(Invalid):
            file = _file(each)
            if file.is_text or file.name in ATTACHED.values():
                found.append(file)
    return found


def _file(sent: Any) -> File:
    sent.stream.seek(0)
    content = sent.stream.read(LARGEST + 1)
    name = " ".join(tidy_text(str(sent.filename)).replace("\\", "/").rsplit("/", 1)[-1].split())[-120:]
    if len(content) > LARGEST:
        raise Invalid({"files": _("%(name)s is larger than 2 MB.", name=name)})
    return File(name, _decoded(name, content))


def _decoded(name: str, content: bytes) -> str:
    bad = content.find(b"\x00")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.start
    if bad >= 0:
        row = content[:bad].count(b"\n") + 1
        raise Invalid({"files": _("%(name)s, line %(line)s: this is not UTF-8 text.", name=name, line=row)})
    return text
