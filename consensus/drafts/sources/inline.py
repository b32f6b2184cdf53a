"""Pure: inline content, from Markdown or from HTML, as inline Markdown on one line that says exactly the same."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from ...kit.text import words
from .cells import FOOTNOTE_TARGET, Cell, Reading, cells_of

SIGNS = {"bold": "**", "struck": "~~", "italic": "*"}
ORDER = ("bold", "struck", "italic")
THING = "\ufffc"
NEEDED = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|`|(?<!\s)\*|\*(?!\s)|(?<!\w)_(?!\s)|(?<!\s)_(?!\w)|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,40};)|\[(?=\^)|\](?=[(\[])|!(?=\[)|\{(?=:?\s*#)"
)
ALWAYS = re.compile(r"[\\`*_~<&\[\]!{|]")
AT_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|[-+*](?=\s)|#(?=#{0,5}(?:\s|$))|>|[-=](?=[-=]*$)|\|"
    r"|:(?=::|\s)|~(?=\s)|[-*_](?=(?:\s*[-*_]){2,}\s*$)|`(?=``[^`]*$)|(?P<mark>\[[^\]]{1,1000}\])(?=:)"
)
PUNCTUATION = re.compile(r"[^\w\s]")
PLAIN_TARGET = re.compile(r"[^\s<>()\\\x00-\x1f\x7f&]+")
SELF_NAMED = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*")
References = dict[str, dict[str, str]]


def from_markdown(source: str, references: References) -> str:
    """One block's inline Markdown on one line. Tags, hard breaks and reference links are written anew; all else stays.

    `references`: the link definitions of the file, as markdown-it keeps them.
    """
    if not words.MARKED_UP.search(source) and "  \n" not in source:
        return _one_line(source)
    tokens = words.inline_tokens(source, references)
    if any(map(_is_foreign, tokens)) or _uses_references(source, tokens, references):
        return from_html(_as_html(tokens))
    return _one_line(source)


def with_safe_start(markdown: str) -> str:
    """Words that look like the sign of a list, a heading or a box, written so that they are words anywhere."""
    first = AT_START.match(markdown)
    if first is None:
        return markdown
    place = first.end() if first["number"] or first["mark"] else 0
    return f"{markdown[:place]}\\{markdown[place:]}"


def _one_line(source: str) -> str:
    return re.sub(r"[ \t]*+\n[ \t]*+", " ", source).strip()


def _is_foreign(token: Token) -> bool:
    if token.type == "html_inline":
        return words.is_tag(token.content)
    target = str(token.attrs.get("href", ""))
    return token.type == "hardbreak" or (token.type == "link_open" and bool(FOOTNOTE_TARGET.search(target)))


def _uses_references(source: str, tokens: Sequence[Token], references: References) -> bool:
    def links(found: Sequence[Token]) -> int:
        return sum(token.type in ("link_open", "image") for token in found)

    return bool(references) and links(tokens) != links(words.inline_tokens(source))


def _as_html(tokens: Sequence[Token]) -> str:
    renderer = _Renderer()
    for token in tokens:
        for each in (token, *(token.children or ())):
            if each.type == "text_special" or (each.type == "html_inline" and not words.is_tag(each.content)):
                each.type = "text"
    return renderer.renderInline(tokens, words.inline_parser().options, {})


class _Renderer(RendererHTML):
    """HTML with footnote marks that `cells` knows."""

    def footnote_ref(self, tokens: Sequence[Token], place: int, _options: object, _env: object) -> str:
        """One mark."""
        label = html.escape(tokens[place].meta["label"])
        return f'<sup class="fn" data-label="{label}">{label}</sup>'


def from_html(fragment: str) -> str:
    """A piece of inline HTML as inline Markdown."""
    reading = Reading()
    body = LexborHTMLParser(f"<body>{fragment}").body
    return from_cells(cells_of(list(body.iter(include_text=True)) if body else [], reading), reading.links)


def from_cells(cells: Sequence[Cell], links: Sequence[str]) -> str:
    """Inline Markdown for cells; where emphasis cannot be written exactly, the words win over the emphasis."""
    settled = _settle(cells)
    linked = [
        replace(cell, marks=frozenset(mark for mark in cell.marks if isinstance(mark, tuple)))
        for cell in cells
    ]
    spelled = [one for cell in linked for one in _letters(cell)]
    meant = _meant(cells, links)
    for row, rule in ((settled, NEEDED), (settled, ALWAYS), (linked, ALWAYS), (spelled, ALWAYS)):
        written = _write(_escaped(row, rule), links).strip()
        if _says(written) == meant:
            return written
    return written


def _letters(cell: Cell) -> list[Cell]:
    """Code as plain characters, for where code cannot be written exactly."""
    return [Cell(sign, "", cell.marks) for sign in cell.text] if cell.kind == "code" else [cell]


def _meant(cells: Sequence[Cell], links: Sequence[str]) -> tuple[str, list[str]]:
    text = "".join(THING if cell.kind and cell.kind != "code" else cell.text for cell in cells)
    targets: list[str] = []
    previous: frozenset[str | tuple[str, int]] = frozenset()
    for cell in cells:
        targets.extend(links[mark[1]] for mark in cell.marks - previous if isinstance(mark, tuple))
        previous = cell.marks
    return words.WHITE.sub(" ", text).strip(), targets


def _says(markdown: str) -> tuple[str, list[str]]:
    tokens = words.inline_tokens(markdown)
    things = ("image", "footnote_ref", "hardbreak", "html_inline")
    text = "".join(THING if token.type in things else token.content for token in tokens)
    targets = [str(token.attrs.get("href", "")) for token in tokens if token.type == "link_open"]
    return words.WHITE.sub(" ", text).strip(), targets


def _settle(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with emphasis that begins and ends where Markdown can begin and end it."""
    settled = list(cells)
    used = {mark for cell in cells for mark in cell.marks}
    for style in filter(used.__contains__, ORDER):
        start = 0
        while start < len(settled):
            end = _extent(settled, start, len(settled), style)
            if end > start:
                _shrink(settled, start, end, style)
            start = max(end, start + 1)
    return settled


def _shrink(cells: list[Cell], start: int, end: int, style: str) -> None:
    def release(place: int) -> None:
        cells[place] = Cell(cells[place].text, cells[place].kind, cells[place].marks - {style})

    def kind_at(place: int) -> str:
        if not 0 <= place < len(cells) or cells[place].kind == "break" or cells[place].text.isspace():
            return "space"
        return "sign" if cells[place].kind or PUNCTUATION.match(cells[place].text) else "word"

    while start < end and (
        kind_at(start) == "space" or (kind_at(start) == "sign" and kind_at(start - 1) == "word")
    ):
        release(start)
        start += 1
    while end > start and (
        kind_at(end - 1) == "space" or (kind_at(end - 1) == "sign" and kind_at(end) == "word")
    ):
        release(end - 1)
        end -= 1


def _extent(cells: Sequence[Cell], start: int, end: int, mark: str | tuple[str, int]) -> int:
    place = start
    while place < end and mark in cells[place].marks:
        place += 1
    return place


def _escaped(cells: Sequence[Cell], rule: re.Pattern[str]) -> list[Cell]:
    plain = "".join(THING if cell.kind else cell.text for cell in cells)
    places = {found.start() for found in rule.finditer(plain)}
    places |= {
        place for place in range(len(cells) - 1) if plain[place] == "!" and _opens_link(cells, place + 1)
    }
    first = AT_START.match(plain)
    if first:
        places.add(first.end() if first["number"] or first["mark"] else 0)
    return [
        Cell("\\" + cell.text, cell.kind, cell.marks) if place in places else cell
        for place, cell in enumerate(cells)
    ]


def _opens_link(cells: Sequence[Cell], place: int) -> bool:
    return any(isinstance(mark, tuple) for mark in cells[place].marks - cells[place - 1].marks)


def _write(cells: Sequence[Cell], links: Sequence[str]) -> str:
    written, start = [], 0
    while start < len(cells):
        if not cells[start].marks:
            written.append(_thing(cells[start]))
            start += 1
            continue
        reach = (
            (_extent(cells, start, len(cells), mark), mark) for mark in sorted(cells[start].marks, key=_rank)
        )
        end, mark = max(reach, key=lambda found: found[0])
        inner = [Cell(cell.text, cell.kind, cell.marks - {mark}) for cell in cells[start:end]]
        written.append(_wrapped(_write(inner, links), mark, links))
        start = end
    return "".join(written)


def _rank(mark: str | tuple[str, int]) -> int:
    return ORDER.index(mark) if isinstance(mark, str) else len(ORDER)


def _wrapped(inner: str, mark: str | tuple[str, int], links: Sequence[str]) -> str:
    if isinstance(mark, str):
        return f"{SIGNS[mark]}{inner}{SIGNS[mark]}"
    target = links[mark[1]]
    if inner == target and SELF_NAMED.fullmatch(target):
        return f"<{target}>"
    return f"[{inner}]({_target(target)})"


def _target(url: str) -> str:
    if PLAIN_TARGET.fullmatch(url):
        return url
    escape = partial(re.sub, r"([\\<>]|&(?=#?\w{1,40};))", r"\\\1")
    spaced = re.sub(r"[\x00-\x1f\x7f]+", " ", url)
    return escape(spaced) if re.fullmatch(r"[^\s<>()\\]+", spaced) else f"<{escape(spaced)}>"


def _thing(cell: Cell) -> str:
    if cell.kind == "break":
        return "<br>"
    if cell.kind == "mark":
        return f"[^{cell.text}]"
    if cell.kind == "code":
        return _code(cell.text)
    if cell.kind.startswith("picture "):
        return f"![{ALWAYS.sub(lambda sign: chr(92) + sign[0], cell.text)}]({_target(cell.kind[8:])})"
    return cell.text


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    fence = "`" * (longest + 1)
    return f"{fence}{pad}{text}{pad}{fence}"
