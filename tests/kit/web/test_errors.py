"""Refusals become pages for people and problem+json for programs; a refused form is shown again, filled in."""

import logging
from collections.abc import Callable
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask, abort, g, redirect, render_template_string

from consensus.kit import errors as kinds
from consensus.kit.db import db
from consensus.kit.errors import Forbidden, Invalid, Missing, NeedsSignIn, NotHere, Refused, Stale, TooLarge
from consensus.kit.permissions import open_to_all
from consensus.kit.web.errors import shown_by
from consensus.kit.web.forms import Form, line

Door = Callable[..., None]
STATUSES = [
    (Refused, 409), (Stale, 412), (Missing, 404), (Forbidden, 403), (TooLarge, 413), (NotHere, 501),
]  # fmt: skip


class NameForm(Form):
    """A form with one field."""

    name = line(most=5, required=True)
    day = ma.fields.Integer()


@pytest.fixture
def form(door: Door) -> None:
    """A form at ``/try/form``, and the door that takes it."""

    @open_to_all
    def show() -> str:
        return render_template_string(
            "<form>{% if rejected %}{{ rejected['values']['name'] }}|{{ rejected.errors }}|{{ rejected.message }}"
            "{% else %}empty{% endif %}</form>"
        )

    @open_to_all
    def take() -> str:
        name = NameForm.read().name
        if name == "taken":
            raise Refused("This name is taken.")
        return f"took {name}"

    door(show, "/try/form", endpoint="show")
    door(take, "/try/form", endpoint="take", methods=["POST"])
    door(shown_by("show")(lambda: take()), "/try/elsewhere", endpoint="elsewhere", methods=["POST"])


@pytest.mark.parametrize("kind, status", STATUSES)
def test_a_refusal_is_a_page_of_the_site_with_its_sentence(
    client: Any, door: Door, kind: Any, status: int
) -> None:
    def view() -> None:
        raise kind("Because of <that>.")

    door(open_to_all(view), "/try/refuse", endpoint="refuse")
    answer = client.get("/try/refuse")

    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert "Because of &lt;that&gt;." in answer.text
    assert 'id="main"' in answer.text


@pytest.mark.parametrize("kind, status", [*STATUSES, (NeedsSignIn, 401)])
def test_for_a_program_a_refusal_is_problem_json(client: Any, door: Door, kind: Any, status: int) -> None:
    def view() -> None:
        raise kind("Because.", until="2024-04-22", status=999)

    door(open_to_all(view), "/api/try/refuse", endpoint="refuse")
    answer = client.get("/api/try/refuse")

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert {name: answer.json[name] for name in ("type", "status", "detail", "until")} == {
        "type": "about:blank", "status": status, "detail": "Because.", "until": "2024-04-22",
    }  # fmt: skip
    assert answer.json["title"]


def test_for_a_program_each_field_has_its_sentences(client: Any, door: Door) -> None:
    def view() -> None:
        raise Invalid({"name": ["Too long."], "day": "No day."})

    door(open_to_all(view), "/api/try/refuse", endpoint="refuse")
    answer = client.get("/api/try/refuse")

    assert answer.status_code == 422
    assert answer.json["errors"] == {"name": ["Too long."], "day": ["No day."]}


def test_nobody_in_particular_is_led_to_the_sign_in_and_back(client: Any, door: Door) -> None:
    def view() -> None:
        raise NeedsSignIn

    door(open_to_all(view), "/try/private", endpoint="private")
    answer = client.get("/try/private?page=2")

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("?next=/try/private?page%3D2")


def test_a_write_by_nobody_in_particular_is_refused(client: Any, door: Door) -> None:
    def view() -> None:
        raise NeedsSignIn

    door(open_to_all(view), "/try/private", endpoint="private", methods=["POST"])

    assert client.post("/try/private").status_code == 401


def test_a_form_is_empty_until_it_is_refused_and_then_filled_in(client: Any, form: None) -> None:
    assert client.get("/try/form").text == "<form>empty</form>"

    answer = client.post("/try/form", data={"name": "much too long", "day": "x"})

    assert answer.status_code == 422
    assert "much too long|" in answer.text
    assert "This is 13 characters long; 5 is the most." in answer.text
    assert "This is no whole number." in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get("/try/form").text == "<form>empty</form>"


def test_a_refusal_by_the_state_of_things_shows_the_form_as_well(client: Any, form: None) -> None:
    answer = client.post("/try/form", data={"name": "taken"})

    assert answer.status_code == 409
    assert answer.text == "<form>taken|{}|This name is taken.</form>"


def test_a_form_may_be_shown_by_another_page(client: Any, form: None) -> None:
    answer = client.post("/try/elsewhere", data={"name": "taken"})

    assert (answer.status_code, answer.text) == (409, "<form>taken|{}|This name is taken.</form>")


def test_a_page_that_leads_elsewhere_leads_there_after_a_refusal_too(
    client: Any, form: None, door: Door
) -> None:
    door(open_to_all(lambda: redirect("/try/form")), "/try/away", endpoint="away")
    door(shown_by("away")(lambda: take_badly()), "/try/badly", endpoint="badly", methods=["POST"])

    answer = client.post("/try/badly", data={"name": ""})

    assert (answer.status_code, answer.location) == (302, "/try/form")


@open_to_all
def take_badly() -> str:
    """Refuses whatever comes."""
    raise Refused("No.")


def test_a_good_form_goes_through(client: Any, form: None) -> None:
    assert client.post("/try/form", data={"name": "Ana"}).text == "took Ana"


def test_an_address_that_leads_nowhere_is_a_page_and_for_a_program_json(client: Any) -> None:
    page, json = client.get("/no/such/page"), client.get("/api/no/such/page")

    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "There is no such page." in page.text
    assert (json.status_code, json.mimetype, json.json["status"]) == (404, "application/problem+json", 404)


def test_a_wrong_method_says_which_are_right(client: Any) -> None:
    answer = client.delete("/ledger/")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("status", [400, 413, 429, 418])
def test_what_others_refuse_is_told_in_our_words(client: Any, door: Door, status: int) -> None:
    door(open_to_all(lambda: abort(status)), "/try/abort", endpoint="abort")
    answer = client.get("/try/abort")

    assert answer.status_code == status
    assert 'id="main"' in answer.text


@pytest.mark.parametrize(
    "path, mimetype", [("/try/fail", "text/html"), ("/api/try/fail", "application/problem+json")]
)
def test_a_fault_of_ours_is_logged_whole_and_told_without_its_insides(
    app: Flask, client: Any, door: Door, caplog: pytest.LogCaptureFixture, path: str, mimetype: str
) -> None:
    def view() -> None:
        raise KeyError("secret inside")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    door(open_to_all(view), path, endpoint="fail")
    with caplog.at_level(logging.ERROR):
        answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (500, mimetype)
    assert "secret inside" not in answer.text
    assert "secret inside" in caplog.text


def test_what_a_refused_write_had_begun_is_taken_back(client: Any, door: Door, slip: Any, slips: Any) -> None:
    def view() -> None:
        slip("half")
        db.session.flush()
        raise Refused("No.")

    door(open_to_all(view), "/try/half", endpoint="half", methods=["POST"])

    assert client.post("/try/half").status_code == 409
    assert slips() == []


def test_every_kind_of_refusal_that_there_is_was_tried() -> None:
    tried = {kind for kind, _ in STATUSES} | {NeedsSignIn, Invalid, kinds.Refusal}
    family = {
        kind for kind in vars(kinds).values() if isinstance(kind, type) and issubclass(kind, kinds.Refusal)
    }

    assert family == tried


@pytest.mark.parametrize("path", ["/try/again", "/api/again"])
def test_a_refusal_that_says_when_to_come_again_says_so_in_its_header(
    client: Any, door: Door, path: str
) -> None:
    class LaterPlease(Refused):
        status = 429

    @open_to_all
    def later() -> None:
        raise LaterPlease(retry_after=90)

    door(later, path)

    answer = client.get(path)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "90")


def test_a_page_that_fails_while_showing_a_refusal_is_a_plain_refusal(client: Any, door: Door) -> None:
    def show() -> None:
        raise Missing("It is gone.")

    def take() -> None:
        raise Refused("No.")

    door(open_to_all(show), "/try/gone", endpoint="gone")
    door(open_to_all(take), "/try/gone", endpoint="take_gone", methods=["POST"])
    answer = client.post("/try/gone")

    assert answer.status_code == 404
    assert "It is gone." in answer.text


def test_whoever_asks_is_known_on_error_pages_too(app: Flask, client: Any) -> None:
    seen: list[Any] = []
    app.after_request(lambda response: (seen.append(g.viewer), response)[1])

    client.get("/no/such/page")

    assert seen == [None]


def test_a_host_that_is_none_is_refused_in_a_sentence(client: Any) -> None:
    answer = client.get("/try/none", headers={"Host": ".."})

    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
