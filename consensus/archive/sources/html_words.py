"""Pure: HTML of forums and mails as Markdown: words, quotes, lists, links and code; nothing that acts, loads or decorates.

Nothing here calls itself, so that no depth of elements is too deep.
"""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..plain import MOST_BODY, UNSTORABLE, web_address

MOST_HTML = 5 * MOST_BODY
MOST_NESTED = 8  # quotes and lists within one another; deeper ones stand on the last step
DROPPED = frozenset(
    "script style head title noscript template svg iframe object form button input select textarea".split()
)
BLOCKS = frozenset(
    "p div section article header footer h1 h2 h3 h4 h5 h6 table tr ul ol dl dt dd figure figcaption hr details "
    "summary center".split()
)
QUOTES = frozenset(("blockquote", "aside"))
# Elements that need no end of their own; all others count as one step deeper.
LIGHT = frozenset(
    "p li td th tr tbody thead tfoot dt dd option br hr img input meta link wbr col area base embed source".split()
)
DEEPEST = 300  # steps; a parser's work may grow with their square
LISTS = frozenset(("ul", "ol"))
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?")
CELLS = frozenset(("td", "th"))
WHITE = re.compile(r"[ \t\r\n\f\u00a0]+")
BRACKETS = re.compile(r"[\[\]]")
LEADING = re.compile(r"^([#>]|[-*+](?= )|\d+[.)](?= ))")
ENDING = re.compile(r"(?:\n[ >]*)+\Z")
EMPTY_LINES = re.compile(r"\n(?:[ >]*\n){2,}")


def as_markdown(html: str) -> str:
    """The words of some HTML as Markdown; quotes get ``> ``, links stay where they lead to the web."""
    whole = UNSTORABLE.sub("", html[:MOST_HTML])
    if _is_deep(whole):
        return EMPTY_LINES.sub("\n\n", unescape(TAG.sub("\n", whole))).strip()
    body = LexborHTMLParser(whole).body
    if body is None:
        return ""
    writer = _Writer()
    waiting: list[tuple[LexborNode, bool]] = [(body, False)]
    while waiting:
        node, leaving = waiting.pop()
        if leaving:
            writer.leave(node)
        elif node.tag == "-text":
            writer.say(node.text(deep=False) or "")
        elif node.tag and node.tag[0] not in "-_!" and node.tag not in DROPPED:
            writer.enter(node)
            waiting.append((node, True))
            waiting += [(child, False) for child in reversed(_children(node))]
    return writer.finished()


def _is_deep(html: str) -> bool:
    """Whether elements stand in one another deeper than anybody writes; such HTML is read without its elements."""
    depth = 0
    for closes, tag in TAG.findall(html):
        if tag.lower() not in LIGHT:
            depth = max(0, depth - 1) if closes else depth + 1
            if depth > DEEPEST:
                return True
    return False


def _children(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


class _Writer:
    """Lines of Markdown as they are found. ``inside``: the signs that each line of the present block begins with."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words = ""
        self.inside: list[str] = []
        self.marker = ""
        self.code = 0
        self.links: list[int] = []

    def enter(self, node: LexborNode) -> None:
        tag = node.tag
        if tag in BLOCKS or tag in QUOTES or tag in ("li", "pre"):
            self.end_block(apart=tag != "li")
        if tag in QUOTES:
            self.inside.append("> ")
        elif tag == "li":
            self.inside.append("  ")
            self.marker = "- "
        elif tag == "pre":
            self.put("```")
            self.code += 1
        elif tag == "br":
            self.end_line()
        elif tag == "a":
            self.links.append(len(self.words))
        elif tag == "img":
            self.picture(node)
        elif tag in CELLS and self.words.strip():
            self.words += " · "

    def leave(self, node: LexborNode) -> None:
        tag = node.tag
        if tag == "a" and self.links:
            self.link(node, self.links.pop())
        if tag in BLOCKS or tag in QUOTES or tag in ("li", "pre"):
            self.end_block(apart=tag != "li")
        if tag == "pre" and self.code:
            self.code -= 1
            self.put("```")
            self.put("")
        if (tag in QUOTES or tag == "li") and self.inside:
            self.inside.pop()
        if tag in QUOTES or (tag in LISTS and not self.inside):
            self.put("")

    def say(self, text: str) -> None:
        if self.code:
            *whole, last = (self.words + text).split("\n")
            for line in whole:
                self.put(line)
            self.words = last
            return
        more = WHITE.sub(" ", text)
        self.words += more.lstrip() if not self.words or self.words.endswith(" ") else more

    def picture(self, node: LexborNode) -> None:
        says = WHITE.sub(" ", node.attributes.get("alt") or "").strip()
        if says and "avatar" not in (node.attributes.get("class") or ""):
            self.words += says

    def link(self, node: LexborNode, began: int) -> None:
        """Words that lead somewhere; what leads nowhere on the web stays words."""
        words, target = self.words[began:].strip(), web_address(node.attributes.get("href"))
        if target and words and not self.code and words != target and "](" not in words:
            shown = BRACKETS.sub("", words)
            self.words = f"{self.words[:began]}[{shown}](<{target}>)" if shown else self.words

    def end_line(self) -> None:
        words = self.words if self.code else self.words.strip()
        if words or self.code:
            self.put(words if self.code else LEADING.sub(r"\\\1", words))
        self.words = ""
        self.links = [0 for _each in self.links]

    def end_block(self, *, apart: bool) -> None:
        if self.words.strip():
            self.end_line()
            if apart and not self.code:
                self.put("")
        self.words = ""

    def put(self, line: str) -> None:
        steps = self.inside[:MOST_NESTED]
        if self.marker and line and steps and steps[-1] == "  ":
            steps = [*steps[:-1], self.marker]
            self.marker = ""
        self.lines.append(("".join(steps) + line).rstrip())

    def finished(self) -> str:
        self.end_line()
        return ENDING.sub("", EMPTY_LINES.sub("\n\n", "\n".join(self.lines))).strip()
