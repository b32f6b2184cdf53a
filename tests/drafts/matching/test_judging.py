"""How much speaks for a pair, and how much must."""

from consensus.drafts.matching.judging import Judge
from consensus.drafts.matching.neighbourhood import Pairs
from consensus.drafts.sides import book
from tests.drafts.renditions import draft


def found(old, new, *, newer=0, older=0, paired=()):
    pairs = Pairs(book(draft(old)), book(draft(new)))
    for one, other in paired:
        pairs.add(one, other)
    return Judge(pairs).found(newer, older)


LONG = "p one: Everyone gained when the barriers to learning, sharing and improving software were taken away."


def test_short_clauses_need_more_in_common_than_long_ones():
    short = found("p one: Data card", "p one: Model card")
    long = found(LONG, LONG.replace("Everyone", "People"))

    assert short.needed > long.needed
    assert short.margin < 0 < long.margin


def test_the_same_words_need_nothing():
    assert found(LONG, LONG).needed == 0


def test_the_place_only_tips_the_balance():
    notation = "p before: Rain.\n{}\np after: Snow."
    unrelated = "p one: Training data is documented with origin, date and collector."
    place = {"newer": 1, "older": 1, "paired": [(0, 0), (2, 2)]}

    assert found(notation.format(LONG), notation.format(unrelated), **place).margin < 0
    assert found(
        notation.format(LONG), notation.format(LONG.replace("Everyone", "All")), **place
    ).place.between


def test_a_heading_is_known_by_what_hangs_from_it():
    old = "h one: Out of scope\n  p a: Ethics.\n  p b: Liability."
    new = "h one: What stays outside\n  p a: Ethics.\n  p b: Liability."

    assert found(old, new).margin < 0 < found(old, new, paired=[(1, 1), (2, 2)]).margin


def test_the_same_name_speaks_for_a_pair_when_each_draft_has_it_once():
    once = found("i one: **Code**: all of it", "i one: **Code**: whatever runs")
    twice = found("i one: **Code**: all\ni two: **Code**: some", "i one: **Code**: whatever runs")

    assert (once.same_name, twice.same_name) == (True, False)


def test_an_item_is_less_like_a_row_than_like_an_item():
    item = found("i one: Model parameters of any kind", "i one: Model parameters of all kinds")
    row = found("r one: Model parameters of any kind", "i one: Model parameters of all kinds")

    assert row.likeness.ratio < item.likeness.ratio
