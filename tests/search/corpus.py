"""What the relevance set is asked of: a demonstration, some things said here in several languages, and what was said elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from consensus.archive.models import Message
from consensus.discussion.actions import dispose
from consensus.discussion.models import Comment
from consensus.discussion.queries.comments import comment_at
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from tests.factories import make_account, make_comment

from .elsewhere import write_letters, write_notes, write_topics

DEMO = (
    "--people",
    "12",
    "--comments",
    "60",
    "--positions",
    "0",
    "--systems",
    "4",
    "--messages",
    "150",
    "--seed",
    "7",
)
# Called, who, draft, clause, kind, words.
SAID = (
    ("auditor", "Zsófia Nagy", "1.0", "data-information", "comment", "An auditor in my agency must be able to trace each dataset back to its supplier."),
    ("blind", "Theo Marsh", "1.0", "freedom-use", "comment", "Screen reader users are left out when the interface is only a demo."),
    ("checkpoint", "Ruth Ekström", "1.0", "parameters", "objection", "Intermediate checkpoints matter for research on memorisation."),
    ("export", "Theo Marsh", "1.0", "freedom-share", "comment", "Export control may forbid sending weights across borders."),
    ("licence", "Ruth Ekström", "0.0.9", "model-card", "question", "Is CC-BY-4.0 fine for weights, or only for documentation?"),
    ("chinese", "李娜", "1.0", "data-public", "comment", "训练数据必须公开来源，否则无法研究模型。"),
)  # fmt: skip
ANSWER = "The checklist asks for the supplier of each dataset, and the next edition of the handbook shows an example."


def furnish(run: Callable[..., Any], folder: Path) -> dict[str, str]:
    """Fill an empty installation. → by the names of the known answers, the ids of documents."""
    assert run("demo", *DEMO).exit_code == 0
    known = {f"comment:{called}": f"comment:{_say(*said)}" for called, *said in SAID}
    known["disposition:auditor"] = _answer(int(known["comment:auditor"].partition(":")[2]))
    for name, kind, path in (
        ("discuss", "discourse", write_topics(folder / "topics")),
        ("announce", "mbox", write_letters(folder / "letters.mbox")),
        ("townhall", "markdown", write_notes(folder / "notes")),
    ):
        assert run("archive", "import", kind, str(path), "--into", name).exit_code == 0
    until_done()
    return known | _messages()


def one_of_the_demo() -> tuple[str, str]:
    """A query that only one comment of the demonstration answers, and its id."""
    comment = db.session.scalars(
        select(Comment).where(Comment.body.like("%(Case %")).order_by(Comment.id)
    ).first()
    assert comment is not None
    return '"' + comment.body.rpartition("(")[2].rstrip(".)") + '"', str(comment.ref)


def _say(who: str, draft: str, key: str, kind: str, words: str) -> int:
    return make_comment(draft, key, words, by=make_account(who, email=f"{key}@here.example"), kind=kind).id


def _answer(id: int) -> str:
    with transaction():
        [given] = dispose(
            [comment_at(id)], outcome="noted", reason=ANSWER, by=make_account("Mara", role="maintainer")
        )
        return f"disposition:{given.id}"


def _messages() -> dict[str, str]:
    return {f"message:{each.key}": f"message:{each.id}" for each in db.session.scalars(select(Message))}
