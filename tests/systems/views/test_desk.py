"""The desk of systems: registry, makers, imports, disputes, and what another checklist would change."""

import io

import pytest

from consensus.kit.db import db
from consensus.systems.models import MakerContact, System
from consensus.systems.queries.registry import system_named
from tests.drafts.views.browsing import fill, form_at, words
from tests.systems.acting import ASKS_FOR_MORE, CHECKLIST, EVIDENCE, GOOD, draft_with, review, say

NATIVE = b"slug: beta\nname: Beta\nmaker: Maker\nkind: text\nversions:\n- version: '1'\n"


@pytest.mark.parametrize("at", ["", "new", "alpha/", "import", "what-if"])
def test_the_desk_is_for_maintainers(ana, rosa, scene, at):
    assert [who.get(f"/desk/systems/{at}").status_code for who in (ana, rosa)] == [403, 200]


def test_a_system_is_added_and_changed(rosa, scene):
    new = fill(
        form_at(rosa.get("/desk/systems/new"), "/desk/systems/new"),
        name="Beta", maker="Maker", version="1", licences="MIT\nApache-2.0", links=f"paper | {EVIDENCE}\n{EVIDENCE}/2",
    )  # fmt: skip
    added = rosa.post("/desk/systems/new", data=new)
    form = form_at(rosa.get(added.location), "/desk/systems/beta/")
    rosa.post("/desk/systems/beta/", data=fill(form, kind="code", version="2", date="2024-10"))

    db.session.rollback()
    beta = system_named("beta")
    assert (added.status_code, added.location) == (303, "/desk/systems/beta/")
    assert (form["licences"], form["links"].strip()) == (
        "MIT\nApache-2.0",
        f"paper | {EVIDENCE}\n{EVIDENCE}/2",
    )
    assert (beta.kind, [(each.version, each.date) for each in beta.versions]) == (
        "code",
        [("1", ""), ("2", "2024-10")],
    )


@pytest.mark.parametrize(
    "field, value",
    [("name", " "), ("date", "May"), ("links", "paper | nowhere"), ("version", ""), ("slug", "Not One")],
)
def test_what_is_no_system_comes_back_filled_in(rosa, scene, field, value):
    given = {"name": "Beta", "maker": "Maker", "version": "1"} | {field: value}
    form = fill(form_at(rosa.get("/desk/systems/new"), "/desk/systems/new"), **given)

    answer = rosa.post("/desk/systems/new", data=form)

    assert answer.status_code == 422 and form_at(answer, "/desk/systems/new")["maker"] == "Maker"
    assert db.session.query(System).count() == 1


def test_who_speaks_for_the_maker_is_known_to_the_desk_alone(client, rosa, scene):
    rosa.post("/desk/systems/alpha/contacts", data={"email": "Mona@example.org"})
    rosa.post("/desk/systems/alpha/contacts", data={"email": "maker@example.org"})
    page = rosa.get("/desk/systems/alpha/")

    assert "Mona" in words(page) and "maker@example.org" in words(page)
    assert "maker@example.org" not in client.get("/systems/alpha/").text
    for contact in db.session.query(MakerContact).all():
        rosa.post(f"/desk/systems/contacts/{contact.id}/end")
    assert "Nobody is known." in words(rosa.get("/desk/systems/alpha/"))


def upload(rosa, *files, **more):
    """Files sent with the form of imports."""
    data = {"files": [(io.BytesIO(content), name) for name, content in files], **more}
    return rosa.post("/desk/systems/import", data=data, content_type="multipart/form-data")


def test_files_are_taken_with_a_report_and_a_bad_one_stops_nothing(rosa, scene):
    bomb = b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    page = upload(rosa, ("beta.yaml", NATIVE), ("broken.yaml", b"{"), ("bomb.yaml", bomb))
    text = words(page)

    assert page.status_code == 200
    assert "1 system is new, 0 changed, 0 are as they were." in text
    assert text.count("not read") == 2 and "beta.yaml read" in text
    assert "1 is as it was" in words(upload(rosa, ("beta.yaml", NATIVE)))


def test_no_file_and_too_many_are_refused(rosa, scene):
    many = [(f"{n}.yaml", NATIVE) for n in range(51)]

    assert [upload(rosa, *files).status_code for files in ([], many)] == [422, 422]


def test_a_disagreement_is_answered_in_public(client, rosa, scene):
    said = say(scene.alpha, scene.draft, scene.ana, "dispute", requirement="data", evidence=EVIDENCE)
    at = f"/desk/systems/disputes/{said.id}"

    assert "holds up the path to stable" in words(rosa.get("/desk/systems/"))
    empty = rosa.post(at, data={"reason": ""})
    done = rosa.post(at, data=fill(form_at(rosa.get(at), at), reason="We looked: it is not there."))

    assert (empty.status_code, done.status_code) == (422, 303)
    text = words(client.get("/systems/alpha/"))
    assert "We looked: it is not there." in text and "waits for an answer" not in text
    assert "holds up the path to stable" not in words(rosa.get("/desk/systems/"))


def test_what_another_checklist_would_change_is_shown_and_stored_nowhere(rosa, scene):
    review(scene.alpha, scene.draft, scene.ana)
    at = "/desk/systems/what-if"
    form = form_at(rosa.get(at), at)

    page = rosa.post(at, data=fill(form, checklist=ASKS_FOR_MORE))
    text = words(page)

    assert form["checklist"].strip() == CHECKLIST.strip()
    assert "One assessment would differ from draft 0.1." in text
    assert "Before: 1 conforms. After: none conforms, 1 is incomplete." in text
    assert "Because of Model card (clause card )." in text
    assert form_at(page, at)["checklist"].strip() == ASKS_FOR_MORE.strip()


def test_a_checklist_that_cannot_be_used_comes_back_with_the_reason(rosa, scene):
    answer = rosa.post("/desk/systems/what-if", data={"checklist": 'requires = "nothing"', "against": "0.1"})

    assert answer.status_code == 422
    assert "which has no [[component]]" in words(answer)
    assert form_at(answer, "/desk/systems/what-if")["checklist"] == 'requires = "nothing"'


def test_what_publishing_would_change_stands_on_its_preview(rosa, client, scene):
    review(scene.alpha, scene.draft, scene.ana)
    draft_with("0.2", checklist=ASKS_FOR_MORE, publish=False)

    for page in (rosa.get("/desk/drafts/0.2/preview"), rosa.get("/desk/drafts/0.2/publish")):
        text = words(page)
        assert "One assessment would differ from draft 0.1." in text
        assert "Because of Model card (clause card )." in text


def test_between_two_drafts_every_change_names_requirement_and_clause(client, scene):
    review(scene.alpha, scene.draft, scene.ana, GOOD)
    draft_with("0.2", checklist=ASKS_FOR_MORE)

    page = client.get("/compare/0.1...0.2/")
    text = words(page)

    assert "The assessment of one system changes with it." in text
    assert "Alpha Maker conforms → becomes incomplete Because of Model card ( clause card )." in text
    assert 'href="/drafts/0.2/clauses/card/"' in page.text


@pytest.mark.parametrize("name", ["Matrix", "Surprises", "Licences"])
def test_a_system_does_not_take_the_address_of_another_page(rosa, scene, name):
    form = fill(
        form_at(rosa.get("/desk/systems/new"), "/desk/systems/new"), name=name, maker="M", version="1"
    )

    assert rosa.post("/desk/systems/new", data=form).status_code == 409
    assert upload(rosa, ("a.yaml", NATIVE.replace(b"beta", name.lower().encode()))).status_code == 200
    db.session.rollback()
    assert system_named(f"{name.lower()}-2").name == "Beta"
