"""Suggestions over one or several clauses: rows that come by a button, without a script."""

import pytest

from consensus.discussion.queries.comments import edits_of
from tests.drafts.views.browsing import fill, form_at, words

from .test_composing import said, typed
from .test_pending import kept

USE = "/drafts/0.2/clauses/use/suggest"


def made():
    """What the one comment suggests."""
    [comment] = said()
    return [
        (str(edit.op), edit.clause and edit.clause.key, edit.after and edit.after.key, edit.text)
        for edit in edits_of([comment])[comment.id]
    ]


def test_the_words_of_the_clause_stand_there_to_be_changed(ana, scene):
    form = typed(ana, USE, body="Shorter.", text__1="**Use** it")

    answer = ana.post(USE, data=form)

    assert (form["op-1"], form["clause-1"]) == ("replace", "use")
    assert (answer.status_code, made()) == (303, [("replace", "use", None, "**Use** it")])
    assert "Your suggestion is posted." in words(ana.get(answer.location))


def test_another_change_is_one_button_away_and_gets_the_words_of_its_clause(ana, scene):
    form = typed(ana, USE, text__1="**Use** it")

    more = form_at(ana.post(f"{USE}/preview", data=fill(form, more="yes")), USE)
    chosen = form_at(ana.post(f"{USE}/preview", data=fill(more, clause__2="study", more="yes")), USE)

    assert (more["text-1"], more["op-2"], more["clause-2"], more["text-2"]) == (
        "**Use** it",
        "replace",
        "",
        "",
    )
    assert (chosen["text-2"], chosen["op-3"]) == ("**Study** how it works", "replace")


def test_several_changes_are_one_suggestion(ana, scene):
    form = fill(typed(ana, USE, body="Together."), text__1="**Use** it")
    form |= {"op-2": "delete", "clause-2": "study", "after-2": "use", "text-2": ""}
    form |= {"op-3": "move", "clause-3": "what", "after-3": "-", "text-3": ""}
    form |= {"op-4": "insert", "clause-4": "", "after-4": "2.2", "text-4": "**Share** it"}
    form |= {"op-5": "replace", "clause-5": "", "after-5": "use", "text-5": ""}

    page = ana.post(f"{USE}/preview", data=form)
    ana.post(USE, data=form)

    assert "How it will look" in words(page) and page.text.count('class="edit"') == 4
    assert made() == [
        ("replace", "use", None, "**Use** it"), ("delete", "study", None, None), ("move", "what", None, None),
        ("insert", None, "use", "**Share** it"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "fields, sentence",
    [
        ({}, "Change the words of a clause"),
        ({"op-1": "burn"}, "Choose what is to be done"),
        ({"op-1": "delete", "clause-1": "nowhere"}, "There is no clause nowhere in this draft."),
        ({"op-1": "move", "after-1": ""}, "Say after which clause it is to stand."),
        (
            {"op-1": "insert", "after-1": "nowhere", "text-1": "New."},
            "Say after which clause it is to stand.",
        ),
    ],
)
def test_what_makes_no_suggestion_comes_back(ana, scene, fields, sentence):
    form = typed(ana, USE, body="Better.")
    form.update(fields)
    for name in fields:
        form.setlist(name, [fields[name]])

    page = ana.post(USE, data=form)

    assert (page.status_code, sentence in words(page), said()) == (422, True, [])
    assert form_at(page, USE)["body"] == "Better."


def test_more_rows_than_there_may_be_are_refused(ana, scene):
    form = typed(ana, USE, body="Many.")
    for n in range(1, 23):
        form.setlist(f"op-{n}", ["delete"])
        form.setlist(f"clause-{n}", ["use"])

    page = ana.post(USE, data=form)

    assert (page.status_code, "at most 20 edits" in words(page)) == (422, True)


def test_a_strangers_suggestion_waits_for_them(client, scene):
    at = kept(client, USE, text__1="**Use** it")

    page, answer = client.get(at), client.as_(scene.ana).post(at)

    assert "<del>" in page.text
    assert (answer.status_code, made()) == (303, [("replace", "use", None, "**Use** it")])
    assert form_at(page, f"{USE}/preview")["text-1"] == "**Use** it"
