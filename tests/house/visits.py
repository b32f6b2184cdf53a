"""What the suite visits: which addresses were asked for, which writes went through, which templates were used.

A plugin, brought in by ``tests/conftest.py``. It counts in every process and, at the end of a whole run, fails the
run when something was never visited. A run of some tests only, or one that failed anyway, is not judged.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response, request
from flask.signals import request_finished
from flask.templating import DispatchingJinjaLoader

KINDS = ("opened", "written", "rendered")
visited: dict[str, set[str]] = {kind: set() for kind in KINDS}
_others: list[dict[str, list[str]]] = []
_load = DispatchingJinjaLoader.get_source


def note_request(sender: Flask, response: Response, **more: Any) -> None:
    """Remember an address that was opened, or written to, with success."""
    if sender.name != "consensus" or not request.endpoint or response.status_code >= 400:
        return
    kind = "opened" if request.method in ("GET", "HEAD") else "written"
    visited[kind].add(request.endpoint)


def note_template(loader: DispatchingJinjaLoader, environment: Any, template: str) -> Any:
    """Remember a template that was loaded, by itself or for another that extends or imports it."""
    visited["rendered"].add(template)
    return _load(loader, environment, template)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to watch."""
    request_finished.connect(note_request)
    DispatchingJinjaLoader.get_source = note_template  # type: ignore[method-assign]
    if config.pluginmanager.hasplugin("xdist"):
        config.pluginmanager.register(Gathering(), "visits-of-workers")


class Gathering:
    """Takes over what the processes of a parallel run have visited."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A process has ended."""
        _others.append(json.loads(getattr(node, "workeroutput", {}).get("visited", "{}")))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand over to the process that gathers; there, judge."""
    own = {kind: sorted(names) for kind, names in visited.items()}
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["visited"] = json.dumps(own)
        return
    for other in _others:
        for kind, names in other.items():
            visited[kind].update(names)
    if exitstatus == pytest.ExitCode.OK and is_whole(session.config) and list(missing(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: pytest.Config) -> None:
    """Say what was never visited."""
    judged = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    if judged and is_whole(config) and not hasattr(config, "workeroutput"):
        for line in missing(config):
            terminalreporter.write_line(f"test_visits: {line}", red=True)


def is_whole(config: pytest.Config) -> bool:
    """True when everything was asked to run: no names, no files, nothing but what is too long left out."""
    options = config.option
    chosen = options.keyword or options.markexpr not in ("", "not soak") or config.getoption("deselect", None)
    alone = config.getoption("lf", False) or options.collectonly or config.getoption("maxfail", 0)
    everywhere = [str(config.rootpath / "tests"), "tests", "tests/"]
    return (
        not chosen
        and not alone
        and [str(argument) for argument in config.args] in ([each] for each in everywhere)
    )


def missing(config: pytest.Config) -> Iterator[str]:
    """What was never visited, one sentence each."""
    from .expected import (  # here, since the application is made only when it is asked
        addresses,
        templates_used,
        writes,
    )

    for kind, expected, sentence in (
        ("opened", addresses(), "no test opened"),
        ("written", writes(), "no test wrote with success to"),
        ("rendered", templates_used(), "no test rendered"),
    ):
        for name in sorted(expected - visited[kind]):
            yield f"{sentence} {name}"
