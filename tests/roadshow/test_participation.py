"""Who took part, as far as they said: numbers of people, none of them alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from consensus.roadshow.participation import (
    BELOW,
    FEW,
    OTHER,
    UNSTATED,
    Consent,
    Figure,
    Person,
    Share,
    consents_of,
    different,
    figure_of,
    figures_of,
    may_be_twice,
)

said = st.dictionaries(st.integers(1, 60), st.sampled_from([None, "africa", "asia", "europe", "oceania"]))


def people(**values: int) -> dict[int, str | None]:
    """So many people for each value."""
    found: dict[int, str | None] = {}
    for value, many in values.items():
        for _each in range(many):
            found[len(found)] = None if value == UNSTATED else value
    return found


def test_each_value_with_how_many_said_it_of_how_many():
    assert figure_of(people(africa=4, europe=7, unstated=2)) == Figure(
        (Share("europe", 7), Share("africa", 4), Share(UNSTATED, 2)), said=11, of=13
    )


def test_what_few_share_stands_together():
    assert figure_of(people(africa=9, europe=2, asia=2)).rows == (Share("africa", 9), Share(FEW, 4))


def test_where_those_are_few_too_it_is_not_told_whether_they_said_anything():
    assert figure_of(people(africa=98, asia=2, unstated=4)) == Figure(
        (Share("africa", 98), Share(OTHER, 6)), said=98, of=104
    )


def test_of_very_few_nothing_is_told_but_how_many_they_are():
    assert figure_of(people(africa=1, asia=1)) == Figure((Share(OTHER, 2),), said=0, of=2)
    assert figure_of({}) == Figure()


@given(said)
def test_nobody_is_lost_and_of_nobody_it_is_told_that_few_said_something(values):
    found = figure_of(values)
    shown = {share.name: share.n for share in found.rows}
    stated = [value for value in values.values() if value]
    named = {name: n for name, n in shown.items() if name not in (UNSTATED, FEW, OTHER)}

    assert sum(shown.values()) == found.of == len(values)
    assert all(n >= BELOW and n == stated.count(name) for name, n in named.items())
    assert shown.get(FEW, BELOW) >= BELOW
    assert found.said == sum(named.values()) + shown.get(FEW, 0)
    assert OTHER in shown or found.said == len(stated)


@given(said, st.randoms())
def test_the_order_of_people_does_not_matter(values, random):
    items = list(values.items())
    random.shuffle(items)

    assert figure_of(dict(items)) == figure_of(values)


def test_a_person_of_two_sittings_is_one_and_what_they_said_last_holds():
    some = [
        *(Person(who, group="licensee", continent="africa") for who in (1, 2, 3)),
        Person(1, group="regulator"), Person(2, group="regulator"), Person(4, group="regulator"),
    ]  # fmt: skip
    groups, continents, languages = figures_of(some)

    assert (different(some), groups.rows) == (4, (Share("regulator", 3), Share(OTHER, 1)))
    assert continents == Figure((Share("africa", 3), Share(UNSTATED, 1)), said=3, of=4)
    assert languages == Figure((Share(UNSTATED, 4),), said=0, of=4)


def test_consent_is_counted_by_person_and_version_and_dated():
    some = [
        Person(1, consent="1", at=date(2024, 5, 17)), Person(1, consent="1", at=date(2024, 6, 11)),
        Person(2, consent="1", at=date(2024, 6, 13)), Person(2, consent="2", at=date(2024, 9, 1)), Person(3, paper=True),
    ]  # fmt: skip

    assert consents_of(some) == (
        Consent("1", 2, date(2024, 5, 17), date(2024, 6, 13)), Consent("2", 1, date(2024, 9, 1), date(2024, 9, 1)),
    )  # fmt: skip


def test_who_left_an_address_is_known_to_be_one_person():
    known = [Person(who, guest=False) for who in (1, 2)]

    assert (may_be_twice(known), may_be_twice([*known, Person(3)]), may_be_twice([Person(3)])) == (
        False,
        True,
        False,
    )
