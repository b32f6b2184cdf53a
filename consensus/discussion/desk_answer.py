"""The editors' answer as its form shows it, filled in as far as it is known; and from what was typed to what can be stored."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from ..accounts.models import Account
from ..drafts.changes import ChangeFound, ChangeKind
from ..drafts.models import Clause, Draft
from ..drafts.queries import ClauseRow, changes_of, drafts_published, rows_of
from ..kit.clock import now
from ..kit.errors import Invalid
from ..kit.slow import slow
from ..kit.text.words import excerpt
from ..kit.web.forms import Given
from .actions.disposing import TIME_TO_REPLY
from .models import Comment, Disposition, Outcome
from .queries.answers import dispositions_of
from .queries.carried import now_at
from .queries.comments import comments_called
from .queries.desk import campaign_answer, clauses_called, state_of
from .queries.spots import position_of
from .queries.suggestions import prefill_of
from .shown import CommentView, comment_views
from .texts import Prepared, prepare_text

NAMED = re.compile(r"(?:\S*/comments/)?#?c?([0-9]{1,10})(?:[#?]\S*)?")
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in the fields of the form; ``clauses``: keys that are ticked."""

    outcome: str = ""
    reason: str = ""
    resolved_in: str = ""
    clauses: tuple[str, ...] = ()
    further: str = ""
    duplicate_of: str = ""
    answer_by: str = ""


@dataclass(frozen=True, slots=True)
class ChangeChoice:
    """A clause whose change may be what answers; ``near``: the comments are about it."""

    key: str
    number: str
    words: str
    change: ChangeFound | None
    near: bool


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The form: comments and which of them are ticked, fields, drafts that can be named, and the changes of one of them."""

    comments: tuple[CommentView, ...]
    ticked: frozenset[int]
    seen: tuple[str, ...]
    values: Values
    drafts: tuple[str, ...]
    changes_of: str | None
    changes: tuple[ChangeChoice, ...]
    duplicate: CommentView | None


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """An answer that can be given, if nothing happened meanwhile: see ``dispose``."""

    outcome: Outcome
    reason: Prepared
    resolved_in: Draft | None
    clauses: tuple[Clause, ...]
    duplicate_of: Comment | None
    answer_by: datetime | None
    seen: Mapping[int, str]

    def as_given(self) -> dict[str, Any]:
        """For ``dispose``."""
        return {name: getattr(self, name) for name in self.__slots__}


@slow
def ready_answer(form: Given) -> ReadyAnswer:
    """Check and render what was typed. Raises Invalid with all that is wrong."""
    errors: dict[str, list[Any]] = {}
    resolved = _noting(errors, lambda: _resolved(form.resolved_in))
    clauses = () if "resolved_in" in errors else _noting(errors, lambda: _clauses(form, resolved))
    duplicate = _noting(errors, lambda: _duplicate(form))
    reason = _noting(errors, lambda: prepare_text(form.reason, field="reason"))
    if errors:
        raise Invalid(errors)
    seen = {
        int(id): state for id, _colon, state in (each.partition(":") for each in form.seen) if id.isdecimal()
    }
    until = datetime.combine(form.answer_by, time(23, 59, 59), UTC) if form.answer_by else None
    return ReadyAnswer(form.outcome, reason, resolved, tuple(clauses), duplicate, until, seen)


def answer_page(
    comments: Sequence[Comment], *, values: Values, ticked: frozenset[int], viewer: Account | None
) -> AnswerPage:
    """The form for some comments."""
    drafts = [draft for draft in drafts_published() if draft.withdrawal is None][::-1]
    named = next(
        (draft for draft in drafts if draft.version == values.resolved_in), drafts[0] if drafts else None
    )
    given, again = dispositions_of(comments), _named_comment(values.duplicate_of)
    seen_from = max([*drafts[:1], *(comment.draft for comment in comments)], key=position_of)
    views = comment_views([*comments, *again], seen_from=seen_from, viewer=viewer)
    return AnswerPage(
        comments=tuple(views[: len(comments)]),
        ticked=ticked,
        seen=tuple(f"{each.id}:{state_of(each, given.get(each.id))}" for each in comments),
        values=values,
        drafts=tuple(draft.version for draft in drafts),
        changes_of=named.version if named else None,
        changes=tuple(_choices(named, comments)) if named else (),
        duplicate=views[-1] if again else None,
    )


def values_typed(fields: MultiDict[str, str]) -> Values:
    """What was typed into the form."""
    plain = {name: fields.get(name, "") for name in Values.__slots__ if name != "clauses"}
    return Values(clauses=tuple(fields.getlist("clauses")), **plain)


def values_known(comments: Sequence[Comment], *, campaign: int | None, asked: Mapping[str, str]) -> Values:
    """What is known before anything is typed: from a suggestion that was accepted, from a former answer, from the address."""
    known = _known(comments, campaign)
    known |= {name: asked[name] for name in ("outcome", "resolved_in", "duplicate_of") if asked.get(name)}
    known.setdefault("answer_by", (now() + TIME_TO_REPLY).date().isoformat())
    return Values(**known)


def _known(comments: Sequence[Comment], campaign: int | None) -> dict[str, Any]:
    if campaign is not None:
        given = campaign_answer(campaign)
        return _as_before(given) | {"reason": given.reason} if given else {}
    if len(comments) != 1:
        return {}
    accepted = prefill_of(comments[0]) if comments[0].suggests else {}
    if accepted:
        return accepted | {"clauses": tuple(accepted["clauses"])}
    former = dispositions_of(comments).get(comments[0].id)
    return _as_before(former) if former else {}


def _as_before(given: Disposition) -> dict[str, Any]:
    return {
        "outcome": str(given.outcome),
        "resolved_in": given.resolved_in.version if given.resolved_in else "",
        "clauses": tuple(clause.key for clause in given.clauses),
        "duplicate_of": str(given.duplicate_of_id or ""),
    }


def _noting(errors: dict[str, list[Any]], check: Callable[[], Any]) -> Any:
    """What a check gives; what it finds wrong is noted."""
    try:
        return check()
    except Invalid as error:
        errors |= error.errors
        return None


def _resolved(version: str | None) -> Draft | None:
    if not version:
        return None
    found = next((draft for draft in drafts_published() if draft.version == version), None)
    if found is None:
        raise Invalid({"resolved_in": _("Name a published draft that was not withdrawn.")})
    return found


def _clauses(form: Given, draft: Draft | None) -> list[Clause]:
    """The clauses that were ticked, or named by key or number as they stand in a draft."""
    named = [name for name in re.split(r"[,;\s]+", form.further or "") if name]
    if not named and not form.clauses:
        return []
    if draft is None:
        raise Invalid({"resolved_in": _("Say in which draft these clauses were changed.")})
    numbers = {row.number: row.key for row in rows_of(draft) if row.number}
    keys = dict.fromkeys([*form.clauses, *(numbers.get(name, name) for name in named)])
    found = clauses_called(keys)
    unknown = keys.keys() - {clause.key for clause in found}
    if unknown:
        sentence = _(
            "There is no clause %(key)s in draft %(version)s.", key=min(unknown)[:60], version=draft.version
        )
        raise Invalid({"further": sentence})
    return found


def _duplicate(form: Given) -> Comment | None:
    if not form.duplicate_of:
        if form.outcome is Outcome.DUPLICATE:
            raise Invalid({"duplicate_of": _("Name the comment that says the same.")})
        return None
    found = _named_comment(form.duplicate_of)
    if not found:
        raise Invalid({"duplicate_of": _("There is no comment with this number.")})
    return found[0]


def _named_comment(text: str) -> list[Comment]:
    """The comment that a number or an address names, or none."""
    named = NAMED.fullmatch(text.strip())
    return comments_called([int(named[1])]) if named else []


def _choices(draft: Draft, comments: Sequence[Comment]) -> list[ChangeChoice]:
    """The clauses that a draft changed, and those that the comments are about; these first."""
    rows = {row.key: row for row in rows_of(draft)}
    older = {row.key: row for row in rows_of(draft.previous)} if draft.previous else {}
    changes = {each.key: each for each in (changes_of(draft) if draft.previous else [])}
    near = _near(comments, draft)
    shown = [
        key
        for key, each in changes.items()
        if each.kind != ChangeKind.SAME or each.moved or each.surroundings
    ]
    keys = dict.fromkeys(
        [*(key for key in rows if key in near), *(key for key in shown if key in near), *shown]
    )
    return [_choice(key, rows.get(key) or older.get(key), changes.get(key), near=key in near) for key in keys]


def _choice(key: str, row: ClauseRow | None, change: ChangeFound | None, *, near: bool) -> ChangeChoice:
    words = (row.lead or excerpt(row.text, most=MOST_WORDS)) if row else key
    return ChangeChoice(key, row.number if row else "", words, change, near)


def _near(comments: Sequence[Comment], draft: Draft) -> set[str]:
    """Keys of the clauses of a draft that carry on what comments are about; of those that are gone, as they were called."""
    earlier = [each for each in comments if position_of(each.draft) <= position_of(draft)]
    at = now_at(earlier, seen_from=draft) if earlier else {}
    gone = {each.clause.key for each in earlier if each.clause is not None and not at[each.id]}
    return gone | {placed.key for some in at.values() for placed in some}
