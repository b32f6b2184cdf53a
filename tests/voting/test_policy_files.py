"""A policy is read whole, or everything that is wrong in it is told with its line and what to do."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.policies import NET, POSITIVE, STANDARD_BANDS, Bands, Policy
from consensus.voting.policy_files import PolicyError, line_of, read_policy, unstated
from consensus.voting.policy_values import FIELDS

DEFAULT = Path(__file__).parents[2] / "content" / "policies" / "default.toml"


def wrong(text: str) -> list[tuple[str, int | None]]:
    """The problems of a text, as fields and lines."""
    with pytest.raises(PolicyError) as caught:
        read_policy(text)
    return [(problem.field, problem.line) for problem in caught.value.problems]


def sentence(text: str) -> str:
    """What is said of a text that cannot be read."""
    with pytest.raises(PolicyError) as caught:
        read_policy(text)
    return str(caught.value)


def test_the_default_policy_is_the_standard_one_written_out():
    text = DEFAULT.read_text("utf-8")

    assert read_policy(text) == Policy()
    assert unstated(text) == []


def test_what_is_not_stated_is_as_in_the_standard_policy():
    assert read_policy("") == Policy()
    assert read_policy("quorum = 5").quorum == 5
    assert unstated("quorum = 5\n[surge]\nminutes = 5")[:3] == ["name", "title", "version"]
    assert not {"quorum", "surge.minutes"} & set(unstated("quorum = 5\n[surge]\nminutes = 5"))


def test_thresholds_are_exact_and_the_rough_one_follows():
    policy = read_policy("threshold = 0.1\nrobustness.thresholds = [0.3, 1]")

    assert policy.threshold == policy.rough_threshold == Decimal("0.1")
    assert policy.thresholds == (Decimal("0.3"), Decimal(1))
    assert read_policy("threshold = 0.7\nrough_threshold = 0.6").rough_threshold == Decimal("0.6")


def test_groups_replace_the_standard_ones_in_their_order():
    text = 'groups_heard = 1\nmust_be_heard = ["b"]\n' + "\n".join(
        f'[[group]]\nslug = "{slug}"\ntitle = "T"\nsentence = "S."' for slug in "ba"
    )

    assert read_policy(text).slugs == ("b", "a")


def test_bands_are_optional_and_have_standard_multiples():
    assert read_policy("[bands]").bands == Bands(NET, None, STANDARD_BANDS, "no")
    text = '[bands]\ncount = "positive"\nmean = 16.27\nbelow = "out"\nfactors = { low = 0.5, in = 1 }'
    assert read_policy(text).bands == Bands(
        POSITIVE, Decimal("16.27"), (("in", Decimal(1)), ("low", Decimal("0.5"))), "out"
    )


def test_everything_wrong_is_told_at_once_with_lines():
    text = 'quorum = 0\n# words\nthreshold = "high"\n[surge]\nminutes = 1.5\nhours = 3\n'

    assert wrong(text) == [("quorum", 1), ("threshold", 3), ("surge.minutes", 5), ("surge.hours", 6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\nquorum = ", "policy.toml, line 2: this is not TOML"),
        ("\nquorum = x\n", "policy.toml, line 2: this is not TOML"),
        ("quorum = true", "line 1, `quorum`: write a whole number from 1 to 1000000 (not true)"),
        ("treshold = 0.5", "`treshold`: there is no such field; did you mean `threshold`?"),
        ("colour = 3", "`colour`: there is no such field; remove it"),
        ("threshold = 1.5", "`threshold`: write a number above 0, at most 1 (not 1.5)"),
        ("threshold = 0", "write a number above 0"),
        ("threshold = nan", "write a number above 0"),
        ('who = "friends"', 'write one of "everyone", "confirmed", "named"'),
        ('positions = ["support"]', 'offer at least "support" and "object"'),
        ('positions = ["support", "object", "object"]', "name each only once"),
        ('reason_required = ["accept"]', 'add "object"'),
        ('counted_for = ["object"]', 'these are always ["support", "accept"]'),
        ('counted_for = ["support"]', "leave the field out"),
        ('counted_against = ["abstain"]', "leave the field out"),
        ('must_be_heard = ["nobody"]', 'there is no stakeholder group "nobody"; there are system-creator'),
        ("groups_heard = 7", "there are only 6 stakeholder groups"),
        ("rough_threshold = 0.9", "write at most the threshold, 0.66"),
        (
            'positions = ["support", "object"]\nreason_required = ["object", "accept"]',
            '"accept" is not among the positions',
        ),
        ("surge = 3", "`surge`: this is a table; write [surge]"),
        ("[quorum]", "`quorum`: write a whole number"),
        ("[colours]", "`colours`: there is no such field"),
        ('title = "a\\u0000b"', "write a text"),
        ('title = ""', "write a text"),
        ("group = []", "write each stakeholder group as a [[group]] table"),
        ('[[group]]\nslug = "A b"\ntitle = "T"\nsentence = "S"', "line 2, `group.slug`: write a short name"),
        ('[[group]]\nslug = "a"\ntitle = "T"', "`group.sentence`: write a text"),
        (
            '[[group]]\nslug = "a"\ntitle = "T"\nsentence = "S"\nmore = 1',
            "line 5, `group.more`: a [[group]] has",
        ),
        ("[bands]\nfactors = { a = 1, b = 1.0 }", "give each name another multiple"),
        ('[bands]\nbelow = "yes"', "a band has this name already"),
        (f"quorum = {'9' * 5000}", "policy.toml"),
        (f"quorum = 0x{'f' * 5000}", "write a whole number"),
        (f"x = {'[' * 3000}", "policy.toml"),
    ],
)
def test_a_sentence_names_the_place_and_what_to_do(text, expected):
    assert expected in sentence(text)


def test_two_groups_of_one_slug_are_told_at_the_second():
    group = '[[group]]\nslug = "a"\ntitle = "T"\nsentence = "S"\n'

    assert wrong(group + group) == [("group.slug", 6)]


def test_lines_are_those_of_the_right_table():
    text = 'quorum = 1\n[surge]\nquorum = 2\n[[group]]\nslug = "a"\n[[group]]\n"slug" = "b"\n'

    assert [line_of(text, "quorum"), line_of(text, "surge.quorum"), line_of(text, "surge")] == [1, 3, 2]
    assert [line_of(text, "group.slug", nth=nth) for nth in (1, 2, 3)] == [5, 7, None]
    assert line_of(text, "threshold") is None


values = st.recursive(
    st.none().map(lambda _: "true")
    | st.integers(-5, 10**7).map(str)
    | st.floats(-2, 2).map(repr)
    | st.sampled_from(['"everyone"', '"object"', '"support"', '""', "1979-05-27", "inf", "{}"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    max_leaves=3,
)


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), values, max_size=6))
def test_whatever_stands_in_a_policy_it_is_read_or_refused_in_words(fields):
    text = "\n".join(f"{name} = {value}" for name, value in fields.items())
    try:
        policy = read_policy(text)
    except PolicyError as error:
        assert error.problems
        assert all(problem.sentence for problem in error.problems)
    else:
        assert 0 < policy.rough_threshold <= policy.threshold <= 1
        assert policy.groups_heard <= len(policy.groups)
