"""The OpenAPI document: written by flask-smorest from what stands on each view; every refusal is problem+json."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import flask_smorest
from apispec.ext.marshmallow import MarshmallowPlugin, OpenAPIConverter
from flask import Flask

from .idempotency import HEADER, once
from .schemas import ProblemSchema

VERSION = "1.0.0"
TITLE = "Consensus"
WHAT = (
    "Drafts of a definition, clause by clause, and what became of each clause. Reading needs neither account nor "
    "token. Lists are `{items, next}`; follow `next` until it is null. Every GET carries an `ETag`. Refusals are "
    "`application/problem+json` (RFC 9457)."
)
SAFE = ("GET",)
JSON = "application/json"
PROBLEM = "application/problem+json"
READING = (404, 422)
WRITING = (401, 403, 404, 409, 412, 413, 422, 429)
ETAG = {"ETag": {"description": "Names this version of the answer.", "schema": {"type": "string"}}}
LOCATION = {
    "Location": {"description": "Where the new thing is.", "schema": {"type": "string", "format": "uri"}}
}
NOT_MODIFIED = {"description": "Unchanged since the ETag in `If-None-Match`.", "headers": ETAG}
IF_NONE_MATCH = {
    "in": "header", "name": "If-None-Match", "schema": {"type": "string"},
    "description": "An ETag from before; answers 304 when nothing changed.",
}  # fmt: skip
IF_MATCH = {
    "in": "header", "name": "If-Match", "schema": {"type": "string"},
    "description": "The revision seen, in quotes; answers 412 when somebody changed it since.",
}  # fmt: skip
IDEMPOTENCY = {
    "in": "header", "name": HEADER, "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "Sent again within 24 hours, the same request is answered again and not done again.",
}  # fmt: skip


def path(name: str, what: str) -> dict[str, Any]:
    """Describe an argument of an address."""
    return {"in": "path", "name": name, "description": what}


class Converter(OpenAPIConverter):
    """Describes a kind of document by the docstring of its schema."""

    def schema2jsonschema(self, schema: Any) -> dict[str, Any]:
        """A schema as JSON Schema, with its description."""
        what = vars(type(schema)).get("__doc__")
        return ({"description": what} if what else {}) | super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]


class Marshmallow(MarshmallowPlugin):
    """The plugin with our converter."""

    Converter = Converter


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest as the writer of the document. Refusals are told by ``kit/web/errors.py`` and by nobody else."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        pass

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            response = {"description": status.phrase, "content": {PROBLEM: {"schema": ProblemSchema}}}
            self.spec.components.response(status.name, response, lazy=True)
        other = {"description": "Any other refusal", "content": {PROBLEM: {"schema": ProblemSchema}}}
        self.spec.components.response("DEFAULT_ERROR", other, lazy=True)


class Calls(flask_smorest.Blueprint):  # type: ignore[misc]
    """A group of calls, named ``api-…``. Every write among them accepts an ``Idempotency-Key``."""

    def add_url_rule(
        self, rule: str, endpoint: str | None = None, view_func: Any = None, **options: Any
    ) -> None:
        """Register a view; a write is wrapped so that it is done once."""
        methods = options.get("methods") or SAFE
        if view_func is not None and not set(methods) <= set(SAFE):
            view_func = once(view_func)
        super().add_url_rule(
            rule, endpoint, view_func, **(options | {"tags": options.get("tags") or [_tag(self.name)]})
        )


def spec_of(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of an application; written when it is first asked for."""
    kept: dict[str, Any] | None = app.extensions.get("openapi")
    if kept is None:
        kept = app.extensions["openapi"] = _written(app)
    return kept


def _written(app: Flask) -> dict[str, Any]:
    base = str(app.config["PUBLIC_URL"]).rstrip("/") or "/"
    info = {"description": WHAT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}
    kwargs = {
        "title": TITLE,
        "version": VERSION,
        "openapi_version": "3.1.0",
        "info": info,
        "servers": [{"url": base}],
    }
    api = Api(app, spec_kwargs=kwargs | {"marshmallow_plugin": Marshmallow()})
    token = {"type": "http", "scheme": "bearer", "description": "A token from /account/tokens/."}
    api.spec.components.security_scheme("token", token)
    for name, calls in app.blueprints.items():
        if isinstance(calls, Calls):
            calls.register_views_in_doc(api, app, api.spec, name=name, parameters=None)
            api.spec.tag({"name": _tag(name), "description": calls.description})
    return dict(api.spec.to_dict())


def reading(answer: Any, *, query: Any = None, refusals: tuple[int, ...] = READING) -> Callable[[Any], Any]:
    """Describe a GET: what it answers, which query arguments it takes, what it may refuse."""
    asked = [{"in": "query", "schema": query}] if query is not None else []
    responses: dict[str, Any] = {"200": _document(answer, "The answer", ETAG), "304": NOT_MODIFIED}
    return flask_smorest.Blueprint.doc(  # type: ignore[no-any-return]
        parameters=[*asked, IF_NONE_MATCH],
        responses=responses | _refused(401, *refusals),
        security=[{}, {"token": []}],
    )


def writing(
    status: int,
    answer: Any,
    *,
    body: Any = None,
    query: Any = None,
    if_match: bool = False,
    puts: bool = False,
    also: Mapping[str, Any] | None = None,
    refusals: tuple[int, ...] = WRITING,
) -> Callable[[Any], Any]:
    """Describe a write: its status and answer (None: no content), its body or query, what it may refuse.

    ``puts``: it is 201 instead where there was nothing of the kind before. ``also``: what else than JSON may be sent.
    """
    headers = LOCATION if status == 201 else {}
    done = (
        _document(answer, "The thing as it is now", headers)
        if answer is not None
        else {"description": "Done."}
    )
    responses = {str(status): done} | ({"201": _document(answer, "A new thing", {})} if puts else {})
    takes = (
        {"requestBody": {"required": True, "content": {JSON: {"schema": body}, **(also or {})}}}
        if body is not None
        else {}
    )
    asked = [{"in": "query", "schema": query}] if query is not None else []
    return flask_smorest.Blueprint.doc(  # type: ignore[no-any-return]
        parameters=[*asked, IF_MATCH, IDEMPOTENCY] if if_match else [*asked, IDEMPOTENCY],
        responses=responses | _refused(*refusals),
        security=[{"token": []}],
        **takes,
    )


def _tag(name: str) -> str:
    return name.removeprefix("api-")


def _document(schema: Any, what: str, headers: dict[str, Any]) -> dict[str, Any]:
    document = {"description": what, "content": {JSON: {"schema": schema}}}
    return document | ({"headers": headers} if headers else {})


def _refused(*statuses: int) -> dict[str, str]:
    return {str(status): HTTPStatus(status).name for status in statuses}
