"""What may be sent, however it is broken."""

import pytest

from .conftest import Program, fields_of

HEADERS = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"nonsense", b"null", b"1", b'"x"', b"[]", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000,
        b'{"files":' + b"[" * 450 + b"]" * 450 + b"}" + b"}", b"9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_json_object_is_422(editor: Program, body: bytes) -> None:
    headers = HEADERS | {"Authorization": f"Bearer {editor.secret}"}
    answer = editor.client.post("/api/v1/drafts", data=body, headers=headers)

    assert fields_of(answer) == ["body"]


def test_json_nested_deeply_inside_is_422(editor: Program) -> None:
    for depth in (200, 400, 600, 900):
        deep: object = "x"
        for _ in range(depth):
            deep = [deep]
        answer = editor.post("/drafts", {"files": deep})

        assert answer.status_code == 422


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
    ],
)
def test_what_is_not_sent_as_json_is_422(editor: Program, kind: str) -> None:
    headers = {"Content-Type": kind, "Authorization": f"Bearer {editor.secret}"}
    answer = editor.client.post("/api/v1/drafts", data=b'{"files": []}', headers=headers)

    assert fields_of(answer) == ["body"]


@pytest.mark.parametrize("text", ["\x00", "\ud800"])
@pytest.mark.parametrize("place", ["markdown", "checklist", "name", "version", "summary"])
def test_characters_that_no_database_holds_do_no_harm(editor: Program, text: str, place: str) -> None:
    body = {"version": "0.0.1", "files": [{"name": "a.md", "markdown": "Words."}]}
    if place in ("name", "markdown"):
        body["files"][0][place] += text  # type: ignore[index]
    else:
        body[place] = f"{body.get(place, '')}{text}"

    assert editor.post("/drafts", body).status_code in (201, 422)
