"""People on the command line."""

import json

import pytest

from consensus.accounts import actions
from consensus.accounts.models import Role
from consensus.accounts.queries import account_by_email, account_of_token, roles_of
from consensus.kit.db import transaction
from tests.accounts.record import told
from tests.factories import make_account


def test_an_account_is_added_confirmed_with_its_roles(run):
    result = run("user", "add", "Ana@Example.org", "--name", "Ana", "--role", "maintainer", "--role", "admin")

    account = account_by_email("ana@example.org")
    assert (result.exit_code, result.output) == (0, "ana@example.org  Ana  maintainer, admin\n")
    assert (account.may_sign_in, roles_of(account)) == (True, [Role.MAINTAINER, Role.ADMIN])
    assert {by for _, by, _ in told()} == {"system:cli"}


@pytest.mark.parametrize("arguments, code", [
    (("user", "add", "ana@example.org", "--name", "Ana"), 1),
    (("user", "add", "no address", "--name", "Bo"), 1),
    (("user", "add", "bo@example.org", "--name", " "), 1),
    (("user", "add", "bo@example.org"), 2),
    (("user", "add", "bo@example.org", "--name", "Bo", "--role", "emperor"), 2),
    (("user", "add", "bo@example.org", "--name", "Bo", "--as", "nobody@example.org"), 1),
    (("user", "add", "bo@example.org", "--name", "Bo", "--as", "ana@example.org"), 1),
    (("user", "grant", "nobody@example.org", "chair"), 1),
    (("user", "grant", "ana@example.org"), 2),
    (("user", "grant", "ana@example.org", "chair", "--until", "soon"), 2),
    (("user", "grant", "ana@example.org", "chair", "--until", "2001-01-01"), 1),
    (("user", "revoke", "ana@example.org", "chair"), 1),
    (("user", "link", "nobody@example.org"), 1),
    (("user", "link", "ana@example.org", "--scope", "everything"), 2),
])  # fmt: skip
def test_what_is_refused_says_why_in_one_line_and_stores_nothing(run, arguments, code):
    make_account("Ana", email="ana@example.org")

    result = run(*arguments)

    assert (result.exit_code, account_by_email("bo@example.org"), told()) == (code, None, [])
    assert code == 2 or (result.stderr.count("\n"), result.output.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "roles", [("chair", "board"), ("--role", "chair", "--role", "board"), ("chair", "--role", "board")]
)
def test_roles_are_granted_and_taken_back_in_somebodys_name(run, roles):
    admin, ana = make_account("Ada", role="admin"), make_account("Ana")

    granted = run("user", "grant", ana.email, *roles, "--as", admin.email, "--until", "2099-12-31", "--json")
    assert (granted.exit_code, json.loads(granted.stdout)["roles"]) == (0, ["chair", "board"])

    taken = run("user", "revoke", ana.email, *roles, "--as", admin.email, "--json")
    assert (taken.exit_code, json.loads(taken.stdout)["roles"]) == (0, [])
    assert [(verb, by) for verb, by, _ in told()[1:]] == [
        (verb, admin.actor_id) for verb in ("role.granted", "role.granted", "role.revoked", "role.revoked")
    ]


def test_the_operator_may_not_take_the_last_admin_away(run):
    admin = make_account(role="admin")

    result = run("user", "revoke", admin.email, "admin")

    assert (result.exit_code, "last admin" in result.stderr) == (1, True)


def test_people_are_listed_whole(run):
    ana = make_account("Ana", role="chair")
    with transaction():
        actions.register(name="Bo", email="bo@example.org")

    lines = run("user", "list").output.splitlines()
    document = json.loads(run("user", "list", "--json").stdout)

    assert lines == [f"{ana.email}  Ana  chair", "bo@example.org  Bo  participant  (not confirmed)"]
    assert ([item["name"] for item in document["items"]], document["next"]) == (["Ana", "Bo"], None)
    assert (document["items"][0]["id"], document["items"][0]["roles"]) == (ana.actor_id, ["chair"])


def test_a_link_signs_in_once(run, client, app):
    app.config["PUBLIC_URL"] = "https://consensus.example"
    ana = make_account("Ana")

    said = json.loads(run("user", "link", ana.email.upper(), "--json").stdout)

    assert sorted(said) == ["email", "expires_at", "url"]
    assert (said["email"], said["url"].startswith("https://consensus.example/account/link/")) == (
        ana.email,
        True,
    )
    path = said["url"].removeprefix("https://consensus.example")
    assert [client.post(path).status_code for _ in range(2)] == [303, 409]


@pytest.mark.parametrize(
    "scope, writes", [((), True), (("--scope", "read"), False), (("--scope", "write"), True)]
)
def test_a_token_comes_with_the_link_when_it_is_asked_for(run, scope, writes):
    ana = make_account("Ana")

    said = json.loads(run("user", "link", ana.email, "--token", *scope, "--json").stdout)

    assert account_of_token(said["token"], "read") is ana
    assert account_of_token(said["token"], "write") is (ana if writes else None)


def test_without_json_link_and_token_are_printed_a_line_each(run):
    lines = run("user", "link", make_account().email, "--token").output.splitlines()

    assert [line.split("/")[0] for line in lines] == ["http:", lines[1]]
    assert lines[1].startswith("token: cns_")


def test_an_account_that_is_not_confirmed_gets_no_link(run):
    with transaction():
        actions.register(name="Bo", email="bo@example.org")

    result = run("user", "link", "bo@example.org")

    assert (result.exit_code, "not confirmed" in result.stderr) == (1, True)


@pytest.mark.parametrize("command", [(), ("add",), ("grant",), ("revoke",), ("list",), ("link",)])
def test_every_command_helps(run, command):
    assert run("user", *command, "--help").exit_code == 0
