"""What became of the words that comments are about, as seen from a draft: carried by lineage, never copied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...drafts.models import Draft
from ..anchors import GONE, Anchor, Found, Quote, find
from ..carrying import Carried
from ..models import Comment
from .viewpoint import Placed, View, view_from, words_of

BEST_FIRST = (Anchor.EXACT, Anchor.NEAR, Anchor.GONE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A comment as seen from a draft: what became of its words, the clauses it is listed with, where its quote stands.

    ``origin`` is the clause its author saw. ``at`` is in reading order, and empty where the words are gone; ``anchor``
    is None without a quote, and stands in ``anchored``, a clause's id.
    """

    carried: Carried
    origin: Placed | None = None
    at: tuple[Placed, ...] = ()
    anchor: Found | None = None
    anchored: int | None = None


def sightings(
    comments: Sequence[Comment], *, seen_from: Draft, clause_id: int | None = None
) -> dict[int, Seen]:
    """Comment → how it is seen from a draft, or from one clause of it: three statements, four where words are quoted."""
    view = view_from(seen_from, {comment.draft_id for comment in comments})
    found = {comment.id: _seen(comment, view, clause_id) for comment in comments}
    quoting = [comment for comment in comments if comment.quote_exact is not None]
    words = words_of({at.wording_id for comment in quoting for at in found[comment.id].at}) if quoting else {}
    for comment in quoting:
        here = _here(found[comment.id].at, clause_id)
        anchor, anchored = _anchored(comment, here, words)
        seen = found[comment.id]
        found[comment.id] = replace(seen, anchor=anchor, anchored=anchored)
    return found


def carried_of(
    comments: Sequence[Comment], *, seen_from: Draft, clause_id: int | None = None
) -> dict[int, str]:
    """Comment → ``same``, ``changed``, ``moved``, ``split``, ``merged`` or ``gone``, seen from a draft or one of its clauses."""
    view = view_from(seen_from, {comment.draft_id for comment in comments})
    return {comment.id: str(_seen(comment, view, clause_id).carried) for comment in comments}


def anchors_of(
    comments: Sequence[Comment], *, seen_from: Draft, clause_id: int | None = None
) -> dict[int, Found]:
    """Comment → where its quote is found in the words it is seen with; comments without a quote are left out."""
    found = sightings(comments, seen_from=seen_from, clause_id=clause_id)
    return {id: seen.anchor for id, seen in found.items() if seen.anchor is not None}


def now_at(comments: Sequence[Comment], *, seen_from: Draft) -> dict[int, tuple[Placed, ...]]:
    """Comment → the clauses of a draft in which it is listed, in reading order; none where its words are gone."""
    view = view_from(seen_from, {comment.draft_id for comment in comments})
    return {comment.id: _seen(comment, view, None).at for comment in comments}


def _seen(comment: Comment, view: View, clause_id: int | None) -> Seen:
    about = comment.clause_id or comment.after_id
    if about is None:
        return Seen(view.whole(comment.draft_id, comment.part))
    digest = comment.wording.digest if comment.wording else None
    ways = view.carried(comment.draft_id, about, digest)
    at = tuple(view.placed(id) for id, carried in ways.items() if carried is not Carried.GONE)
    carried = ways[clause_id] if clause_id in ways else next(iter(ways.values()))
    return Seen(carried, view.rows.get(comment.draft_id, {}).get(about), at)


def _here(at: Iterable[Placed], clause_id: int | None) -> list[Placed]:
    """The clauses in whose words a quote is looked for: the one that is shown, else all that carry the comment."""
    there = list(at)
    return [each for each in there if each.clause_id == clause_id] or there


def _anchored(comment: Comment, at: Sequence[Placed], words: dict[int, str]) -> tuple[Found, int | None]:
    quote = Quote(comment.quote_exact or "", comment.quote_prefix, comment.quote_suffix)
    found = [(find(words[each.wording_id], quote), each.clause_id) for each in at]
    best = min(found, key=lambda pair: BEST_FIRST.index(pair[0].state), default=(GONE, None))
    return best if best[0].state is not Anchor.GONE else (GONE, None)
