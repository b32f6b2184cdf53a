"""Everything that is told of some comments, asked at once: what pages and the API show alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..accounts.models import Account
from ..drafts.models import Draft
from ..kit.text.rendered import comment_texts
from ..moderation.models import Hiding
from .models import Addressing, Comment, Disposition, SuggestedEdit
from .queries.answers import addressings_of, dispositions_of
from .queries.carried import Seen, sightings
from .queries.comments import cosigners_by_group, edits_of, folded, may_unfold
from .queries.objections import ShownState, shown_states


@dataclass(frozen=True, slots=True)
class Known:
    """What is known by comment; ``addressings`` by disposition; ``html`` by text, of bodies and of reasons."""

    seen: Mapping[int, Seen]
    html: Mapping[str, Markup]
    hidings: Mapping[int, Hiding]
    folded: frozenset[int]
    edits: Mapping[int, Sequence[SuggestedEdit]]
    states: Mapping[int, ShownState]
    dispositions: Mapping[int, Disposition]
    addressings: Mapping[int, Addressing]
    groups: Mapping[int, Mapping[str | None, int]]

    def edits_shown(self, comment: Comment) -> Sequence[SuggestedEdit]:
        """What a comment suggests; nothing where it was deleted, or is folded for this reader."""
        silent = comment.deleted_at is not None or comment.id in self.folded
        return () if silent else self.edits.get(comment.id, ())


def known_of(
    comments: Sequence[Comment],
    *,
    seen_from: Draft,
    viewer: Account | None,
    clause_id: int | None,
    html: bool = True,
) -> Known:
    """What is known of some comments as seen from a draft; ``folded``: those whose words the viewer may not see."""
    hidings, dispositions = folded(comments), dispositions_of(comments)
    addressings = addressings_of(dispositions.values())
    return Known(
        seen=sightings(comments, seen_from=seen_from, clause_id=clause_id),
        html=comment_texts(_texts(comments, dispositions, addressings)) if html else {},
        hidings=hidings,
        folded=frozenset(each.id for each in comments if each.id in hidings and not may_unfold(viewer, each)),
        edits=edits_of(comments),
        states=shown_states(comments),
        dispositions=dispositions,
        addressings=addressings,
        groups=cosigners_by_group(comments),
    )


def _texts(
    comments: Sequence[Comment],
    dispositions: Mapping[int, Disposition],
    addressings: Mapping[int, Addressing],
) -> list[str]:
    said = [comment.body for comment in comments if comment.deleted_at is None]
    reasons = [each.reason for each in dispositions.values()] + [each.reason for each in addressings.values()]
    answers = [answer.reason for each in dispositions.values() for answer in each.answers if answer.reason]
    return said + reasons + answers
