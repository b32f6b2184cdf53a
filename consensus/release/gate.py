"""Pure: criteria + facts → what each criterion comes to: pass, fail or unknown, its number, and what is missing by name.

The one evaluator, for page, command, JSON and seal. Enough to pass lets the next act be done; it never says that nothing
more is to be said.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .criteria import Criteria, Criterion, Kind
from .facts import CONFORMS, Facts, SystemFact
from .sentences import BESIDES, Said, said

NAMED = 5
"""So many are named; of more it is said how many."""


class State(StrEnum):
    """What a criterion comes to; unknown: there is nothing to count, or too few have judged."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Came:
    """What a criterion comes to, with its number, the threshold, and why."""

    state: State
    value: int | None
    threshold: int | None
    why: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A criterion and what it comes to."""

    criterion: Criterion
    came: Came

    @property
    def row(self) -> list[str | int | None]:
        """As the public record tells it."""
        return [self.criterion.id, str(self.came.state), self.came.value, self.came.threshold]


def hold(criteria: Criteria, facts: Facts) -> tuple[Held, ...]:
    """What every criterion comes to, in their order."""
    return tuple(Held(each, _of(each, facts, criteria.signatures)) for each in criteria.criteria)


def passes(held: Iterable[Held]) -> bool:
    """Whether every criterion passes."""
    return all(each.came.state is State.PASS for each in held)


def _of(criterion: Criterion, facts: Facts, signatures: int) -> Came:
    if criterion.kind is Kind.SEAL:
        return _seal(facts, signatures)
    return BY_KIND[criterion.kind](criterion, facts)


def _enough(value: int, threshold: int) -> State:
    return State.PASS if value >= threshold else State.FAIL


def _nothing(code: str) -> Came:
    return Came(State.UNKNOWN, None, None, (said(code),))


def _none_left(n: int, none: Said, *left: Said) -> Came:
    """What passes when nothing is left over."""
    return Came(State.FAIL if n else State.PASS, n, 0, left if n else (none,))


def _naming(code: str, names: Sequence[str], *, what: str, **params: int) -> tuple[Said, ...]:
    """A sentence that names the first of some, and says how many more there are; nothing for none."""
    if not names:
        return ()
    besides = {BESIDES: len(names) - NAMED} if len(names) > NAMED else {}
    return (said(code, **{what: tuple(names[:NAMED])}, **besides, **params),)


def _clauses(criterion: Criterion, facts: Facts) -> Came:
    if not facts.clauses:
        return _nothing("clauses-none")
    open_ = [each.number or each.key for each in facts.clauses if each.settled is None]
    n = len(facts.clauses)
    why = _naming("clauses-open", open_, what="clauses") or (said("clauses-settled", n=n),)
    return Came(_enough(n - len(open_), n), n - len(open_), n, why)


def _objections(criterion: Criterion, facts: Facts) -> Came:
    n = facts.objections
    told = _naming("objections-stand", facts.objected, what="clauses", n=n)
    return _none_left(n, said("objections-none"), *(told or (said("objections-left", n=n),)))


def _comments(criterion: Criterion, facts: Facts) -> Came:
    return _none_left(facts.comments, said("comments-none"), said("comments-wait", n=facts.comments))


def _systems(criterion: Criterion, facts: Facts) -> Came:
    if not facts.assessed:
        return _nothing("systems-none")
    asked, reviewers = criterion.number("at_least"), criterion.number("reviewers")
    there = [each for each in facts.systems if each.is_complete and each.reviewers >= reviewers]
    n = len(there)
    if n >= asked:
        return Came(State.PASS, n, asked, (said("systems-enough", n=n, reviewers=reviewers),))
    near = [each for each in facts.systems if each not in there]
    why = (
        said("systems-missing", more=asked - n, reviewers=reviewers),
        *_naming("systems-reviewers", _names(near, lambda each: each.is_complete), what="systems"),
        *_naming("systems-answers", _names(near, lambda each: not each.is_complete), what="systems"),
    )
    return Came(State.FAIL, n, asked, why)


def _disagreements(criterion: Criterion, facts: Facts) -> Came:
    if not facts.assessed:
        return _nothing("systems-none")
    n = sum(each.disputes for each in facts.systems)
    on = _names(facts.systems, lambda each: each.disputes > 0)
    return _none_left(n, said("disagreements-none"), *_naming("disagreements-wait", on, what="systems", n=n))


def _examples(criterion: Criterion, facts: Facts) -> Came:
    if not facts.assessed:
        return _nothing("systems-none")
    asked, agreeing = criterion.number("at_least"), criterion.number("agreeing")
    conform = [each for each in facts.systems if each.verdict == CONFORMS]
    found = [each.name for each in conform if each.agreeing >= agreeing and not each.disputes]
    if len(found) >= asked:
        why = _naming("examples-exist", found, what="systems", agreeing=agreeing)
        return Came(State.PASS, len(found), asked, why)
    disputed = _names(conform, lambda each: each.disputes > 0)
    unagreed = _names(conform, lambda each: not each.disputes and each.agreeing < agreeing)
    why = (
        said("examples-missing", more=asked - len(found), agreeing=agreeing),
        *_naming("examples-disputed", disputed, what="systems"),
        *_naming("examples-unagreed", unagreed, what="systems"),
        *(() if conform else (said("examples-nothing"),)),
    )
    return Came(State.FAIL, len(found), asked, why)


def _surprises(criterion: Criterion, facts: Facts) -> Came:
    if not facts.assessed:
        return _nothing("systems-none")
    names = facts.surprises
    return _none_left(len(names), said("surprises-none"), *_naming("surprises-open", names, what="systems"))


def _endorsements(criterion: Criterion, facts: Facts) -> Came:
    if not facts.groups:
        return _nothing("groups-none")
    asked = criterion.number("per_group")
    missing = {group: asked - facts.confirmed.get(group, 0) for group in facts.groups}
    short = tuple(f"{group}={n}" for group, n in missing.items() if n > 0)
    value, all_ = len(facts.groups) - len(short), len(facts.groups)
    why = said("endorsements-missing", missing=short) if short else said("endorsed", n=asked)
    return Came(_enough(value, all_), value, all_, (why,))


def _stops(criterion: Criterion, facts: Facts) -> Came:
    closed = said("stops-closed", n=facts.stops_opened) if facts.stops_opened else said("stops-none")
    told = _naming("stops-open", facts.stops_open, what="stops")
    return _none_left(len(facts.stops_open), closed, *told)


def _participation(criterion: Criterion, facts: Facts) -> Came:
    people = criterion.number("people")
    enough = tuple(each for each, n in facts.continents.items() if n >= people)
    fewer = tuple(each for each, n in facts.continents.items() if n < people)
    judged = _judged(criterion, facts)
    why = (
        said("voices", people=people, continents=enough) if enough else said("voices-none", people=people),
        *((said("voices-fewer", continents=fewer),) if fewer else ()),
        *judged.why,
    )
    return Came(judged.state, len(enough), criterion.number("continents"), why)


def _judged(criterion: Criterion, facts: Facts) -> Came:
    found = facts.judged.get(criterion.id, ())
    asked, for_ = criterion.number("at_least"), sum(each.passes for each in found)
    against = len(found) - for_
    state = State.FAIL if against else State.PASS if for_ >= asked else State.UNKNOWN
    why = [said("judged-passes", n=for_)] if for_ else []
    why += [said("judged-fails", n=against)] if against else []
    why += (
        [said("judgements-missing", more=asked - for_, role=criterion.judges or "")] if for_ < asked else []
    )
    return Came(state, for_, asked, tuple(why))


def _seal(facts: Facts, needed: int) -> Came:
    if facts.signed is None:
        return Came(State.FAIL, 0, needed, (said("seal-waits", needed=needed),))
    if facts.signed >= needed:
        return Came(State.PASS, facts.signed, needed, (said("seal-signed", n=facts.signed, needed=needed),))
    return Came(State.FAIL, facts.signed, needed, (said("signatures-missing", more=needed - facts.signed),))


def _names(systems: Iterable[SystemFact], wanted: Callable[[SystemFact], bool]) -> list[str]:
    return [each.name for each in systems if wanted(each)]


BY_KIND: Mapping[Kind, Callable[[Criterion, Facts], Came]] = {
    Kind.CLAUSES: _clauses,
    Kind.OBJECTIONS: _objections,
    Kind.COMMENTS: _comments,
    Kind.SYSTEMS: _systems,
    Kind.DISAGREEMENTS: _disagreements,
    Kind.EXAMPLES: _examples,
    Kind.SURPRISES: _surprises,
    Kind.ENDORSEMENTS: _endorsements,
    Kind.STOPS: _stops,
    Kind.PARTICIPATION: _participation,
    Kind.JUDGED: _judged,
}
