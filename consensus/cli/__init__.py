"""The command line, one file per subject: ``consensus …``; ``flask …`` works too."""

from importlib import import_module
from typing import Any

import click
from flask import Flask
from flask.cli import FlaskGroup

from ..config import BadSetting
from ..kit.errors import Refusal


class Commands(FlaskGroup):
    """The console script: a refusal is one line on standard error and exit code 1."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.params = []

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a broken pipe ends quietly."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException(_one_line(refusal)) from refusal
        except BadSetting as error:
            raise click.ClickException(str(error)) from error


def _one_line(refusal: Refusal) -> str:
    """What was refused and what to do; of bad input only what is said about each field."""
    errors = getattr(refusal, "errors", None) or {}
    said = "; ".join(f"{field}: {' '.join(map(str, texts))}" for field, texts in errors.items())
    return " ".join((said or str(refusal)).split())


MODULES = (
    "archive", "backup", "counting", "database", "demo", "drafts", "dump", "keys", "ledger", "people", "record", "release", "searching", "serving",
    "stops", "systems",
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Register every command."""
    for module in MODULES:
        commands = import_module(f".{module}", __name__)  # late: wiring
        for command in commands.COMMANDS:
            app.cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """The console script."""
    from .. import create_app  # late: wiring

    group = Commands(
        name="consensus",
        create_app=create_app,
        add_default_commands=False,
        add_version_option=False,
        load_dotenv=False,
        help="Write a definition together: drafts, people, the public record.",
    )
    group.main(args=arguments, prog_name="consensus")


if __name__ == "__main__":
    main()
