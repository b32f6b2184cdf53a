"""What became of comments, as sheets: our own columns, and the eight of the commenting form of IEC and ISO committees.

The eight columns follow the template that IEC and ISO use for comments and the secretariat's observations
(ISO/IEC Directives, electronic commenting template, 2012-03): one row for each comment, types ``ge`` general, ``te``
technical, ``ed`` editorial.
"""

from collections.abc import Iterable, Mapping
from typing import IO, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..drafts.models import Draft
from ..drafts.queries import rows_of
from ..kit.text.cells import write_table
from .shapes import Shape

COLUMNS = {
    "id": _l("The comment's number."),
    "url": _l("Its permanent address."),
    "thread": _l("The comment that began its thread; its own number if it did."),
    "parent": _l("The comment it replies to; empty for one that replies to none."),
    "draft": _l("The draft it was made on."),
    "clause": _l("The lasting key of the clause it is about."),
    "number": _l("The number of that clause in that draft."),
    "part": _l("The part it is about, where it is about no clause."),
    "after": _l("The clause after which something is missing."),
    "wording": _l("SHA-256 of the words its author saw."),
    "kind": _l("comment, question, objection, editorial or process."),
    "state": _l("Where an objection stands: standing, awaiting, sustained, withdrawn or answered."),
    "created_at": _l("When it was made, RFC 3339, UTC."),
    "late": _l("yes when it was made after closing."),
    "author": _l("Who made it, as on the public record; empty where it was deleted."),
    "name": _l("The author's name."),
    "affiliation": _l("For whom the author spoke at that time."),
    "stakeholder_group": _l("The author's stakeholder group at that time."),
    "channel": _l("online, or stop: and the stop's name."),
    "language": _l("The language of its words."),
    "quote": _l("The exact words of the clause that it is about."),
    "body": _l("What it says, Markdown; empty where it was deleted or is folded."),
    "suggestion": _l("New words it suggests for the clause."),
    "cosigned": _l("How many people share its concern."),
    "outcome": _l(
        "accepted, accepted-in-part, declined, duplicate, out-of-scope or noted; empty: unanswered."
    ),
    "reason": _l("The editors' public reason."),
    "resolved_in": _l("The draft that resolves it."),
    "clauses": _l("Keys of the clauses whose change answers it."),
    "duplicate_of": _l("The comment that says the same."),
    "answered_at": _l("When the editors answered."),
    "authors_answer": _l("agree or sustain; empty: the author said nothing to it."),
    "authors_reason": _l("Why the author sustains it."),
    "hidden": _l("yes when a moderator folded it."),
    "deleted": _l("yes when its author deleted it."),
}
EIGHT = (
    _l("MB/NC"), _l("Line number"), _l("Clause/Subclause"), _l("Paragraph/Figure/Table"), _l("Type of comment"),
    _l("Comments"), _l("Proposed change"), _l("Observations of the secretariat"),
)  # fmt: skip
TYPES = {"editorial": "ed", "objection": "te", "comment": "te", "question": "ge", "process": "ge"}


def write_sheet(out: IO[str], shapes: Iterable[Shape], draft: Draft) -> None:
    """Our own columns, a row for each comment, replies below the comment they reply to."""
    numbers = {row.key: row.number for row in rows_of(draft)}
    write_table(out, list(COLUMNS), (_own_row(shape, numbers) for shape in shapes))


def write_eight(out: IO[str], shapes: Iterable[Shape], draft: Draft) -> None:
    """The eight columns, a row for each comment that is answered by itself."""
    rows = {row.key: row for row in rows_of(draft)}
    kinds = {"paragraph": _("Paragraph"), "item": _("List item"), "row": _("Table"), "note": _("Note"),
             "footnote": _("Footnote"), "heading": _("Heading"), "group": _("Table")}  # fmt: skip
    write_table(out, [str(name) for name in EIGHT], (_eight(shape, rows, kinds) for shape in shapes))


def write_dictionary(out: IO[str]) -> None:
    """What our columns mean."""
    write_table(out, ["column", "meaning"], ([name, str(meaning)] for name, meaning in COLUMNS.items()))


def _own_row(shape: Shape, numbers: Mapping[str, str]) -> list[Any]:
    author, given, quote = shape["author"] or {}, shape["disposition"] or {}, shape["quote"] or {}
    said = given.get("answer") or {}
    more = {
        "number": numbers.get(shape["clause"] or ""),
        "author": author.get("id"),
        "name": author.get("name"),
        "quote": quote.get("exact"),
        "answered_at": given.get("at"),
        "authors_answer": said.get("answer"),
        "authors_reason": said.get("reason"),
    }
    named = ("outcome", "reason", "resolved_in", "clauses", "duplicate_of")
    return [(shape | more | {name: given.get(name) for name in named})[column] for column in COLUMNS]


def _eight(shape: Shape, rows: Mapping[str, Any], kinds: Mapping[str, str]) -> list[Any]:
    row, author = rows.get(shape["clause"] or shape["after"] or ""), shape["author"] or {}
    quote = f"“{shape['quote']['exact']}” " if shape["quote"] else ""
    return [
        shape["affiliation"] or author.get("name"),
        row.order + 1 if row else None,
        row.number if row else shape["part"] or _("whole draft"),
        kinds.get(str(row.kind)) if row and shape["clause"] else _("after this clause") if row else None,
        TYPES[shape["kind"]],
        f"{quote}{shape['body'] or ''}",
        shape["suggestion"] or "; ".join(_edit_words(edit) for edit in shape["edits"]),
        _observation(shape),
    ]


def _edit_words(edit: Mapping[str, Any]) -> str:
    place = edit["clause"] or _("after %(key)s", key=edit["after"] or "–")
    return f"{edit['op']} {place}: {edit['text']}" if edit["text"] else f"{edit['op']} {place}"


def _observation(shape: Shape) -> str:
    given = shape["disposition"]
    if given is None:
        return _("Not answered yet.")
    place = f" ({given['resolved_in']}: {', '.join(given['clauses'])})" if given["resolved_in"] else ""
    said = given["answer"]
    reply = (
        _(" The author sustains it: %(reason)s", reason=said["reason"])
        if said and said["answer"] == "sustain"
        else ""
    )
    return f"{given['outcome']}{place}: {given['reason']}{reply}"
