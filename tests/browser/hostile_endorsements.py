"""Hostile endorsements: names, authority, conditions, statements, challenges and rulings, written by the same doors as on a page."""

from typing import Any

from consensus.accounts.keys import digest_of, new_secret
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.release.models import Endorsement

from .vectors import LINES, chunks

TEXTS = [text[:2_000] for text in chunks()]
NEW = "/endorsements/new?draft=latest"
NOBODYS = [
    "/endorsements/confirm/{to_confirm}",
    "/endorsements/",
    "/endorsements/?state=withdrawn",
    "/endorsements/?state=challenged-out",
    *(f"/endorsements/{n}" for n in range(1, 9)),
]
ROSAS = [
    "/desk/endorsements/", "/endorsements/1/ruling", "/endorsements/5/challenge", "/endorsements/{of_rosa}/confirmation",
    "/endorsements/{of_rosa}/withdrawal", "/endorsements/new?draft=latest&again={of_rosa}", "/endorsements/mine/",
]  # fmt: skip
ROSAS_FORMS = [
    "/endorsements/1/ruling",
    "/endorsements/5/challenge",
    "/endorsements/{of_rosa}/confirmation",
    "/desk/endorsements/",
]


class HostileEndorsements:
    """Whoever endorses, for themselves and for organisations of such names; whoever challenges that, and rules on it."""

    def __init__(self, site: Any) -> None:
        self.site, self.send, self.people = site, site.send, site.people

    def go(self) -> dict[str, Any]:
        """Write everywhere. → what pages need to be found."""
        for n, text in enumerate(TEXTS[:6]):
            said = {"conditions": text, "statement": text, "group": "licensee"}
            self.send(self.people[n], NEW, kind="individual", **said)
            claim = {"kind": "organisation", "name": LINES[n][:120], "authority": LINES[n + 1][:300]}
            self.send(self.people[n], NEW, **claim, **said, address=f"office@vector{n}.example")
        for n in (1, 3, 7):
            fields = {"reason": TEXTS[0], "evidence": TEXTS[1]}
            self.send(self.people[40], f"/endorsements/{n}/challenge", **fields)
        self.send(self.site.lena, "/endorsements/3/ruling", ruling="upheld", reason=TEXTS[2])
        self.send(self.site.lena, "/endorsements/7/ruling", ruling="not-upheld", reason=TEXTS[2])
        self.send(self.people[1], "/endorsements/4/withdrawal")
        claim = {
            "kind": "organisation",
            "name": LINES[40][:120],
            "authority": LINES[41][:300],
            "group": "subject",
        }
        made = self.send(self.site.rosa, NEW, **claim, conditions=TEXTS[3], statement=TEXTS[4])
        self.send(self.people[41], "/moderation/endorsement:2/report", rule="other", reason=TEXTS[0])
        return {"of_rosa": int(made.rsplit("/", 1)[1]), "to_confirm": mailed_for(6)}


def mailed_for(id: int) -> str:
    """The secret of a link as it was mailed for an endorsement."""
    secret = new_secret()
    with transaction():
        claim = db.session.get_one(Endorsement, id)
        claim.secret, claim.asked_at = digest_of(secret), now()
    return secret
