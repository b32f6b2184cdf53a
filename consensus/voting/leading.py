"""The sentences that lead a page of results: what is settled, what is not, who was not heard, what hangs on a rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from ..accounts.groups import group_title
from .outcome import Status
from .results import ClauseResult, ResultsView

SETTLED = (Status.CONSENSUS, Status.ROUGH, Status.NO_OBJECTION)
MOST = 12
"""Clauses that a sentence names; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Leading:
    """What stands first, large, and what stands below it."""

    first: tuple[str, ...]
    then: tuple[str, ...] = ()


def leading(results: ResultsView) -> Leading:
    """What the results of a draft come to, in sentences; numbers of clauses in them are those of the draft."""
    whole = results.normative
    if not whole:
        return Leading((_("No clause of this draft counts for its result."),))
    if not any(each.found.tally.totals.n for each in whole):
        return Leading((_("Nobody has taken a position on this draft yet."),))
    return Leading(
        (*_settled(results), *_contested(results)), (*_quiet(results), *_unheard(results), *_hanging(whole))
    )


def named(clauses: Sequence[ClauseResult]) -> str:
    """The numbers of some clauses, or how many there are where they are many."""
    if len(clauses) > MOST:
        return ngettext("%(num)s clause", "%(num)s clauses", len(clauses))
    return ", ".join(each.number for each in clauses)


def _settled(results: ResultsView) -> Iterator[str]:
    ways = {
        Status.CONSENSUS: _("consensus on %(n)s"), Status.ROUGH: _("rough consensus on %(n)s"),
        Status.NO_OBJECTION: _("no objection in a last call to %(n)s"),
    }  # fmt: skip
    told = [words % {"n": len(found)} for status, words in ways.items() if (found := results.of(status))]
    settled, whole = len(results.of(*SETTLED)), len(results.normative)
    if told:
        yield ngettext(
            "%(settled)s of %(num)s normative clause is settled: %(ways)s.",
            "%(settled)s of %(num)s normative clauses are settled: %(ways)s.",
            whole, settled=settled, ways=", ".join(told),
        )  # fmt: skip
    else:
        yield ngettext(
            "The one normative clause is not settled.", "None of %(num)s normative clauses is settled.", whole
        )


def _contested(results: ResultsView) -> Iterator[str]:
    if contested := results.of(Status.CONTESTED):
        yield _("Contested: %(clauses)s.", clauses=named(contested))


def _quiet(results: ResultsView) -> Iterator[str]:
    if quiet := results.of(Status.QUIET):
        yield _("Too few positions: %(clauses)s.", clauses=named(quiet))


def _unheard(results: ResultsView) -> Iterator[str]:
    """Which stakeholder groups were not heard on clauses of which anything was said."""
    spoken = {each.number for each in results.normative if each.found.tally.totals.n}
    missing = {group: len(spoken.intersection(numbers)) for group, numbers in results.not_heard.items()}
    told = [
        _("%(group)s on any clause", group=group_title(group).lower())
        if many == len(spoken)
        else ngettext("%(group)s on %(num)s", "%(group)s on %(num)s", many, group=group_title(group).lower())
        for group, many in missing.items()
        if many
    ]
    if told:
        yield _("Not heard on clauses that others spoke of: %(groups)s.", groups=", ".join(told))


def _hanging(clauses: Sequence[ClauseResult]) -> Iterator[str]:
    if hanging := [each for each in clauses if each.hangs]:
        yield _("The outcome depends on somebody, or on the rule: %(clauses)s.", clauses=named(hanging))
    elif any(each.status is not Status.QUIET for each in clauses):
        yield _("No outcome depends on anybody in particular, nor on the rule by which it is counted.")
