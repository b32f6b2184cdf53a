"""A hostile path to stable: titles of criteria, findings, candidates and planned days, written at the desk as on a page.

The board's own pages show what its members wrote only while a bundle lies before it: `tests/release/views/test_hostile_board.py`.
"""

import json
from typing import Any

from .vectors import LINES, chunks

TEXTS = [text[:2_000] for text in chunks()]
JUDGED = {"kind": "judged", "judges": "board", "at_least": 1}
AT = "/release/0.2"
NOBODYS = [
    "/release/", f"{AT}/", f"{AT}/?target=candidate", f"{AT}/clauses/", f"{AT}/systems/", f"{AT}/stops/", f"{AT}/participation/",
    f"{AT}/seal/", f"{AT}/paper", "/ledger/checkpoints/",
]  # fmt: skip
FORMS = [
    "/desk/release/criteria/stable", "/desk/release/plan", "/desk/release/withdrawal", f"{AT}/judgement/candidate/usable",
    f"{AT}/reopening/stable/rooted", "/desk/systems/surprises/1",
]  # fmt: skip
ROSAS = [
    "/desk/release/",
    "/desk/release/candidate",
    "/desk/release/criteria/candidate",
    f"{AT}/seal/open",
    *FORMS,
]
# Shown only while a bundle lies before the board; a checkpoint is made of numbers.
UNSEEN = {"sealing.bundle", "sealing.sign_form", "sealing.end_form", "site_keys.checkpoint"}
# Pages that show nothing anybody wrote.
WORDLESS = {"site_keys.index", "release.participation", "release.withdrawal_form", "release.candidate_form"}


class HostileRelease:
    """Whoever sets criteria, finds, announces and plans, with such words."""

    def __init__(self, site: Any) -> None:
        self.send, self.rosa = site.send, site.rosa

    def go(self) -> dict[str, Any]:
        """Write everywhere. → what pages need to be found: nothing more."""
        self.set("candidate", [{"id": "usable", "title": LINES[10][:200], **JUDGED}])
        stable = [
            {"id": name, "title": LINES[n][:200], **JUDGED} for n, name in enumerate(("usable", "rooted"), 11)
        ]
        self.set("stable", [*stable, {"id": "clauses", "kind": "clauses", "title": LINES[13][:200]}])
        self.send(self.rosa, f"{AT}/judgement/stable/rooted", finding="fail", reason=TEXTS[0])
        self.send(self.rosa, f"{AT}/reopening/stable/rooted", reason=TEXTS[1])
        self.send(self.rosa, f"{AT}/judgement/stable/rooted", finding="fail", reason=TEXTS[2])
        self.send(self.rosa, f"{AT}/judgement/candidate/usable", finding="pass", reason=TEXTS[3])
        for n in range(2):
            self.send(self.rosa, "/desk/release/candidate", reason=TEXTS[n])
            self.send(self.rosa, "/desk/release/plan", date=f"2127-01-0{n + 1}", reason=TEXTS[n + 2])
            if n == 0:
                self.send(self.rosa, "/desk/release/withdrawal", reason=TEXTS[4])
        return {}

    def set(self, target: str, criteria: list[dict[str, Any]]) -> None:
        """Criteria of a target, for a reason."""
        head = {"name": target, "title": LINES[9][:200], "version": 2}
        text = lines(head) + "".join("\n[[criterion]]\n" + lines(each) for each in criteria)
        self.send(self.rosa, f"/desk/release/criteria/{target}", text=text, reason=TEXTS[0])


def lines(fields: dict[str, Any]) -> str:
    """Fields as TOML: a string of JSON is one of TOML's, too."""
    return "".join(f"{name} = {json.dumps(value, ensure_ascii=True)}\n" for name, value in fields.items())
