"""``verify.py`` counts every number of the path to stable again, each at its entry, from what the record says alone."""

from typing import Any

import pytest

from .recorded import GROUPS, Recorded, last_of, wrong_in

CLAUSES, OBJECTIONS, COMMENTS, STOPS = (
    {"kind": each} for each in ("clauses", "objections", "comments", "stops")
)
SYSTEMS = {"kind": "systems", "at_least": 1, "reviewers": 1}
JUDGED = {"kind": "judged", "judges": "board", "at_least": 2}


@pytest.fixture
def record() -> Recorded:
    """A record with one draft of two clauses."""
    made = Recorded()
    made.publish("1.0")
    return made


def said_of(record: Recorded, criterion: dict[str, Any], version: str = "1.0") -> list[Any]:
    """What the program makes of one criterion now: state, value, threshold."""
    probe = Recorded()
    probe.entries = [dict(each) for each in record.entries]
    probe.criteria(criterion)
    probe.count([criterion["kind"], "?", 0, 0], version=version)
    [sentence] = last_of(probe)
    state, number = sentence.partition("; it comes to ")[2].partition(" of draft")[0].split(" ", 1)
    value, threshold = number.strip("()").split(" of ")
    return [state, *(None if each == "None" else int(each) for each in (value, threshold))]


def call(record: Recorded, key: str, *, id: int = 1, finding: str = "consensus") -> None:
    """Call a clause."""
    record.add("call.made", f"call:{id}", draft="1.0", key=key, finding=finding)


def comment(record: Recorded, id: int, *, kind: str = "comment", **details: Any) -> None:
    """Say something of a clause of the first draft."""
    given = {"draft": "1.0", "clause": "use", "kind": kind, "late": False, "digest": "d" * 64}
    record.add("comment.added", f"comment:{id}", **(given | details))


def test_a_count_that_agrees_is_taken_and_one_that_does_not_is_named(record: Recorded) -> None:
    record.criteria(CLAUSES, OBJECTIONS)
    call(record, "use")
    record.count(["clauses", "fail", 1, 2], ["objections", "pass", 0, 0])
    assert wrong_in(record) == []

    record.count(["clauses", "pass", 2, 2], ["objections", "pass", 0, 0])
    assert last_of(record) == [
        "states pass (2 of 2) for clauses; it comes to fail (1 of 2) of draft 1.0 (stable)"
    ]


def test_a_count_by_other_criteria_or_another_version_is_named(record: Recorded) -> None:
    record.criteria(CLAUSES)
    record.count(["objections", "pass", 0, 0])
    record.criteria(OBJECTIONS, version=2)
    record.count(["objections", "pass", 0, 0], by=2)
    record.count(["clauses", "fail", 0, 2], version="9.9")

    assert last_of(record) == [
        "counts draft 1.0 by other criteria than those for stable",
        "counts draft 1.0 by version 2 of the criteria for stable; version 1 holds",
        "is about draft 9.9, which was never published",
    ]


def test_a_version_of_the_criteria_holds_for_drafts_that_are_published_after_it(record: Recorded) -> None:
    record.criteria(OBJECTIONS)
    record.criteria(CLAUSES, version=2)
    record.publish("2.0")
    record.count(["objections", "pass", 0, 0])
    record.count(["clauses", "fail", 0, 2], version="2.0", by=2)

    assert wrong_in(record) == []


def test_calls_settle_clauses_until_they_are_appealed_or_replaced(record: Recorded) -> None:
    call(record, "use")
    call(record, "study", id=2, finding="contested")
    assert said_of(record, CLAUSES) == ["fail", 1, 2]

    record.add("call.appealed", "call:1", draft="1.0", key="use", lodged=True)
    waiting = said_of(record, CLAUSES)
    record.add("appeal.ruled", "call:1", draft="1.0", key="use", upheld=False)
    call(record, "study", id=3, finding="rough-consensus")
    upheld = said_of(record, CLAUSES)
    record.add("call.appealed", "call:3", draft="1.0", key="study", lodged=True)
    record.add("appeal.ruled", "call:3", draft="1.0", key="study", upheld=True)

    assert (waiting, upheld) == (["fail", 0, 2], ["pass", 2, 2])
    assert said_of(record, CLAUSES) == ["fail", 1, 2]


def test_a_last_call_settles_what_nobody_objects_to(record: Recorded) -> None:
    comment(record, 1, kind="objection")
    record.add("lastcall.ended", "last-call:1", draft="1.0", key=None, cut_short=False, objected=["use"])
    assert said_of(record, CLAUSES) == ["fail", 1, 2]

    record.add("objection.withdrawn", "comment:1", draft="1.0", clause="use")
    assert said_of(record, CLAUSES) == ["pass", 2, 2]


def test_an_open_challenge_keeps_a_clause_unsettled(record: Recorded) -> None:
    call(record, "use")
    record.add("challenge.made", "challenge:1", draft="1.0", key="use")
    open_ = said_of(record, CLAUSES)
    record.add("challenge.ruled", "challenge:1", draft="1.0", key="use", upheld=False)

    assert (open_, said_of(record, CLAUSES)) == (["fail", 0, 2], ["fail", 1, 2])


def test_objections_follow_their_clause_into_the_next_draft_and_not_beyond(record: Recorded) -> None:
    comment(record, 1, kind="objection")
    comment(record, 2, kind="objection", clause="study")
    record.publish("2.0", ("usage", "more"), sources=[["usage", ["use"]], ["more", []]])

    assert said_of(record, OBJECTIONS) == ["fail", 2, 0]
    assert said_of(record, OBJECTIONS, "2.0") == ["fail", 1, 0]


@pytest.mark.parametrize(
    "verb, details, left",
    [
        ("objection.withdrawn", {}, 0),
        ("objection.addressed", {"n": 1}, 0),
        ("comment.deleted", {}, 0),
        ("disposition.answered", {"answer": "agree", "n": 1}, 0),
        ("disposition.answered", {"answer": "sustain", "n": 1}, 1),
        ("comment.disposed", {"outcome": "declined", "n": 1}, 1),
    ],
)
def test_an_objection_stands_until_its_author_lets_go_or_it_was_addressed(
    record: Recorded, verb: str, details: dict[str, Any], left: int
) -> None:
    comment(record, 1, kind="objection")
    record.add(verb, "comment:1", draft="1.0", **details)

    assert said_of(record, OBJECTIONS)[1] == left


def test_comments_wait_unless_they_are_late_or_replies_or_answered(record: Recorded) -> None:
    comment(record, 1)
    comment(record, 2, late=True)
    comment(record, 3, parent=1, thread=1)
    comment(record, 4, parent=1, thread=1, suggests=True)
    comment(record, 5, parent=1, thread=1, kind="objection")
    assert said_of(record, COMMENTS) == ["fail", 3, 0]

    for id in (1, 4, 5):
        record.add("comment.disposed", f"comment:{id}", draft="1.0", outcome="noted", n=1)
    assert said_of(record, COMMENTS) == ["pass", 0, 0]


def assess(record: Recorded, verdict: str | None, basis: str = "one", **details: Any) -> None:
    """Say what comes out of a system under the first draft."""
    given = {
        "draft": "1.0",
        "version": "7B",
        "before": None,
        "verdict": verdict,
        "basis": basis,
        "leads": True,
    }
    record.add("evaluation.changed", "system:amber", by="system:rule", **(given | details))


def review(record: Recorded, id: int, by: str, verb: str = "review.submitted", **details: Any) -> None:
    """Hand in a review of the system."""
    given = {
        "system": "amber",
        "version": "7B",
        "draft": "1.0",
        "maker": False,
        "waits": False,
        "answers": "a",
    }
    record.add(verb, f"review:{id}", by=by, **(given | details))


def test_systems_count_once_independent_people_reviewed_them(record: Recorded) -> None:
    assert said_of(record, SYSTEMS) == ["unknown", None, None]

    review(record, 1, "p:maker", maker=True)
    review(record, 2, "p:ana", waits=True)
    assess(record, "incomplete")
    assert said_of(record, SYSTEMS) == ["fail", 0, 1]

    record.add("review.released", "review:2", system="amber", draft="1.0", early=True)
    assess(record, "conforms", "two")
    assert said_of(record, SYSTEMS) == ["pass", 1, 1]

    review(record, 2, "p:ana", verb="review.recused")
    assert said_of(record, SYSTEMS) == ["fail", 0, 1]


def test_another_version_that_does_not_lead_changes_nothing(record: Recorded) -> None:
    review(record, 1, "p:ana")
    assess(record, "conforms")
    assess(record, None, version="1B", leads=False)

    assert said_of(record, SYSTEMS) == ["pass", 1, 1]


def say(record: Recorded, verb: str, id: int, by: str, basis: str = "one", **details: Any) -> None:
    """Say something of the assessment."""
    given = {"system": "amber", "draft": "1.0", "basis": basis, "maker": False, "replaces": None}
    record.add(verb, f"verdict-opinion:{id}", by=by, **(given | details))


def test_examples_need_people_who_agree_and_nobody_who_disagrees(record: Recorded) -> None:
    examples, disagreements = {"kind": "examples", "at_least": 1, "agreeing": 1}, {"kind": "disagreements"}
    assess(record, "conforms")
    say(record, "verdict.endorsed", 1, "p:maker", maker=True)
    say(record, "verdict.endorsed", 2, "p:early", basis="before")
    assert said_of(record, examples) == ["fail", 0, 1]

    say(record, "verdict.endorsed", 3, "p:ana")
    assert said_of(record, examples) == ["pass", 1, 1]

    say(record, "verdict.disputed", 4, "p:bo", grounded=False)
    say(record, "verdict.disputed", 5, "p:cem", grounded=True)
    assert (said_of(record, examples), said_of(record, disagreements)) == (["fail", 0, 1], ["fail", 1, 0])

    record.add("dispute.answered", "verdict-opinion:5", system="amber", draft="1.0")
    assert (said_of(record, examples), said_of(record, disagreements)) == (["pass", 1, 1], ["pass", 0, 0])


def test_surprises_are_open_until_they_are_answered_or_taken_back(record: Recorded) -> None:
    surprises = {"kind": "surprises"}
    assess(record, "conforms")
    record.add("surprise.raised", "surprise:1", draft="1.0", system="amber", expected="in")
    record.add("surprise.raised", "surprise:2", draft="1.0", system=None, expected="in")
    record.add("surprise.withdrawn", "surprise:2", draft="1.0", system=None)
    assert said_of(record, surprises) == ["fail", 1, 0]

    record.add("surprise.answered", "surprise:1", draft="1.0", system="amber")
    assert said_of(record, surprises) == ["pass", 0, 0]


def test_stops_that_were_opened_are_closed(record: Recorded) -> None:
    record.add("stop.planned", "stop:lagos")
    record.add("stop.planned", "stop:lima")
    record.add("stop.opened", "stop:lagos", draft="1.0")
    open_ = said_of(record, STOPS)
    record.add("stop.closed", "stop:lagos")

    assert (open_, said_of(record, STOPS)) == (["fail", 1, 0], ["pass", 0, 0])


def test_voices_are_counted_by_continent_as_long_as_they_stand(record: Recorded) -> None:
    participation = {"kind": "participation", "people": 2, "continents": 1, "judges": "board", "at_least": 1}
    record.take(1, by="v:ana", continent="africa")
    record.take(2, by="v:ana", continent="africa", key="study")
    record.take(3, by="v:bo", continent="africa", channel="stop:lagos")
    record.take(4, by="v:cem", continent="asia")
    assert said_of(record, participation) == ["unknown", 1, 1]

    aside = {"channel": "stop:lagos", "voters": ["v:bo"], "n": 1, "objections": []}
    record.add("positions.set-aside", "stop:lagos", **aside)
    without = said_of(record, participation)
    record.add("positions.restored", "stop:lagos", **aside)
    again = said_of(record, participation)
    record.add("voter.joined", "voter:v:bo", by="v:bo", into="v:ana", ended=["position:1"])

    assert (without[1], again[1], said_of(record, participation)[1]) == (0, 1, 0)
    assert wrong_in(record) == []


def test_people_whose_role_it_is_judge_and_one_who_finds_fail_is_enough(record: Recorded) -> None:
    for person in ("p:ana", "p:bo"):
        record.add("role.granted", f"account:{person}", role="board", until=None)
    record.criteria(JUDGED)
    record.add("judgement.made", "draft:1.0", by="p:ana", criterion="judged", finding="pass", words=None)
    record.count(["judged", "unknown", 1, 2])
    record.add("judgement.made", "draft:1.0", by="p:bo", criterion="judged", finding="fail", words=None)
    record.count(["judged", "fail", 1, 2])
    record.add("judgement.made", "draft:1.0", by="p:bo", criterion="judged", finding="pass", words=None)
    record.count(["judged", "pass", 2, 2])
    record.add("judgement.reopened", "draft:1.0", criterion="judged", words=None)
    record.count(["judged", "unknown", 0, 2])
    assert wrong_in(record) == []

    record.add("judgement.made", "draft:1.0", by="p:eve", criterion="judged", finding="pass", words=None)
    assert last_of(record) == ["judges judged of draft 1.0 without the role that judges it"]


def endorse(record: Recorded, id: int, by: str, **details: Any) -> None:
    """Endorse the first draft."""
    given = {
        "draft": "1.0", "digest": record.entries[0]["details"]["digest"], "kind": "individual", "group": GROUPS[0],
        "organisation": None, "conditions": False, "words": None, "confirmed": True,
    }  # fmt: skip
    record.add("endorsement.made", f"endorsement:{id}", by=by, **(given | details))


def of_an_organisation(record: Recorded, id: int, slug: str, by: str = "p:ana") -> None:
    """Claim to endorse the first draft for an organisation."""
    endorse(record, id, by, kind="organisation", organisation=slug, group=GROUPS[1], confirmed=False)


ENDORSED = {"kind": "endorsements", "per_group": 1}


def test_endorsements_count_by_group_once_they_are_confirmed_until_they_end(record: Recorded) -> None:
    endorse(record, 1, "p:ana")
    of_an_organisation(record, 2, "lab")
    claimed = said_of(record, ENDORSED)
    record.add("endorsement.confirmed", "endorsement:2", by="system:rule", draft="1.0", domain="lab.example")
    assert (claimed, said_of(record, ENDORSED)) == (["fail", 1, 2], ["pass", 2, 2])

    record.add("endorsement.challenged", "endorsement:2", draft="1.0", group=GROUPS[1], words=None)
    record.add("endorsement.ruled", "endorsement:2", draft="1.0", upheld=True, words=None)
    record.add("endorsement.withdrawn", "endorsement:1", draft="1.0")
    assert said_of(record, ENDORSED) == ["fail", 0, 2]
    assert wrong_in(record) == []


def test_endorsements_are_carried_or_lapse_with_the_next_draft(record: Recorded) -> None:
    endorse(record, 1, "p:ana")
    endorse(record, 2, "p:bo", group=GROUPS[1])
    record.publish("2.0")
    carried, lapsed = ({"from": "1.0", "to": "2.0", "endorsements": [f"endorsement:{n}"]} for n in (1, 2))
    record.add("endorsements.carried", "draft:2.0", **carried)
    record.add("endorsements.lapsed", "draft:2.0", **lapsed)

    assert said_of(record, ENDORSED) == ["pass", 2, 2]
    assert said_of(record, ENDORSED, "2.0") == ["fail", 1, 2]


@pytest.mark.parametrize(
    "id, details, sentence",
    [
        (1, {}, "makes endorsement:1 for the second time"),
        (2, {"by": "p:ana"}, "lets endorsement:2 count for draft 1.0 beside another of the same holder"),
        (2, {"digest": "e" * 64}, "endorses other words than those of draft 1.0"),
        (2, {"draft": "9.9"}, "endorses other words than those of draft 9.9"),
        (2, {"group": "martian"}, "endorses for martian, which is no stakeholder group of draft 1.0"),
        (2, {"organisation": "lab"}, "endorses for an organisation and names none, or the other way round"),
    ],
)
def test_an_endorsement_that_could_not_be_made_is_named(
    record: Recorded, id: int, details: dict[str, Any], sentence: str
) -> None:
    endorse(record, 1, "p:ana")
    endorse(record, id, **({"by": "p:bo"} | details))

    assert last_of(record) == [sentence]


def test_a_family_of_organisations_endorses_once(record: Recorded) -> None:
    record.add("organisation.family-set", "organisation:lab-eu", head="organisation:lab")
    for id, slug in ((1, "lab"), (2, "lab-eu")):
        of_an_organisation(record, id, slug)
    record.add("endorsement.confirmed", "endorsement:1", by="system:rule", draft="1.0", domain=None)
    record.add("endorsement.confirmed", "endorsement:2", by="system:rule", draft="1.0", domain=None)

    assert last_of(record) == ["lets endorsement:2 count for draft 1.0 beside another of the same holder"]


@pytest.mark.parametrize(
    "verb, subject, details, sentence",
    [
        ("endorsement.withdrawn", "endorsement:7", {}, "is about endorsement:7, which is no endorsement that stands"),
        (
            "endorsements.carried", "draft:2.0", {"from": "1.0", "to": "2.0", "endorsements": ["endorsement:7"]},
            "carries endorsement:7, which does not stand for draft 1.0",
        ),
        (
            "endorsements.lapsed", "draft:2.0", {"from": "1.0", "to": "2.0", "endorsements": ["endorsement:7"]},
            "lets endorsement:7 lapse, which does not stand for draft 1.0",
        ),
    ],
)  # fmt: skip
def test_what_does_not_stand_cannot_be_carried_or_ended(
    record: Recorded, verb: str, subject: str, details: dict[str, Any], sentence: str
) -> None:
    record.add(verb, subject, **details)

    assert last_of(record) == [sentence]
