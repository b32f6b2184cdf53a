"""Rule 16: pure rooms stay pure. They know neither Flask, nor the database, nor what time it is."""

import ast
import sys

from .source import PACKAGE, Source, imports_of, sources

# What a pure room may import besides the standard library and its like: libraries without input or output.
LIBRARIES = {
    "rapidfuzz",
    "snowballstemmer",
    "markdown_it",
    "mdit_py_plugins",
    "selectolax",
    "packaging",
    "yaml",
    "segno",
    "icalendar",
    "cryptography",
}
# The standard library's doors to the world, which a pure room leaves shut.
WORLDLY = {
    "os", "socket", "subprocess", "threading", "time", "random", "secrets", "sqlite3", "logging", "urllib",
    "http", "smtplib", "shutil", "tempfile", "asyncio", "multiprocessing", "io", "sys",
}  # fmt: skip
PURE_PATTERNS = {
    "accounts/countries.py", "api/manual.py", "following/paces.py", "kit/refs.py", "kit/text/cells.py",
    "kit/text/toml.py", "kit/text/words.py",
    "ledger/chain.py",
    "archive/mentioning.py", "archive/names.py", "archive/paragraphs.py", "archive/plain.py", "archive/quoting.py",
    "archive/sources/*.py",
    "discussion/applying.py", "discussion/beginning.py", "discussion/blocks.py", "discussion/clause_trees.py",
    "discussion/positions.py",
    "discussion/proposed.py", "discussion/rewriting.py",
    "discussion/anchors.py", "discussion/carrying.py", "discussion/fitting.py",
    "discussion/languages.py", "discussion/likeness.py", "discussion/mentions.py", "discussion/plain.py", "discussion/threads.py",
    "drafts/alignment.py", "drafts/bundle.py", "drafts/changes.py", "drafts/checklists.py", "drafts/clauses.py",
    "drafts/composing.py", "drafts/footnotes.py", "drafts/keeping.py", "drafts/matching/*.py", "drafts/meanings.py",
    "drafts/moves.py", "drafts/naming.py", "drafts/numbering.py", "drafts/origins.py", "drafts/pieces.py",
    "drafts/plans.py", "drafts/printing.py", "drafts/proposing.py", "drafts/reasons.py", "drafts/redline.py",
    "drafts/risks.py", "drafts/settling.py", "drafts/sides.py", "drafts/sources/*.py", "drafts/stored.py",
    "drafts/stretches.py",
    "drafts/successors.py", "drafts/terms.py", "drafts/trees.py", "drafts/undefined.py", "drafts/words/*.py",
    "drafts/writing.py",
    "search/analysis.py", "search/asking.py", "search/bounding.py", "search/document.py", "search/excerpts.py",
    "search/languages.py", "search/likely.py", "search/prepared.py", "search/question.py", "search/sought.py",
    "voting/bands.py", "voting/breakdown.py", "voting/characteristics.py", "voting/coarsening.py",
    "voting/components.py", "voting/counting.py", "voting/explaining.py", "voting/grouping.py",
    "voting/kept.py", "voting/ledgered.py", "voting/ledgered_objections.py", "voting/opinions.py",
    "voting/outcome.py", "voting/plane.py", "voting/policies.py", "voting/policy_files.py",
    "voting/policy_values.py", "voting/polis.py", "voting/recount.py", "voting/robustness.py",
    "voting/saying.py", "voting/score.py", "voting/shares.py", "voting/standing.py", "voting/surges.py",
    "voting/tally.py", "voting/votes.py", "systems/answers.py", "systems/carrying.py", "systems/combining.py",
    "systems/expressions.py", "systems/found.py", "systems/licences.py", "systems/reasons.py",
    "systems/scoring.py", "systems/shelf.py", "systems/terms.py", "systems/sources/*.py",
    "systems/assessing.py", "systems/given.py", "systems/planned.py", "systems/stored.py",
    "roadshow/batch.py", "roadshow/codes.py", "roadshow/entries.py", "roadshow/given.py", "roadshow/ical.py",
    "release/criteria.py", "release/evaluated.py", "release/facts.py", "release/gate.py", "release/sentences.py",
    "roadshow/keying.py", "roadshow/participation.py", "roadshow/qr.py", "roadshow/tabular.py", "roadshow/worldmap.py",
    "release/given.py", "release/substance.py",
    "release/bundle.py", "release/signing.py", "release/next_steps.py", "release/timeline.py",
}  # fmt: skip
PURE = {
    path.relative_to(PACKAGE.parent).as_posix() for pattern in PURE_PATTERNS for path in PACKAGE.glob(pattern)
}
# Rooms that are pure but for the file they are told to read.
STANDALONE = {"consensus/release/verify.py"}


def rooms() -> list[Source]:
    """The pure rooms."""
    return [source for source in sources() if source.name in PURE]


def test_every_pure_room_exists() -> None:
    assert [pattern for pattern in sorted(PURE_PATTERNS) if not any(PACKAGE.glob(pattern))] == []


def test_every_room_that_calls_itself_pure_is_listed() -> None:
    said = {source.name for source in sources() if (ast.get_docstring(source.tree) or "").startswith("Pure")}

    assert said - PURE == set()


def test_pure_rooms_import_nothing_that_reaches_the_world() -> None:
    reaching = [
        f"{room.name}:{each.line} imports {each.module}"
        for room in rooms()
        for each in imports_of(room)
        if not is_harmless(each.module)
    ]

    assert reaching == []


def is_harmless(module: str) -> bool:
    """Whether a pure room may import a module."""
    top = module.split(".")[0]
    if top == "consensus":
        return _files_of(module) <= PURE
    return top in LIBRARIES or (top in sys.stdlib_module_names and top not in WORLDLY)


def _files_of(module: str) -> set[str]:
    path = PACKAGE.parent.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return {file.relative_to(PACKAGE.parent).as_posix()}


def test_pure_rooms_do_not_open_print_or_ask_the_time() -> None:
    acting = [
        f"{room.name}:{node.lineno} calls {name}"
        for room in rooms()
        for node in ast.walk(room.tree)
        if isinstance(node, ast.Call) and (name := _name(node.func)) in FORBIDDEN
    ]

    assert acting == []


FORBIDDEN = {
    "open", "print", "input", "now", "utcnow", "today", "eval", "exec",
    "Path", "read_text", "read_bytes", "write_text", "write_bytes",
}  # fmt: skip


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = {
        source.name
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _asks_the_time(node.func)
    }

    assert asking == {"consensus/kit/clock.py"} | MEASURES


# These measure how long something takes, or ask another's clock; what they find is stored nowhere.
MEASURES = {"consensus/api/guard.py", "consensus/kit/web/limits.py", "consensus/release/verify.py"}


def _asks_the_time(function: ast.Attribute) -> bool:
    owner = _name(function.value)
    return (owner in ("datetime", "date") and function.attr in ("now", "utcnow", "today")) or (
        owner == "time" and function.attr in ("time", "monotonic", "perf_counter")
    )
