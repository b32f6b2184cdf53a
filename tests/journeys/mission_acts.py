"""What people do in the journey of the whole mission, through pages and programs; and what each act changes of the path to
stable: that alone, and for its own reason.
"""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from consensus.config import ROOT
from consensus.kit.clock import now, rfc3339
from consensus.kit.db import db
from consensus.kit.mail import OutboxMail

from .mission import CHECKLIST, GROUPS, Gate, Mission, criteria, policy

DAY = timedelta(days=1)
STOP = "nairobi"
SYSTEM, SLUG = "Baobab", "baobab"
KEYS = ("use", "share", "code", "data")
EVIDENCE = "https://example.org/baobab"
FIRST_REVIEWS = {
    "systems": ("unknown", "pass"), "disagreements": ("unknown", "pass"), "examples": ("unknown", "fail"),
    "surprises": ("unknown", "pass"),
}  # fmt: skip


def changed(before: Gate, after: Gate) -> dict[str, tuple[str, str]]:
    """Criterion → how it stood before, and after, for those that stand differently."""
    return {
        id: (before.stands[id][0], after.stands[id][0])
        for id in after.stands
        if before.stands[id][0] != after.stands[id][0]
    }


def criteria_are_set(mission: Mission) -> None:
    """Rosa sets what a candidate and a stable release ask, before there is any draft."""
    rosa = mission.people["Rosa"]
    for target in ("candidate", "stable"):
        page = rosa.send(
            f"/desk/release/criteria/{target}",
            "Set them, on record",
            text=criteria(target),
            reason="So it was agreed.",
        )
        assert "Set, on record." in page.words


def publish(mission: Mission, version: str, text: str) -> None:
    """By programs: sent, and published as it stands."""
    rosa = mission.people["Rosa"]
    default = (ROOT / "content" / "policies" / "default.toml").read_text("utf-8")
    until = rfc3339(now() + 30 * DAY)
    given = {
        "version": version, "summary": "As it was said.", "comment_until": until, "checklist": CHECKLIST,
        "policy": policy(default), "files": [{"name": "definition.md", "markdown": text}],
    }  # fmt: skip
    rosa.ask("POST", "/drafts", given, expected=201)
    rosa.ask("POST", f"/drafts/{version}/publication", {})


def the_stop_opens_and_closes(mission: Mission) -> None:
    """A room in Nairobi: what was said there becomes a comment before it closes."""
    rosa, before = mission.people["Rosa"], mission.gate("0.0.8")
    rosa.send(
        "/desk/stops/new", "Store it, on record", event="Open Source Day", slug=STOP, starts="2026-03-02", city="Nairobi",
        country="KE", timezone="UTC",
    )  # fmt: skip
    assert mission.run("stop", "open", STOP, "--heads", "2").exit_code == 0
    opened = mission.gate("0.0.8")
    assert changed(before, opened) == {"stops": ("pass", "fail")}
    assert "Nairobi" in opened.why["stops"]

    rosa.send(f"/roadshow/{STOP}/notes/", "Write it down", body="Who checks the description?", key="data")
    refused = mission.run("stop", "close", STOP)
    assert (refused.exit_code, "Left: 1 notes" in refused.stderr) == (1, True)
    rosa.open(f"/roadshow/{STOP}/notes/gather?note=1").send(
        "Make it one comment, on record", body="Who checks the description?", key="data"
    )
    assert mission.run("stop", "close", STOP).exit_code == 0
    closed = mission.gate("0.0.8")
    assert changed(opened, closed) == {"stops": ("fail", "pass"), "comments": ("pass", "fail")}


def object_and_ask(mission: Mission) -> tuple[int, int]:
    """Ana objects to the skilled person. → the number of her objection, and of what was asked in the room."""
    ana, before = mission.people["Ana"], mission.gate("0.0.8")
    said = {"position": "object", "reason": "Nobody can tell who counts as skilled."}
    ana.ask("PUT", "/drafts/0.0.8/clauses/data/position", said)
    after = mission.gate("0.0.8")
    assert changed(before, after) == {"objections": ("pass", "fail")}
    items = ana.ask("GET", "/drafts/0.0.8/clauses/data/comments")["items"]
    objection = next(each["id"] for each in items if each["kind"] == "objection")
    question = next(each["id"] for each in items if each["kind"] != "objection")
    return objection, question


def review_it(mission: Mission, version: str) -> None:
    """Baobab is in the registry; two people who do not make it review it."""
    rosa, before = mission.people["Rosa"], mission.gate(version)
    if version == "0.0.8":
        rosa.send(
            "/desk/systems/new",
            "Keep it, on record",
            name=SYSTEM,
            maker="Savanna Lab",
            kind="text",
            version="1",
        )
    for name in ("Ana", "Ben"):
        given = {
            "draft": version,
            "answers": [
                {"component": each, "available": "yes", "licence": licence, "evidence": EVIDENCE}
                for each, licence in (("code", "MIT"), ("data", "CC-BY-4.0"))
            ],
        }  # fmt: skip
        mission.people[name].ask("POST", "/systems/baobab/reviews", given)
    assert changed(before, mission.gate(version)) == (
        FIRST_REVIEWS if version == "0.0.8" else {"systems": ("fail", "pass")}
    )


def ask_and_answer(mission: Mission, question: int) -> None:
    """What was asked in the room gets its answer; the objection has none yet."""
    before = mission.gate("0.0.9")
    given = {
        "outcome": "noted",
        "reason": "Reviewers do, each for themselves; the checklist says how they go about it.",
    }
    mission.people["Mara"].ask("PUT", f"/comments/{question}/disposition", given)
    after = mission.gate("0.0.9")
    assert (before.stands["comments"], after.stands["comments"]) == (("fail", 2, 0), ("fail", 1, 0))


def object_and_let_go(mission: Mission, objection: int) -> None:
    """The clause was said anew: the editors answer, which ends nothing; Ana agrees, which does."""
    before = mission.gate("0.0.9")
    given = {
        "outcome": "accepted", "reason": "The clause now names ordinary skill in the art, which courts know.",
        "resolved_in": "0.0.9", "clauses": ["data"],
    }  # fmt: skip
    mission.people["Mara"].ask("PUT", f"/comments/{objection}/disposition", given)
    answered = mission.gate("0.0.9")
    assert changed(before, answered) == {"comments": ("fail", "pass")}
    mission.people["Ana"].ask("POST", f"/comments/{objection}/reply-to-disposition", {"answer": "agree"})
    assert changed(answered, mission.gate("0.0.9")) == {"objections": ("fail", "pass")}


def agree_and_disagree(mission: Mission) -> None:
    """Chidi agrees with the assessment of Baobab, so it is an example; Ben disagrees, with evidence, and is answered."""
    before = mission.gate("0.0.9")
    mission.people["Chidi"].ask("PUT", "/systems/baobab/endorsement", {"draft": "0.0.9", "stance": "endorse"})
    agreed = mission.gate("0.0.9")
    assert changed(before, agreed) == {"examples": ("fail", "pass")}
    given = {
        "draft": "0.0.9", "stance": "dispute", "reason": "It is not described.", "requirement": "data", "evidence": EVIDENCE,
    }  # fmt: skip
    mission.people["Ben"].ask("PUT", "/systems/baobab/endorsement", given)
    disputed = mission.gate("0.0.9")
    assert changed(agreed, disputed) == {"disagreements": ("pass", "fail"), "examples": ("pass", "fail")}
    mission.people["Mara"].send(
        "/desk/systems/disputes/2", "Answer, on record", reason="It is, on page 4 of its report."
    )
    assert changed(disputed, mission.gate("0.0.9")) == {
        "disagreements": ("fail", "pass"), "examples": ("fail", "pass"),
    }  # fmt: skip


def wonder_and_answer(mission: Mission) -> None:
    """Ana expected it out, and is told why it is not."""
    before = mission.gate("0.0.9")
    mission.people["Ana"].send(
        "/systems/surprises/?draft=0.0.9",
        "Put it on record",
        system=SLUG,
        expected="out",
        reason="Nobody can run it.",
    )
    wondered = mission.gate("0.0.9")
    assert changed(before, wondered) == {"surprises": ("pass", "fail")}
    mission.people["Mara"].send(
        "/desk/systems/surprises/1",
        "Answer, on record",
        reason="The definition asks for freedoms, not for machines.",
    )
    assert changed(wondered, mission.gate("0.0.9")) == {"surprises": ("fail", "pass")}


def take_part(mission: Mission) -> None:
    """People from two continents say where they stand; whether that is enough, a member of the board judges."""
    before = mission.gate("0.0.9")
    for name, choice in (("Ben", "accept"), ("Chidi", "support"), ("Ana", "support")):
        for key in KEYS:
            taken = mission.people[name].ask(
                "PUT", f"/drafts/0.0.9/clauses/{key}/position", {"position": choice}
            )
    mission.receipt = taken["receipt"]
    counted = mission.gate("0.0.9")
    assert changed(before, counted) == {}
    assert (before.stands["participation"], counted.stands["participation"]) == (
        ("unknown", 0, 2),
        ("unknown", 2, 2),
    )
    judge(mission, "Carlos", "participation", "fail", "Nobody from Asia said anything.")
    failed = mission.gate("0.0.9")
    assert changed(counted, failed) == {"participation": ("unknown", "fail")}
    judge(
        mission,
        "Carlos",
        "participation",
        "pass",
        "Three continents are not in reach before the end of the year.",
    )
    assert changed(failed, mission.gate("0.0.9")) == {"participation": ("fail", "pass")}


def judge(mission: Mission, name: str, criterion: str, finding: str, reason: str) -> None:
    """Somebody of the board puts on record what they find."""
    mission.people[name].send(
        f"/release/0.0.9/judgement/stable/{criterion}", "Put it on record", finding=finding, reason=reason
    )


def judge_it(mission: Mission) -> None:
    """Bola could not use it, once; that is opened anew, and two find that they can."""
    before = mission.gate("0.0.9")
    judge(
        mission, "Bola", "usable-reference", "fail", "I could not say of two systems whether they are open."
    )
    failed = mission.gate("0.0.9")
    assert changed(before, failed) == {"usable-reference": ("unknown", "fail")}
    mission.people["Kai"].send(
        "/release/0.0.9/reopening/stable/usable-reference",
        "Open it anew, on record",
        reason="It was tried on 0.0.8.",
    )
    reopened = mission.gate("0.0.9")
    assert changed(failed, reopened) == {"usable-reference": ("fail", "unknown")}
    for name in ("Bola", "Carlos"):
        judge(mission, name, "usable-reference", "pass", "I held five systems against it and knew each time.")
    assert changed(reopened, mission.gate("0.0.9")) == {"usable-reference": ("unknown", "pass")}


def endorse_it(mission: Mission) -> None:
    """Ana endorses it for herself; Ben for his organisation, which counts once somebody there confirms it."""
    before = mission.gate("0.0.9")
    given = {"draft": "0.0.9", "kind": "individual", "name": "Ana", "group": GROUPS[0]}
    mission.people["Ana"].ask("POST", "/endorsements", given, expected=201)
    mission.people["Ben"].send(
        "/endorsements/new?draft=0.0.9", "Endorse it, on record", kind="organisation", name="Licence Institute",
        authority="I chair its council.", address="office@licences.example", group=GROUPS[1],
    )  # fmt: skip
    link = mailed_link("office@licences.example")
    claimed = mission.gate("0.0.9")
    assert (changed(before, claimed), claimed.stands["endorsements"]) == ({}, ("fail", 1, 2))
    mission.stranger().open(link).send("Yes, confirm it")
    assert changed(claimed, mission.gate("0.0.9")) == {"endorsements": ("fail", "pass")}


def mailed_link(address: str) -> str:
    """Where the mail leads that waits to be sent to an address."""
    letter = db.session.scalars(select(OutboxMail.text).where(OutboxMail.recipient == address)).one()
    found = re.search(r"/endorsements/confirm/\S+", letter)
    assert found is not None
    return found[0]


def call_it(mission: Mission, clock: Any) -> None:
    """Kai calls one clause, and asks for objections to the whole draft a last time; there are none."""
    kai, before = mission.people["Kai"], mission.gate("0.0.9")
    kai.send(
        "/desk/calls/0.0.9/use", "Make the call, on record", finding="consensus", reason="Three are for it."
    )
    called = mission.gate("0.0.9")
    assert (changed(before, called), called.stands["clauses"]) == ({}, ("fail", 1, 4))
    until = (now() + 15 * DAY).date().isoformat()
    kai.send(
        "/desk/calls/last", "Announce it, on record", until=until, reason="Is anything left to object to?"
    )
    assert changed(called, mission.gate("0.0.9")) == {}
    clock.shift(16 * DAY)
    assert changed(called, mission.gate("0.0.9")) == {"clauses": ("fail", "pass")}


def too_early_for_a_candidate(mission: Mission) -> None:
    """Before every criterion of one passes, none is announced, and the page says what is missing."""
    page = mission.people["Kai"].open("/desk/release/candidate")
    missing = mission.gate("0.0.9", "candidate").why["clauses"]

    assert ("It cannot be announced yet." in page.words, missing in page.words) == (True, True)


def announce_it(mission: Mission) -> None:
    """It is announced, withdrawn and announced again, each with a reason."""
    kai = mission.people["Kai"]
    assert mission.gate("0.0.9", "candidate").passes is True
    kai.send(
        "/desk/release/candidate",
        "Announce it, on record",
        reason="Everything that a candidate asks is there.",
    )
    kai.send("/desk/release/withdrawal", "Withdraw it, on record", reason="A typing error in the table.")
    kai.send("/desk/release/candidate", "Announce it, on record", reason="There was none.")
