"""``verify.py`` knows when a draft may be sealed, by whom, and when no more: each rule is checked at its entry."""

from collections.abc import Callable
from typing import Any

import pytest

from .recorded import BUNDLE, CORE, LATER, Recorded, last_of, read_back, wrong_in

STOPS, SEAL = {"kind": "stops"}, {"kind": "seal"}
BOARD = ("p:ana", "p:bo", "p:cem")


def ready(*before: str) -> Recorded:
    """A record in which a draft is closed, meets its criteria, and three people are the board; perhaps after other drafts."""
    record = Recorded()
    record.set_key(1)
    record.criteria(STOPS, SEAL)
    for version in (*before, "1.0"):
        record.publish(version)
    for person in BOARD:
        record.add("role.granted", f"account:{person}", role="board", until=None)
    return record


def lay(record: Recorded, **changed: Any) -> int:
    """Lay the draft before the board."""
    given = {
        "bundle": BUNDLE,
        "core": CORE,
        "needed": 2,
        "of": 3,
        "head": 1,
        "target": "stable",
        "version": 1,
    }
    return record.add("seal.opened", "draft:1.0", **(given | changed))


def sign(record: Recorded, by: str, stance: str = "sign", **changed: Any) -> int:
    """Say something of the bundle."""
    given = {"bundle": BUNDLE, "stance": stance, "words": None}
    return record.add("seal.signed", "draft:1.0", by=by, **(given | changed))


def complete(record: Recorded, **changed: Any) -> int:
    """Complete the seal, as the site does."""
    key = next(reversed(record.keys))
    signature = record.sign({"type": "seal", "draft": "1.0", "bundle": BUNDLE, "key": key})
    given = {"bundle": BUNDLE, "key": key, "signature": signature, "signed": 2, "dissent": 1, "abstain": 0}
    return record.add("seal.completed", "draft:1.0", by="system:rule", **(given | changed))


@pytest.fixture
def record() -> Recorded:
    return ready()


@pytest.fixture
def signed(record: Recorded) -> Recorded:
    """A record with enough signatures, and somebody's dissent."""
    lay(record)
    sign(record, "p:ana")
    sign(record, "p:bo", "dissent")
    sign(record, "p:cem")
    return record


def test_a_seal_that_enough_signed_holds_and_its_signatures_are_counted(signed: Recorded) -> None:
    signed.count(["stops", "pass", 0, 0], ["seal", "pass", 2, 2])
    complete(signed)
    signed.count(["stops", "pass", 0, 0], ["seal", "pass", 2, 2])

    assert wrong_in(signed) == []
    assert read_back(signed).seals.completed["1.0"].stances == {
        "p:ana": "sign",
        "p:bo": "dissent",
        "p:cem": "sign",
    }


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"needed": 1}, "asks for 1 signatures; the criteria ask for 2"),
        ({"of": 12}, "speaks of a board of 12; it has 3 members"),
        ({"version": 2}, "seals draft 1.0 by version 2 of the criteria; version 1 holds"),
        ({"head": 99}, "lays a bundle before the board that ends with entry 99"),
    ],
)
def test_a_bundle_laid_before_the_board_tells_what_is_so(
    record: Recorded, changed: dict[str, Any], sentence: str
) -> None:
    lay(record, **changed)

    assert last_of(record) == [sentence]


def test_one_bundle_at_a_time_is_before_the_board(signed: Recorded) -> None:
    lay(signed)

    assert last_of(signed) == ["lays a bundle before the board while another is before it"]


def opened_again(record: Recorded) -> None:
    """Comments are taken for another year."""
    record.add("draft.reopened", "draft:1.0", until=LATER)


def followed(record: Recorded) -> None:
    """Another draft is published."""
    record.publish("2.0")


def turned_red(record: Recorded) -> None:
    """A stop opens."""
    record.add("stop.opened", "stop:lagos", draft="1.0")


NOT_READY = [
    (opened_again, "is about sealing draft 1.0, which is not the latest or not closed"),
    (followed, "is about sealing draft 1.0, which is not the latest or not closed"),
    (turned_red, "is about sealing draft 1.0, though stops is fail (1 of 0)"),
]


@pytest.mark.parametrize("change, sentence", NOT_READY)
def test_a_draft_that_may_not_be_sealed_is_neither_laid_before_the_board_nor_signed(
    record: Recorded, change: Callable[[Recorded], None], sentence: str
) -> None:
    change(record)
    lay(record)
    assert last_of(record) == [sentence]

    before = ready()
    lay(before)
    change(before)
    sign(before, "p:ana")
    assert last_of(before) == [sentence]


@pytest.mark.parametrize("change, sentence", NOT_READY)
def test_a_draft_that_changed_since_it_was_signed_is_not_sealed(
    signed: Recorded, change: Callable[[Recorded], None], sentence: str
) -> None:
    change(signed)
    complete(signed)

    assert last_of(signed) == [sentence]


@pytest.mark.parametrize(
    "by, changed, sentence",
    [
        ("p:eve", {}, "signs for p:eve, who is no member of the board"),
        ("p:former", {}, "signs for p:former, who is no member of the board"),
        ("p:expired", {}, "signs for p:expired, who is no member of the board"),
        ("p:ana", {"bundle": "0" * 64}, "is about a bundle of draft 1.0 that is not before the board"),
        ("p:ana", {"stance": "perhaps"}, "signs with a stance that there is not: perhaps"),
    ],
)
def test_members_of_the_board_sign_the_bundle_before_them(
    record: Recorded, by: str, changed: dict[str, Any], sentence: str
) -> None:
    record.add("role.granted", "account:p:former", role="board", until=None)
    record.add("role.revoked", "account:p:former", role="board")
    record.add("role.granted", "account:p:expired", role="board", until="2026-01-01T00:00:01.000000Z")
    lay(record)
    sign(record, by, **changed)

    assert last_of(record) == [sentence]


def test_nobody_signs_twice_whatever_they_said_first(signed: Recorded) -> None:
    sign(signed, "p:bo")

    assert last_of(signed) == ["signs for p:bo a second time"]


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"signed": 3}, "states [3, 1, 0] signatures, dissents and abstentions; there are [2, 1, 0]"),
        ({"bundle": "0" * 64}, "is about a bundle of draft 1.0 that is not before the board"),
        ({"signature": "0" * 128}, "bears a signature that the key {key} did not make"),
        ({"key": "0" * 16}, "is signed with the key 0000000000000000, which was not in use"),
    ],
)
def test_a_completion_that_does_not_fit_is_named(
    signed: Recorded, changed: dict[str, Any], sentence: str
) -> None:
    complete(signed, **changed)

    assert last_of(signed) == [sentence.format(key=next(iter(signed.keys)))]


def test_too_few_signatures_seal_nothing(record: Recorded) -> None:
    lay(record)
    sign(record, "p:ana")
    complete(record, signed=1, dissent=0)

    assert last_of(record) == ["seals draft 1.0 with 1 signatures; 2 are needed"]


def test_a_sealing_that_was_given_up_leaves_no_signatures(signed: Recorded) -> None:
    signed.add("seal.abandoned", "draft:1.0", bundle=BUNDLE, words=None)
    signed.count(["stops", "pass", 0, 0], ["seal", "fail", 0, 2])
    lay(signed, bundle="d" * 64)

    assert wrong_in(signed) == []


@pytest.mark.parametrize(
    "verb, details",
    [
        ("draft.map-corrected", {"placements": []}),
        ("draft.withdrawn", {}),
        ("draft.reopened", {"until": LATER}),
        ("draft.period-extended", {"until": LATER}),
        ("seal.opened", {"bundle": BUNDLE, "core": CORE, "needed": 2, "of": 3, "head": 1}),
    ],
)
def test_nothing_about_a_sealed_draft_changes(signed: Recorded, verb: str, details: dict[str, Any]) -> None:
    complete(signed)
    signed.add(verb, "draft:1.0", **details)

    assert last_of(signed) == ["changes draft 1.0, which is sealed"]


def test_nothing_before_a_sealed_draft_is_corrected_since_that_rests_on_it() -> None:
    record = ready("0.9")
    lay(record)
    for person, stance in zip(BOARD, ("sign", "dissent", "sign"), strict=True):
        sign(record, person, stance)
    complete(record)
    record.add("draft.map-corrected", "draft:0.9", placements=[])

    assert last_of(record) == ["corrects draft 0.9, on which draft 1.0 rests, which is sealed"]
