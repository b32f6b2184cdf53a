"""Who is told of the discussion, and what: replies, mentions, answers; each thread can be watched."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..drafts.queries import clause_named, lineage_of
from ..following import About, Detail, around, concerns, details_for, quiet, reason, watchable
from ..kit.refs import Ref, parse
from ..kit.text.rendered import comment_texts
from ..kit.text.words import excerpt
from ..ledger.models import Entry
from ..moderation.concerned import CONCERNED
from ..moderation.concerned import REASONS as MODERATED
from .mentions import meant, mentioned
from .models import Comment
from .plain import plain_words
from .queries.answers import dispositions_of
from .queries.comments import comment_at, comments_called, folded
from .queries.people import people_called
from .verbs import Verb

REPLY, MENTION, ANSWERED, TAKEN, REPLIED = "reply", "mention", "disposition", "taken", "authors-reply"
REASONS = {
    REPLY: _l("it replies to you"),
    MENTION: _l("it mentions you"),
    ANSWERED: _l("it answers your comment"),
    TAKEN: _l("it is your suggestion"),
    REPLIED: _l("it replies to your answer"),
}
LONGEST = 400
LONGEST_TITLE = 60


def declare_news() -> None:
    """Say what can be watched, whom each act concerns, and what is worth knowing of it."""
    watchable("comment", load=thread_named, titles=thread_titles)
    for name, sentence in (*REASONS.items(), *MODERATED.items()):
        reason(name, sentence)
    concerns(Verb.ADDED, whom_it_speaks_to)
    concerns(Verb.DISPOSED, lambda entry: _author(entry, ANSWERED))
    concerns(Verb.ADDRESSED, lambda entry: _author(entry, ANSWERED))
    concerns(Verb.ACCEPTED, lambda entry: _author(entry, TAKEN))
    concerns(Verb.ANSWERED, whose_answer_it_was)
    for verb, whom in CONCERNED.items():
        concerns(verb, whom)
    for act in (Verb.ADDED, Verb.DISPOSED, Verb.ACCEPTED):
        around(act, clauses_before)
    quiet(Verb.COSIGNED, Verb.UNSIGNED, Verb.EDITED, Verb.DELETED, Verb.RELEASED)
    details_for("comment", details_of_comments)


class Thread:
    """What is watched when somebody watches a comment: the thread it stands in, under the ref of its root."""

    def __init__(self, root: int) -> None:
        self.ref = Ref("comment", str(root))


def thread_named(name: str) -> Thread:
    """The thread of a comment. Raises NoSuchComment."""
    return Thread(comment_at(name).root_id)


def thread_titles(names: Sequence[str]) -> dict[str, str]:
    """Number of a root → what people call its thread: the clause, and its first words unless they are folded or gone."""
    found = comments_called(int(name) for name in names if name.isdigit())
    shown, html = _shown(found)
    return {
        str(each.id): _title(each, plain_words(html[each.body]) if each.id in shown else "") for each in found
    }


def whom_it_speaks_to(entry: Entry) -> dict[str, str]:
    """Who wrote what a comment replies to, and whom it mentions by name."""
    found = comments_called([int(parse(entry.subject).name)])
    if not found or found[0].deleted_at is not None or found[0].id in folded(found):
        return {}
    [comment] = found
    return _mentioned(comment) | _replied_to(comment)


def clauses_before(entry: Entry) -> list[str]:
    """The refs of what a comment's clause came from in earlier drafts: who watches that, watches this."""
    key = entry.details.get("clause") or entry.details.get("after")
    return [f"clause:{each}" for each in lineage_of(clause_named(str(key)))] if key else []


def whose_answer_it_was(entry: Entry) -> dict[str, str]:
    """Who gave the disposition that an author replied to."""
    comments = comments_called([int(parse(entry.subject).name)])
    return {given.by: REPLIED for given in dispositions_of(comments).values() if given.by.startswith("p:")}


def details_of_comments(abouts: Sequence[About]) -> dict[About, Detail]:
    """What was said, or answered, in a few words; nothing of what is folded or gone. A fixed number of statements."""
    comments = {
        str(each.ref): each
        for each in comments_called({int(parse(about.entry.subject).name) for about in abouts})
    }
    given = dispositions_of(list(comments.values()))
    shown, html = _shown(list(comments.values()), *(each.reason for each in given.values()))
    found = {}
    for about in abouts:
        comment = comments.get(about.entry.subject)
        if comment is not None:
            found[about] = _detail(about, comment, given.get(comment.id), shown, html)
    return found


def _detail(about: About, comment: Comment, given: Any, shown: set[int], html: Mapping[str, Any]) -> Detail:
    thread, path = str(Ref("comment", str(comment.root_id))), f"/comments/{comment.id}#c{comment.id}"
    if about.entry.verb in (Verb.DISPOSED, Verb.ADDRESSED) and given is not None:
        note = _("You can agree, or sustain your concern with a reason.") if about.why == ANSWERED else ""
        return Detail(note, excerpt(plain_words(html[given.reason]), most=LONGEST), path, thread)
    words = plain_words(html[comment.body]) if comment.id in shown else ""
    return Detail("", excerpt(words, most=LONGEST), path, thread)


def _shown(comments: Sequence[Comment], *more: str) -> tuple[set[int], Mapping[str, Any]]:
    hidden = folded(comments)
    shown = [each for each in comments if each.deleted_at is None and each.id not in hidden]
    return {each.id for each in shown}, comment_texts([*(each.body for each in shown), *more])


def _title(comment: Comment, words: str) -> str:
    about = comment.clause or comment.after
    place = about.key if about else comment.part or _("draft %(version)s", version=comment.draft.version)
    return (
        f"{place}: {excerpt(words, most=LONGEST_TITLE)}" if words else _("A thread on %(place)s", place=place)
    )


def _author(entry: Entry, why: str) -> dict[str, str]:
    found = comments_called([int(parse(entry.subject).name)])
    return {each.author.actor_id: why for each in found if each.author.actor_id}


def _replied_to(comment: Comment) -> dict[str, str]:
    parent = comments_called([comment.parent_id]) if comment.parent_id else []
    return {each.author.actor_id: REPLY for each in parent if each.author.actor_id}


def _mentioned(comment: Comment) -> dict[str, str]:
    known = people_called(mentioned(comment.body))
    return {known[name]: MENTION for name in meant(comment.body, known)}
