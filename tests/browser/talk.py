"""What is said on the site the browser looks at: by the real actions, something of each kind, on the newest draft and late on older ones."""

from typing import Any

from consensus.accounts.models import Account
from consensus.discussion.actions import (
    Edit,
    add_comment,
    answer_disposition,
    cosign,
    delete_comment,
    dispose,
    edit_comment,
    keep_pending,
    prepare_edits,
)
from consensus.discussion.anchors import Quote
from consensus.discussion.models import Comment, Operation
from consensus.discussion.places import place_named, reply_place
from consensus.discussion.queries.comments import comment_at
from consensus.discussion.texts import prepare_text
from consensus.drafts.queries import clause_in, draft_named
from consensus.kit.db import transaction
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule

QUOTE = "detailed enough for a skilled person"
LONG = """What a *skilled person* needs to know is said nowhere, and can be said:

- where the data came from,
- **who** prepared it, and how.

> Whoever asks is told: "as described in the paper".

See [what the hospital wrote](https://example.org/a/very/long/address/that/does/not/break/anywhere/at/all/on/a/phone)."""
PETITION = (
    "We ask the editors to demand an explicit legal mechanism for parameters, since nobody can rely on less."
)


def talk(rosa: Account, kwame: Account, ana: Account) -> str:
    """A conversation; its comments are numbered from 1, as the table of pages knows them. → the secret of what a stranger typed."""
    objection = say("1.0", "data-information", LONG, ana, kind="objection", quote=QUOTE)
    reply = say(objection, None, "Would a list satisfy you?", kwame, kind="question")
    say(reply, None, "أوافق على ذلك: القائمة تكفي إن كانت كاملة.", ana)
    _suggest(kwame)
    say("0.0.8", "data-information-examples", "Why did this go?", ana, quote="Think of training methods")
    say("1.0", None, "Nobody says who keeps the list.", ana, after="data-information")
    say("1.0", None, "It reads well.", ana, kind="process")
    say("1.0", None, "This part is the best.", kwame, part="preamble")
    mine = say("1.0", "freedom-use", "Who asks?", rosa, kind="objection", quote="asking anyone")
    gone = say("1.0", "freedom-share", "Never mind.", ana)
    folded = say("1.0", "freedom-share", "Cheap parameters here.", kwame)
    for by in (ana, kwame):
        say("1.0", "parameters-legal", PETITION, by)
    _what_became(objection, mine, gone, folded, rosa=rosa, kwame=kwame, ana=ana)
    return _typed()


def say(at: str | Comment, key: str | None, words: str, by: Account, **given: Any) -> Comment:
    """Say something on a clause, part or draft, or in reply."""
    text, quote = prepare_text(words), given.pop("quote", None)
    named = {name: given.pop(name) for name in ("part", "after") if name in given}
    with transaction():
        parent = comment_at(at.id) if isinstance(at, Comment) else None
        place = reply_place(parent) if parent else place_named(str(at), key=key, **named)
        kind = given.pop("kind", "comment")
        return add_comment(
            place, text=text, kind=kind, by=by, parent=parent, quote=Quote(quote) if quote else None, **given
        )


def _suggest(by: Account) -> None:
    draft = draft_named("1.0")
    row = clause_in(draft, "data-information")
    edits = [
        Edit(Operation.REPLACE, row, text=row.markdown.replace("detailed", "complete", 1)),
        Edit(Operation.INSERT, after=row, text="Whoever keeps the list says where it is kept."),
    ]
    made, finished = prepare_edits(edits, draft=draft)
    say("1.0", "data-information", "Say *complete* where you mean it.", by, edits=made, finished=finished)


def _what_became(
    objection: Comment,
    mine: Comment,
    gone: Comment,
    folded: Comment,
    *,
    rosa: Account,
    kwame: Account,
    ana: Account,
) -> None:
    text = prepare_text("Who *asks*, and whom?")
    with transaction():
        cosign(comment_at(objection.id), by=rosa)
        dispose(
            [comment_at(objection.id), comment_at(mine.id)],
            outcome="declined",
            reason="The checklist names it.",
            by=kwame,
        )
    with transaction():
        answer_disposition(comment_at(objection.id), answer="sustain", reason="It names no hospital.", by=ana)
        edit_comment(comment_at(mine.id), text=text, by=rosa)
        delete_comment(comment_at(gone.id), by=ana)
        hide_thing(comment_at(folded.id), rule=Rule.SPAM, reason="It sells parameters.", by=rosa)


def _typed() -> str:
    fields = {"body": "Who *asks*?", "kind": "objection", "quote": "asking anyone"}
    with transaction():
        return keep_pending(
            "/drafts/1.0/clauses/freedom-use/comment",
            {"at": {"version": "1.0", "key": "freedom-use"}, "fields": fields},
        )
