"""Rule 17: two databases, one address for the difference."""

import ast

from .source import ROOT, Source, imports_of, sources

HERE = "consensus/kit/db/dialects.py"
DRIVERS = {"sqlite3", "psycopg", "psycopg2", "sqlalchemy.dialects"}
# Readers of Markdown, which has dialects too.
OF_MARKDOWN = "consensus/drafts/sources/"
WORDS = ("PRAGMA", "BEGIN IMMEDIATE", "sqlite_", "pg_catalog", "ON CONFLICT", "ILIKE")


def rooms() -> list[Source]:
    """Every file that could speak of a dialect, migrations included, but the one that may."""
    return [source for source in sources() + sources(ROOT / "migrations") if source.name != HERE]


def test_nobody_else_asks_for_the_dialect() -> None:
    asking = [
        f"{source.name}:{node.lineno}"
        for source in rooms()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("dialect", "get_backend_name")
        if not source.name.startswith(OF_MARKDOWN)
    ]

    assert asking == []


def test_nobody_else_imports_a_driver() -> None:
    importing = [
        f"{source.name}:{each.line} imports {each.module}"
        for source in rooms()
        for each in imports_of(source)
        if any(each.module == driver or each.module.startswith(f"{driver}.") for driver in DRIVERS)
    ]

    assert importing == []


def test_nobody_else_writes_what_only_one_database_understands() -> None:
    writing = [
        f"{source.name}:{node.lineno}"
        for source in rooms()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any(word in node.value for word in WORDS)
    ]

    assert writing == []
