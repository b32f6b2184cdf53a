"""One's own positions as pages show them: everything at once, one clause's history, and what changed since a position."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ..accounts.models import Account
from ..discussion.places import OnClause
from ..drafts.models import Draft
from ..drafts.moves import shown_redline
from ..drafts.queries import ClauseRow, clause_in, draft_named
from ..kit.text.rendered import inline_texts, redline_texts
from ..kit.text.words import excerpt
from .queries.everything import MyPosition, my_positions
from .queries.history import Step, history_on
from .shown import MineView, NowView, OwnView, StepView
from .standing import State

TITLE = 70


def own_views(account: Account, draft: Draft) -> list[OwnView]:
    """Everything a person says, seen from a draft: what needs them first. A fixed number of statements."""
    found = my_positions(account, draft)
    texts = inline_texts(
        [row.markdown for each in found for row in each.now] + [each.was.markdown for each in found]
    )
    lined = redline_texts([pair for each in found for pair in _pairs(each)], shown_redline)
    return [_own(each, texts, lined) for each in found]


def steps_on(place: OnClause, account: Account | None) -> list[StepView]:
    """What a person said of a clause so far, the newest first; nothing where that is only what they say now."""
    steps = step_views(history_on(account, place.row))
    return steps if len(steps) > 1 or any(step.until for step in steps) else []


def step_views(steps: Iterable[Step]) -> list[StepView]:
    """Positions of one's own as a history."""
    return [
        StepView(
            choice=step.position.choice, version=step.version, key=step.key, number=step.number,
            at=step.position.taken_at, until=step.position.ended_at,
            ended_by=str(step.position.ended_by) if step.position.ended_by else None,
            receipt=step.position.taken_n, en_bloc=step.position.en_bloc, comment=step.position.comment_id,
        )
        for step in steps
    ]  # fmt: skip


def behind(place: OnClause, mine: MineView | None) -> tuple[str, Markup | None] | None:
    """The version a position was taken on, and the redline from its words to those that stand here; None as they are one.

    Nothing for a position on these very words.
    """
    if mine is None or mine.state in (State.HERE, State.SAME_WORDS):
        return None
    was = clause_in(draft_named(mine.version), mine.key)
    if was.digest == place.row.digest:
        return mine.version, None
    pair = (was.markdown, place.row.markdown)
    return mine.version, redline_texts([pair], shown_redline)[pair]


def _pairs(each: MyPosition) -> list[tuple[str, str]]:
    """The words it was taken on, and those that stand there now, where they differ."""
    return [(each.was.markdown, row.markdown) for row in each.now if row.digest != each.was.digest]


def _own(each: MyPosition, texts: dict[str, Markup], lined: dict[tuple[str, str], Markup]) -> OwnView:
    position, standing = each.position, each.standing
    mine = MineView(
        choice=position.choice, state=standing.state, version=each.was.version, key=each.was.key,
        at=position.taken_at, receipt=position.taken_n, comment=position.comment_id, en_bloc=position.en_bloc,
        refused=position.refused, aside=position.aside,
    )  # fmt: skip
    now = tuple(_now(row, each.was.markdown, texts, lined) for row in each.now)
    return OwnView(
        id=position.id, mine=mine, number=each.was.number, title=excerpt(each.was.text, most=TITLE),
        html=texts[each.was.markdown], now=now, waits=standing.needs_me, replaced=standing.replaced,
    )  # fmt: skip


def _now(row: ClauseRow, was: str, texts: dict[str, Markup], lined: dict[tuple[str, str], Markup]) -> NowView:
    return NowView(
        row.key,
        row.number,
        row.lead or excerpt(row.text, most=TITLE),
        texts[row.markdown],
        lined.get((was, row.markdown)),
    )


def waiting(views: Sequence[OwnView]) -> list[OwnView]:
    """Those that are not counted until their holder says something of the new words."""
    return [view for view in views if view.waits]
