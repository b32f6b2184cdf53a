"""Comments as moderation sees them: found by name, who argues in their threads, whose they are, what they say."""

from collections.abc import Collection, Iterable

from ..kit.refs import Ref
from ..kit.text.words import visible_words
from .models import Comment
from .queries.comments import comments_called
from .queries.threads import parties_in

LONGEST_NAME = 10


def comment_named(name: str) -> Comment | None:
    """The comment with this number, unless its author took its words away."""
    return comments_named([name]).get(name)


def comments_named(names: Collection[str]) -> dict[str, Comment]:
    """The same for several, by name."""
    numbers = {
        int(name): name for name in names if name.isascii() and name.isdigit() and len(name) <= LONGEST_NAME
    }
    return {
        numbers[comment.id]: comment
        for comment in comments_called(numbers)
        if comment.deleted_at is None and str(comment.id) == numbers[comment.id]
    }


def parties(comment: Comment) -> Iterable[str]:
    """Everybody who wrote in its thread."""
    return parties_in(comment)


def author(comment: Comment) -> str | None:
    """Whose it is; None when nobody stands behind it any more."""
    return comment.author.actor_id


def excerpt(comment: Comment) -> str:
    """What it says, without markup."""
    return visible_words(comment.body)


def around(comment: Comment) -> list[Ref]:
    """The clause, the draft and the thread, whose pages show it."""
    clause = comment.clause or comment.after
    refs = [clause.ref] if clause else []
    return [*refs, comment.draft.ref, Ref("comment", str(comment.root_id))]
