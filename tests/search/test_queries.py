"""What a search gives: results with marks, facets, pages, mended typos, likeness, and words that go on."""

from dataclasses import replace

import pytest

from consensus.kit.errors import Invalid
from consensus.search import registry
from consensus.search.document import MODERATORS
from consensus.search.queries import alike, complete, find, read
from consensus.search.question import Question
from tests.search.shelf import Notes, note


@pytest.fixture
def shelf(notes: Notes, catch_up) -> Notes:
    """Notes with things to tell apart."""
    notes.clear()
    notes.update(
        {
            1: note(1, "The <b>weights</b> & parameters of the model are published.", "On weights", kind="comment", clause="code"),
            2: note(2, "Weights without training data are not transparency.", kind="comment", clause="data", author="p:ana"),
            3: note(3, "Transparency of training data: provenance, selection, labelling.", kind="clause", clause="data"),
            4: note(4, "A mail about weights and their provenance.", kind="message", source="list", byline="Ana García"),
            5: note(5, "Weights that somebody sells.", kind="comment", audience="moderators"),
            6: note(6, "The provenance and the selection of training data.", kind="message", clauses=("data",)),
        }
    )  # fmt: skip
    catch_up()
    return notes


def test_a_result_is_shown_with_marks_and_escaped(shelf) -> None:
    found = find(read("weights parameters"))
    [result] = found.items

    assert (result.id, result.kind, result.url, result.title, result.clause) == (
        "note:1", "comment", "/notes/1", "On weights", "code",
    )  # fmt: skip
    assert result.title_html == "On <mark>weights</mark>"
    assert "&lt;b&gt;<mark>weights</mark>&lt;/b&gt; &amp; <mark>parameters</mark>" in result.excerpt
    assert (found.total, found.ready, found.explained) == (1, True, ())


def test_facets_offer_the_most_frequent_first_and_keep_what_was_chosen(shelf) -> None:
    facets = find(read("weights", fields={"kind": ["message", "page"]})).facets

    assert [(each.value, each.n, each.chosen) for each in facets["kind"]] == [
        ("comment", 2, False), ("message", 1, True), ("page", 0, True),
    ]  # fmt: skip
    assert [(each.value, each.n) for each in facets["in"]] == [("list", 1)]


@pytest.mark.parametrize(
    "asked, said",
    [
        ("kind:foo", "Nothing here has “kind:foo”. There is: comment, message, clause."),
        ("weights in:nowhere", "Nothing here has “in:nowhere”. There is: list."),
        ("stop:lagos", "Nothing here has “stop:lagos”."),
    ],
)
def test_a_value_that_nothing_has_is_told_with_those_there_are(shelf, asked: str, said: str) -> None:
    assert (find(read(asked)).total, find(read(asked)).explained) == (0, (said,))


def test_a_value_that_something_else_has_is_no_such_trouble(shelf) -> None:
    assert (find(read("sells kind:clause")).total, find(read("sells kind:clause")).explained) == (0, ())


def test_moderators_find_what_is_folded_marked_as_such(shelf) -> None:
    found = find(read("weights"), audience=MODERATORS)

    assert {each.id: each.hidden for each in found.items} == {
        "note:1": False, "note:2": False, "note:4": False, "note:5": True,
    }  # fmt: skip
    assert find(read("sells")).total == 0


def test_pages_follow_by_cursor(shelf) -> None:
    first = find(read("weights"), sort="oldest", limit=2)
    second = find(read("weights"), sort="oldest", limit=2, cursor=first.next)

    assert [each.id for each in (*first.items, *second.items)] == ["note:1", "note:2", "note:4"]
    assert (first.total, second.total, second.next) == (3, 3, None)


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "WzFd",
        "WyJhIiwiYiIsImMiLCJkIl0",
        "WzEsMiwzLDRd",
        "WzEsLTIsImEiLDBd",
        "W05hTiwxLCJhIiwwXQ",
        "WzEsSW5maW5pdHksImEiLDBd",
        "WzEsMTg0NDY3NDQwNzM3MDk1NTE2MTUsImEiLDBd",
    ],
)
def test_a_cursor_from_elsewhere_is_refused(shelf, cursor: str) -> None:
    with pytest.raises(Invalid):
        find(read("weights"), cursor=cursor)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("tranparency", "transparency"), ("tranparency selektion", "transparency selection"), ("wieghts", "weights"),
        ('kind:clause "a" lablling', 'kind:clause "a" labelling'), ("weights", None), ("sels", None), ("zzzzzzzz", None),
        ("-wieghts data", None), ("wei", None), ("0.0.7", None),
        ("weights data labelling transparency selektion", "weights data labelling transparency selection"),
        ("zzzzzza zzzzzzb zzzzzzc wieghts", None),
    ],
)  # fmt: skip
def test_mistyped_words_are_mended(shelf, typed: str, meant: str | None) -> None:
    assert find(read(typed)).suggestion == meant


def test_what_cannot_be_read_is_explained_and_the_rest_found(shelf) -> None:
    found = find(read("(weights colour:red"))

    assert found.explained == (
        "Brackets mean nothing here and were left out.",
        "“colour:” is no field of this search, so it was looked for as a word.",
    )
    assert find(read("???")).explained == ("There is no word in this to look for.",)
    assert (find(Question()).total, find(Question()).explained) == (0, ())


def test_names_stand_for_values(shelf, monkeypatch) -> None:
    @registry.resolves("author")
    def people(words: str) -> list[str]:
        return {"ana": ["p:ana"]}.get(words.lower(), [])

    assert [each.id for each in find(read("author:Ana"), sort="oldest").items] == ["note:2", "note:4"]
    assert find(read("-author:ana weights")).total == 1
    assert find(read("author:nobody")).total == 0


def test_without_an_index_it_says_so(notes: Notes) -> None:
    found = find(read("weights"))

    assert (found.ready, found.total) == (False, 0)
    assert found.explained == ("The search index is being built. Try again in a moment.",)
    assert (alike("weights of models"), complete("wei")) == ((), ())


def test_what_was_said_before_is_found_by_likeness(shelf) -> None:
    text = "The selection and provenance of the training data should be public."
    found = alike(text, clauses=["data"])

    assert [each.result.id for each in found][:1] == ["note:6"]
    assert {each.result.id for each in found} <= {"note:2", "note:4", "note:6"}
    assert all(0 < each.likeness <= 1 for each in found)
    assert "note:6" not in [each.result.id for each in alike(text, clauses=["data"], without=["note:6"])]
    assert [each.result.id for each in alike(text, kinds=["clause"])] == ["note:3"]
    assert (alike(""), alike("of the"), alike("zzz yyy")) == ((), (), ())


def test_what_is_about_other_clauses_is_not_alike_but_messages_are(shelf) -> None:
    found = alike("A model with its weights, its parameters and their provenance", clauses=["data"])

    assert "note:1" not in [each.result.id for each in found]
    assert "note:4" in [each.result.id for each in found]


def test_a_word_goes_on_as_words_do_here(shelf) -> None:
    assert complete("the tra") == ("the training", "the transparency")
    assert (complete("tra "), complete("t"), complete(""), complete("sel")) == ((), (), (), ("selection",))
    assert complete("sel", audience=MODERATORS) == ("selection", "sells")


def test_what_an_author_is_called_is_not_kept(shelf, catch_up, say) -> None:
    shelf[2] = replace(shelf[2], author=None)
    say(2)
    catch_up()

    assert find(read("author:p:ana")).total == 0
