"""The OpenAPI document as people read it."""

from flask import Flask

from consensus.api.manual import Field, groups_of, shapes_of
from consensus.api.spec import spec_of

SPEC = {
    "tags": [{"name": "things", "description": "Things."}],
    "paths": {
        "/things/{name}": {
            "parameters": [{"in": "path", "name": "name", "required": True, "schema": {"type": "string"}}],
            "put": {
                "tags": ["things"],
                "summary": "Keep a thing.",
                "security": [{"token": []}],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
                },
                "parameters": [{"$ref": "#/components/parameters/Page"}],
                "responses": {
                    "default": {"$ref": "#/components/responses/Gone"},
                    "410": {"$ref": "#/components/responses/Gone"},
                    "200": {
                        "description": "Kept",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    },
                },
            },
        }
    },
    "components": {
        "parameters": {
            "Page": {"in": "query", "name": "page", "schema": {"type": "integer"}, "description": "Which."}
        },
        "responses": {"Gone": {"description": "Gone"}},
        "schemas": {
            "Thing": {
                "description": "A thing.",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "description": "Its name."},
                    "kind": {"type": ["string", "null"], "enum": ["a", None]},
                    "at": {"type": ["string", "null"], "format": "date"},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                    "words": {"type": "array", "items": {"type": "string"}},
                    "whole": {"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]},
                },
            }
        },
    },
}


def test_a_call_is_told_with_what_it_takes_and_answers() -> None:
    (group,) = groups_of(SPEC)
    (call,) = group.calls

    assert (group.name, group.what) == ("things", "Things.")
    assert (call.anchor, call.method, call.path, call.summary) == (
        "put-things-name",
        "PUT",
        "/things/{name}",
        "Keep a thing.",
    )
    assert (call.needs_token, call.body) == (True, "Thing")
    assert [(field.name, field.place, field.type, field.required) for field in call.sent] == [
        ("name", "path", "string", True),
        ("page", "query", "integer", False),
    ]
    assert [(reply.status, reply.what, reply.schema) for reply in call.replies] == [
        ("200", "Kept", "Thing"),
        ("410", "Gone", None),
    ]


def test_a_shape_is_told_with_its_fields_in_words() -> None:
    (shape,) = shapes_of(SPEC)

    assert (shape.name, shape.what) == ("Thing", "A thing.")
    assert list(shape.fields) == [
        Field("name", "string", True, "Its name."),
        Field("kind", "“a”, null", False, ""),
        Field("at", "string or null (date)", False, ""),
        Field("parts", "array of object", False, "", "Thing"),
        Field("words", "array of string", False, ""),
        Field("whole", "object or null", False, "", "Thing"),
    ]


def test_every_shape_that_a_call_names_is_told(app: Flask) -> None:
    spec = spec_of(app)
    calls = [call for group in groups_of(spec) for call in group.calls]
    named = {call.body for call in calls} | {reply.schema for call in calls for reply in call.replies}
    shapes = shapes_of(spec)
    named |= {field.schema for shape in shapes for field in shape.fields}

    assert named - {None} <= {shape.name for shape in shapes}
