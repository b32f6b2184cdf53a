"""Pure: what of a review still holds under the next draft's checklist, and which assessments change and why.

An answer carries over to a requirement that is the same: the same component (by `was`, else by its id), the same terms
asked for, a clause whose meaning has not changed. Of a changed requirement exactly its answers are stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..drafts.checklists import Checklist
from .answers import Answer, by_component
from .expressions import Requirement, requirements
from .reasons import Why, why
from .scoring import Evaluation, Verdict


@dataclass(frozen=True, slots=True)
class Link:
    """Where a requirement's answers come from: the id in the checklist before, or why none of them holds."""

    source: str = ""
    stale: Why | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """Answers under the newer checklist's ids; what has to be answered anew, with the reason, where the older
    checklist knew it; and the older ids that nothing asks for any more."""

    answers: Mapping[str, Answer]
    stale: Mapping[str, Why]
    dropped: tuple[str, ...]


def named_in(checklist: Checklist) -> dict[str, Requirement]:
    """Everything that can be answered under a checklist, optional components included, by id."""
    optional = (
        Requirement(each.id, each.title, each.group, each.clause, each.framework)
        for each in checklist.components.values()
    )
    return {each.id: each for each in (*optional, *requirements(checklist))}


def links(older: Checklist, newer: Checklist, *, changed: Collection[str]) -> dict[str, Link]:
    """For everything the newer checklist names, where its answers come from.

    `changed`: keys of clauses, as the newer draft has them, whose meaning is not that of the older draft.
    """
    before, after = named_in(older), named_in(newer)
    sources = {id: _sources(id, newer, before) for id in after}
    shared = Counter(source for found in sources.values() for source in found)
    return {id: _link(after[id], sources[id], before, shared, changed) for id in after}


def composed(first: Mapping[str, Link], second: Mapping[str, Link]) -> dict[str, Link]:
    """Links over two steps as one: what was stale on the way is stale."""
    found = {}
    for id, link in second.items():
        before = first.get(link.source, Link()) if link.source else link
        found[id] = Link(before.source, link.stale or before.stale)
    return found


def _sources(id: str, newer: Checklist, before: Mapping[str, Requirement]) -> tuple[str, ...]:
    component = newer.components.get(id)
    named = component.was if component and component.was else (id,)
    return tuple(name for name in named if name in before)


def _link(
    after: Requirement,
    sources: Sequence[str],
    before: Mapping[str, Requirement],
    shared: Mapping[str, int],
    changed: Collection[str],
) -> Link:
    if not sources:
        return Link(stale=why("new-requirement"))
    if len(sources) > 1:
        return Link(stale=why("joined", was=", ".join(sources)))
    source = before[sources[0]]
    if shared[source.id] > 1:
        return Link(source.id, why("split", was=source.id))
    return Link(source.id, _change(source, after, changed))


def _change(before: Requirement, after: Requirement, changed: Collection[str]) -> Why | None:
    if before.framework != after.framework:
        return why("framework", before=before.framework or "-", after=after.framework or "-")
    if after.clause in changed or bool(before.clause) != bool(after.clause):
        return why("clause", clause=after.clause or before.clause)
    if not after.clause and before.title.split() != after.title.split():
        return why("title")
    return None


def carry(answers: Iterable[Answer] | Mapping[str, Answer], by: Mapping[str, Link]) -> Carried:
    """Carry answers along links. What the older checklist did not name at all is dropped."""
    given = by_component(answers)
    kept = {
        id: replace(given[link.source], component=id)
        for id, link in by.items()
        if link.stale is None and link.source in given
    }
    stale = {id: link.stale for id, link in by.items() if link.stale and link.stale.code != "new-requirement"}
    known = {link.source for link in by.values()} | {name for link in by.values() for name in _joined(link)}
    return Carried(kept, stale, tuple(id for id in given if id not in known))


def _joined(link: Link) -> list[str]:
    if link.stale is None or link.stale.code != "joined":
        return []
    return dict(link.stale.params)["was"].split(", ")


@dataclass(frozen=True, slots=True)
class Edition:
    """A draft as far as reviews are concerned: its checklist, and the clauses that mean something else than in the
    edition before.

    `came_from`: its links to the last edition before it that has a checklist, where `linked` has found them already.
    """

    draft: str
    checklist: Checklist | None
    changed: frozenset[str] = frozenset()
    came_from: Mapping[str, Link] | None = None


def linked(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The same editions, oldest first, with their links: found once for however many reviews are carried along them."""
    found: list[Edition] = []
    last: Checklist | None = None
    changed = set[str]()
    for edition in editions:
        changed |= edition.changed
        if edition.checklist is not None:
            if last is not None:
                edition = replace(edition, came_from=links(last, edition.checklist, changed=changed))
            last, changed = edition.checklist, set()
        found.append(edition)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """One reviewer's answers as they stand under a draft: `given_on` says on which draft each was given; `stale` what
    was answered before and has to be looked at again."""

    answers: Mapping[str, Answer]
    given_on: Mapping[str, str]
    stale: Mapping[str, Why]


def standing(editions: Sequence[Edition], given: Mapping[str, Iterable[Answer]]) -> dict[str, Standing]:
    """One reviewer's answers to one version of a system under every draft, oldest first.

    `given`: draft → what was answered under it. What was answered for a draft holds there and carries on from there;
    it never counts for an earlier draft. A draft without a checklist has no answers and lets them pass to the next.
    """
    found: dict[str, Standing] = {}
    last, changed = Edition("", None), set[str]()
    now = Standing({}, {}, {})
    for edition in editions:
        changed |= edition.changed
        if edition.checklist is None:
            found[edition.draft] = Standing({}, {}, {})
            continue
        if last.checklist is not None:
            by = edition.came_from
            now = _moved(now, links(last.checklist, edition.checklist, changed=changed) if by is None else by)
        now = found[edition.draft] = _answered(now, by_component(given.get(edition.draft, ())), edition.draft)
        last, changed = edition, set()
    return found


def _moved(before: Standing, by: Mapping[str, Link]) -> Standing:
    carried = carry(before.answers, by)
    was_stale = {id: before.stale[link.source] for id, link in by.items() if link.source in before.stale}
    had = set(before.answers) | set(before.stale)
    stale = {
        id: reason
        for id, reason in carried.stale.items()
        if by[id].source in had or had.intersection(_joined(by[id]))
    }
    given_on = {id: before.given_on[by[id].source] for id in carried.answers}
    return Standing(carried.answers, given_on, was_stale | stale)


def _answered(before: Standing, given: Mapping[str, Answer], draft: str) -> Standing:
    return Standing(
        {**before.answers, **given},
        {**before.given_on, **dict.fromkeys(given, draft)},
        {id: reason for id, reason in before.stale.items() if id not in given},
    )


@dataclass(frozen=True, slots=True)
class Flip:
    """A system whose verdict differs between two drafts, and the requirements that make the difference, each as
    (requirement, clause): those that decide now and did not, then those that decided before and do no longer."""

    system: str
    before: Verdict
    after: Verdict
    because: tuple[tuple[str, str], ...]


def flips(
    before: Mapping[str, Evaluation], after: Mapping[str, Evaluation], *, by: Mapping[str, Link]
) -> tuple[Flip, ...]:
    """Which assessments change from one checklist to another: system → evaluation on both sides, in this order.

    `by`: the links between the two checklists. Systems that have no verdict on one of the sides change nothing.
    """
    found = []
    for system, then in before.items():
        now = after.get(system)
        if now and then.verdict and now.verdict and then.verdict != now.verdict:
            found.append(Flip(system, then.verdict, now.verdict, _because(then, now, by)))
    return tuple(found)


def _because(before: Evaluation, after: Evaluation, by: Mapping[str, Link]) -> tuple[tuple[str, str], ...]:
    """The difference between what decided before and what decides now, requirements told apart by their state."""
    came_from = {id: link.source or id for id, link in by.items()}
    decided = {(each.requirement, each.state) for each in before.deciding}
    decides = {(came_from.get(each.requirement, each.requirement), each.state) for each in after.deciding}
    arisen = [
        (each.requirement, each.clause)
        for each in after.deciding
        if (came_from.get(each.requirement, each.requirement), each.state) not in decided
    ]
    gone = [
        (each.requirement, each.clause)
        for each in before.deciding
        if (each.requirement, each.state) not in decides
    ]
    told = [*arisen, *gone] or [
        (each.requirement, each.clause) for each in (*after.deciding, *before.deciding)
    ]
    return tuple(dict.fromkeys(told))
