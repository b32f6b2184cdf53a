"""What people are told of systems: each can be watched; authors hear what became of what they said, and when it is about
something that has changed since.
"""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..drafts.errors import NoSuchDraft
from ..drafts.models import Draft
from ..drafts.queries import draft_named
from ..following import About, Detail, concerns, details_for, details_for_reason, quiet, reason, watchable
from ..kit.refs import parse
from ..ledger.models import Entry
from .queries.concerned import (
    author_of_opinion,
    author_of_review,
    author_of_surprise,
    holders_left_behind,
    reviewers_left_behind,
)
from .queries.registry import system_named, systems_named
from .titles import verdict_title
from .verbs import Verb

REVIEW, DISAGREED, SAID, LOOK = "your-review", "your-disagreement", "what-you-said-of-it", "look-again"
SURPRISED = "your-surprise"
OWN = "/systems/reviews/"


def declare_news() -> None:
    """Say what can be watched, whom each act concerns and why, and what is worth knowing."""
    watchable("system", load=system_named, titles=system_titles)
    reason(REVIEW, _l("you wrote this review"))
    reason(SURPRISED, _l("this surprised you"))
    reason(DISAGREED, _l("you disagreed with this assessment"))
    reason(SAID, _l("you agreed or disagreed with an assessment that has changed since"))
    reason(LOOK, _l("you reviewed systems, and it asks for something else than the draft before"))
    for verb in (Verb.RELEASED, Verb.REPLIED):
        concerns(verb, _of_review)
    concerns(Verb.ANSWERED, _of_opinion)
    concerns(Verb.SURPRISE_ANSWERED, _of_surprise)
    concerns(Verb.EVALUATED, _of_assessment)
    concerns(Verb.COUNTED, _of_draft)
    quiet(
        Verb.CHANGED, Verb.ENDORSED, Verb.OPINION_WITHDRAWN, Verb.OPINIONS_JOINED, Verb.COSIGNED, Verb.UNSIGNED,
        Verb.SURPRISE_WITHDRAWN,
    )  # fmt: skip
    details_for_reason(LOOK, _look_again)
    details_for("system", _verdicts)


def system_titles(slugs: Sequence[str]) -> dict[str, str]:
    """Slug → what people call the system."""
    return {slug: system.name for slug, system in systems_named(slugs).items()}


def _of_review(entry: Entry) -> dict[str, str]:
    return _alone(author_of_review(_number(entry)), REVIEW)


def _of_opinion(entry: Entry) -> dict[str, str]:
    return _alone(author_of_opinion(_number(entry)), DISAGREED)


def _of_surprise(entry: Entry) -> dict[str, str]:
    return _alone(author_of_surprise(_number(entry)), SURPRISED)


def _of_assessment(entry: Entry) -> dict[str, str]:
    draft = _draft(str(entry.details["draft"]))
    slug = parse(entry.subject).name
    return dict.fromkeys(holders_left_behind([slug], draft.id), SAID) if draft else {}


def _of_draft(entry: Entry) -> dict[str, str]:
    draft = _draft(parse(entry.subject).name)
    slugs = [str(row[0]) for row in entry.details["systems"]]
    if draft is None:
        return {}
    said = dict.fromkeys(holders_left_behind(slugs, draft.id), SAID)
    return said | dict.fromkeys(reviewers_left_behind(slugs, draft.version), LOOK)


def _look_again(abouts: Sequence[About]) -> Mapping[About, Detail]:
    note = _("Some of your answers have to be looked at again; what has not changed is kept.")
    return {about: Detail(note=note, path=OWN) for about in abouts}


def _verdicts(abouts: Sequence[About]) -> Mapping[About, Detail]:
    """What came out, and what had come out before."""
    return {about: _verdict(about.entry) for about in abouts if about.entry.verb == Verb.EVALUATED}


def _verdict(entry: Entry) -> Detail:
    before, verdict = entry.details["before"], entry.details["verdict"]
    path = f"/systems/{parse(entry.subject).name}/?draft={entry.details['draft']}"
    if before is None or before == verdict:
        return Detail(note=_("It comes to: %(verdict)s.", verdict=verdict_title(verdict)), path=path)
    note = _(
        "It came to “%(before)s” before, and comes to “%(verdict)s” now.",
        before=verdict_title(before), verdict=verdict_title(verdict),
    )  # fmt: skip
    return Detail(note=note, path=path)


def _draft(version: str) -> Draft | None:
    try:
        return draft_named(version)
    except NoSuchDraft:
        return None


def _alone(actor: str | None, why: str) -> dict[str, str]:
    return {actor: why} if actor else {}


def _number(entry: Entry) -> int:
    return int(parse(entry.subject).name)
