"""The surest pairs come first, and make their neighbours surer."""

from consensus.drafts.matching.pairing import Pairing
from consensus.drafts.sides import book
from tests.drafts.renditions import draft, side, unnamed


def paired(old, new):
    """Older key → newer text of each pair."""
    pairing = Pairing(book(old), book(new))
    pairing.run()
    return {
        pairing.old.sides[older].key: pairing.new.sides[newer].text
        for newer, older in enumerate(pairing.pairs.of_new)
        if older is not None
    }


def test_ids_go_first_then_equal_words_then_the_most_alike():
    old = draft("p a: red green blue\np b: one two three four\np c: sun moon stars sky")
    new = [
        side("a", "something else", given=True),
        side("x", "one two three four five", order=1),
        side("y", "sun moon stars sky", order=2),
    ]

    assert paired(old, new) == {
        "a": "something else",
        "b": "one two three four five",
        "c": "sun moon stars sky",
    }


def test_the_better_of_two_gets_the_clause():
    old = draft("p a: one two three four five six")
    new = unnamed(draft("p x: one two three four five other\np y: one two three four five six seven"))

    assert paired(old, new) == {"a": "one two three four five six seven"}


def test_the_clause_with_the_lead_term_goes_before_its_examples():
    old = draft(
        "i data: **Data transparency**: methods, sets, provenance, scope, selection, labelling and cleaning."
    )
    new = unnamed(
        draft(
            "i head: **Data information**: provenance, scope and selection, for a skilled person.\n"
            "  i examples: methods, sets, provenance, scope, selection, labelling and cleaning."
        )
    )

    assert paired(old, new) == {
        "data": "Data information: provenance, scope and selection, for a skilled person."
    }


def test_rivals_are_those_that_came_from_nowhere_else():
    old = draft("p a: one two three four five\np b: one two three four six")
    pairing = Pairing(book(old), book(unnamed(draft("p x: one two three four five seven"))))
    pairing.run()

    assert len(pairing.rivals(0)) == 1
