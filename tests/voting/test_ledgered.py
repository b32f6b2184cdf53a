"""The public record read again, entry by entry, without a database."""

from typing import Any

import pytest

from consensus.voting.counting import Carried, Choice, Counts
from consensus.voting.ledgered import (
    LedgerError,
    Record,
    counters_in,
    held_in,
    objections_on,
    read_record,
    recounted,
    recounted_as_data,
)
from consensus.voting.policies import Policy, policy_as_data
from consensus.voting.recount import Rule

FACTS = {
    "group": "licensee", "continent": None, "channel": "online", "organisation": None, "maker": False, "en_bloc": False,
    "established": True, "scribe": None, "late": False,
}  # fmt: skip
PLACED = [["use", "w1", 1], ["share", "w2", 2]]


def entries(*told: tuple[str, str, str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries of (verb, by, subject, details), numbered."""
    return [
        {"n": n, "verb": verb, "by": by, "subject": subject, "details": details}
        for n, (verb, by, subject, details) in enumerate(told, 1)
    ]


def published(version="0.1", clauses=PLACED, previous=None):
    return ("draft.published", "p:m", f"draft:{version}", {"clauses": clauses, "previous": previous})


def taken(ref, by, choice="support", key="use", draft="0.1", **facts):
    wording = dict(FACTS, **facts)
    return (
        "position.taken",
        by,
        f"position:{ref}",
        {"draft": draft, "key": key, "wording": "w", "choice": choice} | wording,
    )


def said(record: Record, draft="0.1", key="use") -> list[str]:
    return [f"{held.holder} {held.choice}" for held in held_in(record, draft)[key]]


def test_the_last_of_a_person_on_one_meaning_counts():
    record = read_record(entries(published(), taken(1, "v:a"), taken(2, "v:b"), taken(3, "v:a", "object")))

    assert said(record) == ["v:b support", "v:a object"]


def test_what_is_taken_back_counts_no_more():
    back = ("position.withdrawn", "v:a", "position:1", {"draft": "0.1", "key": "use"})

    assert said(read_record(entries(published(), taken(1, "v:a"), back))) == []


def test_in_a_later_draft_it_counts_where_the_meaning_stands():
    second = published("0.2", [["use", "w9", 1], ["share", "w2", 7]], "0.1")
    record = read_record(entries(published(), taken(1, "v:a"), taken(2, "v:b", key="share"), second))

    assert [held.traits.carried for held in held_in(record, "0.2")["use"]] == [Carried.EDITED]
    assert (said(record, "0.2", "share"), said(record, "0.1", "share")) == ([], ["v:b support"])


def test_what_is_refused_counts_on_its_own_words_alone():
    second = published("0.2", [["use", "w9", 1], ["share", "w2", 2]], "0.1")
    refused = ("position.refused", "v:a", "position:1", {"draft": "0.1", "key": "use"})
    record = read_record(entries(published(), taken(1, "v:a"), second, refused))

    assert (said(record, "0.1"), said(record, "0.2")) == (["v:a support"], [])


def test_a_correction_moves_what_was_said():
    second = published("0.2", [["use", "w9", 1], ["share", "w2", 2]], "0.1")
    corrected = ("draft.map-corrected", "p:m", "draft:0.2", {"placements": [["0.2", "use", "use-2", 8]]})
    record = read_record(
        entries(
            published(),
            taken(1, "v:a"),
            second,
            taken(2, "v:b", draft="0.2"),
            corrected,
            taken(3, "v:a", key="use-2", draft="0.2"),
        )
    )

    assert (said(record, "0.1"), said(record, "0.2", "use-2")) == (
        ["v:a support"],
        ["v:b support", "v:a support"],
    )


def test_keys_may_change_places_in_a_correction():
    swapped = (
        "draft.map-corrected",
        "p:m",
        "draft:0.1",
        {"placements": [["0.1", "use", "share", 1], ["0.1", "share", "use", 2]]},
    )
    record = read_record(entries(published(), taken(1, "v:a"), swapped))

    assert (said(record, key="share"), said(record)) == (["v:a support"], [])


def test_a_participant_who_goes_on_under_another_id_is_one_person():
    joined = ("voter.joined", "v:g", "voter:v:g", {"into": "v:a", "ended": ["position:1"]})
    record = read_record(
        entries(
            published(), taken(1, "v:g"), taken(2, "v:a", "object"), taken(3, "v:g", key="share"), joined,
            taken(4, "v:a", "abstain", key="share"),
        )
    )  # fmt: skip

    assert (said(record), said(record, key="share")) == (["v:a object"], ["v:a abstain"])


def test_counters_are_told_by_draft_clause_and_slice():
    record = read_record(entries(published(), taken(1, "v:a", maker=True, organisation="open-lab")))

    assert counters_in(record) == {
        ("0.1", "use", part, False, "licensee"): Counts(support=1)
        for part in ("", "maker", "organisation:open-lab")
    }


def test_an_entry_that_does_not_fit_is_named():
    with pytest.raises(LedgerError, match="entry 2"):
        read_record(entries(published(), taken(1, "v:a", key="nothing")))


def test_other_entries_change_nothing():
    other = ("role.granted", "p:m", "account:p:x", {"role": "chair"})

    assert read_record(entries(published(), other)).positions == {}


def test_objections_stand_until_their_authors_let_go_of_them():
    made = [
        ("comment.added", "v:a", f"comment:{n}", {"kind": "objection", "draft": "0.1", "clause": "use"})
        for n in range(5)
    ]
    moves = [
        ("objection.withdrawn", "v:a", "comment:0", {}),
        ("objection.addressed", "p:m", "comment:1", {}),
        ("disposition.answered", "v:a", "comment:2", {"answer": "sustain"}),
        ("disposition.answered", "v:a", "comment:3", {"answer": "agree"}),
    ]
    record = read_record(entries(published(), *made, *moves))
    found = objections_on(record, "0.1", "use", [])

    assert [(each.ref, each.addressed, each.sustained) for each in found] == [
        ("comment:1", True, False), ("comment:2", False, True), ("comment:4", False, False),
    ]  # fmt: skip


def test_a_recount_takes_the_policy_that_was_published_with_the_roll():
    policy = Policy(quorum=1, quorum_per_group=1, groups_heard=0)
    roll = (
        "roll.published",
        "system:follower",
        "draft:0.1",
        {"draft": "0.1", "policy": policy_as_data(policy)},
    )
    second = published("0.2", PLACED, "0.1")
    record = read_record(entries(published(), roll, taken(1, "v:a", maker=True), second))
    rule = Rule("without-makers")

    assert recounted_as_data(recounted(record, rule), rule) == {
        "rule": "without-makers",
        "clauses": [
            {
                "draft": draft, "key": "use", "status": "quiet", "depends_on_rule": True,
                "totals": {"support": 0, "accept": 0, "abstain": 0, "object": 0, "n": 0},
            }
            for draft in ("0.1", "0.2")
        ],
    }  # fmt: skip


def test_a_last_call_that_came_to_its_end_is_an_outcome():
    ended = (
        "lastcall.ended",
        "system:follower",
        "last-call:1",
        {"draft": "0.1", "key": None, "cut_short": False},
    )
    record = read_record(entries(published(), taken(1, "v:a"), ended))

    assert [str(found.status) for _draft, _key, found in recounted(record, Rule("person"))] == [
        "no-objection"
    ]


def test_choices_are_those_of_the_record():
    assert [str(each) for each in Choice] == ["support", "accept", "abstain", "object"]
