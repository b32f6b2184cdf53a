"""Rule 9: what the page hides the door refuses. Every view says whom it is for; no write is open by accident."""

from typing import Any

import pytest
from flask import Flask

from consensus.kit.permissions import RULES

from .world import World, rules_of

WRITES = ("POST", "PUT", "PATCH", "DELETE")
# Writes that anybody may make, each with its reason.
OPEN_WRITES = {
    "accounts.ask_for_link": "whoever wants to sign in is not signed in",
    "accounts.claim": "the link in the mail is the permission",
    "accounts.confirm": "the link in the mail is the permission",
    "accounts.follow_link": "the link in the mail is the permission",
    "accounts.forgot": "whoever forgot a password is not signed in",
    "accounts.register": "whoever wants an account has none",
    "accounts.reset_password": "the link in the mail is the permission",
    "accounts.sign_in_by_password": "whoever wants to sign in is not signed in",
    "discussion.drop_typed": "the secret in the address is the permission",
    "discussion.preview_of_clause": "stores nothing",
    "discussion.preview_of_draft": "stores nothing",
    "discussion.preview_of_reply": "stores nothing",
    "discussion.preview_of_suggestion": "stores nothing",
    "discussion.raised_of_clause": "stores nothing",
    "discussion.raised_of_reply": "stores nothing",
    "discussion.raised_of_suggestion": "stores nothing",
    "discussion.raised_of_draft": "stores nothing",
    "discussion.reply": "a stranger's words are kept until they have signed in",
    "discussion.say_of_clause": "a stranger's words are kept until they have signed in",
    "discussion.say_of_draft": "a stranger's words are kept until they have signed in",
    "discussion.suggest": "a stranger's words are kept until they have signed in",
    "endorsements.confirm": "the link in the mail is the permission",
    "following.unsubscribe": "the link in the mail is the permission",
    "roadshow.enter": "the code of the sitting is the permission",
}
# Guarded views for which having an account is enough; every other guarded view asks for more.
FOR_PARTICIPANTS = {
    "accounts.profile", "accounts.change_profile", "accounts.own_password", "accounts.change_password",
    "accounts.data", "accounts.data_json", "accounts.erase", "accounts.sign_out", "accounts.sign_out_everywhere",
    "accounts.tokens", "accounts.create_token", "accounts.claim_form", "accounts.ask_to_claim",
    "discussion.post_typed", "discussion.share_no_longer",
    "endorsements.make", "endorsements.mine", "endorsements.take",
    "following.begin", "following.end", "following.inbox", "following.mail", "following.see", "following.set_mail",
    "moderation.mine", "moderation.report_form", "moderation.report", "roadshow.position",
    "systems.cosign", "systems.recusal_form", "systems.review", "systems.review_sheet", "systems.stance_form",
    "systems.stand_aside", "systems.surprise", "systems.take", "systems.unsign", "systems.withdraw_opinion",
    "voting.appeal", "voting.appeal_form", "voting.challenge_form", "voting.choose_facts", "voting.live_with_rest",
    "voting.make_challenge", "voting.own", "voting.reaffirm_all", "voting.refuse", "voting.rest", "voting.take",
    "voting.withdraw",
}  # fmt: skip
# Things that do not exist for others, rather than being refused to them.
HIDDEN = {
    "accounts.revoke_token": "which tokens there are is known to their owner alone",
}
# Permissions that pages and queries ask for, but no door.
NOT_AT_A_DOOR = {
    "accounts:people:see-address",
    "archive:archive:import",
    "archive:archive:read",
    "archive:archive:unname",
    "archive:archive:withdraw",
    "discussion:comment:read",
    "drafts:draft:read",
    "moderation:folded:read",
    "release:draft:read",
    "release:key:rotate",
    "roadshow:code:show",
    "systems:review:edit",
    "systems:review:see-waiting",
    "systems:system:read",
    "systems:what-if:ask",
}


def ask(client: Any, world: World, rule: Any) -> Any:
    """One request to an address, by its first method, with an empty body."""
    method = sorted(rule.methods - {"HEAD", "OPTIONS"})[0]
    given = {"json": {}} if rule.rule.startswith("/api/") else {"data": {}}
    return client.open(world.path(rule), method=method, **({} if method == "GET" else given))


def guarded(app: Flask, *methods: str) -> list[Any]:
    """The addresses whose views ask for a permission."""
    return [
        rule
        for rule in rules_of(app, *methods)
        if getattr(app.view_functions[rule.endpoint], "permission", None)
    ]


def test_every_view_says_whom_it_is_for(app: Flask) -> None:
    silent = [name for name, view in app.view_functions.items() if not hasattr(view, "permission")]

    assert silent == ["static"]


def test_every_permission_that_a_view_asks_for_is_declared_with_a_reason(app: Flask) -> None:
    asked = {app.view_functions[rule.endpoint].permission for rule in guarded(app, "GET", *WRITES)}

    assert asked - set(RULES) == set()


def test_every_permission_is_asked_for_by_a_view_or_named_here(app: Flask) -> None:
    asked = {app.view_functions[rule.endpoint].permission for rule in guarded(app, "GET", *WRITES)}

    assert set(RULES) - asked == NOT_AT_A_DOOR


def test_no_write_is_open_by_accident(app: Flask) -> None:
    open_writes = {
        rule.endpoint
        for rule in rules_of(app, *WRITES)
        if not getattr(app.view_functions[rule.endpoint], "permission", 1)
    }

    assert open_writes == set(OPEN_WRITES)


def test_nothing_that_is_guarded_answers_to_a_stranger(app: Flask, client: Any, world: World) -> None:
    answered = []
    for rule in guarded(app, "GET", *WRITES):
        answer = ask(client.as_(None), world, rule)
        led = answer.status_code == 303 and answer.location.startswith("/account/sign-in?next=")
        hidden = answer.status_code == 404 and rule.endpoint in HIDDEN
        if not (answer.status_code in (401, 403) or led or hidden):
            answered.append((rule.endpoint, answer.status_code))

    assert answered == []


def test_what_asks_for_a_role_refuses_a_participant(app: Flask, client: Any, world: World) -> None:
    paul = client.as_(world.paul)
    refused = {}
    for rule in guarded(app, "GET", *WRITES):
        if rule.endpoint not in FOR_PARTICIPANTS and not rule.rule.startswith("/api/"):
            refused[rule.endpoint] = ask(paul, world, rule).status_code

    assert {
        name: status for name, status in refused.items() if status != (404 if name in HIDDEN else 403)
    } == {}


def test_whoever_holds_the_role_comes_in(app: Flask, client: Any, world: World) -> None:
    """The refusals above are for the right reason: the same requests are not refused to Rosa. (A session says nothing to
    the API, which tests its own.)"""
    rosa = client.as_(world.rosa)
    refused = []
    for rule in guarded(app, "GET"):
        if rule.rule.startswith("/api/"):
            continue
        status = ask(rosa, world, rule).status_code
        if status not in (200, 303):
            refused.append((rule.endpoint, status))

    assert refused == []


@pytest.mark.parametrize(
    "body", [{}, {"json": {}}, {"data": b"\xff\x00", "content_type": "application/json"}]
)
def test_no_write_fails_on_a_strange_body(
    app: Flask, client: Any, world: World, body: dict[str, Any]
) -> None:
    failed = []
    for rule in rules_of(app, *WRITES):
        if rule.rule.startswith("/api/"):
            continue
        answer = client.as_(world.rosa).open(world.path(rule), method="POST", **body)
        if answer.status_code >= 500:
            failed.append((rule.endpoint, answer.status_code))

    assert failed == []
