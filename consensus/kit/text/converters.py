"""Python-Markdown, set up so that no input is slow: the first of the two walls around people's words.

Raw HTML is text. Links have one linear pattern instead of Python-Markdown's own, some of which are quadratic.
"""

from __future__ import annotations

import re
import string
import threading
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

LABEL = r"\[((?>[^\[\]\\]|\\.|\[(?>[^\[\]\\]|\\.){0,200}\]){1,1000})\]"
TARGET = r"(<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}+(?:\([^\s()<>]{0,200}+\)[^\s()<>]{0,200}+){0,5})"
TITLE = r"(?:\s{1,3}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?"
LINK = rf"(?<!!){LABEL}\(\s{{0,3}}{TARGET}{TITLE}\s{{0,3}}\)"
PICTURE = rf"!{LABEL}\(\s{{0,3}}{TARGET}{TITLE}\s{{0,3}}\)"
ANGLED = r"<((?:https?://|mailto:)[^\s<>\x02\x03]{1,2000})>"
BARE = r"(?<![\w/=\"'])(https?://[^\s<>\[\]\"'\x02\x03\ue000-\uf8ff]{1,2000})"
FOOTNOTE = r"\[\^([^\]\s\x02\x03]{1,80})\]"
STRUCK = r"~~(?=[^\s~])((?:(?!~~).){1,4000})~~"
BREAK = r"<br\s?/?>"
NOT_IN_LINKS = re.compile(r"[.,;:!?)'*_~]+$")
FOREIGN = (
    *("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
    *("autolink", "automail", "html", "entity"),
)
BLOCKS_BUT_PARAGRAPHS = (
    *("empty", "indent", "code", "hashheader", "setextheader"),
    *("hr", "olist", "ulist", "quote", "reference"),
)
EXTENSIONS = {
    "comment": ["fenced_code", "sane_lists", "nl2br"],
    "draft": ["fenced_code", "sane_lists", "tables", "toc", "attr_list"],
    "inline": [],
}
_kept = threading.local()


def converter(profile: str, terms: Mapping[str, str] | None) -> Markdown:
    """This thread's converter for a profile (comment, draft or inline), ready to link `terms`: words → key."""
    made = _kept.__dict__.setdefault(profile, None) or _kept.__dict__.setdefault(
        f"new {profile}", _make(profile)
    )
    _kept.__dict__[profile] = made
    made.reset()
    linker = made.treeprocessors["terms"]
    assert isinstance(linker, _Terms)
    linker.prepare(terms or {})
    return made


def _make(profile: str) -> Markdown:
    settings: dict[str, dict[str, Any]] = {"toc": {"marker": ""}, "tables": {"use_align_attribute": True}}
    made = Markdown(extensions=EXTENSIONS[profile], extension_configs=settings, output_format="html")
    made.ESCAPED_CHARS = list(string.punctuation)
    made.preprocessors.deregister("html_block")
    for name in FOREIGN:
        made.inlinePatterns.deregister(name)
    _register_own(made, profile)
    if profile == "inline":
        for name in BLOCKS_BUT_PARAGRAPHS:
            made.parser.blockprocessors.deregister(name)
    else:
        made.parser.blockprocessors.deregister("reference")
    return made


def _register_own(made: Markdown, profile: str) -> None:
    for name, pattern, priority in (("link", LINK, 160), ("angled", ANGLED, 150), ("bare", BARE, 140)):
        made.inlinePatterns.register(_Link(pattern, made), name, priority)
    if profile != "inline":
        made.inlinePatterns.register(_Footnote(FOOTNOTE, made), "footnote", 170)
    made.inlinePatterns.register(_Struck(STRUCK, made), "struck", 50)
    if profile != "comment":
        made.inlinePatterns.register(_Link(PICTURE, made), "picture", 165)
        made.inlinePatterns.register(_Break(BREAK, made), "html_break", 155)
    else:
        made.treeprocessors.register(_NoHeadings(made), "no_headings", 15)
    made.treeprocessors.register(_Terms(made), "terms", -1)


class _Link(InlineProcessor):
    """`[words](target)`, `<target>`, a bare address; a picture is a link too, so that nothing is loaded."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("a")
        if self.pattern == BARE:
            address = _trimmed(m[1])
            element.set("href", address)
            element.text = AtomicString(address)
            return element, m.start(1), m.start(1) + len(address)
        target = m[m.lastindex or 1]
        if target.startswith("<") and target.endswith(">"):
            target = target[1:-1]
        element.set("href", self.unescape(target.strip()))
        element.text = AtomicString(m[1]) if self.pattern == ANGLED else m[1]
        return element, m.start(0), m.end(0)


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence it stands in; closing brackets stay when they are its own."""
    while found := NOT_IN_LINKS.search(address):
        if found[0][-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


class _Footnote(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("sup", {"class": "footnote-ref"})
        element.text = AtomicString(m[1])
        return element, m.start(0), m.end(0)


class _Struck(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("s")
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Break(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        return Element("br"), m.start(0), m.end(0)


class _NoHeadings(Treeprocessor):
    """A heading in a comment is a bold line: the page's outline is not the commenter's."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", str(element.tag)):
                bold = Element("strong")
                bold.text, element.text = element.text, None
                bold.extend(list(element))
                for child in list(element):
                    element.remove(child)
                element.append(bold)
                element.tag = "p"


class _Terms(Treeprocessor):
    """Links the first use of each defined term to its definition, outside of links, code and headings."""

    CLOSED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})

    def prepare(self, terms: Mapping[str, str]) -> None:
        self.keys = {term.casefold(): key for term, key in terms.items() if term.strip()}
        self.left = set(self.keys.values())
        longest_first = sorted(self.keys, key=len, reverse=True)
        choice = "|".join(re.sub(r"\\?\s+", r"\\s+", re.escape(term)) for term in longest_first)
        self.pattern = re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE) if choice else None

    def run(self, root: Element) -> None:
        if self.pattern is not None:
            self._within(root)

    def _within(self, element: Element) -> None:
        if element.tag in self.CLOSED:
            return
        children = list(element)
        element.text = self._linked(element, element.text, 0)
        for child in children:
            self._within(child)
            child.tail = self._linked(element, child.tail, list(element).index(child) + 1)

    def _linked(self, element: Element, text: str | None, place: int) -> str | None:
        """The text before the first term in `text`; the term and what follows become children at `place`."""
        assert self.pattern is not None
        for found in self.pattern.finditer(text or ""):
            key = self.keys.get(re.sub(r"\s+", " ", found[0]).casefold())
            if text is not None and key in self.left:
                self.left.discard(key)
                link = Element("a", {"class": "term", "href": f"#{key}"})
                link.text = found[0]
                element.insert(place, link)
                link.tail = self._linked(element, text[found.end() :], place + 1)
                return text[: found.start()]
        return text
