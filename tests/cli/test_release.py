"""``consensus gate``: exit codes, one line a criterion, and the same JSON as the API and the page."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.release.actions import judge, reopen
from consensus.voting.actions import make_call
from tests.drafts.making import published
from tests.factories import make_account
from tests.release.gates import act, set_by_hand
from tests.voting.acting import row_of

KEYS = ("lead", "use", "study", "share", "permission", "parts", "code")


@pytest.fixture
def draft(app: Flask) -> Draft:
    set_by_hand("clauses", "judged", judged='judges = "board"\nat_least = 1')
    set_by_hand("comments", name="candidate")
    return published()


def states(run: Any, client: FlaskClient, *arguments: str) -> tuple[int, list[str]]:
    """Exit code and states of ``gate``; command, API and page say the same, in every state."""
    result = run("gate", "0.1", "--json", *arguments)
    told, target = json.loads(result.stdout), arguments[-1] if arguments else "stable"
    assert client.get(f"/api/v1/release/0.1?target={target}").json | {"beside": []} == _there(told)
    assert (
        client.get(f"/release/0.1.json?target={target}").json
        == client.get(f"/api/v1/release/0.1?target={target}").json
    )
    assert told["passes"] is (result.exit_code == 0)
    return result.exit_code, [each["state"] for each in told["criteria"]]


def _there(told: dict[str, Any]) -> dict[str, Any]:
    """What a command tells, with the host that the browser of these tests asks."""
    text = json.dumps(told).replace("http://127.0.0.1:8000/", "http://localhost/")
    found: dict[str, Any] = json.loads(text)
    return found


def test_command_api_and_page_agree_while_it_turns_green_and_red_again(
    run: Any, client: FlaskClient, draft: Draft
) -> None:
    chair, eva = make_account("Carla", role="chair"), make_account("Eva", role="board")
    seen = [states(run, client)]
    for key in KEYS:
        act(make_call, draft, row_of(draft, key), finding="consensus", reason="Heard.", by=chair)
    seen.append(states(run, client))
    _found(draft, eva, "pass")
    seen.append(states(run, client))
    _found(draft, eva, "fail")
    seen.append(states(run, client))
    act(reopen, draft, target="stable", criterion="judged", reason="Once more.", by=chair)
    seen.append(states(run, client))

    assert seen == [
        (1, ["fail", "unknown"]), (1, ["pass", "unknown"]), (0, ["pass", "pass"]), (1, ["pass", "fail"]),
        (1, ["pass", "unknown"]),
    ]  # fmt: skip


def _found(draft: Draft, by: Account, finding: str) -> None:
    act(judge, draft, target="stable", criterion="judged", finding=finding, reason="I used it.", by=by)


def test_each_target_is_asked_by_its_name(run: Any, client: FlaskClient, draft: Draft) -> None:
    assert states(run, client, "--target", "candidate") == (0, ["pass"])
    assert states(run, client, "--target", "stable")[0] == 1
    assert run("gate", "0.1", "--target", "final").exit_code == 2


def test_people_read_one_line_a_criterion_with_what_is_missing(run: Any, draft: Draft) -> None:
    result = run("gate", "0.1")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Draft 0.1, stable, version 1 of the criteria",
        "  - clauses                 0 of 7  Neither called nor through a last call without objection: 1.1, 1.2, 1.3, 1.4,"
        " 1.5 and 2 more.",
        "  ? judged                  0 of 1  One more judgement is missing (board member).",
        "Does not pass: clauses, judged.",
    ]


def test_versions_beside_are_told_too(run: Any, draft: Draft) -> None:
    set_by_hand("comments", version=2)

    assert run("gate", "0.1").stdout.splitlines()[-1] == (
        "By version 2 (from the next draft): Every criterion passes: the next step may be taken."
    )


def test_a_draft_that_is_not_there_is_refused(run: Any, draft: Draft) -> None:
    result = run("gate", "9.9")

    assert (result.exit_code, result.stderr) == (1, "Error: There is no draft with this version.\n")


def test_latest_is_the_current_draft(run: Any, draft: Draft) -> None:
    assert json.loads(run("gate", "latest", "--json").stdout)["draft"] == "0.1"


def test_setup_sets_the_criteria_of_the_content_once(run: Any, app: Flask) -> None:
    run("setup")
    first = run("gate", "latest")
    run("setup")

    assert first.stdout.startswith("Draft 1.0, stable, version 1 of the criteria\n  - clauses")
    assert run("gate", "latest").stdout == first.stdout
