"""What criteria come to: each fails and passes for its own reason, names what is missing, and never speaks in shares."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.release.criteria import Kind
from consensus.release.facts import ClauseFact, Facts, SystemFact, Voiced
from consensus.release.gate import NAMED, State, hold, passes
from consensus.release.sentences import SENTENCES
from tests.release.gates import criteria

GOOD = SystemFact("alpha", "Alpha", "conforms", reviewers=2, agreeing=2, disputes=0)
GREEN = Facts(
    clauses=(ClauseFact("use", "1.1", "call"),), assessed=True, systems=(GOOD,), groups=("regulator", "subject"),
    confirmed={"regulator": 1, "subject": 3}, stops_opened=1, continents={"africa": 3, "asia": 2},
    judged={"judged": (Voiced("p:1", True), Voiced("p:2", True)), "participation": (Voiced("p:1", True),)}, signed=2,
)  # fmt: skip


def came(kind: str, facts: Facts) -> tuple[str, int | None, int | None, str]:
    """State, value, threshold, and what is said."""
    [held] = hold(criteria(kind), facts)
    return (
        str(held.came.state),
        held.came.value,
        held.came.threshold,
        " ".join(each.text for each in held.came.why),
    )


def system(**given: object) -> tuple[SystemFact, ...]:
    return (replace(GOOD, **given),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        ("clauses", {"clauses": (ClauseFact("use", "1.1", "call"), ClauseFact("study", "1.2", None))}, ("fail", 1, 2, "Neither called nor through a last call without objection: 1.2.")),
        ("clauses", {"clauses": (ClauseFact("use", "", None),)}, ("fail", 0, 1, "Neither called nor through a last call without objection: use.")),
        ("clauses", {"clauses": ()}, ("unknown", None, None, "This draft has no normative clause that takes positions.")),
        ("objections", {"objections": 2, "objected": ("1.1", "2")}, ("fail", 2, 0, "2 objections are neither withdrawn nor addressed, on 1.1, 2.")),
        ("comments", {"comments": 3}, ("fail", 3, 0, "3 comments that came in time wait for an answer.")),
        ("systems", {"systems": system(reviewers=1)}, ("fail", 0, 1, "One more system needs a complete assessment, reviewed by at least 2 independent people. Independent reviewers are missing for: Alpha.")),
        ("systems", {"systems": system(verdict="incomplete")}, ("fail", 0, 1, "One more system needs a complete assessment, reviewed by at least 2 independent people. Answers are missing for: Alpha.")),
        ("systems", {"assessed": False}, ("unknown", None, None, "No system has an assessment under this draft.")),
        ("disagreements", {"systems": system(disputes=2)}, ("fail", 2, 0, "2 disagreements that name a requirement and evidence wait for an answer, on Alpha.")),
        ("disagreements", {"assessed": False}, ("unknown", None, None, "No system has an assessment under this draft.")),
        ("examples", {"systems": system(agreeing=1)}, ("fail", 0, 1, "One more system has to conform, agreed to by at least 2 people who do not make it. Conforming, with too few who agree: Alpha.")),
        ("examples", {"systems": system(disputes=1)}, ("fail", 0, 1, "One more system has to conform, agreed to by at least 2 people who do not make it. Conforming, with a disagreement that waits for an answer: Alpha.")),
        ("examples", {"systems": system(verdict="disputed")}, ("fail", 0, 1, "One more system has to conform, agreed to by at least 2 people who do not make it. No system conforms to this draft.")),
        ("surprises", {"surprises": ("Beta",)}, ("fail", 1, 0, "Surprises that wait for an answer: Beta.")),
        ("endorsements", {"confirmed": {"subject": 1}}, ("fail", 1, 2, "Confirmed endorsements are still missing: regulator=1.")),
        ("endorsements", {"groups": ()}, ("unknown", None, None, "The draft's policy names no stakeholder group.")),
        ("stops", {"stops_open": ("OSCA, Lagos",)}, ("fail", 1, 0, "Opened and not closed: OSCA, Lagos.")),
        ("participation", {"judged": {}}, ("unknown", 2, 2, "Continents with at least 2 people: africa, asia. One more judgement is missing (board).")),
        ("participation", {"continents": {"africa": 1}}, ("pass", 0, 2, "No continent has 2 people yet. With fewer: africa. One person found that it passes, and says why.")),
        ("judged", {"judged": {"judged": (Voiced("p:1", True),)}}, ("unknown", 1, 2, "One person found that it passes, and says why. One more judgement is missing (board).")),
        ("judged", {"judged": {"judged": (Voiced("p:1", True), Voiced("p:2", True), Voiced("p:3", False))}}, ("fail", 2, 2, "2 people found that it passes, and say why. One person found that it does not pass, and says why.")),
        ("seal", {"signed": 1}, ("fail", 1, 2, "One more signature of the board is missing.")),
        ("seal", {"signed": None}, ("fail", 0, 2, "Nothing lies before the board. 2 signatures are needed.")),
    ],
)  # fmt: skip
def test_each_fails_or_is_unknown_for_its_own_reason_and_names_what_is_missing(kind, facts, told):
    assert came(kind, replace(GREEN, **facts)) == told


@pytest.mark.parametrize(
    ("kind", "value", "threshold", "said"),
    [
        ("clauses", 1, 1, "The one normative clause is settled."),
        ("objections", 0, 0, "No objection stands unaddressed."),
        ("comments", 0, 0, "No comment that came in time waits for an answer."),
        (
            "systems",
            1,
            1,
            "One system has a complete assessment, reviewed by at least 2 independent people.",
        ),
        ("disagreements", 0, 0, "No disagreement that names a requirement and evidence waits for an answer."),
        (
            "examples",
            1,
            1,
            "Systems that conform, agreed to by at least 2 people who do not make them: Alpha.",
        ),
        ("surprises", 0, 0, "No surprise is open."),
        ("endorsements", 2, 2, "Each stakeholder group has at least 1 confirmed endorsements."),
        ("stops", 0, 0, "One stop was opened, and is closed."),
        (
            "participation",
            2,
            2,
            "Continents with at least 2 people: africa, asia. One person found that it passes, and says why.",
        ),
        ("judged", 2, 2, "2 people found that it passes, and say why."),
        ("seal", 2, 2, "The board has signed 2 times; 2 are needed."),
    ],
)
def test_each_passes_with_its_number(kind, value, threshold, said):
    assert came(kind, GREEN) == ("pass", value, threshold, said)


def test_of_many_the_first_are_named_and_the_rest_counted():
    names = tuple(f"{n}." for n in range(NAMED + 3))

    assert (
        came("stops", replace(GREEN, stops_open=names))[3]
        == "Opened and not closed: 0., 1., 2., 3., 4. and 3 more."
    )


def test_all_pass_when_each_does():
    kinds = [str(kind) for kind in Kind]

    assert passes(hold(criteria(*kinds), GREEN)) is True
    assert passes(hold(criteria(*kinds), replace(GREEN, comments=1))) is False


def test_no_sentence_speaks_in_shares_or_says_that_it_is_done():
    words = " ".join(map(str, SENTENCES.values())).lower()

    assert [
        each
        for each in ("per cent", "percent", "%%", " done", "finished", "ready", "enough")
        if each in words
    ] == []


counts = st.integers(0, 9)
system_facts = st.builds(
    SystemFact, st.text(max_size=3), st.text(max_size=3),
    st.sampled_from([None, "incomplete", "conforms", "disputed", "would-conform"]), counts, counts, counts,
)  # fmt: skip
voiced = st.lists(st.builds(Voiced, st.text(max_size=3), st.booleans()), max_size=4).map(tuple)
facts = st.builds(
    Facts,
    clauses=st.lists(st.builds(ClauseFact, st.text(max_size=3), st.text(max_size=3), st.sampled_from(["call", None]))).map(tuple),
    objections=counts, comments=counts, assessed=st.booleans(), systems=st.lists(system_facts, max_size=5).map(tuple),
    surprises=st.lists(st.text(max_size=3)).map(tuple), groups=st.lists(st.sampled_from("abc"), unique=True).map(tuple),
    confirmed=st.dictionaries(st.sampled_from("abc"), counts), stops_open=st.lists(st.text(max_size=3)).map(tuple),
    continents=st.dictionaries(st.sampled_from(["asia", "africa"]), counts), judged=st.fixed_dictionaries({"judged": voiced}),
    signed=st.none() | counts,
)  # fmt: skip


@given(facts)
def test_a_state_follows_from_its_number_whatever_there_is(found):
    for held in hold(criteria(*map(str, Kind)), found):
        state, value, threshold = held.came.state, held.came.value, held.came.threshold
        assert (value is None) == (threshold is None)
        assert all(each.text for each in held.came.why) and held.came.why
        if value is None or threshold is None:
            assert state is State.UNKNOWN
        elif held.criterion.kind in (Kind.JUDGED, Kind.PARTICIPATION):
            continue
        elif threshold == 0:
            assert (state is State.PASS) == (value == 0)
        else:
            assert (state is State.PASS) == (value >= threshold)
