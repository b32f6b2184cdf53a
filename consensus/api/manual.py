"""Pure: an OpenAPI document, turned into what the page for people shows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Spec = Mapping[str, Any]
WRITES = ("post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is sent or answered: its name, its type in words, whether it must be there, what it is."""

    name: str
    type: str
    required: bool
    what: str
    schema: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One status that a call may answer with."""

    status: str
    what: str
    schema: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """One call."""

    anchor: str
    method: str
    path: str
    summary: str
    more: str
    needs_token: bool
    sent: tuple[Field, ...]
    body: str | None
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Calls about one thing."""

    name: str
    what: str
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of document with its fields."""

    name: str
    what: str
    fields: tuple[Field, ...]


def groups_of(spec: Spec) -> list[Group]:
    """The calls by tag, in the order of the tags."""
    calls: dict[str, list[Call]] = {}
    for path, operations in spec["paths"].items():
        shared = operations.get("parameters", [])
        for method, operation in operations.items():
            if method != "parameters":
                tag = operation["tags"][0]
                calls.setdefault(tag, []).append(_call(spec, path, method, operation, shared))
    return [Group(tag["name"], tag.get("description", ""), tuple(calls[tag["name"]])) for tag in spec["tags"]]


def shapes_of(spec: Spec) -> list[Shape]:
    """The kinds of documents, in order of name."""
    schemas = spec["components"]["schemas"]
    return [
        Shape(name, schema.get("description", ""), tuple(_fields(schema)))
        for name, schema in sorted(schemas.items())
    ]


def _call(spec: Spec, path: str, method: str, operation: Mapping[str, Any], shared: list[Any]) -> Call:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    sent = tuple(_parameter(_resolved(spec, each)) for each in [*shared, *operation.get("parameters", [])])
    replies = [
        _reply(status, _resolved(spec, each))
        for status, each in operation["responses"].items()
        if status != "default"
    ]
    return Call(
        anchor=re.sub(r"[^a-z0-9]+", "-", f"{method} {path}".lower()).strip("-"),
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        more=operation.get("description", ""),
        needs_token={} not in operation.get("security", [{}]),
        sent=sent,
        body=_name(body),
        replies=tuple(sorted(replies, key=lambda reply: reply.status)),
    )


def _parameter(parameter: Mapping[str, Any]) -> Field:
    return Field(
        parameter["name"],
        _type(parameter.get("schema", {})),
        parameter.get("required", False),
        parameter.get("description", ""),
        place=parameter["in"],
    )


def _reply(status: str, response: Mapping[str, Any]) -> Reply:
    contents = list(response.get("content", {}).values())
    return Reply(
        status, response.get("description", ""), _name(contents[0].get("schema", {})) if contents else None
    )


def _fields(schema: Mapping[str, Any]) -> Iterator[Field]:
    required = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        inner = field.get("items", field)
        yield Field(name, _type(field), name in required, field.get("description", ""), _name(inner))


def _type(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join("null" if value is None else f"“{value}”" for value in schema["enum"])
    if _name(schema):
        return "object or null" if "anyOf" in schema else "object"
    kind = schema.get("type", "anything")
    words = kind if isinstance(kind, list) else [kind]
    inner = f" of {_type(schema['items'])}" if "array" in words and "items" in schema else ""
    told = " or ".join(f"{word}{inner}" if word == "array" else word for word in words)
    return f"{told} ({schema['format']})" if "format" in schema else told


def _name(schema: Mapping[str, Any]) -> str | None:
    for option in (schema, *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in option:
            return str(option["$ref"]).rsplit("/", 1)[-1]
    return None


def _resolved(spec: Spec, thing: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in thing:
        return thing
    found: Any = spec
    for step in str(thing["$ref"]).removeprefix("#/").split("/"):
        found = found[step]
    return found  # type: ignore[no-any-return]
