"""What people are told, in words: for the inbox and for mail alike, a fixed number of questions for any number of items."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from ..kit.places import words_of
from ..kit.refs import parse
from ..kit.text.words import excerpt
from ..ledger.telling import Told, tell
from .models import InboxItem
from .paces import is_direct
from .registry import REASONS, YOURS, About, Detail, Details, details_about, titles_of

LONGEST_EXCERPT = 400
NOTHING = Detail()


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news for one person.

    The sentence is ``who`` + ``before`` + ``subject`` + ``after``. ``excerpt`` is somebody's words, ``note`` the
    site's. ``why`` goes on from *you are told because*; ``about`` and ``thread`` are refs: under what it stands in a
    digest, and by what mails belong together.
    """

    id: int
    n: int
    at: datetime
    is_new: bool
    is_direct: bool
    who: str
    before: str
    subject: str
    after: str
    path: str | None
    note: str
    excerpt: str
    why: str
    about: str
    about_title: str
    thread: str
    thread_title: str


def news_of(items: Sequence[InboxItem]) -> list[News]:
    """Some inbox items in words, in their order."""
    abouts = [About(item.entry, item.why) for item in items]
    details = _details(abouts)
    told = tell([item.entry for item in items])
    titles = titles_of(map(parse, {ref for about in abouts for ref in _refs(about, details)}))
    return [
        _news(item, each, details.get(about, NOTHING), titles)
        for item, each, about in zip(items, told, abouts, strict=True)
    ]


def title_of(ref: str, titles: Mapping[str, str]) -> str:
    """What people call a thing, from titles asked for before; at least what it is."""
    return titles.get(ref) or words_of(ref)


def _details(abouts: Sequence[About]) -> dict[About, Detail]:
    asked: dict[Details, list[About]] = {}
    for about in abouts:
        if (details := details_about(about)) is not None:
            asked.setdefault(details, []).append(about)
    found: dict[About, Detail] = {}
    for details, some in asked.items():
        found.update(details(some))
    return found


def _refs(about: About, details: Mapping[About, Detail]) -> Iterable[str]:
    thread = details.get(about, NOTHING).thread or about.entry.subject
    return (thread,) if is_direct(about.why) else (thread, about.why)


def _news(item: InboxItem, told: Told, detail: Detail, titles: Mapping[str, str]) -> News:
    thread = detail.thread or item.entry.subject
    about = thread if is_direct(item.why) else item.why
    title = title_of(about, titles)
    return News(
        id=item.id,
        n=item.n,
        at=told.at,
        is_new=item.seen_at is None,
        is_direct=is_direct(item.why),
        who=told.who,
        before=told.before,
        subject=told.subject,
        after=told.after,
        path=detail.path or told.url,
        note=str(detail.note),
        excerpt=excerpt(detail.excerpt, most=LONGEST_EXCERPT),
        why=_why(item.why, title),
        about=about,
        about_title=title,
        thread=thread,
        thread_title=title_of(thread, titles),
    )


def _why(why: str, title: str) -> str:
    if is_direct(why):
        return str(REASONS.get(why, REASONS[YOURS]))
    return str(_("you watch %(title)s", title=title))
