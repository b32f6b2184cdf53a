"""The end of the mission: the board reads and signs, what is refused on the way, and a stranger who checks all of it."""

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from .mission import GROUPS, Mission
from .mission_acts import changed

DAY = timedelta(days=1)
SEAL = "/release/0.0.9/seal/"


def too_early(mission: Mission) -> None:
    """While positions are taken nothing is laid before the board."""
    page = mission.people["Kai"].open(SEAL + "open")

    assert "Comments and positions are still being taken." in page.words


def only_the_seal_is_missing(mission: Mission) -> None:
    """The period is over, every number is there, everything is judged."""
    gate = mission.gate("0.0.9")

    assert {id for id, (state, _value, _threshold) in gate.stands.items() if state != "pass"} == {"seal"}
    assert mission.gate("0.0.9", "candidate").passes is True


def it_lies_before_the_board(mission: Mission) -> None:
    """Kai lays it there; Bola signs once; who is a member no more does not."""
    for name in ("Kai", "Bola", "Carlos", "Dina", "Ana"):
        mission.signs_in(name)
    kai, bola, dina = (mission.people[name] for name in ("Kai", "Bola", "Dina"))
    kai.send(SEAL + "open", "Lay it before the board")
    dina.open(SEAL + "sign")
    assert mission.run("user", "revoke", dina.email, "board").exit_code == 0
    status, words = dina.sends("Say it, on record", stance="sign")
    assert (status, "former members do not" in words) == (403, True)

    bola.open(SEAL + "sign").send("Say it, on record", stance="sign")
    assert bola.browser.status == 200
    assert mission.gate("0.0.9").stands["seal"] == ("fail", 1, 2)
    status, words = bola.sends_again()
    assert (status, "You have said already what you say of this bundle." in words) == (409, True)


def sign(person: Any) -> str:
    """A member of the board signs what they read. → what the page says."""
    return str(person.send(SEAL + "sign", "Say it, on record", stance="sign").words)


def it_turns_red_between_reading_and_signing(mission: Mission) -> None:
    """Ana withdraws her endorsement while Carlos reads; she endorses it again, and then it is another bundle."""
    ana, carlos = mission.people["Ana"], mission.people["Carlos"]
    before = mission.gate("0.0.9")
    carlos.open(SEAL + "sign")
    ana.ask("DELETE", "/endorsements/1")
    status, words = carlos.sends("Say it, on record", stance="sign")
    assert (status, "Confirmed endorsements are still missing" in words) == (409, True), words
    red = mission.gate("0.0.9")
    assert changed(before, red) == {"endorsements": ("pass", "fail")}

    carlos.open(SEAL + "sign")
    ana.ask(
        "POST",
        "/endorsements",
        {"draft": "0.0.9", "kind": "individual", "name": "Ana", "group": GROUPS[0]},
        expected=201,
    )
    status, words = carlos.sends("Say it, on record", stance="sign")
    assert (status, "Something in this bundle has changed since it was made" in words) == (412, True), words
    assert changed(red, mission.gate("0.0.9")) == {"endorsements": ("fail", "pass")}


def it_is_sealed(mission: Mission) -> None:
    """A new bundle is made, and two of two sign it."""
    bola, carlos = mission.people["Bola"], mission.people["Carlos"]
    bola.send(
        SEAL + "end",
        "Do it, on record",
        how="anew",
        reason="Ana took her endorsement back, and gave it again.",
    )
    assert mission.gate("0.0.9").stands["seal"] == ("fail", 0, 2)
    sign(bola)
    assert "it is stable, and nothing about it changes any more" in sign(carlos)

    gate = mission.gate("0.0.9")
    assert (gate.passes, gate.stands["seal"]) == (True, ("pass", 2, 2))
    assert mission.client.get("/api/v1/drafts/0.0.9").get_json()["status"] == "sealed"
    assert "This draft is sealed" in mission.stranger().open("/drafts/0.0.9/").words


def nothing_about_it_changes(mission: Mission) -> None:
    """Neither is it withdrawn, nor is a position taken back, nor signed once more."""
    refused = mission.run("draft", "withdraw", "0.0.9", "--reason", "After all.")
    assert (refused.exit_code, "This draft is sealed as stable" in refused.stderr) == (1, True)
    ana = mission.people["Ana"]
    ana.ask("PUT", "/drafts/0.0.9/clauses/use/position", {"position": "abstain"}, expected=409)
    assert (
        mission.people["Bola"].open(SEAL + "sign").page.css_first("button[name=stance], input[name=stance]")
        is None
    )


def chidi_leaves(mission: Mission) -> None:
    """He is erased; what he said stays counted, by nobody."""
    before = mission.client.get("/api/v1/drafts/0.0.9/clauses/use/tally").get_json()["totals"]
    mission.signs_in("Chidi")
    mission.people["Chidi"].send("/account/data/", "Erase my account", sure="yes")

    assert mission.client.get("/api/v1/drafts/0.0.9/clauses/use/tally").get_json()["totals"] == before
    assert mission.gate("0.0.9").passes is True


def a_stranger_verifies_it(mission: Mission, folder: Path) -> None:
    """The dump is checked by the program that lies in it, alone, and so is Ana's receipt; one wrong vote is named."""
    dump, program, receipt = folder / "dump", folder / "verify.py", folder / "receipt.json"
    assert mission.run("dump", str(dump)).exit_code == 0
    shutil.copy(dump / "verify.py", program)
    receipt.write_text(json.dumps(mission.receipt), "utf-8")
    found = verified(program, str(dump), "--gate", "0.0.9", "--receipt", str(receipt))
    assert (found.returncode, found.stderr) == (0, ""), found.stdout + found.stderr

    ledger = dump / "data" / "ledger.ndjson"
    lines = ledger.read_text("utf-8").splitlines(keepends=True)
    number = mission.receipt["n"]
    lines[number - 1] = lines[number - 1].replace('"choice":"support"', '"choice":"object"')
    ledger.write_text("".join(lines), "utf-8")
    wrong = verified(program, str(dump))
    assert (wrong.returncode, f"entry {number}" in wrong.stdout + wrong.stderr) == (1, True), (
        wrong.stdout + wrong.stderr
    )


def verified(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the program says, with nothing of ours within its reach."""
    return subprocess.run(
        [sys.executable, "-I", str(program), *arguments], capture_output=True, text=True, check=False
    )
