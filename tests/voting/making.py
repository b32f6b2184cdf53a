"""Positions, policies and tables of votes for tests: dull ones by hand, wild ones by hypothesis."""

from collections.abc import Iterable

from hypothesis import strategies as st

from consensus.voting.counting import Carried, Choice, Held, Traits
from consensus.voting.outcome import Objection
from consensus.voting.policies import STANDARD_GROUPS, Policy
from consensus.voting.votes import VoteTable

GROUPS = tuple(group.slug for group in STANDARD_GROUPS)
EASY = Policy(quorum=4, quorum_per_group=2, groups_heard=2)
"""Two stakeholder groups of two are enough."""


def people(how_many: int, choice: Choice = Choice.SUPPORT, *, of: str = "p", **traits: object) -> list[Held]:
    """So many people who say the same; `of` tells them from others."""
    name = f"{of}-{choice}-{'-'.join(map(str, traits.values()))}"
    shared = Traits(**traits)  # type: ignore[arg-type]
    return [Held(f"v:{name}-{at}", choice, shared) for at in range(how_many)]


def agreed(*groups: str, each: int = 3) -> list[Held]:
    """People of some stakeholder groups who all support."""
    return [held for group in groups for held in people(each, group=group)]


def table(*rows: str, clauses: Iterable[str] | None = None) -> VoteTable:
    """``table("aad-", "ddap")``: people p00, p01 …, clauses c00, c01 …"""
    width = len(rows[0]) if rows else 0
    return VoteTable(
        tuple(f"p{at:02}" for at in range(len(rows))),
        tuple(clauses or (f"c{at:02}" for at in range(width))),
        rows,
    )


traits = st.builds(
    Traits,
    group=st.sampled_from([None, *GROUPS[:3]]),
    channel=st.sampled_from(["online", "stop:lagos", "stop:paris"]),
    continent=st.sampled_from([None, "africa", "europe"]),
    organisation=st.sampled_from([None, "org:1", "org:2"]),
    maker=st.booleans(),
    en_bloc=st.booleans(),
    established=st.booleans(),
    carried=st.sampled_from(Carried),
    late=st.booleans(),
    scribe=st.sampled_from([None, "p:scribe"]),
)
positions = st.lists(st.tuples(st.sampled_from(Choice), traits), max_size=16).map(
    lambda several: [Held(f"v:{at}", choice, shared) for at, (choice, shared) in enumerate(several)]
)
objections = st.lists(
    st.builds(
        Objection,
        ref=st.just("comment:1"),
        addressed=st.booleans(),
        sustained=st.booleans(),
        traits=st.none() | traits,
    ),
    max_size=3,
)
policies = st.builds(
    Policy,
    quorum=st.integers(1, 8),
    quorum_per_group=st.integers(1, 3),
    groups_heard=st.integers(0, 3),
    must_be_heard=st.sampled_from([(), GROUPS[:1]]),
    last_call_accepted=st.booleans(),
)
