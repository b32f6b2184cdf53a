"""Everything said of a draft: chosen, ordered, in pages; place by place; and what was said of clauses that are gone."""

import pytest

from consensus.discussion.actions import cosign
from tests.discussion.acting import act, again
from tests.discussion.suggesting import suggest
from tests.drafts.views.browsing import words
from tests.factories import make_comment


@pytest.fixture
def told(scene):
    """Something of everything."""
    return {
        "old": make_comment(scene.first, "use", "Of the old words.", by=scene.ben),
        "gone": make_comment(scene.first, "keep", "Of what went.", by=scene.ben),
        "whole": make_comment(scene.second, None, "Of the whole.", by=scene.ben),
        "part": make_comment(scene.second, None, "Of the preamble.", by=scene.ben, part="preamble"),
        "missing": make_comment(scene.second, None, "Something is not there.", by=scene.ben, after="study"),
        "objection": make_comment(
            scene.second, "use", "I cannot live with it.", by=scene.ana, kind="objection"
        ),
        "suggestion": suggest(scene.second, ("replace", "study", "**Inspect** it"), by=scene.ben),
    }


def shown(page, told):
    """Which of the comments a page shows, in its order."""
    places = {name: page.text.find(f'id="c{comment.id}"') for name, comment in told.items()}
    return sorted((name for name, place in places.items() if place >= 0), key=lambda name: places[name])


@pytest.mark.parametrize(
    "asked, names",
    [
        ("", ["suggestion", "objection", "missing", "part", "whole", "gone", "old"]),
        ("?order=oldest", ["old", "gone", "whole", "part", "missing", "objection", "suggestion"]),
        ("?filter=objections", ["objection"]),
        ("?filter=suggestions", ["suggestion"]),
        ("?filter=group:licensee", ["objection"]),
        ("?filter=mine", []),
        ("?on=whole", ["whole"]),
        ("?on=part:preamble", ["part"]),
        ("?on=clause:use", ["objection", "old"]),
        ("?on=clause:keep", ["gone"]),
    ],
)
def test_what_is_shown_is_chosen(client, told, asked, names):
    assert shown(client.get(f"/drafts/0.2/talk/{asked}"), told) == names


def test_mine_are_those_that_i_said(ana, told):
    assert shown(ana.get("/drafts/0.2/talk/?filter=mine"), told) == ["objection"]


def test_earlier_drafts_know_nothing_of_what_came_later(client, told):
    assert shown(client.get("/drafts/0.1/talk/"), told) == ["gone", "old"]


def test_the_table_counts_by_clause_part_and_whole_and_names_what_is_gone(client, told):
    page = client.get("/drafts/0.2/talk/")
    text = words(page)

    assert "5 comments, 1 objection stands , 1 suggestion" in text
    assert (
        "By clause How much" not in text
        and "By clause 2.2 Use 2 comments 1 objection 2.3 Study 2 comments" in text
    )
    assert "The draft as a whole 1 comment Preamble 1 comment What it is" in text
    assert "Of clauses that are gone keep 1 comment" in text
    assert 'href="/drafts/0.2/clauses/use/#talk"' in page.text and 'href="?on=clause:keep"' in page.text


def test_each_comment_names_its_place(client, told):
    text = words(client.get("/drafts/0.2/talk/"))

    assert "A clause of draft 0.1 that is gone Ben" in text and "Part: Preamble Ben" in text
    assert (
        "The draft as a whole Ben" in text
        and "2.3 Study Ben" in text
        and "Something is missing after this" in text
    )


def test_open_objections_come_in_the_order_of_how_many_share_them(client, scene, told):
    other = make_comment(scene.second, "why", "Neither can I.", by=scene.ben, kind="objection")
    act(cosign, again(other), by=scene.ana)
    told["other"] = other
    make_comment(scene.second, "why", "Nor I.", by=scene.ben, kind="objection")

    assert shown(client.get("/drafts/0.2/talk/?filter=objections"), told) == ["other", "objection"]


def test_a_long_talk_comes_in_pages(client, scene):
    for n in range(23):
        make_comment(scene.second, "use", f"Remark number {n}.", by=scene.ben)

    first = client.get("/drafts/0.2/talk/?order=oldest")
    onward = first.text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(f"/drafts/0.2/talk/{onward}")

    assert [page.text.count("Remark number") for page in (first, second)] == [20, 3]
    assert "order=oldest" in onward and "From the beginning" in words(second)


@pytest.mark.parametrize(
    "asked, status",
    [
        ("?filter=nothing", 422), ("?cursor=x", 422), ("?on=nowhere", 404), ("?on=part:nowhere", 404),
        ("?on=clause:nothing", 404), ("?on=whole&filter=nothing", 422), ("?on=whole&order=worst", 422),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_refused(client, scene, asked, status):
    assert client.get(f"/drafts/0.2/talk/{asked}").status_code == status


@pytest.mark.parametrize(
    "path", ["/drafts/0.2/talk/", "/drafts/0.2/talk/?on=whole", "/drafts/0.2/clauses/use/"]
)
def test_an_empty_place_says_what_belongs_there_and_how_to_begin(client, scene, path):
    page = client.get(path)

    assert "Nobody has said anything here yet." in words(page)
    assert (
        'comment"' in page.text and "what goes wrong with them and for whom" in words(page)
    ) or "no single clause" in words(page)


def test_choosing_keeps_the_place(client, scene):
    for n in range(2):
        make_comment(scene.second, None, f"Remark {n}.", by=scene.ben)

    page = client.get("/drafts/0.2/talk/?on=whole")

    assert 'href="?on=whole&amp;filter=objections#talk"' in page.text
    assert "Nothing of this kind is said here." in words(
        client.get("/drafts/0.2/talk/?on=whole&filter=objections")
    )
