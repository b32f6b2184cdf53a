"""What pages show of messages: their words finished, what they quote apart; for as many questions as one message costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ..accounts.models import Account
from ..kit.permissions import can
from ..kit.text.rendered import comment_texts
from ..kit.text.words import excerpt
from ..moderation.models import Hiding
from ..moderation.queries import hidings_of
from ..moderation.rules import Can as Moderating
from .models import Message
from .paragraphs import Paragraph, paragraphs, portions, without_markup
from .plain import Dated, subject_key
from .queries.threads import MentionLine, clauses_in, folded_among, parents_of
from .quoting import Kind, Piece, own_words, pieces_of

EXCERPT, MOST_READ, MOST_SHOWN = 320, 1_000, 12_000
SHORT_LINES, SHORT_SIGNS = 2, 200


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a message: finished Markdown, or paragraphs of plain text. ``kind``: said, quoted or signed.

    ``short``: words that are quoted so briefly that they stand open.
    """

    kind: Kind
    by: str
    lines: int
    short: bool
    html: Sequence[Markup]
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as a reader sees it. ``blocks`` is empty and ``author`` nobody where it is folded for them; so is ``subject``
    then, and where it repeats that of a folded first message.

    ``cut``: it goes on. ``reply_to`` and ``reply_to_author``: what it replies to, where that is known.
    """

    message: Message
    subject: str
    author: str
    at: datetime | None
    sure: bool
    version: str | None
    clauses: Sequence[MentionLine]
    reply_to: int | None
    reply_to_author: str
    blocks: Sequence[Block]
    excerpt: str
    notes: Sequence[str]
    cut: bool
    hiding: Hiding | None


def message_views(
    messages: Sequence[Message], *, viewer: Account | None = None, whole: int | None = None
) -> list[MessageView]:
    """Messages as a reader sees them, with everything that stands beside them; among others long ones are cut.

    ``whole``: the number of one that is not.
    """
    parents, clauses = parents_of(messages), clauses_in(messages)
    hidings = hidings_of([*messages, *parents.values()])
    reads = bool(hidings) and can(viewer, Moderating.READ_FOLDED, next(iter(messages), None))
    shown = {each.id: reads or str(each.ref) not in hidings for each in messages}
    alone = len(messages) == 1
    pieces = {
        each.id: pieces_of(_beginning(each, alone or each.id == whole), markdown=each.markdown)
        if shown[each.id]
        else []
        for each in messages
    }
    untitled = set() if reads else folded_among([each.thread_id for each in messages])
    html = _finished([piece for each in messages if each.markdown for piece in pieces[each.id]])
    return [
        _view(
            each, each.thread_id in untitled, parents.get(each.parent_id or 0), clauses.get(each.id, ()), hidings,
            [_block(piece, each.markdown, html) for piece in pieces[each.id]], shown[each.id],
            not alone and each.id != whole and len(each.body) > MOST_SHOWN,
        )
        for each in messages
    ]  # fmt: skip


def _beginning(message: Message, whole: bool) -> str:
    """As much of a message as is shown; cut between paragraphs where it can be."""
    if whole or len(message.body) <= MOST_SHOWN:
        return message.body
    cut = message.body[:MOST_SHOWN]
    return cut[: cut.rfind("\n\n") if "\n\n" in cut[MOST_SHOWN // 2 :] else MOST_SHOWN]


def _finished(pieces: Sequence[Piece]) -> Mapping[str, Markup]:
    """Every portion of Markdown on a page, finished in one go."""
    return comment_texts([portion for piece in pieces for portion in portions(piece.text)])


def _block(piece: Piece, markdown: bool, html: Mapping[str, Markup]) -> Block:
    """What is too complicated to be rendered is shown as plain text."""
    done = [html[portion] for portion in portions(piece.text)] if markdown else []
    whole = markdown and all(each.startswith("<") for each in done)
    plain = [] if whole else paragraphs(piece.text)
    short = not piece.by and piece.lines <= SHORT_LINES and len(piece.text) <= SHORT_SIGNS
    return Block(piece.kind, piece.by, piece.lines, short, done if whole else (), plain)


def subject_of(message: Message, *, untitled: bool) -> str:
    """The subject of a message; empty where it repeats that of its thread, whose first message is folded."""
    return "" if untitled and subject_key(message.subject) == message.thread.like else message.subject


def _view(
    message: Message,
    untitled: bool,
    parent: Message | None,
    clauses: Sequence[MentionLine],
    hidings: Mapping[str, Hiding],
    blocks: Sequence[Block],
    shown: bool,
    cut: bool,
) -> MessageView:
    own = own_words(message.body, markdown=message.markdown)[:MOST_READ] if shown else ""
    return MessageView(
        message=message,
        subject=subject_of(message, untitled=untitled) if shown else "",
        author=message.author if shown else "",
        at=message.at,
        sure=message.dated is Dated.SAID,
        version=message.draft.version if message.draft else None,
        clauses=clauses,
        reply_to=parent.id if parent else None,
        reply_to_author=parent.author if parent and str(parent.ref) not in hidings else "",
        blocks=blocks,
        excerpt=excerpt(without_markup(own) if message.markdown else own, most=EXCERPT),
        notes=message.notes.split("\n") if message.notes and shown else (),
        cut=cut,
        hiding=hidings.get(str(message.ref)),
    )
