"""What targets, states, stances and the like are called on the screen."""

from typing import Any

from flask_babel import lazy_gettext as _l

from .models import EndorsementKind, Finding, Stance, StandingState, Target

_TARGETS: dict[str, Any] = {Target.CANDIDATE: _l("release candidate"), Target.STABLE: _l("stable release")}
_STATES: dict[str, Any] = {"pass": _l("passes"), "fail": _l("does not pass"), "unknown": _l("not known yet")}
_FINDINGS: dict[str, Any] = {Finding.PASS: _l("passes"), Finding.FAIL: _l("does not pass")}
_STANCES: dict[str, Any] = {
    Stance.SIGN: _l("signed"),
    Stance.DISSENT: _l("dissented"),
    Stance.ABSTAIN: _l("abstained"),
}
_KINDS: dict[str, Any] = {
    EndorsementKind.INDIVIDUAL: _l("person"),
    EndorsementKind.ORGANISATION: _l("organisation"),
}
_STANDINGS: dict[str, Any] = {
    StandingState.MADE: _l("made on this draft"),
    StandingState.CARRIED: _l("carried from the draft before"),
    StandingState.LAPSED: _l("lapsed"),
}

_ENDORSED: dict[str, Any] = {
    "standing": _l("stands"),
    "unconfirmed": _l("claimed, not confirmed"),
    "lapsed": _l("lapsed"),
    "withdrawn": _l("withdrawn"),
    "challenged-out": _l("not counted after a challenge"),
}


def target_title(target: Target | str) -> str:
    """``stable release``."""
    return str(_TARGETS[Target(target)])


def gate_state_title(state: str) -> str:
    """``does not pass``."""
    return str(_STATES[state])


def judged_title(finding: Finding | str) -> str:
    """``passes``."""
    return str(_FINDINGS[Finding(finding)])


def stance_title(stance: Stance | str) -> str:
    """``signed``."""
    return str(_STANCES[Stance(stance)])


def endorsement_kind_title(kind: EndorsementKind | str) -> str:
    """``organisation``."""
    return str(_KINDS[EndorsementKind(kind)])


def endorsement_state_title(state: StandingState | str) -> str:
    """``lapsed``."""
    return str(_STANDINGS[StandingState(state)])


def endorsed_state_title(state: str) -> str:
    """What became of an endorsement, as pages say it: ``claimed, not confirmed``."""
    return str(_ENDORSED[state])
