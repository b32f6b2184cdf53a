"""What became of my positions: meanings decide."""

from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.counting import Carried, Choice
from consensus.voting.standing import Placed, State, Taken, seen_from

# 0.0.9: *use* as it was, *study* edited (editorial), *report* in other surroundings, *share* split,
# *code* gone.
NOW = [
    Placed("use", "w-use", 1), Placed("study", "w-study-2", 2), Placed("report", "w-report", 13),
    Placed("share", "w-share-2", 14), Placed("share-again", "w-share-3", 15),
]  # fmt: skip
SUCCESSORS = {
    "use": ["use"], "study": ["study"], "report": ["report"], "share": ["share", "share-again"], "code": [],
}  # fmt: skip


def mine(key, wording, meaning, draft="0.0.8", **more):
    return Taken(draft, key, wording, meaning, Choice.SUPPORT, **more)


def seen(*taken):
    return [
        (each.taken.key, each.state.value, each.key, each.needs_me)
        for each in seen_from("0.0.9", NOW, taken, SUCCESSORS)
    ]


def test_the_same_words_stand_and_say_where_they_were_taken():
    (found,) = seen_from("0.0.9", NOW, [mine("use", "w-use", 1)], SUCCESSORS)

    assert (found.state, found.key, found.taken.draft) == (State.SAME_WORDS, "use", "0.0.8")
    assert (found.counts, found.carried) == (True, Carried.SAME_WORDS)


def test_a_position_taken_here_is_not_carried():
    (found,) = seen_from("0.0.9", NOW, [mine("use", "w-use", 1, "0.0.9")], SUCCESSORS)

    assert (found.state, found.carried) == (State.HERE, Carried.NOT)


def test_editorial_changes_carry_a_position_that_can_be_refused():
    assert seen(mine("study", "w-study", 2)) == [("study", "edited", "study", False)]
    assert seen(mine("study", "w-study", 2, refused=True)) == [("study", "stale", None, True)]


def test_refusing_concerns_edited_words_only():
    assert seen(mine("use", "w-use", 1, refused=True)) == [("use", "same-words", "use", False)]


def test_equal_words_in_changed_surroundings_are_stale():
    """Technical report and Data card, 0.0.8 to 0.0.9."""
    assert seen(mine("report", "w-report", 3)) == [("report", "stale", None, True)]


def test_what_was_split_is_stale_and_names_what_came_of_it():
    (found,) = seen_from("0.0.9", NOW, [mine("share", "w-share", 4)], SUCCESSORS)

    assert (found.state, found.successors, found.needs_me) == (State.STALE, ("share", "share-again"), True)


def test_what_is_gone_asks_for_nothing():
    assert seen(mine("code", "w-code", 5)) == [("code", "stale", None, False)]


def test_what_needs_me_stands_first_then_the_order_of_the_draft():
    taken = [
        mine("code", "w-code", 5), mine("use", "w-use", 1), mine("share", "w-share", 4),
        mine("study", "w-study", 2), mine("report", "w-report", 3),
    ]  # fmt: skip

    assert [key for key, *_ in seen(*taken)] == ["report", "share", "code", "use", "study"]


def test_once_i_answered_all_that_came_of_a_clause_the_old_position_asks_no_more():
    old, first, second = (
        mine("share", "w-share", 4),
        mine("share", "w-share-2", 14, "0.0.9"),
        mine("share-again", "w-share-3", 15, "0.0.9"),
    )

    assert ("share", "stale", None, True) in seen(old, first)
    assert ("share", "stale", None, False) in seen(old, first, second)


def test_words_that_came_back_bring_their_position_back():
    """0.0.8 says A, 0.0.9 says B, 1.0 says A again: the meaning of A is that of 0.0.8."""
    earlier, later = mine("use", "w-a", 1), mine("use", "w-b", 2, "0.0.9", order=1)
    found = seen_from("1.0", [Placed("use", "w-a", 1)], [earlier, later])

    assert [(each.taken.wording, each.state) for each in found] == [
        ("w-b", State.STALE), ("w-a", State.SAME_WORDS),
    ]  # fmt: skip
    assert not any(each.needs_me for each in found)


taken = st.lists(
    st.builds(
        Taken,
        draft=st.sampled_from(["0.0.8", "0.0.9"]),
        key=st.sampled_from(sorted(SUCCESSORS)),
        wording=st.sampled_from(["w-use", "w-study", "w-study-2"]),
        meaning=st.integers(1, 6),
        choice=st.sampled_from(Choice),
        refused=st.booleans(),
        order=st.integers(0, 1000),
    ),
    max_size=12,
    unique_by=lambda each: each.order,
)


@given(taken, st.randoms(use_true_random=False))
def test_every_meaning_is_seen_once_and_counted_where_it_is_in_the_draft(several, random):
    found = seen_from("0.0.9", NOW, several, SUCCESSORS)
    meanings = [each.taken.meaning for each in found]
    here = {placed.meaning: placed for placed in NOW}

    assert sorted(meanings) == sorted({each.meaning for each in several})
    for each in found:
        assert each.taken.order == max(e.order for e in several if e.meaning == each.taken.meaning)
        if each.counts:
            assert each.key == here[each.taken.meaning].key
        assert not (each.counts and each.needs_me)
    shuffled = list(several)
    random.shuffle(shuffled)
    assert seen_from("0.0.9", NOW, shuffled, SUCCESSORS) == found
