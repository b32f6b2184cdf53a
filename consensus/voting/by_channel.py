"""Results read from one channel alone: online, all rooms together, or one stop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..accounts.channels import ROOMS
from .counting import ONLINE, Counts
from .outcome import Status
from .recount import Rule, recount
from .results import ClauseResult
from .shares import Share, share


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A clause as one channel alone has it. ``status``: what would become of it if only these positions were counted.

    ``n``: all positions on the clause, whatever they came through.
    """

    key: str
    number: str
    normative: bool
    counts: Counts
    backing: Share
    by_group: Mapping[str, Counts]
    status: Status
    n: int


def channels_in(clauses: Sequence[ClauseResult]) -> list[str]:
    """The channels that positions came through: online first, all rooms together, then each stop; none where all are online."""
    found = {name for each in clauses for name in each.found.tally.by_channel}
    stops = sorted(found - {ONLINE})
    return [ONLINE, ROOMS, *stops] if stops else []


def channel_lines(clauses: Sequence[ClauseResult], channel: str) -> list[ChannelLine]:
    """Every clause as a channel alone has it."""
    return [_line(each, Rule(channel)) for each in clauses]


def _line(each: ClauseResult, rule: Rule) -> ChannelLine:
    found = each.found
    alone = recount(
        found.counted, rule, found.policy, found.objections, last_call_ended=found.last_call_ended
    )
    return ChannelLine(
        each.key, each.number, each.normative, alone.totals, share(alone.totals.backing, alone.totals.of),
        alone.outcome.weighed.by_group, alone.status, found.tally.totals.n,
    )  # fmt: skip
