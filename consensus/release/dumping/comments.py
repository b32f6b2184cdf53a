"""Everything that was said, in the order in which it was said: in pages of bounded size, and as data."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from flask import current_app

from ...discussion.models import Comment
from ...discussion.shapes import Shape, comment_shapes
from ...discussion.shown import CommentView, comment_views
from ...kit.db import db
from ...ledger.chain import canonical
from ..queries.dumped import comments_after
from .addresses import COMMENTS, comments_file
from .pages import Press

LINES = 10
"""How many pages' comments one file of data holds."""


def write_comments(press: Press) -> Iterator[int]:
    """Every comment as a stranger sees it, on pages and in files of data. → how many, page by page."""
    before, number, held = 0, 0, []
    comments = _stretch(0)
    while comments:
        first, last = comments[0].id, comments[-1].id
        with current_app.test_request_context("/", base_url=press.site.base):
            views, shapes = _views(comments), _shapes(comments, base=press.site.base)
        db.session.expunge_all()
        following = _stretch(last)
        press.own(
            comments_file(first), "release/dump/comments.html", comments=views, first=first, last=last,
            previous=before or None, next=following[0].id if following else None,
        )  # fmt: skip
        held += [canonical(shape) + "\n" for shape in shapes]
        if len(held) > COMMENTS * (LINES - 1) or not following:
            number, held = number + 1, _written(press, number + 1, held)
        before, comments = first, following
        yield len(views)


def _stretch(after: int) -> Sequence[Comment]:
    """The comments of the next page that has any: those whose numbers belong together."""
    found = comments_after(after, most=COMMENTS)
    return [each for each in found if comments_file(each.id) == comments_file(found[0].id)]


def _written(press: Press, number: int, lines: list[str]) -> list[str]:
    press.folder.write(f"data/comments/{number:06}.ndjson", lines)
    return []


def _views(comments: Sequence[Comment]) -> list[CommentView]:
    """Each as seen from the draft it was made on."""
    some = groupby(sorted(comments, key=lambda each: each.draft_id), key=lambda each: each.draft)
    found = [view for draft, each in some for view in comment_views(list(each), seen_from=draft)]
    return sorted(found, key=lambda view: view.id)


def _shapes(comments: Sequence[Comment], *, base: str) -> list[Shape]:
    some = groupby(sorted(comments, key=lambda each: each.draft_id), key=lambda each: each.draft)
    found = [
        {name: value for name, value in shape.items() if name != "html"}
        | {"url": str(shape["url"]).removeprefix(base)}
        for draft, each in some
        for shape in comment_shapes(list(each), seen_from=draft, html=False)
    ]
    return sorted(found, key=lambda shape: int(shape["id"]))
