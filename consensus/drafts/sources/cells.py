"""Pure: the inline content of HTML as a row of cells, each a character or a thing, with the marks around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "struck",
    "strike": "struck",
    "del": "struck",
}
CODE = frozenset({"code", "kbd", "samp", "tt"})
UNSEEN = frozenset(
    word
    for line in (
        "script style template noscript form button select textarea input iframe object embed svg canvas audio video",
        "nav dialog head title meta link",
    )
    for word in line.split()
)
BLOCKS = frozenset(
    word
    for line in (
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3",
        "h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul",
    )
    for word in line.split()
)
REFERENCE_CLASSES = frozenset({"fn", "footnote-ref", "footnote", "footnote-reference", "footnotes-ref"})
BACK = re.compile(
    r"[\s\u00a0]*(?:[\u21a9\u2191\u2934\u23ce\u21b5\u2b06][\ufe0e\ufe0f]?[\d\u00b9\u00b2\u00b3:]*[\s\u00a0]*)+"
)
HTML_SPACE = re.compile(r"[ \t\r\n\f]+")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
NUMBER = re.compile(r"\[?(\w{1,12})\]?")
FOOTNOTE_TARGET = re.compile(r"#(?:user-content-)?fn(?!ref)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One character, or a thing: "break", "mark" (a footnote's label), "picture", "code".

    `marks`: styles, and ("link", number) for the link it stands in.
    """

    text: str
    kind: str = ""
    marks: frozenset[str | tuple[str, int]] = frozenset()


@dataclass(slots=True)
class Reading:
    """How to read: the page's footnotes by id, whether white space counts, and the links met so far.

    `drops` is asked of every element; it answers True, and remembers, when the element is no part of the text.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    keeps_lines: bool = False
    drops: Callable[[LexborNode], bool] = field(default=lambda node: reason_to_drop(node) is not None)
    links: list[str] = field(default_factory=list)


def cells_of(nodes: list[LexborNode], reading: Reading) -> list[Cell]:
    """The cells of sibling nodes, in order; space as a browser shows it, no breaks at the ends."""
    cells: list[Cell] = []
    for node in nodes:
        for cell in _cells(node, frozenset(), reading):
            _append(cells, cell)
    while cells and (cells[-1].kind == "break" or cells[-1].text == " "):
        cells.pop()
    return cells


def _append(cells: list[Cell], cell: Cell) -> None:
    last = cells[-1] if cells else Cell("", "break")
    is_space = cell.text == " " and not cell.kind
    if is_space and (last.kind == "break" or (last.text == " " and not last.kind)):
        return
    if cell.kind == last.kind == "mark" and last.text == cell.text:
        return
    if cell.kind == last.kind == "code" and cell.marks == last.marks:
        cells[-1] = Cell(last.text + cell.text, "code", cell.marks)
    elif cell.kind in ("break", "block"):
        _append_break(cells, is_block=cell.kind == "block")
    else:
        cells.append(cell)


def _append_break(cells: list[Cell], *, is_block: bool) -> None:
    """A break takes the space before it; the edges of blocks that meet are one break."""
    while cells and cells[-1].text == " " and not cells[-1].kind:
        cells.pop()
    if cells and not (is_block and cells[-1].kind == "break"):
        cells.append(Cell("", "break"))


def _cells(node: LexborNode, marks: frozenset[str | tuple[str, int]], reading: Reading) -> Iterator[Cell]:
    tag = node.tag or ""
    if node.is_text_node:
        yield from _text(UNPRINTABLE.sub("", node.text_content or ""), marks, reading)
    elif tag == "br":
        yield Cell("", "break", marks)
    elif tag == "img":
        yield from _picture(node, marks)
    elif node.is_element_node and not reading.drops(node):
        label = reference_label(node, reading.labels)
        if label is not None:
            yield Cell(label, "mark", marks)
        elif not is_back_link(node, reading.labels):
            yield from _element(node, tag, marks, reading)


def _element(
    node: LexborNode, tag: str, marks: frozenset[str | tuple[str, int]], reading: Reading
) -> Iterator[Cell]:
    if tag in CODE and node.css_first("a[href]") is None:
        said = HTML_SPACE.sub(" ", node.text(deep=True))
        ends = (" " if said[:1] == " " else "", " " if said.strip() and said[-1:] == " " else "")
        kinds = (("", ends[0]), ("code", said.strip()), ("", ends[1]))
        yield from (Cell(text, kind, marks) for kind, text in kinds if text)
        return
    quoted = "“" if tag == "q" else ""
    if tag in BLOCKS:
        yield Cell("", "block")
    if quoted:
        yield Cell(quoted, "", marks)
    inner = _marks_within(node, tag, marks, reading)
    for child in node.iter(include_text=True):
        yield from _cells(child, inner, reading)
    if quoted:
        yield Cell("”", "", marks)
    if tag in BLOCKS:
        yield Cell("", "block")


def _marks_within(
    node: LexborNode, tag: str, marks: frozenset[str | tuple[str, int]], reading: Reading
) -> frozenset[str | tuple[str, int]]:
    href = (node.attributes.get("href") or "").strip() if tag == "a" else ""
    if href:
        reading.links.append(href)
        return marks | {("link", len(reading.links) - 1)}
    return marks | {STYLES[tag]} if tag in STYLES else marks


def _text(text: str, marks: frozenset[str | tuple[str, int]], reading: Reading) -> Iterator[Cell]:
    if not reading.keeps_lines:
        yield from (Cell(sign, "", marks) for sign in HTML_SPACE.sub(" ", text))
        return
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        if number:
            yield Cell("", "break", marks)
        yield from (Cell(sign, "", marks) for sign in HTML_SPACE.sub(" ", line))


def _picture(node: LexborNode, marks: frozenset[str | tuple[str, int]]) -> Iterator[Cell]:
    alternative = HTML_SPACE.sub(" ", node.attributes.get("alt") or "").strip()
    classes = (node.attributes.get("class") or "").split()
    if alternative and {"emoji", "wp-smiley"} & set(classes):
        yield from (Cell(sign, "", marks) for sign in alternative)
    elif alternative:
        source = (node.attributes.get("src") or "").strip()
        yield Cell(alternative, f"picture {source}", marks)


def reason_to_drop(node: LexborNode) -> str | None:
    """Why nobody reads an element as text, or None."""
    if node.tag in UNSEEN:
        return f"a {node.tag} is no part of the text"
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    hidden = "hidden" in attributes or "display:none" in style or "visibility:hidden" in style
    return "it is not shown" if hidden else None


def reference_label(node: LexborNode, labels: Mapping[str, str]) -> str | None:
    """The label of the footnote that an element refers to; None for all other elements."""
    if node.tag not in ("sup", "a"):
        return None
    said = (node.text(deep=True) or "").strip()
    attributes = node.attributes
    link = node if node.tag == "a" else node.css_first("a[href]")
    href = (link.attributes.get("href") or "") if link else ""
    fragment = href.rpartition("#")[2] if "#" in href else ""
    classed = (
        bool(REFERENCE_CLASSES & set((attributes.get("class") or "").split())) or "data-fn" in attributes
    )
    numbered = NUMBER.fullmatch(said)
    known = labels.get(fragment) or labels.get(attributes.get("data-fn") or "")
    if "data-label" in attributes and classed:
        return attributes["data-label"]
    if known and (classed or numbered):
        return known
    bracketed = bool(re.fullmatch(r"\[\d{1,4}\]", said)) and bool(FOOTNOTE_TARGET.search(href))
    if numbered and ((classed and node.tag == "sup") or bracketed or (classed and fragment)):
        return numbered[1]
    return None


def is_back_link(node: LexborNode, labels: Mapping[str, str]) -> bool:
    """Whether an element is the arrow that leads from a footnote back to the text."""
    if node.tag != "a":
        return False
    classes = node.attributes.get("class") or ""
    href = node.attributes.get("href") or ""
    target = href.rpartition("#")[2] if "#" in href else ""
    said = (node.text(deep=True) or "").strip()
    leads_back = "footnote-back" in classes or (target.endswith("-link") and target[:-5] in labels)
    return bool(said and BACK.fullmatch(said)) or (leads_back and len(said) <= 3)
