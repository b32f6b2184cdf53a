"""What states of criteria, figures, rows and next steps are called on the screen."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

STATES = {"pass": _l("met"), "fail": _l("not met"), "unknown": _l("not known yet")}
WHO = {
    "reader": _l("If you read"), "participant": _l("If you take part"), "reviewer": _l("If you review systems"),
    "scribe": _l("Scribes"), "maintainer": _l("Maintainers"), "chair": _l("Chairs"), "board": _l("The board"),
}  # fmt: skip
STEPS = {
    "read": _l("Read the draft, clause by clause"),
    "read-five": _l("Read five clauses in three minutes"),
    "read-unsettled": _l("See which clauses are not settled yet"),
    "take-positions": _l("Say where you stand on clauses that are not settled"),
    "let-go": _l("If your objection was answered, say whether the answer will do"),
    "know-systems": _l("Name a system that should conform, and say why"),
    "endorse": _l("Endorse the draft, for yourself or your organisation, if you stand behind it"),
    "bring-in": _l("Bring in people from continents that were hardly heard"),
    "review": _l("Review a system that too few independent people have reviewed"),
    "agree": _l("Say whether you agree with the assessment of a system that conforms"),
    "look-at-surprises": _l("Look at the surprises: is it the draft, the answers or the expectation?"),
    "key": _l("Enter what is still on paper"),
    "address": _l("Respond to the objections that stand"),
    "answer": _l("Answer the comments that wait"),
    "answer-disagreements": _l("Answer those who disagree with an assessment"),
    "answer-surprises": _l("Answer the surprises that are open"),
    "close-stops": _l("Close the stops whose notes and sheets have found their place"),
    "call": _l("Make the consensus calls that are due"),
    "judge": _l("Judge what is asked of you, and give your reasons"),
    "seal": _l("Read the final text, then sign, dissent or abstain"),
}  # fmt: skip
ROWS = {
    "clauses": _l("Which clauses are settled, and which are not"), "objections": _l("The objections that stand"),
    "comments": _l("The comments that wait for an answer"), "systems": _l("Who reviewed which system"),
    "disagreements": _l("Systems and who disagrees with their assessment"),
    "examples": _l("Systems that conform, and who agrees"), "surprises": _l("All surprises"),
    "endorsements": _l("Who endorses it, by stakeholder group"), "stops": _l("Stops that are not closed"),
    "participation": _l("How many were heard from which continent"), "seal": _l("Who signed"),
    "judged": _l("What was found"),
}  # fmt: skip
ZERO = ("objections", "comments", "disagreements", "surprises", "stops")
SHARES = ("clauses", "endorsements", "participation")


def criterion_state(state: str) -> str:
    """``fail`` → *not met*."""
    return str(STATES[state])


def gate_step_title(name: str) -> str:
    """What one can do next."""
    return str(STEPS[name])


def gate_who_title(role: str) -> str:
    """Whom a list of steps speaks to."""
    return str(WHO[role])


def gate_rows_title(kind: str) -> str:
    """What stands on the page of a criterion's rows."""
    return str(ROWS[kind])


def gate_told(state: Any, kind: str) -> str:
    """The figure of a counting of the record: state, number, threshold."""
    return figure_of(kind, state[1], state[2])


def gate_figure(criterion: Any) -> str:
    """The number of a criterion beside what is asked: *38 of 42*, *2 left*, *3 of at least 5*; empty where there is none."""
    return figure_of(criterion.kind, criterion.value, criterion.threshold)


def figure_of(kind: str, value: int | None, threshold: int | None) -> str:
    """The same from its parts."""
    if value is None:
        return ""
    if kind in ZERO and not threshold:
        return ngettext("%(num)s left", "%(num)s left", value) if value else _("none left")
    if threshold is None:
        return str(value)
    if kind in SHARES:
        return _("%(n)s of %(all)s", n=value, all=threshold)
    return _("%(n)s of at least %(least)s", n=value, least=threshold)
