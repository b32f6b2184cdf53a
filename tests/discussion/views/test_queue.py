"""The desk's queue: what waits is listed, found, ticked, taken care of, and led to one answer."""

from datetime import timedelta

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from consensus.discussion.actions import dispose
from consensus.discussion.queries.desk import assignments_of
from consensus.kit.clock import now
from tests.discussion.acting import act, again
from tests.discussion.three_drafts import first, second
from tests.drafts.views.browsing import form_at, words
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting

QUEUE = "/desk/comments/"
LETTER = "Please keep the training data in the definition, since nobody can study a system without what it learned from."


@pytest.fixture
def rosa(app):
    """A maintainer."""
    return make_account("Rosa", role="maintainer")


@pytest.fixture
def desk(client, rosa):
    """Her browser."""
    return client.as_(rosa)


@pytest.fixture
def draft(app):
    return first()


def listed(page):
    """The numbers of the comments on a page of the queue, in order."""
    return [int(each.split('"')[0]) for each in page.text.split('id="q')[1:] if each[0].isdigit()]


def test_what_waits_is_listed_objections_first_with_where_it_stands_now(desk, draft):
    plain, objection = make_comment(draft, "use"), make_comment(draft, "permission", kind="objection")
    moved = make_comment(draft, "nobody", quote="who they are")
    second()

    page = desk.get(QUEUE)

    assert listed(page) == [objection.id, plain.id, moved.id]
    assert "3 comments wait for an answer, on draft 0.2 and those before it." in words(page)
    assert "gone: permission" in words(page)
    assert 'href="/drafts/0.2/clauses/nobody/"' in page.text
    assert "<q" in page.text and "who they are" in words(page)


@pytest.mark.parametrize(
    "query, found",
    [
        ("", ["objection", "use", "form"]),
        ("?order=oldest", ["use", "objection", "form"]),
        ("?kind=objection", ["objection"]),
        ("?kind=question", []),
        ("?at=clause:use", ["use"]),
        ("?at=part:form&kind=&older=&care=", ["form"]),
        ("?at=whole", []),
        ("?show=all", ["objection", "use", "answered", "form"]),
        ("?care=me", ["use"]),
        ("?care=nobody", ["objection", "form"]),
        ("?older=7", []),
        ("?show=silent", []),
        ("?draft=0.1", ["objection", "use", "form"]),
    ],
)
def test_it_is_filtered_by_its_address(desk, rosa, draft, query, found):
    said = {
        "use": make_comment(draft, "use"),
        "objection": make_comment(draft, "permission", kind="objection"),
        "answered": make_comment(draft, "code"),
        "form": make_comment(draft, part="form"),
    }
    act(dispose, [again(said["answered"])], outcome="noted", reason="We saw it.", by=rosa)
    desk.post(f"{QUEUE}assign", data={"id": said["use"].id, "to": "me"})

    assert listed(desk.get(QUEUE + query)) == [said[name].id for name in found]


@pytest.mark.parametrize(
    "query", ["?show=none", "?kind=x", "?older=8", "?care=x", "?order=x", "?cursor=x", "?older=x"]
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(desk, draft, query):
    assert desk.get(QUEUE + query).status_code == 422


@pytest.mark.parametrize(
    "query, status", [("?draft=9", 404), ("?at=clause:nothing", 404), ("?at=part:nothing", 200)]
)
def test_of_a_place_that_never_was_nothing_is_listed(desk, draft, query, status):
    make_comment(draft, "use")

    page = desk.get(QUEUE + query)

    assert (page.status_code, listed(page)) == (status, [])


def test_places_are_offered_with_how_much_waits_there(desk, rosa, draft):
    (
        make_comment(draft, "use"),
        make_comment(draft, "use"),
        make_comment(draft, "permission"),
        make_comment(draft),
    )
    answered = make_comment(draft, "code")
    act(dispose, [again(answered)], outcome="noted", reason="We saw it.", by=rosa)
    second()

    page = HTMLParser(desk.get(QUEUE).text)

    places = [" ".join(option.text().split()) for option in page.css("#q-at option")]
    assert places == ["anywhere", "Draft as a whole (1)", "1.2 Use (2)", "gone: permission (1)"]


def test_older_than_a_week_is_older_than_a_week(desk, draft):
    with time_machine.travel(now() - timedelta(days=8)):
        old = make_comment(draft, "use")
    make_comment(draft, "use")

    assert listed(desk.get(f"{QUEUE}?older=7")) == [old.id]


def test_it_is_paged_by_key(desk, draft, monkeypatch):
    made = [make_comment(draft, "use").id for _ in range(5)]
    monkeypatch.setattr("consensus.discussion.desk_queue.PER_PAGE", 2)
    seen, path = [], f"{QUEUE}?order=oldest"

    while path:
        page = desk.get(path)
        seen += listed(page)
        path = (
            page.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
            if 'rel="next"' in page.text
            else None
        )

    assert seen == made


def test_what_is_nearly_the_same_is_folded_and_answered_together(desk, draft):
    one, *_others = (make_comment(draft, "use", LETTER) for _ in range(3))
    make_comment(draft, "use", "Something else entirely.")

    page = desk.get(QUEUE)

    assert words(page).count("3 nearly the same: answer them together") == 1
    assert words(page).count("Nearly the same as one above:") == 2
    assert f'href="/desk/comments/answer?campaign={one.id}&amp;next=/desk/comments/"' in page.text


def test_the_ticked_ones_are_taken_care_of_and_let_go(desk, rosa, draft):
    comments = [make_comment(draft, "use") for _ in range(3)]
    ticked = [comments[0].id, comments[2].id]
    sent = form_at(desk.get(QUEUE), f"{QUEUE}assign")

    taken = desk.post(f"{QUEUE}assign", data=sent.to_dict() | {"id": ticked, "to": "me"})
    held = {id: each.account.name for id, each in assignments_of([again(each) for each in comments]).items()}
    page = words(desk.get(QUEUE))
    desk.post(f"{QUEUE}assign", data={"id": ticked[:1], "to": "nobody"})

    assert (taken.status_code, taken.location, held) == (303, QUEUE, dict.fromkeys(ticked, "Rosa"))
    assert page.count("You take care of it") == 2 and "You take care of 2 comments." in page
    assert list(assignments_of([again(each) for each in comments])) == ticked[1:]


def test_nothing_ticked_leads_back_with_a_sentence(desk, draft):
    make_comment(draft, "use")

    for action in ("assign", "chosen"):
        answer = desk.post(QUEUE + action, data={"next": f"{QUEUE}?kind=comment"})
        assert (answer.status_code, answer.location) == (303, f"{QUEUE}?kind=comment")
        assert "Tick the comments first." in words(desk.get(answer.location))


def test_the_ticked_ones_are_led_to_one_answer(desk, draft):
    ids = [make_comment(draft, "use").id for _ in range(2)]

    plain = desk.post(f"{QUEUE}chosen", data={"id": ids, "next": QUEUE})
    repeated = desk.post(f"{QUEUE}chosen", data={"id": ids[:1], "duplicate_of": f"/comments/{ids[1]}"})

    assert plain.location == f"/desk/comments/answer?id={ids[0]}&id={ids[1]}&next=/desk/comments/"
    page = desk.get(repeated.location)
    sent = form_at(page, "/desk/comments/answer")
    assert (sent["outcome"], sent["duplicate_of"], sent.getlist("id")) == (
        "duplicate",
        f"/comments/{ids[1]}",
        [str(ids[0])],
    )


@pytest.mark.parametrize("ids", [range(1, 10_002), ["9" * 30], [0]])
def test_more_than_anybody_ticks_and_numbers_of_nothing_are_refused_with_a_sentence(desk, draft, ids):
    sent = {"id": list(ids), "to": "me", "outcome": "declined", "reason": "It was said in the room already."}

    answers = [desk.post(f"{QUEUE}{action}", data=sent) for action in ("assign", "chosen", "answer")]
    told = ["At most 500 comments at once." in words(answer) for answer in answers[:2]]

    assert [answer.status_code for answer in answers] == [422, 422, 303]
    assert told == [len(sent["id"]) > 1] * 2


def test_nobody_is_led_off_the_site(desk, draft):
    ids = [make_comment(draft, "use").id]

    assert desk.post(f"{QUEUE}assign", data={"id": ids, "next": "//evil.example"}).location == QUEUE


def test_silent_objectors_are_listed_for_a_second_person(client, rosa, draft):
    objection = make_comment(draft, "use", kind="objection")
    act(dispose, [again(objection)], outcome="noted", reason="We saw it.", by=rosa)
    chair, may = make_account("Cem", role="chair"), make_account("May", role="maintainer")

    with time_machine.travel(now() + timedelta(days=15)):
        pages = {who: client.as_(who).get(f"{QUEUE}?show=silent") for who in (chair, may, rosa)}

    assert [listed(page) for page in pages.values()] == [[objection.id]] * 3
    assert ["Is it addressed?" in words(page) for page in pages.values()] == [True, True, False]
    assert ['type="checkbox" name="id"' in page.text for page in pages.values()] == [False, True, True]


def test_before_anything_is_published_the_queue_says_so(desk):
    assert "Nothing was published yet" in words(desk.get(QUEUE))


def test_participants_do_not_work_here(client, draft):
    comment = make_comment(draft, "use")

    for path in (QUEUE, f"{QUEUE}{comment.id}", f"{QUEUE}answer"):
        assert client.as_(make_account("Paul")).get(path).status_code == 403
        assert client.as_(None).get(path).status_code == 303


def test_many_cost_as_many_statements_as_one(desk, rosa, draft):
    counts = []
    for n in (1, 4):
        for _ in range(n):
            make_comment(draft, "use", LETTER, quote="any purpose")
            make_comment(draft, "use", kind="objection")
        desk.get(QUEUE)
        with counting() as sent:
            assert desk.get(QUEUE).status_code == 200
        counts.append(len(sent))

    assert counts[0] == counts[1]
