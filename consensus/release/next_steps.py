"""Pure: what whoever comes in which role can do next, from the criteria that are not met.

Sentences are named here and said in ``titles_of_steps.py``; addresses are those of the draft.
"""

from collections.abc import Iterable
from dataclasses import dataclass

ROLES = ("reader", "participant", "reviewer", "scribe", "maintainer", "chair", "board")


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: its name, and where."""

    name: str
    path: str


# Kind of a criterion that is not met → what can be done about it, by whom, where.
STEPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "clauses": (
        ("reader", "read-unsettled", "/release/{v}/clauses/"),
        ("participant", "take-positions", "/drafts/{v}/results/"),
        ("chair", "call", "/desk/calls/"),
    ),
    "objections": (
        ("participant", "let-go", "/positions/"),
        ("maintainer", "address", "/desk/comments/?show=all&kind=objection"),
    ),
    "comments": (("maintainer", "answer", "/desk/comments/"),),
    "systems": (("reviewer", "review", "/release/{v}/systems/"),),
    "examples": (
        ("reviewer", "agree", "/release/{v}/systems/"),
        ("participant", "know-systems", "/systems/surprises/?draft={v}"),
    ),
    "disagreements": (("maintainer", "answer-disagreements", "/desk/systems/"),),
    "surprises": (
        ("reviewer", "look-at-surprises", "/systems/surprises/?draft={v}"),
        ("maintainer", "answer-surprises", "/systems/surprises/?draft={v}"),
    ),
    "endorsements": (("participant", "endorse", "/endorsements/?draft={v}"),),
    "stops": (
        ("scribe", "key", "/release/{v}/stops/"),
        ("maintainer", "close-stops", "/release/{v}/stops/"),
    ),
    "participation": (("participant", "bring-in", "/release/{v}/participation/"),),
    "seal": (("board", "seal", "/release/{v}/seal/"),),
}
WHILE_OPEN = ("take-positions", "bring-in")
ALWAYS = (
    ("reader", "read", "/drafts/{v}/"),
    ("reader", "read-five", "/drafts/{v}/five/"),
)


def next_steps(
    version: str, missing: Iterable[str], *, to_judge: Iterable[tuple[str, str, str]] = (), open: bool = True
) -> dict[str, list[Step]]:
    """Role → what to do next, each once. ``missing``: kinds of criteria that are not met.

    ``to_judge``: who judges (a role), and the target and id of a criterion that waits for a judgement. ``open``: whether
    positions are taken.
    """
    found: dict[str, list[Step]] = {role: [] for role in ROLES}
    asked = [*ALWAYS, *(each for kind in missing for each in STEPS.get(kind, ()))]
    for role, name, path in asked:
        if not open and name in WHILE_OPEN:
            continue
        _add(found[role], Step(name, path.format(v=version)))
    for role, target, id in to_judge:
        if role in found:
            _add(found[role], Step("judge", f"/release/{version}/?target={target}#c-{id}"))
    return found


def _add(steps: list[Step], step: Step) -> None:
    if step.name not in {each.name for each in steps}:
        steps.append(step)
