"""Edits applied to clauses that may have changed since: all or nothing, never by guessing."""

from consensus.discussion.applying import Edit, Settled, Target
from tests.discussion.held import (
    TEXT,
    applied,
    at,
    deleted,
    inserted,
    moved,
    outline_of,
    replaced,
    shape,
    told,
)

FOUND = outline_of(TEXT)


def changes(result):
    """The lines that went and came."""
    before, after = shape(FOUND.clauses), shape(result.clauses)
    return [line for line in before if line not in after], [line for line in after if line not in before]


def test_other_words_stand_in_the_same_place():
    result = applied(FOUND, replaced(FOUND, "use", "**Use** it for whatever."))

    assert (told(result), result.fitted) == ([("clean", "")], False)
    assert [[line.strip() for line in lines] for lines in changes(result)] == [
        ["i use: **Use** it for any purpose."],
        ["i use: **Use** it for whatever."],
    ]


def test_words_that_changed_meanwhile_are_fitted():
    base = "**Use** it for any purpose, ever."

    result = applied(FOUND, replaced(FOUND, "use", "**Use** the system for any purpose, ever.", base=base))

    assert told(result) == [("fitted", "")]
    assert (result.told[0].text, result.fitted) == ("**Use** the system for any purpose.", True)


def test_words_that_both_changed_are_a_conflict_and_nothing_is_applied():
    edits = (
        inserted("- **Sell** it.", "use", n=1),
        replaced(FOUND, "share", "**Share** it with friends.", base="**Share** it with everyone.", n=2),
    )

    result = applied(FOUND, *edits)

    assert told(result) == [("clean", ""), ("conflict", "words")]
    assert (result.whole, result.clauses) == (False, FOUND.clauses)
    told_of = result.told[1]
    assert (told_of.edit.base, told_of.edit.text, told_of.current) == (
        "**Share** it with everyone.",
        "**Share** it with friends.",
        "**Share** it with others.",
    )


def test_a_conflict_is_settled_with_words_of_a_maintainer():
    edit = replaced(
        FOUND,
        "share",
        "**Share** it with friends.",
        base="**Share** it with everyone.",
        settled=Settled("**Share** it with all."),
    )

    result = applied(FOUND, edit)

    assert (told(result), result.told[0].text, result.fitted) == (
        [("fitted", "")],
        "**Share** it with all.",
        True,
    )


def test_words_left_as_they_are_settle_nothing():
    settled = Settled("**Share** it with others.")
    edit = replaced(
        FOUND, "share", "**Share** it with friends.", base="**Share** it with everyone.", settled=settled
    )

    assert told(applied(FOUND, edit)) == [("conflict", "words")]


def test_what_was_put_in_by_hand_counts_and_changes_nothing():
    edit = Edit(1, "replace", Target("gone"), "words", "", "other words", settled=Settled(None))

    result = applied(FOUND, edit)

    assert (told(result), result.clauses) == ([("by-hand", "")], FOUND.clauses)


def test_words_that_are_there_already_are_told_as_such():
    result = applied(FOUND, replaced(FOUND, "use", "**Use** it for any purpose.", base="**Use** it."))

    assert (told(result), result.clauses) == ([("there", "")], FOUND.clauses)


def test_a_clause_that_is_gone_split_or_merged_is_named():
    edits = [
        Edit(1, "replace", Target("gone"), "a", "", "b"),
        Edit(2, "replace", Target("old", ("use", "share")), "a", "", "b"),
        Edit(3, "replace", Target("old", ("last",), ("other",)), "a", "", "b"),
        Edit(4, "delete", Target("gone"), "a", ""),
    ]

    result = applied(FOUND, *edits)

    assert told(result) == [("gone", "removed"), ("gone", "split"), ("gone", "merged"), ("there", "removed")]
    assert [each.named for each in result.told] == [(), ("use", "share"), ("other",), ()]


def test_words_that_make_no_clause_are_a_conflict():
    assert told(applied(FOUND, replaced(FOUND, "use", "***"))) == [("conflict", "unreadable")]
    assert told(applied(FOUND, inserted("***", "use"))) == [("conflict", "unreadable")]


def test_a_row_keeps_to_the_cells_of_its_table():
    result = applied(FOUND, replaced(FOUND, "code", "Code | OSI, all of it"))

    assert (told(result), result.told[0].text) == ([("clean", "")], "Code | OSI, all of it")
    assert told(applied(FOUND, replaced(FOUND, "code", "Code | OSI | more"))) == [("conflict", "unreadable")]
    assert told(applied(FOUND, replaced(FOUND, "code", "**Code**"))) == [("conflict", "unreadable")]


def test_what_is_put_in_is_of_the_kind_of_what_it_stands_after():
    edits = [
        inserted("**Sell** it.", "use", n=1),
        inserted("Model | OSI", "card", n=2),
        inserted("Said last.", "last", n=3),
    ]

    _gone, came = changes(applied(FOUND, *edits))

    assert [line.strip() for line in came] == [
        "i sell-it: **Sell** it.",
        "r model: Model | OSI",
        "p said-last: Said last.",
    ]


def test_it_stands_after_everything_that_hangs_from_that():
    lines = [line.strip() for line in shape(applied(FOUND, inserted("**Sell** it.", "study")).clauses)]

    place = lines.index("i sell-it: **Sell** it.")
    assert (lines[place - 1], lines[place + 1]) == (
        "i look: Look at its code.",
        "i share: **Share** it with others.",
    )


def test_several_after_the_same_clause_stand_in_their_order():
    lines = [
        line.strip()
        for line in shape(
            applied(FOUND, inserted("One.", "last", n=1), inserted("Two.", "last", n=2)).clauses
        )
    ]

    assert lines[lines.index("p last: Last words.") + 1 :][:2] == ["p one: One.", "p two: Two."]


def test_an_item_after_a_lead_sentence_is_the_first_of_its_list():
    result = applied(FOUND, inserted("- **Sell** it.", "lead"))

    lines = [line.strip() for line in shape(result.clauses)]
    assert lines[lines.index("p lead: A system is open when everyone may:") + 1] == "i sell-it: **Sell** it."


def test_a_paragraph_never_takes_over_a_list():
    text = "# T\n\n## A {#a}\n\n- one {#one}\n- two {#two}\n"
    found = outline_of(text)

    assert told(applied(found, inserted("Words.", "a"))) == [("conflict", "place")]
    assert told(applied(found, inserted("- zero", "a"))) == [("clean", "")]


def test_what_was_put_in_already_is_told_as_such():
    assert told(applied(FOUND, inserted("**Share** it with others.", "study"))) == [("there", "")]


def test_a_new_key_is_one_that_nothing_had_before():
    result = applied(FOUND, inserted("Use it.", "last"), taken=frozenset({"use-it", "use-it-2"}))

    assert result.told[0].key == "use-it-3"


def test_nothing_stands_after_a_clause_that_is_gone():
    edit = Edit(1, "insert", text="Words.", after=Target("gone"))

    assert told(applied(FOUND, edit)) == [("gone", "after")]


def test_after_a_clause_that_was_split_is_after_its_last_piece():
    edit = Edit(1, "insert", text="Words.", after=Target("old", ("last", "permission")))

    lines = [line.strip() for line in shape(applied(FOUND, edit).clauses)]

    assert lines[lines.index("p last: Last words.") + 1] == "p words: Words."


def test_a_clause_with_others_below_is_deleted_with_them():
    assert told(applied(FOUND, deleted(FOUND, "study"))) == [("conflict", "children")]
    assert applied(FOUND, deleted(FOUND, "study")).told[0].named == ("look", "fn-parts")

    whole = applied(
        FOUND, *(deleted(FOUND, key, n=n) for n, key in enumerate(("study", "look", "fn-parts"), 1))
    )

    assert (told(whole), [line.split(":")[0].strip() for line in changes(whole)[0]]) == (
        [("clean", "")] * 3,
        ["i study", "i look", "f fn-parts"],
    )


def test_a_footnote_that_another_clause_refers_to_stays():
    text = "# T\n\n## A {#a}\n\nOne.[^1] {#one}\n\nTwo.[^1] {#two}\n\n[^1]: Note. {#fn}\n"
    found = outline_of(text)

    result = applied(found, deleted(found, "one"))

    assert (told(result), [clause.key for clause in result.clauses]) == ([("clean", "")], ["a", "two", "fn"])


def test_words_that_changed_are_not_deleted_unless_a_maintainer_says_so():
    edit, sure = (deleted(FOUND, "use", digest="other", settled=each) for each in (None, Settled("")))

    assert (told(applied(FOUND, edit)), told(applied(FOUND, sure))) == (
        [("conflict", "changed")],
        [("fitted", "")],
    )


def test_something_is_put_in_after_what_is_deleted_in_its_place():
    edits = deleted(FOUND, "permission", n=1), inserted("Nobody has to ask.", "permission", n=2)

    lines = [line.strip() for line in shape(applied(FOUND, *edits).clauses)]

    assert "p nobody-has-to-ask: Nobody has to ask." in lines
    assert not [line for line in lines if line.startswith("p permission")]


def test_a_clause_moves_with_all_that_hangs_from_it():
    result = applied(FOUND, moved(FOUND, "study", "share"))

    keys = [clause.key for clause in result.clauses]
    assert (told(result), result.moved) == ([("clean", "")], {"study", "look"})
    assert keys[keys.index("share") :][:3] == ["share", "study", "look"]


def test_an_item_takes_the_level_of_its_new_place():
    by_key = {clause.key: clause for clause in applied(FOUND, moved(FOUND, "share", "look")).clauses}

    assert (by_key["share"].level, by_key["share"].parent) == (1, by_key["study"].order)


def test_a_clause_that_stands_there_already_does_not_move():
    assert told(applied(FOUND, moved(FOUND, "share", "study"))) == [("there", "")]
    assert told(applied(FOUND, moved(FOUND, "use", "lead"))) == [("there", "")]


def test_what_cannot_stand_there_as_what_it_is_does_not_move():
    nowhere = [
        ("study", "look"),
        ("code", "use"),
        ("use", "code"),
        ("fn-parts", "use"),
        ("head", "use"),
        ("freedoms", "use"),
    ]

    assert [told(applied(FOUND, moved(FOUND, *pair))) for pair in nowhere] == [[("conflict", "place")]] * 6


def test_a_section_moves_after_another_or_after_the_last_clause_of_it():
    for after in ("table", "last"):
        result = applied(FOUND, moved(FOUND, "freedoms", after))

        assert [clause.key for clause in result.clauses if clause.depth == 0] == ["table", "freedoms"]


def test_the_first_place_is_before_everything():
    assert applied(FOUND, moved(FOUND, "last", None)).clauses[0].key == "last"
    assert (
        applied(FOUND, Edit(1, "insert", text="Before all.", after=at(None))).clauses[0].key == "before-all"
    )


def test_what_was_put_first_is_not_put_there_again():
    result = applied(FOUND, moved(FOUND, "last", None, n=1), moved(FOUND, "last", None, n=2))

    assert (result.clauses[0].key, told(result)) == ("last", [("clean", ""), ("there", "")])


def test_nothing_stands_after_what_has_moved_on():
    edits = (
        moved(FOUND, "last", None, n=1),
        moved(FOUND, "last", "share", n=2),
        moved(FOUND, "lead", None, n=3),
    )
    result = applied(FOUND, *edits)

    assert (result.clauses[0].key, told(result)) == ("lead", [("clean", "")] * 3)
