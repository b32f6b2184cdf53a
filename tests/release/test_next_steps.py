from consensus.release.criteria import Kind
from consensus.release.next_steps import ROLES, STEPS, next_steps
from consensus.release.page_titles import ROWS, gate_step_title, gate_who_title


def test_readers_always_have_something_to_read() -> None:
    found = next_steps("1.0", [])

    assert [step.path for step in found["reader"]] == ["/drafts/1.0/", "/drafts/1.0/five/"]
    assert [role for role, steps in found.items() if steps] == ["reader"]


def test_what_is_missing_says_what_each_role_can_do() -> None:
    found = next_steps("1.0", ["clauses", "endorsements", "comments"])

    assert [step.name for step in found["participant"]] == ["take-positions", "endorse"]
    assert [step.path for step in found["chair"]] == ["/desk/calls/"]
    assert [step.path for step in found["maintainer"]] == ["/desk/comments/"]


def test_when_the_draft_is_closed_nobody_is_sent_to_take_positions() -> None:
    found = next_steps("1.0", ["clauses", "participation", "objections"], open=False)

    assert [step.name for step in found["participant"]] == ["let-go"]


def test_what_two_targets_ask_for_is_said_once() -> None:
    found = next_steps("1.0", ["comments", "comments"])

    assert len(found["maintainer"]) == 1


def test_whoever_judges_is_led_to_the_first_criterion_that_waits() -> None:
    found = next_steps("1.0", [], to_judge=[("board", "stable", "usable"), ("board", "stable", "rooted")])

    assert [step.path for step in found["board"]] == ["/release/1.0/?target=stable#c-usable"]


def test_every_kind_has_steps_or_is_judged_and_every_step_has_words() -> None:
    names = {name for steps in STEPS.values() for _role, name, _path in steps}

    assert {str(kind) for kind in Kind} - set(STEPS) == {"judged"}
    assert set(ROWS) == {str(kind) for kind in Kind}
    assert all(gate_step_title(name) for name in names) and all(gate_who_title(role) for role in ROLES)
