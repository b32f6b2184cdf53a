"""Everything a site stores, in one file and back: the database as it is at one moment, and the keys."""

import tarfile
import tempfile
from pathlib import Path

import click
from flask import current_app

from ..kit.db import db
from ..kit.db.dialects import copy_database, is_sqlite
from ..kit.errors import Invalid, Refused

DATABASE = "consensus.sqlite"


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write database and keys to FILE (.tar.gz), while the site runs. FILE holds secrets: keep it safe."""
    _only_sqlite()
    part = file.with_name(file.name + ".part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        copy_database(db.engine, copy)
        with tarfile.open(part, "w:gz") as archive:
            archive.add(copy, DATABASE)
            keys = Path(current_app.config["INSTANCE"]) / "keys"
            if keys.is_dir():
                archive.add(keys, "keys")
    part.chmod(0o600)
    part.replace(file)
    click.echo(f"The site is in {file}")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.confirmation_option(prompt="This replaces everything that is stored here. Is the server stopped?")
def restore(file: Path) -> None:
    """Put back what ``backup`` wrote. Stop the server first."""
    _only_sqlite()
    instance = Path(current_app.config["INSTANCE"])
    db.session.remove()
    db.engine.dispose()
    with tempfile.TemporaryDirectory(dir=instance) as folder:
        _unpack(file, Path(folder))
        for name in (DATABASE + "-wal", DATABASE + "-shm"):
            (instance / name).unlink(missing_ok=True)
        (Path(folder) / DATABASE).replace(instance / DATABASE)
        for key in sorted((Path(folder) / "keys").glob("*")):
            (instance / "keys").mkdir(mode=0o700, exist_ok=True)
            key.replace(instance / "keys" / key.name)
    click.echo("Restored. Now run: consensus setup && consensus ledger verify")


def _unpack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise Invalid({"file": f"{file.name} is no backup that can be read: {error}"}) from error
    if not (folder / DATABASE).is_file():
        raise Invalid({"file": f"{file.name} holds no {DATABASE}"})


def _only_sqlite() -> None:
    if not is_sqlite(db.engine):
        raise Refused(
            "This site is on PostgreSQL: use pg_dump and pg_restore, and keep the instance's keys/ with it."
        )


COMMANDS = (backup, restore)
