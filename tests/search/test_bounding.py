"""What a question costs is bounded, and what is left out for it is always the same."""

import pytest

from consensus.search.asking import read
from consensus.search.bounding import begun_in, bounded, denied, most_read
from consensus.search.sought import sought

OFTEN = {"data": 900, "model": 800, "weights": 40, "kilowatt": 1}


def frequency(field: str, term: str) -> int:
    return OFTEN.get(term, 0) if field == "exact" else 0


def looked_for(asked: str, most: int) -> tuple[list[list[str]], tuple[str, ...]]:
    found, left_out = bounded(sought(read(asked)), frequency, most=most)
    return [[" ".join(each.exact) for each in group] for group in found.groups], left_out


@pytest.mark.parametrize(
    ("asked", "most", "kept", "left_out"),
    [
        ("data model", 1_700, [["data"], ["model"]], ()),
        ("data weights", 100, [["weights"]], ("data",)),
        ("data weights model", 900, [["weights"], ["model"]], ("data",)),
        ("data model", 10, [["model"]], ("data",)),
        ("data OR weights OR kilowatt", 100, [["weights", "kilowatt"]], ("data",)),
        ('"data model" weights', 2_000, [["weights"]], ("data model",)),
        ('"data model"', 10, [["data model"]], ()),
        ("", 10, [], ()),
    ],
)
def test_the_most_frequent_words_are_left_out_and_one_is_always_kept(asked, most, kept, left_out) -> None:
    assert looked_for(asked, most) == (kept, left_out)


def test_words_that_are_not_wanted_are_never_left_out() -> None:
    asked = sought(read("weights -data -model"))

    assert bounded(asked, frequency, most=1) == (asked, ())


@pytest.mark.parametrize(
    ("asked", "most", "refused"),
    [
        ("weights -data -model", 1_699, ("data", "model")),
        ("weights -data -model", 1_700, ()),
        ("data model", 1, ()),
        ('weights -"data model"', 1, ()),
        ("weights -da*", 1, ()),
    ],
)
def test_a_question_that_leaves_out_too_many_texts_is_refused(
    asked: str, most: int, refused: tuple[str, ...]
) -> None:
    assert denied(sought(read(asked)), frequency, most=most) == refused


def test_beginnings_stand_for_words_in_so_many_documents_together() -> None:
    words = [(f"data{n}", 90_000) for n in range(5)]
    found = begun_in(
        sought(read("da* OR mo*")), lambda field, start, most: words if start == "da" else words[:1]
    )

    assert (found["da"].words, found["da"].cut) == (("data0",), True)
    assert (found["mo"].words, found["mo"].cut) == (("data0",), False)


@pytest.mark.parametrize(("many", "most"), [(0, 150_000), (10_000, 150_000), (1_000_000, 3_000_000)])
def test_more_is_read_where_there_is_more(many: int, most: int) -> None:
    assert most_read(many) == most
