"""Slow work stands before the lock. The suite runs strictly, so that a view which forgets ``@before_lock`` fails.

That every write is tried by some test, and so cannot forget, is judged by ``visits.py``.
"""

import ast

from flask import Flask

from consensus.kit import slow as room

from .source import Source, imports_of, sources

# Everything that is known to take long; whoever adds to it, or takes away, thinks about it here.
SLOW = {
    "accounts.passwords.fits",
    "accounts.passwords.hashed",
    "archive.placing._placed",
    "archive.ready.make_ready",
    "discussion.actions.accepting.plan_acceptance",
    "discussion.actions.suggesting.prepare_edits",
    "discussion.composing.make_ready",
    "discussion.desk_answer.ready_answer",
    "discussion.texts.prepare_text",
    "drafts.actions.preparing.read_files",
    "drafts.actions.publishing.plan_publication",
    "drafts.planning.align_anew",
    "kit.text.rendered.finish",
    "kit.text.rendered.finish_comment",
    "roadshow.batching.ready_batch",
    "roadshow.batching.ready_entries",
    "roadshow.keyed.read_keyed",
    "roadshow.keyed.read_settled",
    "roadshow.loading.read_stops",
    "roadshow.sheets.sheets_html",
    "roadshow.sheets.sheets_pdf",
    "systems.actions.evaluating.plan_evaluations",
    "systems.loading.read_files",
    "release.views.release_desk.read_given",
    "systems.views.importing.read_uploaded",
}
# Libraries that take long, and the rooms that may call them: each is marked, or only called by what is marked.
COSTLY = {
    "argon2": {"consensus/accounts/passwords.py"},
    "weasyprint": {"consensus/pages/exports.py"},
}


def marked() -> set[str]:
    """The functions that are marked as slow."""
    return {
        f"{source.module.removeprefix('consensus.')}.{node.name}"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef) and any(_name(mark) == "slow" for mark in node.decorator_list)
    }


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def test_the_suite_is_strict(app: Flask) -> None:
    assert room.strict is True


def test_what_takes_long_is_marked() -> None:
    assert marked() == SLOW


def test_costly_libraries_are_used_where_it_is_known() -> None:
    for library, known in COSTLY.items():
        using = {
            source.name
            for source in sources()
            for each in imports_of(source)
            if each.module.split(".")[0] == library
        }
        assert using <= known


def test_what_a_view_prepares_it_declares_on_the_door() -> None:
    """``g.prepared`` is only there when ``@before_lock`` put it there."""
    undeclared = [
        f"{source.name}:{node.name}"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef) and _uses_prepared(node) and not _declares(node, source)
    ]

    assert undeclared == []


def _uses_prepared(node: ast.FunctionDef) -> bool:
    return any(isinstance(inner, ast.Attribute) and inner.attr == "prepared" and _name(inner.value) == "g" and isinstance(inner.ctx, ast.Load) for inner in ast.walk(node))  # fmt: skip


def _declares(node: ast.FunctionDef, source: Source) -> bool:
    calls = [mark.func for mark in node.decorator_list if isinstance(mark, ast.Call)]
    return any(_name(call) == "before_lock" for call in calls)
