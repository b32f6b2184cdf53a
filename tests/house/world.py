"""A small world in which every address leads somewhere: people, drafts, an organisation, links and tokens.

Whoever adds a view with a new kind of argument adds a value for it here.
"""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from consensus.accounts import actions
from consensus.accounts.models import Account, Purpose, Role, Scope, Sector
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.factories import make_account, make_draft

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
PURPOSES = {
    "accounts.confirmation": Purpose.CONFIRM, "accounts.confirm": Purpose.CONFIRM,
    "accounts.link": Purpose.SIGN_IN, "accounts.follow_link": Purpose.SIGN_IN,
    "accounts.new_password": Purpose.PASSWORD, "accounts.reset_password": Purpose.PASSWORD,
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
        if name == "version" and endpoint.startswith("drafts.") and endpoint not in OF_PUBLISHED:
            return self.drafts[2].version
        if name == "token":
            return self._secret(PURPOSES[endpoint])
        if name == "slug" and endpoint.startswith("content."):
            return "about"
        return self.values[name]

    def _secret(self, purpose: Purpose) -> str:
        with transaction():
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
    first, second = make_draft("0.0.1", FIRST, by=rosa), make_draft("0.0.2", SECOND, by=rosa)
    third = make_draft("0.0.3", THIRD, publish=False, by=rosa)
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
        "code": "en",
        "filename": "css/base.css",
    }
    return World(app, paul, rosa, (first, second, third), values)


def rules_of(app: Flask, *methods: str) -> list[Rule]:
    """The addresses that take one of some methods, in a stable order."""
    return sorted((rule for rule in app.url_map.iter_rules() if rule.methods & set(methods)), key=str)  # type: ignore[operator]
