"""Reads a whole dump as a browser would without a server: every link leads to a file and an anchor, nothing runs."""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FORBIDDEN = {"script", "form", "iframe", "input", "select", "textarea", "style", "base", "object", "embed"}
LINKS = {"href", "src", "action", "formaction", "poster", "xlink:href", "srcset"}
ELSEWHERE = {"http", "https", "mailto"}


class Read(HTMLParser):
    """What a page leads to, what it can be led to, and what must not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.anchors: set[str] = set()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        if tag in FORBIDDEN:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name == "id":
                self.anchors.add(value or "")
            if name in LINKS:
                self.links.append((tag, value or ""))
            if name.startswith("on") or name == "style":
                self.wrong.append(f"{name}={value}")


@cache
def anchors_of(path: Path) -> frozenset[str]:
    """The ids of a page."""
    return frozenset(read(path).anchors)


def read(path: Path) -> Read:
    """One page."""
    page = Read()
    page.feed(path.read_text("utf-8"))
    return page


def faults(root: Path) -> Iterator[str]:
    """Everything in a dump that a stranger with a file system would stumble over, page by page."""
    root = root.resolve()
    for path in sorted(root.rglob("*.html")):
        page = read(path)
        for fault in page.wrong + [
            each for tag, link in page.links for each in fault_of(root, path, tag, link)
        ]:
            yield f"{path.relative_to(root)}: {fault}"
    anchors_of.cache_clear()


def fault_of(root: Path, page: Path, tag: str, link: str) -> Iterator[str]:
    """What is wrong with a link of a page."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        if tag != "a" or parts.scheme not in ELSEWHERE:
            yield f"leads out: <{tag}> {link}"
        return
    if link.startswith("/") or parts.query:
        yield f"needs a site: {link}"
        return
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if root not in target.parents or not target.is_file():
        yield f"dead: {link}"
    elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in anchors_of(target):
        yield f"no such place: {link}"
