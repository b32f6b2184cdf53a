"""Typed input for pages and API alike: strings or JSON become one frozen input, or Invalid with an error per field.

A feature declares marshmallow schemas that inherit :class:`Form`; the same declaration serves the page, the API and
its OpenAPI description.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import marshmallow as ma
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..errors import Invalid
from ..text.words import shows_something

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SENTENCES: dict[type[Any], dict[str, Any]] = {
    ma.fields.Field: {"required": _l("Please fill this in."), "null": _l("Please fill this in.")},
    ma.fields.String: {"invalid": _l("This is no text.")},
    ma.fields.Integer: {"invalid": _l("This is no whole number.")},
    ma.fields.Boolean: {"invalid": _l("This is neither yes nor no.")},
    ma.fields.List: {"invalid": _l("This is no list.")},
    ma.fields.Enum: {"unknown": _l("Choose one of those offered.")},
}
for _field, _said in _SENTENCES.items():
    _field.default_error_messages = _field.default_error_messages | _said


class Given:
    """What was given, typed and frozen: fields are attributes."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_fields", MappingProxyType(dict(fields)))

    def __getattr__(self, name: str) -> Any:
        try:
            return self._fields[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("what was given does not change")

    def as_dict(self) -> dict[str, Any]:
        """The fields as a new dictionary."""
        return dict(self._fields)


class Form(ma.Schema):
    """A declaration of input. ``read()`` takes the request's JSON or form; ``take(data)`` takes a mapping."""

    class Meta:
        """Unknown fields are left out: a page sends its CSRF token, its button, its honey pot."""

        unknown = ma.EXCLUDE

    @classmethod
    def read(cls) -> Given:
        """The request's body. Raises Invalid."""
        if request.is_json:
            body = json_sent()
            if body is None:
                raise Invalid({"body": _("The body is not a JSON object.")})
            try:
                return cls.take(body)
            except RecursionError as error:
                raise Invalid({"body": _("This JSON is nested too deeply.")}) from error
        return cls.take(_form_values(cls))

    @classmethod
    def take(cls, data: Mapping[str, Any]) -> Given:
        """Check a mapping. Raises Invalid with the values as they were typed."""
        schema = cls()
        try:
            loaded = schema.load(_tidy(dict(data)))
        except ma.ValidationError as error:
            messages = error.normalized_messages()  # type: ignore[no-untyped-call]
            raise Invalid(messages, values=dict(data)) from error
        return Given(dict.fromkeys(schema.load_fields) | dict(loaded))


def json_sent() -> dict[str, Any] | None:
    """The request's JSON object; None where its body is none, or nested deeper than can be read."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        return None
    return body if isinstance(body, dict) else None


def _form_values(form: type[Form]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in form().load_fields.items():
        key = field.data_key or name
        if isinstance(field, ma.fields.List):
            values[key] = request.form.getlist(key)
        elif key in request.form:
            text = request.form[key]
            blank = text.strip() == "" and not isinstance(field, ma.fields.String)
            if not blank:
                values[key] = text
    return values


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if isinstance(value, dict):
        return {key: _tidy(item) for key, item in value.items()}
    return value


def tidy_text(text: str) -> str:
    """People's text as it is stored: NFC, one kind of line end, without what neither XML nor PostgreSQL can hold.

    Control characters, lone surrogates, and marks that turn the direction of foreign text are dropped.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _BIDI.sub("", _FORBIDDEN.sub("", text)))


def line(*, most: int, least: int = 0, required: bool = False, **options: Any) -> ma.fields.String:
    """A field of one line; white space is folded. Blank counts as not given, unless it is required."""
    return _Line(required=required, validate=length(least, most), **options)


def paragraph(*, most: int, least: int = 0, required: bool = False, **options: Any) -> ma.fields.String:
    """A field of several lines."""
    return _Words(required=required, validate=length(least, most), **options)


def length(least: int, most: int) -> ma.validate.Validator:
    """Between so many characters, with sentences a person can act on."""
    return _Length(least, most)


class _Length(ma.validate.Validator):
    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.min, self.max, self.equal = least or None, most, None

    def __call__(self, value: Any) -> Any:
        if value is None:
            return value
        if len(value) < self.least:
            raise ma.ValidationError(str(_l("Please write at least %(n)s characters.", n=self.least)))
        if len(value) > self.most:
            sentence = _l(
                "This is %(n)s characters long; %(most)s is the most.", n=len(value), most=self.most
            )
            raise ma.ValidationError(str(sentence))
        return value


class _Words(ma.fields.String):
    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        words = self._tidied(super()._deserialize(value, attr, data, **kwargs))
        words = words if shows_something(words) else ""  # what nobody can see says nothing
        if words == "" and self.required:
            raise ma.ValidationError(str(_l("Please fill this in.")))
        return words or None

    def _tidied(self, words: Any) -> str:
        return str(words).strip()


class _Line(_Words):
    def _tidied(self, words: Any) -> str:
        return " ".join(str(words).split())
