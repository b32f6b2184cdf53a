"""How messages are found: by their own words, not those they quote; hidden ones by moderators alone."""

from collections.abc import Callable, Iterable, Sequence

from ..kit.refs import Ref, parse
from ..moderation.queries import hidings_of
from ..search.registry import EVERYBODY, MODERATORS, Document, reaches, searchable
from .models import Message
from .paragraphs import without_markup
from .plain import NO_DATE
from .queries.found import archive_ids, messages_called, run_ids, shown_ids, thread_ids, thread_of
from .queries.threads import clauses_in, folded_among
from .quoting import own_words
from .shown import subject_of

BATCH = 1_000
LARGEST = 18  # digits of a number that any database takes


def all_messages() -> Iterable[Ref]:
    """Every message of every archive that is not withdrawn, a thousand at a time."""
    last = 0
    while ids := shown_ids(after=last, limit=BATCH):
        yield from (Ref("message", str(id)) for id in ids)
        last = ids[-1]


@searchable("message", subjects=all_messages)
def message_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some messages. Those of withdrawn archives have nothing to show."""
    found = messages_called([number for ref in refs if (number := _number(ref.name))])
    hidden, mentions = hidings_of(found), clauses_in(found)
    untitled = folded_among([each.thread_id for each in found])
    for each in found:
        keys, folded = [line.key for line in mentions.get(each.id, ())], str(each.ref) in hidden
        subject = subject_of(each, untitled=not folded and each.thread_id in untitled)
        yield _document(each, keys, folded, subject or each.archive.title)


@reaches("import")
def messages_stored(ref: Ref, after: str | None) -> Iterable[Ref]:
    """What one import brought, from after a message on."""
    return _all_after(lambda last: run_ids(_number(ref.name), after=last, limit=BATCH), after)


@reaches("message")
def replies_to(ref: Ref, after: str | None) -> Iterable[Ref]:
    """What else is in a message's thread, from after a message on: when the first is folded, so is what they are called."""
    thread = thread_of(_number(ref.name))
    return _all_after(lambda last: thread_ids(thread, after=last, limit=BATCH) if thread else [], after)


@reaches("archive")
def messages_within(ref: Ref, after: str | None) -> Iterable[Ref]:
    """Everything in an archive, from after a message on."""
    return _all_after(lambda last: archive_ids(ref.name, after=last, limit=BATCH), after)


def _all_after(more: Callable[[int], Sequence[int]], after: str | None) -> Iterable[Ref]:
    last = _number(parse(after).name) if after else 0
    while ids := more(last):
        yield from (Ref("message", str(id)) for id in ids)
        last = ids[-1]


def said_in(message: Message) -> str:
    """What a message says itself, as plain words."""
    own = own_words(message.body, markdown=message.markdown)
    return without_markup(own) if message.markdown else own


def _number(name: str) -> int:
    return int(name) if name.isascii() and name.isdigit() and len(name) <= LARGEST else 0


def _document(each: Message, keys: Sequence[str], hidden: bool, title: str) -> Document:
    return Document(
        id=str(each.ref),
        kind="message",
        subject=str(each.ref),
        url=f"/archive/messages/{each.id}",
        title=title,
        text=said_in(each),
        language=each.language,
        at=each.at or NO_DATE,
        draft=each.draft.version if each.draft else None,
        clause=keys[0] if keys else None,
        clauses=tuple(keys[1:]),
        source=each.archive.name,
        byline=each.author or None,
        audience=MODERATORS if hidden else EVERYBODY,
    )
