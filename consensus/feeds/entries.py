"""What stands in the feeds: entries of the public record in words, drafts with their summary, a clause's wordings, and
what becomes of a system or a stop."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from flask_babel import gettext as _
from markupsafe import Markup

from ..discussion.queries.comments import comments_called, folded
from ..discussion.verbs import Verb as Said
from ..drafts.models import Clause, Draft
from ..drafts.queries import drafts_published, history_of
from ..drafts.queries.facts import ClauseChange, changes_through
from ..drafts.verbs import Verb
from ..kit.refs import parse
from ..kit.text.markdown import render
from ..kit.text.rendered import comment_texts
from ..kit.text.words import excerpt
from ..ledger.chain import canonical
from ..ledger.models import Entry
from ..ledger.names import names_of
from ..ledger.queries import entries_around, newest_entries
from ..ledger.telling import Told, tell
from ..release.queries.checkpoints import SignedHead, newest_checkpoints
from ..release.verbs import Verb as Endorsed
from ..release.verbs import Verb as Released
from ..roadshow.models import Stop
from ..roadshow.verbs import Verb as Travelled
from ..search.asked import Asked
from ..search.queries import find
from ..search.titles import kind_title
from ..systems.models import System
from ..systems.titles import verdict_title
from ..systems.verbs import Verb as Judged
from .atom import MOST, FeedEntry, urn

PUBLICATIONS = (Verb.PUBLISHED, Verb.WITHDRAWN, Released.SEAL_COMPLETED)
ROADSHOW = (Travelled.PLANNED, Travelled.MOVED, Travelled.CANCELLED, Travelled.OPENED, Travelled.CLOSED)

ENDORSEMENTS = (
    Endorsed.ENDORSED, Endorsed.CONFIRMED, Endorsed.WITHDRAWN, Endorsed.CHALLENGED, Endorsed.RULED, Endorsed.CARRIED,
    Endorsed.LAPSED,
)  # fmt: skip


def of_the_record() -> list[FeedEntry]:
    """The newest entries of the public record, and the checkpoints that the site signed among them."""
    found = told(newest_entries(limit=MOST).items) + [_checkpoint(each) for each in newest_checkpoints(MOST)]
    return sorted(found, key=lambda each: each.updated, reverse=True)[:MOST]


def of_drafts() -> list[FeedEntry]:
    """What became of drafts: published, withdrawn, sealed; the newest first."""
    summaries = {str(draft.ref): draft for draft in drafts_published()}
    return told(_newest(PUBLICATIONS), drafts=summaries)


def of_stops() -> list[FeedEntry]:
    """What became of stops: planned, moved, cancelled, opened, closed; the newest first."""
    return told(_newest(ROADSHOW))


def of_endorsements() -> list[FeedEntry]:
    """What became of endorsements, the newest first."""
    return told(_newest(ENDORSEMENTS))


def of_stop(stop: Stop) -> list[FeedEntry]:
    """Everything the record says about one stop and its sittings, the newest first."""
    return told(entries_around([str(stop.ref)], most=MOST))


def _newest(verbs: Sequence[str]) -> list[Entry]:
    """The newest entries of some verbs, the newest first."""
    found = [entry for verb in verbs for entry in newest_entries(limit=MOST, verb=verb).items]
    return sorted(found, key=lambda entry: -entry.n)[:MOST]


def of_draft(draft: Draft) -> list[FeedEntry]:
    """Everything the record says about one draft and what is said of it, the newest first."""
    summaries = {str(each.ref): each for each in drafts_published()}
    return told(entries_around([str(draft.ref)], most=MOST), drafts=summaries)


def of_clause(clause: Clause) -> list[FeedEntry]:
    """A clause's wording in each draft, and what else the record says about it; the newest first."""
    changes, root = changes_through(clause), urn("clause", clause.key)
    wordings = [
        FeedEntry(
            id=f"{root}:{draft.version}",
            title=_told_change(draft, row.number, changes.get(draft.id)),
            path=f"/drafts/{draft.version}/clauses/{clause.key}/",
            updated=draft.publication.at,
            author=_("Draft %(version)s", version=draft.version),
            summary=row.text,
            html=render(row.markdown, profile="inline"),
        )
        for draft, row in history_of(clause)
        if draft.publication
    ]
    entries = wordings + told(entries_around([str(clause.ref)], most=MOST))
    return sorted(entries, key=lambda entry: entry.updated, reverse=True)[:MOST]


def of_search(asked: Asked) -> list[FeedEntry]:
    """The newest things that a search finds. Somebody's name is told as it is now."""
    found = find(asked.question, sort="newest", limit=MOST).items
    names, root = names_of(each.author for each in found if each.author), urn("found")
    return [
        FeedEntry(
            id=f"{root}:{quote(each.id, safe='')}",
            title=f"{kind_title(each.kind)}: {each.title}",
            path=each.url,
            updated=each.at,
            author=names.get(each.author or "") or each.byline or _("The site"),
            summary=each.title,
            html=each.excerpt,
        )
        for each in found
    ]


def of_system(system: System) -> list[FeedEntry]:
    """What the record says about one system, the newest first; of an act on many, what it came to for this one."""
    entries = entries_around([str(system.ref)], most=MOST)
    return [_of_one(system, entry, each) for entry, each in zip(entries, told(entries), strict=True)]


def _of_one(system: System, entry: Entry, told: FeedEntry) -> FeedEntry:
    if entry.verb != Judged.COUNTED:
        return told
    verdict = next(
        (verdict for slug, _version, verdict, *_rest in entry.details["systems"] if slug == system.slug), None
    )
    said = _(
        "%(system)s under draft %(draft)s: %(verdict)s",
        system=system.name,
        draft=parse(entry.subject).name,
        verdict=verdict_title(verdict),
    )
    return replace(told, title=excerpt(said, most=200), summary=said, path=f"/systems/{system.slug}/")


def told(entries: Sequence[Entry], *, drafts: dict[str, Draft] | None = None) -> list[FeedEntry]:
    """Entries of the record in words; a draft's publication with the summary of what changed, a comment with its words."""
    known, words = drafts or {}, _words(entries)
    return [
        _told(entry, each, known.get(entry.subject), words.get(entry.subject))
        for entry, each in zip(entries, tell(entries), strict=True)
    ]


def _checkpoint(found: SignedHead) -> FeedEntry:
    """Everything that is needed to check it stands in the summary, so that a feed that was kept is a witness."""
    return FeedEntry(
        id=f"urn:consensus:checkpoint:{found.hash}",
        title=_("Checkpoint at entry %(n)s of the public record", n=found.n),
        path=found.path,
        updated=found.at,
        author=_("The site"),
        summary=canonical(found.as_dict()),
    )


def _words(entries: Sequence[Entry]) -> dict[str, Markup]:
    """What those comments say now that entries tell of being made, unless they are folded or deleted."""
    ids = [int(parse(entry.subject).name) for entry in entries if entry.verb == Said.ADDED]
    comments = comments_called(ids)
    hidden = folded(comments)
    shown = [each for each in comments if each.id not in hidden and each.deleted_at is None]
    html = comment_texts([each.body for each in shown])
    return {str(each.ref): html[each.body] for each in shown}


def _told(entry: Entry, each: Told, draft: Draft | None, words: Markup | None) -> FeedEntry:
    published = draft is not None and entry.verb == Verb.PUBLISHED
    return FeedEntry(
        id=f"urn:consensus:entry:{entry.hash}",
        title=excerpt(f"{each.who} {each.sentence}", most=200),
        path=each.url or f"/ledger/{entry.n}",
        updated=entry.at,
        author=each.who,
        summary=draft.summary if published and draft and draft.summary else f"{each.who} {each.sentence}",
        html=words if entry.verb == Said.ADDED else None,
    )


def _told_change(draft: Draft, number: str, change: ClauseChange | None) -> str:
    words = {
        "new": _("new"),
        "split": _("split off"),
        "merged": _("merged"),
        "renamed": _("renamed"),
        "edited": _("edited"),
        "moved": _("moved"),
    }
    kind = change.kind if change else "new"
    if kind == "same" and change and change.surroundings:
        said = _("same words, other surroundings")
    else:
        said = words.get(kind, _("unchanged"))
    return f"{draft.version}, {number}: {said}"
