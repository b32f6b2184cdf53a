"""Moved text is told from new text, inside a clause and between clauses."""

from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.moves import Move, Shown, moved_words, moves, shown_redline
from consensus.drafts.redline import rebuild, redline

words = st.lists(st.sampled_from(["a", "b", "c"]), max_size=30)


def test_a_sentence_that_changed_places_inside_a_clause_is_moved():
    old = "Nobody has to ask for permission before use. The source is public for everybody, down to the last line of it."
    new = "The source is public for everybody, down to the last line of it. Nobody has to ask for permission before use."

    [shown] = moves([redline(old, new)])

    assert [(one.op, one.text.strip(), one.move) for one in shown if one.op != "="] == [
        ("-", "Nobody has to ask for permission before use.", 1),
        ("+", "Nobody has to ask for permission before use.", 1),
    ]


def test_a_sentence_that_went_to_another_clause_is_moved():
    first = redline("Data is listed. Whom to ask for it is named there.", "Data is listed.")
    second = redline("Code is complete.", "Code is complete. Whom to ask for it is named there.")

    found = moves([first, second])

    assert [one for one in found[0] if one.move] == [Shown("-", " Whom to ask for it is named there.", 1)]
    assert [one for one in found[1] if one.move] == [Shown("+", " Whom to ask for it is named there.", 1)]


def test_four_words_are_no_move():
    [shown] = moves([[("-", "one two three four"), ("=", " x "), ("+", "one two three four")]])

    assert [one.move for one in shown] == [None, None, None]


def test_what_came_twice_moved_once():
    [shown] = moves(
        [[("-", "one two three four five"), ("+", "one two three four five, one two three four five")]]
    )

    assert [one.move for one in shown] == [1, 1, None]


@given(words, words)
def test_moved_words_are_equal_and_each_used_once(gone, came):
    found = moved_words([gone], [came])
    left = [at for move in found for at in range(move.gone_at, move.gone_at + move.length)]
    right = [at for move in found for at in range(move.came_at, move.came_at + move.length)]

    assert [gone[at] for at in left] == [came[at] for at in right]
    assert (len(set(left)), len(set(right))) == (len(left), len(right))


@given(words, words)
def test_marking_moves_changes_no_text(old, new):
    spans = redline(" ".join(old), " ".join(new))
    [shown] = moves([spans])

    for op in "=-+":
        assert "".join(one.text for one in shown if one.op == op) == "".join(
            text for kind, text in spans if kind == op
        )


def test_the_longest_stretch_is_taken():
    gone = [["a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e", "f", "g"]]

    assert moved_words(gone, [["x", "a", "b", "c", "d", "e", "f", "g"]]) == [Move(1, 0, 0, 1, 7)]


def test_a_redline_for_reading_names_both_ends_of_what_moved():
    one, other = (
        "the code that was used to train the system",
        "every single step of collecting and labelling data",
    )
    old, new = f"They publish {one}, and {other}.", f"They publish {other}, and {one}."

    spans = shown_redline(old, new)

    gone, came = ("".join(text for op, text in spans if op == end) for end in "<>")
    assert (one in gone or other in gone, one in came or other in came) == (True, True)
    assert rebuild([(FLAT.get(op, op), text) for op, text in spans]) == (old, new)


FLAT = {"<": "-", ">": "+"}
