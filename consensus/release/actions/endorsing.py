"""Endorsing a draft, and withdrawing that: for oneself or for an organisation, once each, bound to the digest of the draft."""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.actions import create_organisation
from ...accounts.groups import group_called
from ...accounts.models import Account, Organisation, Sector
from ...accounts.queries import may_speak_for, organisation_called
from ...drafts.models import Draft
from ...drafts.queries import latest_draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ...ledger.actions import when_numbered
from ...systems.given import paragraphs
from ...systems.sources.fields import one_line
from ...voting.queries import policy_of
from ..errors import AlreadyEndorsed, AlreadyWithdrawn, OnlyTheLatestDraft, OrganisationEndorsesAlready
from ..given import LONGEST_NAME, LONGEST_SENTENCE, LONGEST_WORDS, EndorsementGiven, words_of
from ..models import Endorsement, EndorsementKind, Standing, StandingState
from ..queries.endorsements import effective, holder_of, ruled_out
from ..verbs import Verb
from ..words import new_salt, salted
from .confirming import checked_address, mail_link

Words = dict[str, str]


def endorse(draft: Draft, *, given: EndorsementGiven, by: Account) -> Endorsement:
    """Endorse the latest draft, in one stakeholder group; words are public.

    A person's endorsement is confirmed by the address of their account; an organisation's by whoever the desk knows
    to speak for it, else by a link that is mailed to ``given.address``. An organisation that nobody recorded yet is
    recorded. Raises OnlyTheLatestDraft, AlreadyEndorsed, OrganisationEndorsesAlready, Invalid.
    """
    if latest_draft() is not draft:
        raise OnlyTheLatestDraft
    words = _checked(draft, given)
    db.session.execute(select(Account.id).where(Account.id == by.id).with_for_update()).one()
    organisation = _organisation(words["name"], by=by) if given.kind == EndorsementKind.ORGANISATION else None
    holder = holder_of(by, organisation)
    _refuse_twice(draft, holder, organisation, by)
    if ruled_out(holder, words["group"]):
        raise Invalid({"group": _("A challenge of this stakeholder group was upheld. Choose another one.")})
    made = _made(draft, words, by, organisation)
    standing = Standing(
        endorsement=made,
        draft=draft,
        holder=holder,
        state=StandingState.MADE,
        confirmed=made.is_confirmed,
        at=made.at,
    )
    db.session.add_all([made, standing])
    db.session.flush()
    _tell(made)
    if words["address"] and not made.is_confirmed:
        mail_link(made, words["address"])
    return made


def withdraw_endorsement(endorsement: Endorsement, *, by: Actor) -> None:
    """Withdraw an endorsement, on record, from every draft it stands for. Raises AlreadyWithdrawn."""
    held = locked(endorsement.id)
    if held.withdrawn_at is not None:
        raise AlreadyWithdrawn
    held.withdrawn_at, held.address, held.secret = now(), None, None
    end_standings(held)
    db.session.flush()
    record(Verb.WITHDRAWN, by, held, touches=touched(held), draft=held.draft.version)


def locked(id: int) -> Endorsement:
    """An endorsement with its row in hand until the end of the transaction, and its standings as they are now."""
    query = select(Endorsement).where(Endorsement.id == id).with_for_update(of=Endorsement)
    found = db.session.scalars(query.execution_options(populate_existing=True)).one()
    db.session.expire(found, ["standings"])
    return found


def end_standings(endorsement: Endorsement) -> None:
    """Let an endorsement stand for no draft any more."""
    for standing in endorsement.standings:
        if standing.ended_at is None:
            standing.ended_at = now()


def touched(endorsement: Endorsement) -> Iterable[object]:
    """The things whose pages show an endorsement."""
    shown = [standing.draft for standing in endorsement.standings]
    return [*shown, *([endorsement.organisation] if endorsement.organisation else [])]


def _checked(draft: Draft, given: EndorsementGiven) -> Words:
    wrong: dict[str, str] = {}
    words = {
        "kind": str(given.kind), "name": one_line(given.name), "authority": one_line(given.authority),
        "conditions": paragraphs(given.conditions), "statement": paragraphs(given.statement), "address": "",
    }  # fmt: skip
    group = group_called(given.group)
    words["group"] = group.slug if group else "-".join(given.group.lower().split())
    if words["kind"] not in tuple(EndorsementKind):
        wrong["kind"] = _("Choose one of those offered.")
    if words["group"] not in policy_of(draft).slugs:
        wrong["group"] = _("Choose one of the stakeholder groups.")
    for name, most in (
        ("conditions", LONGEST_WORDS),
        ("statement", LONGEST_WORDS),
        ("authority", LONGEST_SENTENCE),
    ):
        if len(words[name]) > most:
            wrong[name] = _("Use at most %(n)s characters.", n=most)
    if words["kind"] == EndorsementKind.ORGANISATION:
        wrong |= _wrong_with_organisation(words, given.address)
    else:
        words["name"] = words["authority"] = ""
    if wrong:
        raise Invalid(wrong)
    return words


def _wrong_with_organisation(words: Words, address: str) -> Words:
    wrong: Words = {}
    if not words["name"] or len(words["name"]) > LONGEST_NAME:
        wrong["name"] = _("Give the organisation's name, in at most %(n)s characters.", n=LONGEST_NAME)
    if not words["authority"]:
        wrong["authority"] = _("Say in a sentence by what right you speak for it.")
    if address.strip():
        try:
            words["address"] = checked_address(address)
        except ValueError as error:
            wrong["address"] = str(error)
    return wrong


def _organisation(name: str, *, by: Account) -> Organisation:
    return organisation_called(name) or create_organisation(name, sector=Sector.OTHER, by=by)


def _refuse_twice(draft: Draft, holder: str, organisation: Organisation | None, by: Account) -> None:
    query = select(Standing.confirmed, Endorsement.account_id).join(Endorsement)
    standing = query.where(Standing.draft_id == draft.id, Standing.holder == holder, effective())
    for confirmed, account_id in db.session.execute(standing):
        if account_id == by.id:
            raise AlreadyEndorsed
        if confirmed and organisation is not None:
            raise OrganisationEndorsesAlready


def _made(draft: Draft, words: Words, by: Account, organisation: Organisation | None) -> Endorsement:
    at = now()
    sure = organisation is None or may_speak_for(by, organisation)
    return Endorsement(
        draft=draft, digest=draft.digest, kind=EndorsementKind(words["kind"]), account=by, organisation=organisation,
        name=organisation.name if organisation else by.name, stakeholder_group=words["group"],
        authority=words["authority"], conditions=words["conditions"], statement=words["statement"],
        salt=new_salt(), at=at, confirmed_at=at if sure else None,
    )  # fmt: skip


def _tell(made: Endorsement) -> None:
    record(
        Verb.ENDORSED, made.account, made, touches=touched(made), draft=made.draft.version, digest=made.digest,
        kind=str(made.kind), group=made.stakeholder_group,
        organisation=made.organisation.slug if made.organisation else None, conditions=bool(made.conditions),
        words=salted(made.salt, words=words_of(made.authority, made.conditions, made.statement)),
        confirmed=made.is_confirmed,
    )  # fmt: skip
    when_numbered(made.numbered)
