"""What rules, acts and outcomes are called on the screen."""

from typing import Any

from flask_babel import lazy_gettext as _l

from .models import HELD, Act, Outcome, Rule

_RULES: dict[str, Any] = {
    Rule.SPAM: _l("spam"),
    Rule.HARASSMENT: _l("harassment"),
    Rule.OFF_TOPIC: _l("off topic"),
    Rule.PERSONAL_DATA: _l("personal data"),
    Rule.ILLEGAL: _l("against the law"),
    Rule.OTHER: _l("something else"),
    HELD: _l("links by new accounts"),
}
_MEANINGS: dict[Rule, Any] = {
    Rule.SPAM: _l("advertising, a flood of the same text, or texts made to look like many voices"),
    Rule.HARASSMENT: _l("insults, threats, attacks on a person or on who they are"),
    Rule.OFF_TOPIC: _l("it has nothing to do with the text or how it is made"),
    Rule.PERSONAL_DATA: _l("something private about somebody"),
    Rule.ILLEGAL: _l("it may break a law"),
    Rule.OTHER: _l("another rule of the code of conduct; say which"),
}
_ACTS: dict[Act, Any] = {
    Act.HIDDEN: _l("folded"),
    Act.HELD: _l("held"),
    Act.RESTORED: _l("unfolded"),
    Act.APPEALED: _l("appealed against the folding of"),
    Act.UPHELD: _l("ruled that this stays folded:"),
    Act.OVERTURNED: _l("ruled on appeal to unfold"),
    Act.PAUSED: _l("paused the account of"),
    Act.PAUSE_ENDED: _l("ended the pause of the account of"),
}
_DONE: dict[Act, Any] = {
    Act.HIDDEN: _l("folded it"),
    Act.HELD: _l("held it"),
    Act.RESTORED: _l("unfolded it"),
    Act.APPEALED: _l("appealed"),
    Act.UPHELD: _l("ruled that it stays folded"),
    Act.OVERTURNED: _l("ruled on appeal to unfold it"),
    Act.PAUSED: _l("paused the account"),
    Act.PAUSE_ENDED: _l("ended the pause"),
}
_OUTCOMES: dict[Outcome, Any] = {
    Outcome.HIDDEN: _l("It was folded."),
    Outcome.DISMISSED: _l("It was left as it is."),
}


def rule_title(rule: str) -> str:
    """``personal data``; a rule that nobody knows any more by its own name."""
    return str(_RULES.get(rule, rule))


def rule_choices() -> list[tuple[str, str]]:
    """The rules to choose from, each with what it means."""
    return [(str(rule), f"{_RULES[rule]}: {_MEANINGS[rule]}") for rule in Rule]


def act_title(act: Act) -> str:
    """``folded``: what somebody did to the thing that is named next."""
    return str(_ACTS[act])


def done_title(act: Act) -> str:
    """``folded it``: the same where the thing is not named, since the page is about it."""
    return str(_DONE[act])


def outcome_title(outcome: Outcome) -> str:
    """What became of a report, in a sentence."""
    return str(_OUTCOMES[outcome])
