"""Known answers come first: of nine questions in ten within the first three results, on each engine."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus import create_app
from consensus.kit.turns import until_done
from consensus.search.asked import Asked
from consensus.search.queries import Result, find
from tests.conftest import SECRET

from .corpus import furnish, one_of_the_demo
from .known_answers import KNOWN_ANSWERS

FIRST, ENOUGH = 3, 0.9


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """An instance with the demonstration and an archive, made once. → its folder, and the documents by their names."""
    folder = tmp_path_factory.mktemp("corpus")
    app = _made(folder)
    with app.app_context():
        yield folder, furnish(_runner(app), folder)


@pytest.fixture(params=["whoosh", "tantivy"])
def answers(request: pytest.FixtureRequest, corpus: tuple[Path, dict[str, str]]) -> Iterator[dict[str, str]]:
    """The documents by their names, on each engine with an index of its own."""
    app = _made(corpus[0], SEARCH=request.param)
    with app.app_context():
        until_done()
        yield corpus[1]


def _made(folder: Path, **settings: str) -> Flask:
    app = create_app(INSTANCE=str(folder), SECRET_KEY=SECRET, LIMITS="off", **settings)
    app.config.update(TESTING=True)
    return app


def _runner(app: Flask) -> Callable[..., Any]:
    from flask.testing import FlaskCliRunner

    from consensus.cli import Commands

    group = Commands(name="consensus", create_app=lambda: app, add_default_commands=False, load_dotenv=False)
    return lambda *arguments: FlaskCliRunner(app).invoke(group, list(arguments), catch_exceptions=False)


def names_of(found: Result) -> set[str]:
    """What a result may be called by a known answer."""
    names = {found.id, f"{found.kind}:{found.clause}" if found.kind == "clause" else found.id}
    return names | ({f"page:{found.url.split('/')[2]}"} if found.kind == "page" else set())


def test_known_answers_are_among_the_first_three(answers: dict[str, str]) -> None:
    asked = [*KNOWN_ANSWERS, one_of_the_demo()]
    lost = []
    for question, answer in asked:
        first = find(Asked(question).question, limit=FIRST).items
        if not any(answers.get(answer, answer) in names_of(each) for each in first):
            lost.append((question, answer, [(each.id, each.title) for each in first]))

    assert len(asked) >= 40
    assert len(lost) <= len(asked) * (1 - ENOUGH), lost


def test_every_known_answer_is_there(answers: dict[str, str]) -> None:
    named = {
        answer
        for _question, answer in KNOWN_ANSWERS
        if answer.partition(":")[0] in ("comment", "disposition", "message")
    }

    assert named - set(answers) == set()
