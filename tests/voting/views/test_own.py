"""Everything one said: what waits first, each with what changed, kept, changed or taken back in one form."""

from typing import Any

from consensus.discussion.models import Comment
from consensus.kit.db import db
from consensus.voting.models import Position
from tests.drafts.views.browsing import fill, form_at, words
from tests.voting.acting import current, how_many, take

from .conftest import next_draft


def ids() -> dict[str, int]:
    """Words of the choice → number of the position, of those that are current."""
    query = db.session.query(Position).filter(Position.ended_at.is_(None))
    return {str(each.choice): each.id for each in query}


def said(scene: Any) -> dict[str, int]:
    """Ana spoke of four clauses; in the next draft two of them say something else."""
    for key, choice in (("study", "support"), ("parts", "object"), ("share", "accept"), ("use", "abstain")):
        take(scene.draft, key, choice, scene.ana)
    next_draft()
    return ids()


def test_what_waits_stands_first_with_exactly_what_changed(ana, scene):
    numbers = said(scene)

    page = ana.get("/positions/")
    text = words(page)

    assert "2 things you said were about words that draft 0.2 changed in substance." in text
    assert "In draft 0.1 you supported it." in text and "In draft 0.1 you objected." in text
    assert "removed: </span>Study" in page.text.replace("\n", "") or "Study" in text
    assert text.index("In draft 0.1 you supported it.") < text.index("What you say")
    assert "taken on 0.1, same words" in text and "taken on 0.1, words edited since" in text
    assert form_at(page, "/positions/").getlist(f"p{numbers['support']}") == [""]


def test_all_of_it_goes_in_one_form(ana, scene):
    numbers = said(scene)
    form = fill(
        form_at(ana.get("/positions/"), "/positions/"),
        **{
            f"p{numbers['support']}": "keep",
            f"p{numbers['object']}": "accept",
            f"p{numbers['accept']}": "withdraw",
        },
    )

    answer = ana.post("/positions/", data=form)
    page = ana.get(answer.location)

    assert (answer.status_code, answer.location) == (303, "/positions/")
    assert "3 positions are on record anew." in words(page)
    assert "Nothing waits for you in draft 0.2." in words(page)
    assert sorted(current()) == [
        ("0.1", "abstain"),
        ("0.1", "object"),
        ("0.1", "support"),
        ("0.2", "accept"),
        ("0.2", "support"),
    ]
    assert [comment.stands for comment in db.session.query(Comment)] == [False]


def test_what_was_left_open_can_be_kept_at_once(ana, scene):
    said(scene)
    form = fill(form_at(ana.get("/positions/"), "/positions/"), all="keep")

    ana.post("/positions/", data=form)

    assert sorted(each for each in current() if each[0] == "0.2") == [("0.2", "object"), ("0.2", "support")]
    assert [comment.stands for comment in db.session.query(Comment)] == [True]


def test_objecting_anew_needs_a_reason_and_the_rest_of_the_form_stays(ana, scene):
    numbers = said(scene)
    path, support = "/positions/", f"p{numbers['support']}"
    form = fill(form_at(ana.get(path), path), **{support: "object", f"p{numbers['accept']}": "support"})

    refused = ana.post(path, data=form)
    again = fill(form_at(refused, path), **{f"reason{numbers['support']}": "Looking is not enough."})
    taken = ana.post(path, data=again)

    assert refused.status_code == 422
    assert "Say why: this position is not taken without a reason." in words(refused)
    assert (again[support], again[f"p{numbers['accept']}"]) == ("object", "support")
    assert taken.status_code == 303
    assert ("0.2", "object") in current()


def test_nothing_chosen_stores_nothing(ana, scene):
    said(scene)
    before = how_many()

    answer = ana.post("/positions/", data=form_at(ana.get("/positions/"), "/positions/"))

    assert (answer.status_code, how_many()) == (422, before)
    assert "Nothing was chosen, so nothing was stored." in words(answer)


def test_nobody_speaks_for_another(ben, scene):
    numbers = said(scene)

    answer = ben.post("/positions/", data={f"p{numbers['support']}": "withdraw"})

    assert (answer.status_code, len(current())) == (404, 4)


def test_a_clause_that_is_gone_can_only_be_taken_back(ana, scene):
    take(scene.draft, "permission", "support", scene.ana)
    next_draft()
    [number] = ids().values()

    page = ana.get("/positions/")
    ana.post("/positions/", data={f"p{number}": "withdraw"})

    assert "the clause is gone" in words(page)
    assert current() == []


def test_who_said_nothing_is_told_so_and_there_may_be_no_draft_yet(ana, client, app, scene):
    assert "You have not said yet where you stand on anything in draft 0.1." in words(ana.get("/positions/"))


def test_without_any_draft_there_is_nothing_to_say(client, app):
    from tests.factories import make_account

    page = client.as_(make_account("Ana")).get("/positions/")

    assert "No draft has been published yet." in words(page)


def test_history_shows_everything_one_ever_said(ana, scene):
    for choice in ("support", "object", "accept"):
        take(scene.draft, "use", choice, scene.ana)

    page = words(ana.get("/positions/?show=history"))

    assert [page.count(word) for word in ("Support , 0.1", "Object , 0.1", "Can live with it , 0.1")] == [
        1,
        1,
        1,
    ]
    assert page.count("replaced") == 2


def test_the_rest_of_a_part_in_one_act_that_names_its_clauses(ana, scene):
    take(scene.draft, "share", "object", scene.ana)
    path = "/drafts/0.1/parts/freedoms/rest"

    reading, page = ana.get("/drafts/0.1/"), ana.get(path)
    form = form_at(page, path)
    answer = ana.post(path, data=form)
    after = ana.get(answer.location)

    assert f'href="{path}"' in reading.text
    assert sorted(form.getlist("key")) == ["lead", "permission", "study", "use"]
    assert answer.location == "/drafts/0.1/#part-freedoms"
    assert "On record: you can live with 4 clauses." in words(after)
    assert "with the rest of its part" in words(after)
    assert sorted(set(current())) == [("0.1", "accept"), ("0.1", "object")]
    assert "You have said something of every clause of this part already." in words(ana.get(path))


def test_the_rest_is_not_offered_once_the_draft_is_over(ana, scene):
    next_draft()

    assert "This cannot be said now." in words(ana.get("/drafts/0.1/parts/freedoms/rest"))
    assert ana.post("/drafts/0.1/parts/freedoms/rest", data={"key": "use"}).status_code == 409
