"""Systems in the house's world: what its addresses of systems, reviews, opinions and surprises lead to; and more of each."""

from typing import Any

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.systems.actions import (
    add_system,
    cosign_surprise,
    hand_in,
    name_contact,
    raise_surprise,
    take_stance,
)
from consensus.systems.answers import Answer
from consensus.systems.due import evaluate_due
from consensus.systems.found import Link, VersionFound
from consensus.systems.given import Declared, StanceGiven, SurpriseGiven, SystemGiven
from consensus.systems.models import Review, System, SystemSource
from consensus.systems.queries.registry import system_named
from tests.factories import make_account

# What a draft of the world asks for, in Greek as all its words.
CHECKLIST = """requires = { all = ["code", { any = ["data", "paper"] }] }

[[component]]
id = "code"
title = "Κώδικας"
group = "Έργα"
clause = "use"
framework = "osi"

[[component]]
id = "data"
title = "Δεδομένα"
group = "Γνώση"
clause = "study"
framework = "osd"

[[component]]
id = "paper"
title = "Άρθρο"
group = "Γνώση"
clause = "why"
framework = "osd"

[[component]]
id = "card"
title = "Κάρτα"
group = "Γνώση"
clause = "what"
framework = "osd"
optional = true
"""
THERE = "https://example.org/there"
# Whose number an address speaks of.
OF_REVIEWS = {
    "systems.show_review": "review", "systems.withdrawal_form": "review", "systems.withdraw": "review",
    "systems.reply_form": "replied", "systems.reply": "replied", "systems.release_form": "waiting",
    "systems.release": "waiting", "api-systems.show_review": "review",
}  # fmt: skip
OF_OPINIONS = {"systems.opinion", "systems.dispute_form", "systems.answer"}
OF_SURPRISES = {
    "systems.one_surprise", "systems.cosign", "systems.unsign", "systems.take_back_surprise",
}  # fmt: skip
OF_OTHERS_SURPRISES = {"systems.surprise_form", "systems.respond"}


def value_of_systems(endpoint: str, name: str, values: dict[str, Any]) -> Any:
    """What an address of systems speaks of; None where it is what the others speak of."""
    if not endpoint.startswith(("systems.", "api-systems.", "feeds.system")):
        return None
    if name == "slug":
        return values["system"]
    if name == "id" and endpoint in OF_REVIEWS:
        return values[OF_REVIEWS[endpoint]]
    if name == "id" and endpoint in OF_OPINIONS:
        return values["opinion"]
    if name == "id" and endpoint in OF_SURPRISES:
        return values["surprise"]
    if name == "id" and endpoint in OF_OTHERS_SURPRISES:
        return values["others_surprise"]
    return values["contact"] if name == "id" else None


def systems_assessed(rosa: Account, paul: Account, draft: Draft) -> dict[str, Any]:
    """Three systems. Rosa reviewed the first, and Paul disagrees; his reviews of the others wait for their makers, one of
    whom is Rosa. → the numbers of it all."""
    evaluate_due()
    first, second, third = (a_system(name, by=rosa) for name in ("Άλφα", "Βήτα", "Γάμα"))
    with transaction():
        contact = name_contact(second, email="vita@example.org", by=rosa)
        name_contact(third, account=rosa, by=rosa)
    niko, own = make_account("Νίκος"), reviewed(first, draft, rosa, code="MIT", data="no")
    heard_elsewhere(first)
    with transaction():
        said = StanceGiven("dispute", "Υπάρχουν.", requirement="data", evidence=THERE)
        opinion, _new = take_stance(first, draft=draft, given=said, by=paul)
        surprise, _new = raise_surprise(
            draft, given=SurpriseGiven("in", "Το περίμενα μέσα.", system=first), by=niko
        )
        cosign_surprise(surprise, by=paul)
        others, _new = raise_surprise(draft, given=SurpriseGiven("out", "Τόσο λίγο;", name="Δέλτα"), by=paul)
    waiting = reviewed(second, draft, paul, code="no")
    replied = reviewed(third, draft, paul, code="no")
    return {
        "system": first.slug, "review": own.id, "waiting": waiting.id, "replied": replied.id, "opinion": opinion.id,
        "surprise": surprise.id, "others_surprise": others.id, "contact": contact.id,
    }  # fmt: skip


def a_system(name: str, *, by: Account) -> System:
    """A system of the registry, with one version."""
    version = VersionFound("1", "2024", (Link(THERE, "αποθετήριο"),), ("MIT",))
    given = SystemGiven(
        name, "Ίδρυμα", slug=f"s-{len(name)}-{ord(name[0])}", kind="text", versions=(version,)
    )
    with transaction():
        return add_system(given, by=by)


def reviewed(of: System, draft: Draft, by: Account, **said: str) -> Review:
    """Somebody's submitted answers: ``code="MIT"``, or ``code="no"``."""
    found = [
        Answer(id, "no", evidence=THERE, note="Δεν βρέθηκε.")
        if what == "no"
        else Answer(id, "yes", licence=what, document=THERE, evidence=THERE, use="allowed", note="Βρέθηκε.")
        for id, what in said.items()
    ]
    with transaction():
        declared = Declared("Ίδρυμα", "Κράτος")
        return hand_in(of.leading, draft=draft, answers=found, declared=declared, by=by)[0]


def heard_elsewhere(system: System) -> None:
    """What another registry says of it, and what was published in 2024."""
    answers = [{"component": "data", "available": "yes", "licence": "MIT"}]
    ratings = [{"criterion": "Βάρη", "value": "Ανοιχτά", "note": "Όλα.", "links": []}]
    with transaction():
        db.session.add(
            SystemSource(
                system_id=system.id, origin="model-openness-tool", record="alfa", url=THERE, attribution="©",
                version="1", notes="", licences=["MIT"], answers=answers, ratings=ratings, unknown=["Άλλο"],
                cautions=[], digest="0" * 64, at=now(), by="system:setup",
            )
        )  # fmt: skip
        system.published = {"draft": "0.0.2", "outcome": "conforms", "source": THERE}


def another_system(world: Any, n: int) -> None:
    """Another system that somebody reviewed."""
    made = a_system(f"Δέλτα{'α' * n}", by=world.rosa)
    reviewed(made, world.drafts[1], make_account(f"Έλλη {n}"), code="MIT", data=("no", "MIT", "MIT")[n - 1])


def another_flip(world: Any, n: int) -> None:
    """Another system that conforms, as nobody knew under the draft before."""
    made = a_system(f"Ήτα{'α' * n}", by=world.rosa)
    reviewed(made, world.drafts[1], make_account(f"Έλλη {n}"), code="MIT", data="MIT")


def another_voice(world: Any, n: int) -> None:
    """Another reviewer of the same system, another who agrees, another surprise about it, another registry."""
    system, draft, who = system_named(world.values["system"]), world.drafts[1], make_account(f"Έλλη {n}")
    reviewed(system, draft, who, code="MIT", paper="MIT")
    with transaction():
        take_stance(system_named(system.slug), draft=draft, given=StanceGiven("endorse", f"Ναι {n}."), by=who)


def another_surprise(world: Any, n: int) -> None:
    """Another system that somebody else expected in, which others share."""
    with transaction():
        given = SurpriseGiven("in", f"Έπρεπε {n}.", name=f"Ωμέγα {n}")
        made, _new = raise_surprise(world.drafts[1], given=given, by=make_account(f"Έλλη {n}"))
        cosign_surprise(made, by=world.paul)


def another_version_of_a_review(world: Any, n: int) -> None:
    """Rosa answers otherwise."""
    reviewed(
        system_named(world.values["system"]),
        world.drafts[1],
        world.rosa,
        code="MIT",
        data="no",
        paper=f"MIT {n}",
    )


def something_on_the_desk(world: Any, n: int) -> None:
    """Another disagreement, and another review that waits."""
    who = make_account(f"Έλλη {n}")
    made = a_system(f"Ζήτα{'α' * n}", by=world.rosa)
    with transaction():
        name_contact(made, email=f"zita{n}@example.org", by=world.rosa)
    reviewed(made, world.drafts[1], who, code="no")
    with transaction():
        said = StanceGiven("dispute", f"Όχι {n}.")
        take_stance(system_named(world.values["system"]), draft=world.drafts[1], given=said, by=who)


def another_contact(world: Any, n: int) -> None:
    """Another who speaks for the maker."""
    with transaction():
        name_contact(system_named(world.values["system"]), account=make_account(f"Έλλη {n}"), by=world.rosa)
