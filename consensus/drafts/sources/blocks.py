"""Pure: Markdown's block structure with line numbers, as the drafts are written.

CommonMark without indented code (prose is often indented by accident), with `:::` boxes, footnotes where they stand,
definition lists, and tables that may have no header and rows of any length.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

DELIMITERS = re.compile(r"\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+\|?[ \t]*+")
DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.){1,999}\]:[ \t]{0,20}(?:<|[^\s]{0,1000}[/:#.@])")
PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")


@cache
def block_parser() -> MarkdownIt:
    """The parser; inline content stays as written, see `inline`."""
    parser = MarkdownIt("commonmark", {"maxNesting": 70})
    parser.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)
    parser.use(container_plugin, "box", validate=lambda name, _markup: bool(name.strip()))
    parser.block.ruler.before("heading", "pipe_table", _pipe_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", _reference)
    return parser.disable(["code", "inline", "text_join"])


def block_tokens(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Tokens of a text, and what the parser noted: `references` are the link definitions.

    The line end that is added is for the rule of boxes, which looks one character too far.
    """
    noted: dict[str, Any] = {}
    return block_parser().parse(text + "\n", noted), noted


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link definition, unless what it defines is a word: `[Note]: remember` is text."""
    return bool(DEFINITION.match(_line(state, start))) and reference(state, start, end, silent)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = _line(state, start)
    if "|" not in first:
        return False
    follows = _is_inside(state, start + 1, end) and _is_delimiters(_line(state, start + 1))
    if not follows and not (first.startswith("|") and first.endswith("|") and len(first) > 2):
        return False
    if silent:
        return True
    rows = []
    line = start
    while _is_inside(state, line, end) and PIPE.search(_line(state, line)):
        rows.append((line, _line(state, line)))
        line += 1
    token = state.push("pipe_table", "table", 0)
    token.map = [start, line]
    token.meta = {"rows": rows, "header": follows}
    state.line = line
    return True


def _is_inside(state: StateBlock, line: int, end: int) -> bool:
    return line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent


def _is_delimiters(line: str) -> bool:
    return "|" in line and bool(DELIMITERS.fullmatch(line))


def split_cells(row: str) -> list[str]:
    """The cells of a row: `|` parts them, `\\|` is a bar in a cell."""
    inner = row.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    cells = re.split(r"(?<!\\)\|", inner)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]
