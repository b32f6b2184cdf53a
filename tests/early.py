"""A site at its beginning: 0.0.8 is published, 0.0.9 is in hand, and a few people are there."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consensus import create_app
from consensus.accounts.actions import BY_HAND, add_account, create_token, make_link
from consensus.accounts.models import Purpose, Role, Scope
from consensus.cli.database import files_in, migrate
from consensus.config import ROOT
from consensus.drafts.actions import prepare_draft, read_files
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from tests.drafts.making import publish
from tests.serving import Site

ANA, BEN, ROSA, KWAME = "ana@example.org", "ben@example.org", "rosa@example.org", "kwame@example.org"
PEOPLE: dict[str, tuple[str, list[Role]]] = {
    ANA: ("Ana", []),
    BEN: ("Ben", []),
    ROSA: ("Rosa", [Role.MAINTAINER]),
    KWAME: ("Kwame", [Role.MODERATOR]),
}


@dataclass(frozen=True)
class Early:
    """Such a site; and for each address a link that signs in once, and a token."""

    site: Site
    links: dict[str, str]
    tokens: dict[str, str]

    def link(self, email: str) -> str:
        """Where somebody signs in."""
        return f"{self.site.url}/account/link/{self.links[email]}"


def begin(instance: Path, *, in_hand: bool = True, **settings: Any) -> None:
    """Make one; without ``in_hand`` nobody has begun with 0.0.9."""
    app = create_app(INSTANCE=str(instance), LIMITS="off", **settings)
    with app.test_request_context("/"):
        migrate()
        with transaction():
            secrets = {address: _person(address, *told) for address, told in PEOPLE.items()}
        publish(prepared("0.0.8"))
        if in_hand:
            prepared("0.0.9")
        db.session.remove()
        db.engine.dispose()
    (instance / "early.json").write_text(json.dumps(secrets), "utf-8")


def early_at(instance: Path, site: Site | None = None) -> Early:
    """What was begun there, or a copy of it."""
    secrets = json.loads((instance / "early.json").read_text("utf-8"))
    return Early(
        site or Site(instance),
        {email: link for email, (link, _token) in secrets.items()},
        {email: token for email, (_link, token) in secrets.items()},
    )


def prepared(version: str) -> Draft:
    """A draft of the content, on the desk."""
    reading = read_files(files_in(ROOT / "content" / "drafts" / version))
    with transaction():
        return prepare_draft(reading, by=SETUP)


def _person(address: str, name: str, roles: list[Role]) -> tuple[str, str]:
    account = add_account(address, name=name, roles=roles, by=SETUP)
    link = make_link(account, Purpose.SIGN_IN, lifetime=BY_HAND)[0].rsplit("/", 1)[1]
    return link, create_token(account, name="a program", scope=Scope.WRITE)[0]
