"""What states and tasks are called, and sittings without a title."""

import pytest
from flask import Flask

from consensus.roadshow import titles
from consensus.roadshow.models import NoteState, Sitting, StopState, Task


@pytest.mark.parametrize(
    ("called", "values"),
    [
        (titles.stop_state_title, StopState), (titles.task_title, Task), (titles.note_state_title, NoteState),
        (titles.sitting_state_title, ("planned", "open", "closed")),
    ],
)  # fmt: skip
def test_everything_has_a_name_of_its_own(app: Flask, called: object, values: object) -> None:
    with app.test_request_context():
        names = [called(value) for value in values]  # type: ignore[operator, attr-defined]

    assert len(set(names)) == len(names) and all(names)


def test_a_sitting_is_called_by_its_title_or_its_number(app: Flask) -> None:
    with app.test_request_context():
        assert titles.sitting_title(Sitting(number=2, title="Evening")) == "Evening"
        assert titles.sitting_title(Sitting(number=2, title="")) == "Sitting 2"
