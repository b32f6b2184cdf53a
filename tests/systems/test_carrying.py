"""Answers carry to the next draft where the requirement is the same; a changed one makes exactly its answers stale."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.answers import Answer
from consensus.systems.carrying import Edition, Link, carry, composed, flips, linked, links, standing
from consensus.systems.reasons import why

from .making import CHANGED, NAMES, answers, assess, checklist, checklist_of, component, expressions, sheets

OLD = checklist({"all": ["a", "b", "c"]})
SHEET = answers(a="MIT", b="no", c="CC-BY-4.0")


def stale(newer: object, changed: tuple[str, ...] = ()) -> dict[str, str]:
    """What is stale under a newer checklist, and the code of the reason."""
    found = carry(SHEET, links(OLD, newer, changed=changed))  # type: ignore[arg-type]
    return {id: reason.code for id, reason in found.stale.items()}


def test_the_same_checklist_keeps_every_answer() -> None:
    found = carry(SHEET, links(OLD, OLD, changed=()))

    assert (list(found.answers.values()), found.stale, found.dropped) == (SHEET, {}, ())


@pytest.mark.parametrize("changed, reason", [({"framework": "osi"}, "framework"), ({"clause": ""}, "clause")])
def test_a_changed_requirement_makes_exactly_its_answers_stale(changed: dict[str, str], reason: str) -> None:
    newer = checklist(OLD.requires, component("b", **changed))

    assert stale(newer) == {"b": reason}
    assert set(carry(SHEET, links(OLD, newer, changed=())).answers) == {"a", "c"}


def test_a_clause_that_means_something_else_makes_its_answers_stale() -> None:
    assert stale(OLD, changed=("c",)) == {"c": "clause"}


def test_the_words_count_where_no_clause_stands_behind_them() -> None:
    old, new = (checklist("a", component("a", clause="", title=title)) for title in ("Code", "All code"))

    assert carry(SHEET, links(old, new, changed=())).stale["a"].code == "title"


def test_a_renamed_component_keeps_its_answers_under_its_new_name() -> None:
    newer = checklist(
        {"all": ["weights", "b"]}, component("weights", clause="a", was=("a",)), component("a", was=("z",))
    )

    found = carry(SHEET, links(OLD, newer, changed=()))

    assert found.answers["weights"] == replace(SHEET[0], component="weights")


def test_what_is_joined_or_split_is_answered_anew() -> None:
    newer = checklist(
        {"all": ["ab", "c1", "c2"]}, component("ab", was=("a", "b")), component("c1", was=("c",)), component("c2", was=("c",))
    )  # fmt: skip
    only = {id: code for id, code in stale(newer).items() if id in ("ab", "c1", "c2")}

    assert only == {"ab": "joined", "c1": "split", "c2": "split"}


def test_what_nothing_asks_for_any_more_is_told() -> None:
    newer = replace(
        OLD, components={id: each for id, each in OLD.components.items() if id != "c"}, requires="a"
    )

    assert carry(SHEET, links(OLD, newer, changed=())).dropped == ("c",)


def test_from_0_0_8_to_0_0_9_code_and_model_carry_and_data_is_asked_anew() -> None:
    older, newer = checklist_of("0.0.8"), checklist_of("0.0.9")
    sheet = [Answer(id, "yes", "MIT") for id in older.components]

    found = carry(sheet, links(older, newer, changed=CHANGED["0.0.9"]))

    assert set(found.stale) == {"training-datasets", "research-paper", "technical-report", "data-card"}
    assert set(newer.components) - set(found.answers) == set(found.stale)
    assert "labelling-procedures" in found.dropped


def test_from_0_0_9_to_1_0_rc1_other_terms_for_parameters_make_their_answers_stale() -> None:
    by = links(checklist_of("0.0.9"), checklist_of("1.0-RC1"), changed=CHANGED["1.0-RC1"])

    assert by["model-parameters"].stale == why("framework", before="osd-terms", after="osi-terms")
    assert by["data-public"] == Link("", why("new-requirement"))
    assert by["training-code"] == Link("training-code", None)


def test_steps_are_composed_and_what_was_stale_on_the_way_stays_so() -> None:
    steps = [
        links(checklist_of(older), checklist_of(newer), changed=CHANGED[newer])
        for older, newer in (("0.0.8", "0.0.9"), ("0.0.9", "1.0-RC1"))
    ]

    found = composed(*steps)

    assert found["training-code"] == Link("training-code", None)
    assert found["data-card"].stale is not None and found["data-public"].source == ""


def editions() -> list[Edition]:
    return [
        Edition(draft, checklist_of(draft), CHANGED.get(draft, frozenset()))
        for draft in ("0.0.8", "0.0.9", "1.0-RC1")
    ]


def test_a_review_of_an_early_draft_stands_as_far_as_it_holds() -> None:
    sheet = [Answer(id, "yes", "MIT") for id in ("training-code", "research-paper", "labelling-procedures")]

    found = standing(editions(), {"0.0.8": sheet, "0.0.9": [Answer("data-card", "no")]})

    assert dict(found["0.0.9"].given_on) == {"training-code": "0.0.8", "data-card": "0.0.9"}
    assert set(found["0.0.9"].stale) == {"research-paper"}
    assert set(found["1.0-RC1"].answers) == {"training-code"}
    assert set(found["1.0-RC1"].stale) == {"research-paper", "data-card"}


def test_answering_again_ends_that_an_answer_is_stale() -> None:
    again = {"0.0.8": [Answer("data-card", "yes")], "0.0.9": [Answer("data-card", "no")]}

    assert standing(editions(), again)["0.0.9"].stale == {}


def test_a_later_answer_never_counts_for_an_earlier_draft() -> None:
    assert standing(editions(), {"1.0-RC1": [Answer("training-code", "yes")]})["0.0.9"].answers == {}


def test_a_draft_without_a_checklist_lets_answers_pass() -> None:
    with_gap = [editions()[0], Edition("gap", None, frozenset({"training-code"})), editions()[1]]

    found = standing(with_gap, {"0.0.8": [Answer("training-code", "yes"), Answer("inference-code", "yes")]})

    assert (set(found["gap"].answers), set(found["0.0.9"].answers)) == (set(), {"inference-code"})
    assert set(found["0.0.9"].stale) == {"training-code"}


@given(st.lists(st.sampled_from([None, "0.0.8", "0.0.9", "1.0-RC1"]), max_size=5), st.integers(0, 4))
def test_links_found_beforehand_carry_the_same(drafts: list[str | None], begun: int) -> None:
    lists = [(f"{n}", checklist_of(draft) if draft else None, draft or "") for n, draft in enumerate(drafts)]
    plain = [Edition(name, asked, CHANGED.get(draft, frozenset())) for name, asked, draft in lists]
    ids = ["training-code", "data-card", "research-paper", "model-parameters", "cleaning-methodology"]
    given_ = {
        name: [Answer(id, "yes", "MIT") for id in ids[: int(name) + 1]] for name, _asked, _draft in lists[::2]
    }

    assert standing(linked(plain)[begun:], given_) == standing(plain[begun:], given_)


def test_a_flip_names_the_requirement_and_clause_that_cause_it() -> None:
    newer = checklist({"all": ["a", "b"]}, component("b", clause="new-clause"))
    older = checklist({"all": ["a"]}, component("b", clause="new-clause", optional=True))
    sheet = answers(a="MIT", b="no")
    by = links(older, newer, changed=())

    found = flips({"x": assess(older, sheet)}, {"x": assess(newer, sheet)}, by=by)

    assert [(each.system, each.before, each.after, each.because) for each in found] == [
        ("x", "conforms", "does-not-conform", (("b", "new-clause"),))
    ]


def test_a_flip_for_the_better_names_what_is_no_longer_asked() -> None:
    older, newer = checklist({"all": ["a", "b"]}), checklist("a")
    sheet = answers(a="MIT", b="no")

    found = flips(
        {"x": assess(older, sheet)}, {"x": assess(newer, sheet)}, by=links(older, newer, changed=())
    )

    assert found[0].because == (("b", "b"),)


def test_without_a_verdict_on_both_sides_nothing_flips() -> None:
    by = links(OLD, OLD, changed=())

    assert flips({"x": assess(None, []), "y": assess(OLD, SHEET)}, {"x": assess(OLD, SHEET)}, by=by) == ()


@given(expressions, expressions, sheets, sheets)
def test_there_is_a_flip_with_a_cause_exactly_where_verdicts_differ(
    old: object, new: object, before: list[Answer], after: list[Answer]
) -> None:
    older, newer = checklist(old), checklist(new)
    then, now = assess(older, before), assess(newer, after)

    found = flips({"x": then}, {"x": now}, by=links(older, newer, changed=()))

    assert bool(found) is (then.verdict != now.verdict)
    assert all(each.because for each in found)


@given(expressions, sheets, st.sets(st.sampled_from(NAMES)))
def test_carrying_keeps_or_drops_and_never_alters(
    requires: object, sheet: list[Answer], changed: set[str]
) -> None:
    asked = checklist(requires)

    found = carry(sheet, links(asked, asked, changed=changed))

    assert set(found.answers) | set(found.stale) >= {each.component for each in sheet}
    assert set(found.stale) == changed
    assert all(answer in sheet for answer in found.answers.values())
