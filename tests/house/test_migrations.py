"""Migrations arrive at the models, on both databases; they are numbered, go forward, and lose nothing."""

import ast
import re
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import CheckConstraint, inspect, select, text

from consensus.discussion.actions import cosign
from consensus.discussion.models import Comment, Cosignature
from consensus.kit.db import db
from consensus.kit.db.state import writing
from consensus.ledger import SETUP
from consensus.roadshow import actions
from tests.factories import make_account, make_comment
from tests.roadshow.acting import a_draft, act, joined, opened

from .source import ROOT, Source, imports_of, sources

MIGRATIONS = sources(ROOT / "migrations" / "versions")
NARROWING = {"rename_table", "drop_column", "drop_table"}
# Foreign keys that nobody follows from the other side: drafts, parts, clauses are never deleted once published.
FOLLOWED_RARELY = {
    "clause_aliases.draft_id", "meanings.draft_id", "placements.part_id", "preparations.against_id",
    "comments.after_id", "comments.clause_id", "comments.draft_id", "objection_reminders.draft_id", "standing_moves.draft_id",
    "positions.draft_id", "positions.meaning_id", "positions.organisation_id",
}  # fmt: skip


@pytest.mark.both_databases
def test_migrations_arrive_at_the_models(app: Flask) -> None:
    options = {"compare_type": True, "render_as_batch": True}
    with db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata)

    assert differences == []


@pytest.mark.both_databases
def test_every_check_that_the_models_make_is_in_the_database(app: Flask) -> None:
    found = inspect(db.engine)
    stored = {
        name: {check["name"] for check in found.get_check_constraints(name)} for name in db.metadata.tables
    }
    wanted = {name: _checks(table) for name, table in db.metadata.tables.items()}

    assert {name: checks - stored[name] for name, checks in wanted.items() if checks - stored[name]} == {}


def _checks(table: Any) -> set[str]:
    return {str(check.name) for check in table.constraints if isinstance(check, CheckConstraint)}


@pytest.mark.both_databases
def test_every_constraint_has_a_name(app: Flask) -> None:
    found, nameless = inspect(db.engine), []
    for table in db.metadata.tables:
        constraints = [
            found.get_pk_constraint(table),
            *found.get_foreign_keys(table),
            *found.get_unique_constraints(table),
        ]
        nameless += [table for constraint in constraints if not constraint["name"]]

    assert nameless == []


@pytest.mark.both_databases
def test_every_foreign_key_can_be_followed_back_quickly(app: Flask) -> None:
    """Without an index, deleting or joining on the other side reads the whole table."""
    found, slow = inspect(db.engine), []
    for table in db.metadata.tables:
        led = [index["column_names"] for index in found.get_indexes(table)]
        led += [unique["column_names"] for unique in found.get_unique_constraints(table)]
        led.append(found.get_pk_constraint(table)["constrained_columns"])
        for key in found.get_foreign_keys(table):
            column = key["constrained_columns"][0]
            if (
                not any(columns[:1] == [column] for columns in led)
                and f"{table}.{column}" not in FOLLOWED_RARELY
            ):
                slow.append(f"{table}.{column}")

    assert slow == []


def test_migrations_are_numbered_without_gaps_and_follow_each_other() -> None:
    names = [source.path.stem for source in MIGRATIONS]
    numbers = [name.split("_")[0] for name in names]

    assert numbers == [f"{n:04}" for n in range(1, len(names) + 1)]
    assert [name for name in names if not re.fullmatch(r"\d{4}_[a-z0-9_]+", name)] == []
    assert [_value(source, "revision") for source in MIGRATIONS] == numbers
    assert [_value(source, "down_revision") for source in MIGRATIONS] == [None, *numbers[:-1]]


def _value(source: Source, name: str) -> object:
    for node in source.tree.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == name
        ):
            return ast.literal_eval(node.value)
    raise KeyError(name)


def test_migrations_never_narrow_or_rename_in_one_step() -> None:
    """Old code may still be running: add, fill, switch, and drop in a later release."""
    renaming = [
        f"{source.name}:{node.lineno} {node.func.attr}"
        for source in MIGRATIONS
        for node in ast.walk(_upgrade(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NARROWING
    ]

    assert renaming == []


def _upgrade(source: Source) -> ast.FunctionDef:
    return next(
        node for node in source.tree.body if isinstance(node, ast.FunctionDef) and node.name == "upgrade"
    )


def test_migrations_do_not_need_the_code_of_their_day() -> None:
    """A migration that imports models stops working when they change."""
    importing = [
        source.name
        for source in MIGRATIONS
        for each in imports_of(source)
        if each.module.startswith("consensus")
    ]

    assert importing == []


@pytest.mark.both_databases
def test_concerns_shared_in_rooms_before_they_were_told_apart_are_told_apart_afterwards(app: Flask) -> None:
    """0008 fills what it adds from who joined where: the same as if it had been written down at the time."""
    draft = a_draft()
    strong, weak = (make_comment(draft, "use", body=body) for body in ("Far too vague.", "Unclear."))
    sitting = opened()
    ana, bot, awa = make_account("Ana"), joined(sitting, "Bot"), joined(sitting, "Awa")
    joined(sitting, by=ana)
    for comment, who in ((strong, ana), (strong, bot.account), (strong, awa.account), (weak, bot.account)):
        act(cosign, comment, by=who)
    act(actions.set_aside, sitting, [bot], reason="A program.", by=SETUP)
    before = _shared()
    _as_before_0008()
    _upgrade_0008()

    after = [(*row[:2], "online" if row[1] == ana.id else row[2], row[3]) for row in before[0]]
    assert _shared() == (after, before[1])
    assert [n for _id, n in before[1]] == [2, 0]


def _shared() -> tuple[list[Any], list[Any]]:
    db.session.rollback()
    shared = select(Cosignature.comment_id, Cosignature.account_id, Cosignature.channel, Cosignature.aside)
    counted = select(Comment.id, Comment.cosigned).order_by(Comment.id)
    rows = db.session.execute(shared.order_by(Cosignature.comment_id, Cosignature.account_id))
    return [tuple(row) for row in rows], [tuple(row) for row in db.session.execute(counted)]


def _as_before_0008() -> None:
    every = "SELECT count(*) FROM cosignatures WHERE comment_id = comments.id"
    _run(lambda operations: [operations.execute(text(each)) for each in (
        "ALTER TABLE cosignatures DROP COLUMN channel", "ALTER TABLE cosignatures DROP COLUMN aside",
        f"UPDATE comments SET cosigned = ({every})",
    )])  # fmt: skip


def _upgrade_0008() -> None:
    path = next(source.path for source in MIGRATIONS if source.path.stem.startswith("0008"))
    spec = spec_from_file_location("roadshow_aside", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    _run(lambda operations: module.upgrade())


def _run(change: Any) -> None:
    db.session.rollback()
    token = writing.set(True)
    try:
        with db.engine.begin() as connection:
            context = MigrationContext.configure(connection, opts={"render_as_batch": True})
            with Operations.context(context) as operations:
                change(operations)
    finally:
        writing.reset(token)
