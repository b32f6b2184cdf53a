"""A small world in which every address leads somewhere: people, drafts, an organisation, links and tokens.

Whoever adds a view with a new kind of argument adds a value for it here.
"""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from consensus.accounts import actions
from consensus.accounts.models import Account, Purpose, Role, Scope, Sector
from consensus.discussion.actions import answer_disposition, cosign, dispose, edit_comment, keep_pending
from consensus.discussion.models import Comment
from consensus.discussion.queries.comments import comment_at
from consensus.discussion.texts import prepare_text
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_named, parts_of
from consensus.following.actions import remind_once, set_pace, skip_to_head, watch
from consensus.following.models import MailSetting
from consensus.following.paces import Pace
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_about
from tests.archive.world import archives_brought, value_of_archives
from tests.discussion.suggesting import suggest
from tests.factories import make_account, make_comment, make_draft
from tests.moderation.notes import declare_notes, make_note
from tests.release.endorsing_world import endorsements_made, value_of_endorsements
from tests.release.sealing_world import a_bundle_and_a_checkpoint, value_of_sealing
from tests.release.world import release_begun, value_of_release
from tests.roadshow.world import a_roadshow, value_of_roadshow
from tests.systems.world import CHECKLIST, systems_assessed, value_of_systems
from tests.voting.world import value_of, where_people_stand

# In Greek, so that a Latin letter on a page is the site's own: test_gettext looks for those.
FIRST = """---
title: Ένας ορισμός
date: 2024-04-22
summary: Το πρώτο σχέδιο.
source: https://example.org/first
---
# Προοίμιο

Όλοι μπορούν να διαβάζουν, να μαθαίνουν και να μοιράζονται. {#why}

# Τι είναι

Ένα σύστημα είναι ανοιχτό όταν μπορεί να {#what}

- **Χρησιμοποιείται** για κάθε σκοπό {#use}
- **Μελετάται** σε όλα τα μέρη του {#study}
- **Φυλάσσεται** για αργότερα {#keep}
"""
SECOND = FIRST.replace("σε όλα τα μέρη", "στα περισσότερα μέρη").replace(
    "- **Φυλάσσεται** για αργότερα {#keep}\n", ""
)
SECOND = SECOND.replace("Το πρώτο σχέδιο.", "Τα περισσότερα.") + "- **Μοιράζεται** με τον καθένα {#share}\n"
THIRD = SECOND.replace("στα περισσότερα μέρη", "σε κάθε μέρος")

# Addresses of the desk that speak of a published draft; the others there speak of one being prepared.
OF_PUBLISHED = {
    "drafts.explanations", "drafts.explain_form", "drafts.explain", "drafts.correct_form", "drafts.correct",
    "drafts.correct_effect", "drafts.period_form", "drafts.set_period", "drafts.withdraw_form", "drafts.withdraw",
}  # fmt: skip
# Addresses that speak of a comment of Paul's; the others of the discussion speak of Rosa's objection.
OF_SUGGESTIONS = {
    "discussion.accept_form", "discussion.accept", "discussion.release", "discussion.cosignature_form",
    "discussion.share", "discussion.share_no_longer", "discussion.answer_one", "discussion.dispose_one",
    "discussion.preview_of_answer", "discussion.addressed_form", "discussion.addressed",
}  # fmt: skip
PURPOSES = {
    "accounts.confirmation": Purpose.CONFIRM, "accounts.confirm": Purpose.CONFIRM,
    "accounts.link": Purpose.SIGN_IN, "accounts.follow_link": Purpose.SIGN_IN,
    "accounts.new_password": Purpose.PASSWORD, "accounts.reset_password": Purpose.PASSWORD,
    "accounts.claiming": Purpose.CLAIM, "accounts.claim": Purpose.CLAIM,
}  # fmt: skip


@dataclass
class World:
    """What there is, and how it's asked for."""

    app: Flask
    paul: Account
    rosa: Account
    drafts: tuple[Draft, Draft, Draft]
    values: dict[str, Any] = field(default_factory=dict)

    def arguments(self, rule: Rule) -> dict[str, Any]:
        """Values for the arguments of an address, naming things that exist. Raises KeyError for an unknown one."""
        return {name: self._value(rule.endpoint, name) for name in rule.arguments}

    def path(self, rule: Rule) -> str:
        """An address that leads to something that exists."""
        with self.app.test_request_context():
            return str(self.app.url_map.bind("localhost").build(rule.endpoint, self.arguments(rule)))

    def _value(self, endpoint: str, name: str) -> Any:
        for known in (
            value_of_endorsements,
            value_of,
            value_of_systems,
            value_of_roadshow,
            value_of_archives,
            value_of_release,
            value_of_sealing,
        ):
            if (value := known(endpoint, name, self.values)) is not None:
                return value
        if name == "version" and endpoint.startswith("drafts.") and endpoint not in OF_PUBLISHED:
            return self.drafts[2].version
        if name == "token":
            return self._secret(PURPOSES[endpoint])
        if name == "thing" and endpoint.startswith("moderation."):
            return "note:own" if "appeal" in endpoint else "note:folded"
        if name == "id" and endpoint in OF_SUGGESTIONS:
            return self.values["suggestion"]
        if name == "id" and endpoint.startswith("discussion."):
            return self.values["objection"]
        if name == "secret" and endpoint.startswith("discussion."):
            return something_typed(self.drafts[1])
        if name == "slug" and endpoint.startswith("content."):
            return "about"
        if name == "slug" and endpoint.startswith("api-positions."):
            return parts_of(self.drafts[1])[0].slug
        return self.values[name]

    def _secret(self, purpose: Purpose) -> str:
        with transaction():
            if purpose is Purpose.CLAIM:
                guest = actions.add_guest(name="Νίκη")
                address, _link = actions.make_link(guest, purpose, email="niki@example.org")
            else:
                address, _link = actions.make_link(self.paul, purpose)
        return address.rsplit("/", 1)[1]


def make_world(app: Flask) -> World:
    """Paul, a participant; Rosa, who holds every role; two published drafts, and a third being prepared."""
    rosa, paul = (
        make_account("Ρόζα", email="rosa@example.org"),
        make_account("Παύλος", email="paul@example.org"),
    )
    with transaction():
        for role in Role:
            actions.grant_role(rosa, role, by=SETUP)
        organisation = actions.create_organisation("Ίδρυμα", sector=Sector.NONPROFIT, by=rosa)
        actions.confirm_spokesperson(organisation, paul, by=rosa)
        _secret, token = actions.create_token(rosa, name="σενάριο", scope=Scope.WRITE)
    asked = [File("checklist.toml", CHECKLIST)]
    first = make_draft("0.0.1", FIRST, by=rosa, files=asked)
    objection = something_objected(rosa, paul, first)
    second = make_draft("0.0.2", SECOND, by=rosa, files=asked)
    something_answered(objection, rosa, second)
    third = make_draft("0.0.3", THIRD, publish=False, by=rosa, files=asked)
    notes_to_moderate(rosa, paul)
    secret = news_to_read(rosa, paul, first, second)
    with transaction():
        token_id, slug = token.id, organisation.slug
    values = {
        "version": "0.0.2",
        "older": "0.0.1",
        "newer": "0.0.2",
        "key": "study",
        "slug": slug,
        "actor_id": paul.actor_id,
        "id": token_id,
        "n": 1,
        "thing": "clause:study",
        "secret": secret,
        "suggestion": something_suggested(paul, second),
        "objection": objection.id,
        "code": "en",
        "filename": "css/base.css",
        **where_people_stand(paul, second),
        **systems_assessed(rosa, paul, second),
        **endorsements_made(rosa, paul, second),
        **a_roadshow(rosa, paul),
        **archives_brought(),
        **release_begun(rosa, second),
        **a_bundle_and_a_checkpoint(rosa, second),
    }
    return World(app, paul, rosa, (first, second, third), values)


def something_objected(rosa: Account, paul: Account, draft: Draft) -> Comment:
    """Rosa objects to quoted words of the first draft, and edits that; Paul replies, and shares her concern."""
    said = make_comment(draft, "study", "Ποιος ρωτά;", by=rosa, kind="objection", quote="σε όλα τα μέρη του")
    make_comment(parent=said, body="Κανείς δεν ρωτά.", by=paul)
    text = prepare_text("Ποιος *ρωτά* τώρα;")
    with transaction():
        edit_comment(comment_at(said.id), text=text, by=rosa)
        cosign(comment_at(said.id), by=paul)
    return said


def something_answered(objection: Comment, rosa: Account, draft: Draft) -> None:
    """Another editor answers it by a change of the second draft; Rosa sustains it."""
    mania = make_account("Μάνια", role="maintainer", email="mania@example.org")
    with transaction():
        dispose(
            [comment_at(objection.id)], outcome="accepted-in-part", reason="Το λέει τώρα.", by=mania,
            resolved_in=draft, clauses=[clause_named("study")],
        )  # fmt: skip
    with transaction():
        answer_disposition(comment_at(objection.id), answer="sustain", reason="Δεν αρκεί.", by=rosa)


def something_typed(draft: Draft) -> str:
    """What a stranger typed, waiting for them. → its secret."""
    with transaction():
        kept = {
            "at": {"version": draft.version, "key": "study"},
            "fields": {"body": "Ποιος ρωτά;", "kind": "question"},
        }
        return keep_pending(f"/drafts/{draft.version}/clauses/study/comment", kept)


def something_suggested(paul: Account, draft: Draft) -> int:
    """What Paul would have the second draft say; some of it no longer fits the third. → the number of his comment."""
    said = [
        ("replace", "use", "**Χρησιμοποιείται** παντού"),
        ("replace", "study", "**Μελετάται** στα περισσότερα έργα"),
        ("insert", "share", "**Αλλάζει** όπως θέλει ο καθένας"),
    ]
    return suggest(draft, *said, by=paul).id


def notes_to_moderate(rosa: Account, paul: Account) -> None:
    """Two notes: Paul's, which Rosa can fold, and Rosa's own, against whose folding she can appeal."""
    declare_notes()
    make_note("folded", by=paul, says="Αγοράστε ρολόγια!")
    make_note("own", by=rosa, says="Γεια σας.")


def news_to_read(rosa: Account, paul: Account, first: Draft, second: Draft) -> str:
    """Rosa watches a draft and a clause, and has news of both; Paul has mail to end. → the secret of his link."""
    with transaction():
        for n, (thing, draft, why) in enumerate(
            (("draft:0.0.2", second, "closing"), ("clause:study", first, "clause:study")), 1
        ):
            watch(thing, by=rosa)
            remind_once(f"world:{n}", thing=thing, n=entries_about(draft.ref)[0].n, why=why)
        set_pace(paul, pace=Pace.DAILY)
        skip_to_head()
        return db.session.get_one(MailSetting, paul.id).key


def rules_of(app: Flask, *methods: str) -> list[Rule]:
    """The addresses that take one of some methods, in a stable order."""
    return sorted((rule for rule in app.url_map.iter_rules() if rule.methods & set(methods)), key=str)  # type: ignore[operator]
