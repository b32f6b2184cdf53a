"""The source of the house, read without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "consensus"
TEMPLATES = ROOT / "templates"


@dataclass(frozen=True)
class Source:
    """One file: where it is, and its syntax tree."""

    path: Path

    @property
    def name(self) -> str:
        """``consensus/kit/clock.py``."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """``consensus.kit.clock``; a package by its own name."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def text(self) -> str:
        """Its text."""
        return _text(self.path)

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return _tree(self.path)


@dataclass(frozen=True)
class Import:
    """One import: what, where, whether inside of a function, and the comment beside it."""

    module: str
    line: int
    late: bool
    comment: str


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path), str(path))


def sources(folder: Path = PACKAGE) -> list[Source]:
    """Every Python file of a folder, in order of name."""
    return [Source(path) for path in sorted(folder.rglob("*.py"))]


def templates() -> list[Path]:
    """Every template, in order of name."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def imports_of(source: Source) -> Iterator[Import]:
    """Every module that a file imports, by its whole name; ``from .. import x`` is taken as the module ``x``."""
    late = {
        id(inner)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            comment = _comment(source, node)
            for module in _modules(source, node):
                yield Import(module, node.lineno, id(node) in late, comment)


def _comment(source: Source, node: ast.stmt) -> str:
    lines = source.text.splitlines()[node.lineno - 1 : node.end_lineno]
    return " ".join(line.partition("#")[2].strip() for line in lines if "#" in line)


def _modules(source: Source, node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    base = node.module or ""
    if node.level:
        package = source.module.split(".")
        package = package if source.path.name == "__init__.py" else package[:-1]
        package = package[: len(package) - node.level + 1]
        base = ".".join([*package, node.module] if node.module else package)
    return [_deepest(base, name.name) for name in node.names]


def _deepest(base: str, name: str) -> str:
    """``consensus.kit`` and ``db`` → ``consensus.kit.db``, where that is a module; else ``consensus.kit``."""
    path = ROOT.joinpath(*base.split("."), name)
    return f"{base}.{name}" if path.is_dir() or path.with_suffix(".py").is_file() else base
