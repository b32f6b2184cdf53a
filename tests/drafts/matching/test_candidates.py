"""A closer look at few."""

from consensus.drafts.matching.candidates import MANY, MOST_CANDIDATES, by_rank, by_words
from consensus.drafts.matching.similarity import Lexicon
from consensus.drafts.sides import book
from tests.drafts.renditions import side


def chosen(old, new, **more):
    lexicon = Lexicon(book(old), book(new))
    return by_words(range(len(new)), range(len(old)), ours=lexicon.new, theirs=lexicon.old, **more)


def test_those_with_the_most_of_the_rare_words_come_first():
    old = [
        side("a", "the apples"),
        side("b", "the pears and plums", order=1),
        side("c", "the pears", order=2),
    ]

    assert chosen(old, [side("x", "pears and plums")])[0][:2] == [1, 2]


def test_a_part_looks_for_its_whole_however_long_it_is():
    old = [side("a", "pears"), side("b", "pears plums apples cherries nuts figs", order=1)]
    new = [side("x", "pears plums apples")]

    assert chosen(old, new, inside=True)[0][0] == 1


def test_nobody_has_more_than_a_few_candidates():
    old = [side(f"k{n}", f"pears number{n}", order=n) for n in range(100)]

    assert len(chosen(old, [side("x", "pears")])[0]) == MOST_CANDIDATES


def test_few_clauses_with_equal_words_are_all_compared_and_many_with_their_like():
    few = list(by_rank(range(3), range(2)))
    many = list(by_rank(range(10 * MANY), range(10 * MANY)))

    assert len(few) == 6
    assert (0, 0) in many
    assert len(many) < 100 * MANY
