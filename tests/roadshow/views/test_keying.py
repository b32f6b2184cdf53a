"""Keying again without seeing what was keyed first; and settling what differs, by a third act."""

import pytest

from tests.drafts.views.browsing import fill, form_at, words
from tests.roadshow.papers import comments, positions, the_row
from tests.roadshow.views.scribes import a_desk, key

KEYING, DIFFERENCES = "/roadshow/dakar/keying/", "/roadshow/dakar/differences/"


@pytest.fixture
def desk(client):
    """Maria keyed two objections of Ana's sheet 7."""
    made = a_desk(client)
    key(made.maria, 7, use=("4", "Far too vague."), study=("4", "Who looks inside?"))
    return made


def again(desk, **rows):
    """Jo keys sheet 7 again."""
    person = the_row(7, "use").person_id
    fields = {f"p-{name}": position for name, (position, _why) in rows.items()}
    fields |= {f"w-{name}": why for name, (_position, why) in rows.items()}
    return desk.jo.post(f"{KEYING}{person}/", data=fields)


def test_the_list_names_sheets_and_what_one_keyed_oneself_is_for_others(desk):
    assert "You keyed it; somebody else keys it again." in words(desk.maria.get(KEYING))
    assert f"{KEYING}{the_row(7, 'use').person_id}/" in desk.jo.get(KEYING).text


def test_the_form_shows_the_clauses_and_nothing_of_the_first_keying(desk):
    page = desk.jo.get(f"{KEYING}{the_row(7, 'use').person_id}/")

    assert {name for name in form_at(page, f"{KEYING}{the_row(7, 'use').person_id}/") if name[:2] == "p-"} == {
        "p-use", "p-study",
    }  # fmt: skip
    assert "vague" not in page.text


def test_who_keyed_it_first_is_not_asked_again(desk):
    page = desk.maria.get(f"{KEYING}{the_row(7, 'use').person_id}/")

    assert "You keyed what waits here yourself" in words(page)


def test_what_agrees_counts_and_what_differs_waits(desk):
    answer = again(desk, use=("4", "far too vague"), study=("3", ""))
    told = words(desk.jo.get(answer.location))

    assert "1 row counts, 1 was keyed differently before." in told
    assert [key for key, *_rest in positions()] == ["use"]
    assert comments() == [("objection", "Far too vague.", "stop:dakar")]


def test_what_is_typed_wrong_comes_back(desk):
    answer = again(desk, use=("7", ""))

    assert (answer.status_code, "is no position" in words(answer)) == (422, True)


@pytest.mark.parametrize(
    ("which", "choice", "said"),
    [("first", "object", ["Far too vague.", "Who looks inside?"]), ("second", "abstain", ["Far too vague."])],
)
def test_a_difference_is_settled_for_either_keying(desk, which, choice, said):
    again(desk, use=("4", "Far too vague."), study=("3", ""))
    row = the_row(7, "study")
    form = form_at(desk.lea.get(DIFFERENCES), DIFFERENCES)

    answer = desk.lea.post(DIFFERENCES, data=fill(form, **{f"r-{row.id}": which}))

    assert answer.status_code == 303
    assert [choice for key, choice, *_rest in positions() if key == "study"] == [choice]
    assert [body for _kind, body, _channel in comments()] == said
    assert the_row(7, "study").settled["by"] != the_row(7, "study").first["by"]


def test_a_difference_is_settled_by_typing_what_neither_has(desk):
    again(desk, study=("3", ""))
    row = the_row(7, "study")
    fields = {f"r-{row.id}": "other", f"p-{row.id}": "2", f"w-{row.id}": "For now."}

    desk.lea.post(DIFFERENCES, data=fields)

    assert [choice for _key, choice, *_rest in positions()] == ["accept"]
    assert the_row(7, "study").settled["reason"] == "For now."


def test_what_cannot_be_settled_comes_back_filled_in(desk):
    again(desk, study=("3", ""))
    row = the_row(7, "study")

    none = desk.lea.post(DIFFERENCES, data={})
    wrong = desk.lea.post(DIFFERENCES, data={f"r-{row.id}": "other", f"p-{row.id}": "4"})

    assert (none.status_code, "Decide about at least one row." in words(none)) == (422, True)
    assert (wrong.status_code, form_at(wrong, DIFFERENCES)[f"p-{row.id}"]) == (422, "4")


def test_whoever_keyed_a_row_sees_it_and_does_not_settle_it(desk):
    again(desk, study=("3", ""))
    row = the_row(7, "study")

    for browser in (desk.maria, desk.jo):
        page, answer = browser.get(DIFFERENCES), browser.post(DIFFERENCES, data={f"r-{row.id}": "first"})
        assert ("You keyed this row yourself." in words(page), f'name="r-{row.id}"' in page.text) == (
            True,
            False,
        )
        assert (answer.status_code, "so somebody else settles it" in words(answer)) == (409, True)
    assert the_row(7, "study").settled is None


def test_both_keyings_stand_side_by_side(desk):
    again(desk, study=("3", ""))
    told = words(desk.maria.get(DIFFERENCES))

    assert "Keyed first, by Maria" in told
    assert "Keyed again, by Jo" in told
    assert "Who looks inside?" in told


def test_rows_of_another_stop_and_nobody_are_not_found(desk):
    assert desk.jo.get(f"{KEYING}999/").status_code == 404
    assert desk.jo.post(DIFFERENCES, data={"r-999": "first"}).status_code == 404
