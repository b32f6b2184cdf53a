"""The archive of a demonstration."""

from itertools import islice

from consensus.archive.plain import PlainMessage
from consensus.cli.remembering import BEGINS, KINDS, Memory


def remembered(n: int, seed: int = 1) -> dict[str, list[PlainMessage]]:
    """Archives by their names."""
    return {name: list(some) for name, some in Memory(["data-information"], seed).archives(n)}


def test_there_are_as_many_messages_as_are_asked_for() -> None:
    assert [sum(map(len, remembered(n).values())) for n in (0, 1, 7, 150)] == [0, 1, 7, 150]
    assert list(remembered(150)) == list(KINDS)


def test_the_same_seed_remembers_the_same() -> None:
    assert remembered(40) == remembered(40)
    assert remembered(40) != remembered(40, seed=2)


def test_each_message_has_an_id_of_its_own_and_replies_to_one_before_it_in_its_thread() -> None:
    for some in remembered(300).values():
        before: dict[str, set[str]] = {}
        for each in some:
            thread = before.setdefault(each.thread or "", set())
            assert (
                each.id not in thread
                and set(each.replies_to) <= thread
                and bool(each.replies_to) == bool(thread)
            )
            assert each.at is not None and each.at >= BEGINS
            thread.add(each.id)


def test_some_mention_a_clause_and_all_have_words_of_their_own() -> None:
    bodies = [each.body for some in remembered(200).values() for each in some]

    assert 20 < sum("data-information" in body for body in bodies) < 100
    assert len(set(bodies)) > 195


def test_a_great_many_are_made_one_by_one() -> None:
    name, some = next(Memory([], 1).archives(10**9))

    assert (name, len(list(islice(some, 1_000)))) == ("forum", 1_000)
