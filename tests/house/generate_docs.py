"""Writes the tables in ``docs/`` that the code knows best: ``make docs``. A house test fails when one is stale."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click
from flask import Flask

from consensus.config import ROOT as CODE
from consensus.config import SETTINGS
from consensus.kit.permissions import RULES
from consensus.ledger.verbs import VERBS, words_of_verb

from .expected import application
from .source import ROOT

DOCS = ROOT / "docs"
MADE = "*Made from the code by `make docs`; a change belongs there.*"


def pages(app: Flask) -> dict[str, str]:
    """Every generated page, by its name in ``docs/``."""
    with app.app_context():
        return {name: _page(title, lines()) for name, (title, lines) in PAGES.items()}


def settings() -> Iterator[str]:
    """What can be set."""
    yield "Each is read from the environment, with `CONSENSUS_` before its name, when the site starts."
    yield ""
    rows = ((f"`CONSENSUS_{each.name}`", _default(each.default), each.meaning) for each in SETTINGS)
    yield from _table(("setting", "default", "meaning"), rows)


def permissions() -> Iterator[str]:
    """Who may do what, and why."""
    yield "Each door asks for one of these; so do the page that shows the door and the call of the API. The site"
    yield "shows the same table at `/rules/`, and `consensus rules` prints it."
    yield ""
    yield from _table(
        ("permission", "who, and why"), ((f"`{name}`", str(RULES[name].sentence)) for name in sorted(RULES))
    )


def verbs() -> Iterator[str]:
    """What the public record may say."""
    yield "The public record says these things and no others. What is private is not among them: `house.md` lists it."
    yield ""
    yield from _table(("verb", "told as"), ((f"`{verb}`", words_of_verb(verb)) for verb in sorted(VERBS)))


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    yield "`consensus COMMAND --help` says the same. Commands that write take `--as EMAIL`; those that report take"
    yield "`--json`. They exit with 0 when done, 1 when refused (one line says why), 2 for wrong usage."
    yield ""
    yield from _table(("command", "does"), _commands(application().cli, "consensus"))


PAGES: dict[str, tuple[str, Callable[[], Iterable[str]]]] = {
    "settings.md": ("Settings", settings),
    "permissions.md": ("Permissions", permissions),
    "verbs.md": ("Verbs of the public record", verbs),
    "commands.md": ("Commands", commands),
}
# Commands that libraries bring along and describe themselves; of the database's, those that operators use.
FOREIGN, OF_DATABASE = {"limiter"}, {"check", "current", "upgrade"}


def _commands(group: click.Group, before: str) -> Iterator[tuple[str, str]]:
    for name in sorted(group.commands):
        command = group.commands[name]
        if name in FOREIGN or command.hidden or (before.endswith(" db") and name not in OF_DATABASE):
            continue
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before} {name}")
        else:
            yield f"`{_usage(command, f'{before} {name}')}`", _first_sentence(command)


def _usage(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name)
    words = (piece for parameter in command.params for piece in _pieces(parameter, context))
    return " ".join([name, *words])


def _pieces(parameter: click.Parameter, context: click.Context) -> list[str]:
    if isinstance(parameter, click.Argument):
        return parameter.get_usage_pieces(context)
    option: Any = parameter
    if option.hidden:
        return []
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    return [f"[{option.opts[0]}{value}]{'…' if option.multiple else ''}"]


def _first_sentence(command: click.Command) -> str:
    text = " ".join((command.help or "").split())
    return text.replace("``", "`")


def _default(value: str) -> str:
    shown = value.replace(str(CODE), ".").replace(str(CODE / ""), "")
    return f"`{shown}`" if shown else "–"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", MADE, "", *lines]) + "\n"


def main() -> None:
    """Write the pages."""
    for name, text in pages(application()).items():
        (DOCS / name).write_text(text, "utf-8")
        click.echo(f"docs/{name}")


if __name__ == "__main__":
    main()
