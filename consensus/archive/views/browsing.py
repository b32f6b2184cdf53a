"""Reading what was said elsewhere: by source, by month, thread by thread, and by the clauses that it mentions."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for

from ...drafts.queries import clause_named, history_of
from ...kit.errors import Missing
from ...kit.permissions import can, open_to_all
from ...kit.text.words import excerpt
from ...kit.web.cache import public
from ...moderation.rules import Can as Moderating
from ..models import Message
from ..queries.archives import archive_lines, archive_named, months_of
from ..queries.threads import (
    MESSAGES,
    folded_among,
    message_at,
    messages_about,
    messages_in,
    thread_named,
    threads_in,
)
from ..shown import message_views

bp = Blueprint("archive", __name__, url_prefix="/archive")
TITLE = 60


@bp.get("/")
@open_to_all
@public
def index() -> str:
    """Every archive: from where it is, and what it holds."""
    lines = archive_lines()
    return render_template(
        "archive/index.html",
        lines=[line for line in lines if line.archive.withdrawn_at is None],
        withdrawn=[line.archive for line in lines if line.archive.withdrawn_at is not None],
    )


@bp.get("/<name>/")
@open_to_all
@public
def archive(name: str) -> str:
    """One archive by its months, year by year."""
    found = archive_named(name)
    months = months_of(found)
    years: dict[str, list[Any]] = {}
    for each in months:
        years.setdefault(each.month[:4] if each.month != "undated" else "", []).append(each)
    return render_template(
        "archive/archive.html", archive=found, years=years, messages=sum(each.messages for each in months)
    )


@bp.get("/<name>/<month>/")
@open_to_all
@public
def month(name: str, month: str) -> str:
    """The threads that began in one month; ``undated``: those of which no date is known."""
    found, cursor = archive_named(name), request.args.get("cursor")
    page = threads_in(found, month, cursor=cursor)
    months = [each.month for each in months_of(found)]
    at = months.index(month) if month in months else 0
    return render_template(
        "archive/month.html",
        archive=found,
        month=month,
        page=page,
        deeper=bool(cursor),
        previous=months[at - 1] if at else None,
        next=months[at + 1] if at + 1 < len(months) else None,
    )


@bp.get("/threads/<int:id>/")
@open_to_all
@public
def thread(id: int) -> str:
    """One thread in the order in which things were said; ``?message=``: from a little before one of them on."""
    found, cursor, asked = thread_named(id), request.args.get("cursor"), _asked()
    page = messages_in(found, cursor=cursor, around=asked)
    return render_template(
        "archive/thread.html",
        thread=found,
        titled=found.id not in folded_among([found.id]) or _reads(page.items),
        archive=found.archive,
        views=message_views(page.items, viewer=g.viewer, whole=asked),
        next=page.next,
        deeper=bool(cursor) or (bool(page.items) and asked is not None),
        asked=asked,
    )


def _reads(messages: Sequence[Message]) -> bool:
    """Whether the reader sees what is folded among some messages."""
    return bool(messages) and can(g.viewer, Moderating.READ_FOLDED, messages[0])


def _asked() -> int | None:
    text = request.args.get("message", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


@bp.get("/messages/<int:id>")
@open_to_all
def message(id: int) -> Any:
    """The permanent link of a message: leads to it in its thread."""
    found = message_at(id)
    beyond = f"?message={id}" if found.thread.messages > MESSAGES else ""
    return redirect(f"{url_for('archive.thread', id=found.thread_id)}{beyond}#m{id}", 302)


@bp.get("/clauses/<key>/")
@open_to_all
@public
def clause(key: str) -> Any:
    """What was said elsewhere of one clause, and of what it came from; the newest first."""
    lasting = clause_named(key)
    if lasting.key != key:
        return redirect(url_for("archive.clause", key=lasting.key), 301)
    history, cursor = history_of(lasting), request.args.get("cursor")
    if not history:
        raise Missing
    page = messages_about(lasting, cursor=cursor)
    _draft, newest = history[-1]
    return render_template(
        "archive/clause.html",
        key=lasting.key,
        title=newest.lead or excerpt(newest.text, most=TITLE),
        views=message_views(page.items, viewer=g.viewer),
        next=page.next,
        deeper=bool(cursor),
    )
