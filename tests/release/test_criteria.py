"""Files of criteria: what they may say, and what is said of those that cannot be used."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.accounts.models import Role
from consensus.release.criteria import (
    PARAMETERS,
    ROLES,
    TARGETS,
    CriteriaError,
    Kind,
    criteria_of,
    read_criteria,
)
from consensus.release.models import Target
from tests.release.gates import GATES, a_file, criteria


def problems(text: str) -> list[str]:
    with pytest.raises(CriteriaError) as refused:
        read_criteria(text)
    return [str(each) for each in refused.value.problems]


@pytest.mark.parametrize(("target", "per_group", "signatures"), [("candidate", 2, 0), ("stable", 5, 7)])
def test_the_content_asks_for_two_and_five_of_each_stakeholder_group(target, per_group, signatures):
    found = read_criteria((GATES / f"{target}.toml").read_text("utf-8"))
    endorsements = found.called("endorsements")

    assert (found.name, found.signatures) == (target, signatures)
    assert endorsements is not None and endorsements.number("per_group") == per_group


def test_the_content_asks_for_everything_that_a_criterion_can_be_about():
    found = read_criteria((GATES / "stable.toml").read_text("utf-8"))

    assert {each.kind for each in found.criteria} == set(Kind)
    assert [each.id for each in found.criteria if not each.necessary] == [
        "participation", "usable-reference", "current-practice"
    ]  # fmt: skip


def test_roles_and_targets_are_those_of_the_house():
    assert (set(ROLES), set(TARGETS)) == (set(Role), set(Target))


def test_what_is_counted_is_necessary_and_what_people_judge_is_not():
    found = criteria("clauses", "judged")

    assert [(each.id, each.necessary, each.judges) for each in found.criteria] == [
        ("clauses", True, None), ("judged", False, "board")
    ]  # fmt: skip


def test_the_record_holds_parameters_without_titles():
    assert criteria("systems").criteria[0].on_record == {
        "id": "systems", "kind": "systems", "necessary": True, "at_least": 1, "reviewers": 2
    }  # fmt: skip


def test_the_digest_is_that_of_what_they_say_and_not_of_how_the_file_is_written():
    plain = a_file("clauses", "systems")
    spaced = plain.replace(" = ", "   =   ") + "\n# no more\n"

    assert read_criteria(spaced).digest == read_criteria(plain).digest
    assert read_criteria(plain.replace("at_least = 1", "at_least = 2")).digest != read_criteria(plain).digest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (a_file("clauses", head="deadline = 3\n"), "line 4, `deadline`: there is no such field here; remove it (there are name, title, version, signatures)"),
        (a_file("clauses", clauses="at_least = 3"), "line 9, `criterion.at_least`: there is no such field here; remove it (there are id, kind, title, necessary)"),
        (a_file("systems", systems="at_last = 3\nreviewers = 2"), "line 9, `criterion.at_last`: there is no such field here; did you mean `at_least`?"),
        (a_file("systems", systems="at_least = 0\nreviewers = 2"), "line 9, `criterion.at_least`: write a whole number from 1 to 1000000 (not 0)"),
        (a_file("endorsements", endorsements="per_group = 0.5"), "line 9, `criterion.per_group`: write a whole number from 1 to 1000000 (not 0.5)"),
        (a_file("judged", judged='judges = "king"\nat_least = 1'), 'line 9, `criterion.judges`: write one of "scribe", "moderator", "maintainer", "chair", "board", "admin" (not \'king\')'),
        (a_file("clauses", clauses="necessary = false"), "line 9, `criterion.necessary`: this is counted: write true, or leave it out"),
        (a_file("clauses", "clauses"), 'line 12, `criterion.id`: "clauses" stands twice; choose another id'),
        (a_file("clauses", name="final"), 'line 1, `name`: write one of "candidate", "stable" (not \'final\')'),
        (a_file("seal", name="candidate"), "line 8, `criterion.kind`: a candidate is announced, not sealed; the seal belongs to stable"),
        (a_file("seal").replace("signatures = 2\n", ""), "`signatures`: say how many of the board have to sign, such as signatures = 7"),
        (a_file("clauses", head="signatures = 3\n"), 'line 4, `signatures`: nothing is signed here; add a criterion of kind "seal", or remove this'),
        (a_file(), "`criterion`: write each criterion as a [[criterion]] table, at least one and at most 40"),
        ("name = ", "line 1: this is not TOML: Invalid value (at end of document); mend the line and try again"),
        ("#" * 100_001, "this is longer than 100000 bytes; shorten it"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_its_line_and_what_to_do(text, said):
    assert said in problems(text)


def test_an_unknown_kind_names_those_that_there_are():
    [said] = problems(a_file("clauses").replace('kind = "clauses"', 'kind = "claws"'))

    assert said.startswith('line 7, `criterion.kind`: write one of "clauses", "objections"')


def test_everything_wrong_is_told_at_once():
    text = a_file("clauses", "systems", name="final", systems="reviewers = 0")

    assert [re.findall(r"`([\w.]+)`", each) for each in problems(text)] == [
        ["name"], ["criterion.at_least"], ["criterion.reviewers"]
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text):
    try:
        read_criteria(text)
    except CriteriaError as error:
        assert all(each.sentence for each in error.problems)


numbers = st.integers(1, 100)
kinds = st.lists(st.sampled_from([kind for kind in Kind if kind is not Kind.SEAL]), min_size=1, unique=True)


@given(kinds, st.data())
def test_what_was_read_is_the_same_once_it_was_kept(some, data):
    more = {}
    for kind in some:
        asked = {
            name: data.draw(numbers) for name in PARAMETERS[kind] if name not in ("judges", "continents")
        }
        told = [f"{name} = {value}" for name, value in asked.items()]
        told += ['judges = "chair"'] if "judges" in PARAMETERS[kind] else []
        told += ["continents = 6"] if "continents" in PARAMETERS[kind] else []
        more[str(kind)] = "\n".join(told)
    found = criteria(*map(str, some), **more)

    assert criteria_of(found.data) == found
    assert criteria_of(found.data).digest == found.digest
