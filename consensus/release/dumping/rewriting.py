"""A page of the site, made into one that a file system can show.

What the site prints is known to be well formed, so tags are read one by one. Forms, scripts and what leads to acting
go with all that is in them; a link to what a dump does not hold keeps its words.
"""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import urlsplit

from .addresses import Map, further, leading_to

TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.S)
ATTRIBUTE = re.compile(r"\s([a-zA-Z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
DROPPED = frozenset("form script template dialog iframe object select textarea input noscript".split())
NOT_HERE = frozenset("talk-filters say-row doings-row talk-foot origin watch finder choices".split())
"""Classes of what only serves to choose, or to do something."""
ACTING = re.compile(
    r"/(account|desk|feeds|search|watching|join|api|positions|language|typed|unsubscribe)\b|.*/(stance|recusal|review|comment|suggest|position|rest|reply|cosignature|report|appeal|challenge|sheet)$"
)
ADDRESSES = {"href", "src", "xlink:href", "poster"}
EMPTY = re.compile(r"<details[^>]*>\s*<summary>(?:(?!</summary>).)*</summary>\s*</details>", re.S)
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
ROOT = re.compile(r"<html lang=\"([^\"]*)\" dir=\"([^\"]*)\">")
MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.S)
STYLE = re.compile(r"<link rel=\"stylesheet\" href=\"/static/(css/[\w.-]+\.css)[^\"]*\">")

ID = re.compile(r"<[^<>]*\sid=\"([^\"]+)\"")
HERE = re.compile(r"<a href=\"#([^\"]+)\"")
OF_A_DRAFT = re.compile(r"/drafts/([^/]+)/|/compare/.+?\.\.\.([^/]+)/")

LINK, CLOSING = '<a href="%s"', "</%s>"

Attributes = list[tuple[str, str | None]]


@dataclass(slots=True)
class Page:
    """A page without what needs the site. ``next``: the address of the following page of its list; ``leads``: the files it names."""

    title: str
    lang: str
    dir: str
    styles: tuple[str, ...]
    body: str
    next: str | None = None
    leads: set[str] = field(default_factory=set)


def rewritten(html: str, *, address: str, file: str, page: int, site: Map) -> Page:
    """A page of the site → what of it can stand in ``file``; ``page``: which of its list it is, from 1."""
    words, root, main = TITLE.search(html), ROOT.search(html), MAIN.search(html)
    if words is None or root is None or main is None:
        raise ValueError(f"{address} is no page of this site")
    title = unescape(words[1]).rpartition(" · ")[0].strip()
    made = Page(title, root[1], root[2], tuple(f"style/{each}" for each in STYLE.findall(html)), "")
    made.body = _placed(_Writer(made, address, file, page, site).write(main[1]), made, address, file)
    return made


def _placed(body: str, made: Page, address: str, file: str) -> str:
    """Links to places that are not on the page lead to the clause of that name in its draft, if it is of one."""
    here, draft = set(ID.findall(body)), OF_A_DRAFT.match(address)

    def lead(match: re.Match[str]) -> str:
        name = unescape(match[1])
        if name in here or name == "main":
            return match[0]
        if draft is None or not re.fullmatch(r"[\w.-]+", name):
            return "<a"
        made.leads.add(clause := f"drafts/{draft[1] or draft[2]}/clauses/{name}.html")
        return LINK % escape(leading_to(clause, seen_from=file))

    return HERE.sub(lead, body)


class _Writer:
    """Goes through the tags of a page once."""

    def __init__(self, made: Page, address: str, file: str, page: int, site: Map) -> None:
        self.made, self.file, self.page, self.site = made, file, page, site
        self.address, self.path = address, urlsplit(address).path
        self.out: list[str] = []
        self.open: list[str] = []
        """How links that are open were written: as links, or as mere words."""

    def write(self, html: str) -> str:
        """The same without what needs the site."""
        at = 0
        while match := TAG.search(html, at):
            self.out.append(html[at : match.start()])
            at = self._tag(match, html)
        self.out.append(html[at:])
        return EMPTY.sub("", "".join(self.out))

    def _tag(self, match: re.Match[str], html: str) -> int:
        """Write a tag. → where to read on."""
        closing, name = match[1], (match[2] or "").lower()
        if not name or closing:
            self.out.append(self._close(name) if name else "")
            return match.end()
        attributes = _attributes(match[3])
        if self._is_dropped(name, attributes):
            return match.end() if name in VOID else _end_of(name, html, match.end())
        if name == "a":
            became = self._link(attributes)
            if became is None:
                return _end_of("a", html, match.end())
            self.open.append(became)
            return match.end()
        self.out.append(_tag(name, self._safe(attributes), match[3].rstrip().endswith("/")))
        return match.end()

    def _close(self, name: str) -> str:
        return CLOSING % (self.open.pop() if name == "a" and self.open else name)

    def _is_dropped(self, name: str, attributes: Attributes) -> bool:
        given = dict(attributes)
        classes = set((given.get("class") or "").split())
        idle = name == "button" and "popovertarget" not in given
        return name in DROPPED or idle or not NOT_HERE.isdisjoint(classes)

    def _link(self, attributes: Attributes) -> str | None:
        """Write the beginning of a link. → the tag that it became; None where its words go too."""
        given = dict(attributes)
        href = unescape(given.get("href") or "")
        target = self._target(href, given.get("rel") or "")
        if target is not None:
            kept = [(name, value) for name, value in attributes if name not in ("href", "rel", "download")]
            self.out.append(_tag("a", [("href", escape(target)), *self._safe(kept)]))
            return "a"
        button = "button" in (given.get("class") or "").split()
        if button or given.get("rel") == "nofollow" or ACTING.match(self._local(href) or ""):
            return None
        rest = [
            (name, value) for name, value in attributes if name in ("class", "translate", "lang", "dir", "id")
        ]
        self.out.append(_tag("span", rest))
        return "span"

    def _target(self, href: str, rel: str) -> str | None:
        local = self._local(href)
        if local is None:
            return href
        if local.startswith("#"):
            return local
        if rel == "next" and urlsplit(local).path == self.path and "cursor=" in local:
            self.made.next = local.partition("#")[0]
            return self._to(further(self.file_of_first(), self.page + 1), urlsplit(local).fragment)
        if "cursor=" in local and not local.startswith("/comments/"):
            return None
        found = self.site.file_of(local)
        return None if found is None else self._to(*found)

    def file_of_first(self) -> str:
        """The file in which the list begins that this page goes on with."""
        return re.sub(r"~\d+(?=\.\w+$)", "", self.file)

    def _to(self, file: str, fragment: str = "") -> str:
        self.made.leads.add(file)
        return leading_to(file, seen_from=self.file, fragment=fragment)

    def _local(self, href: str) -> str | None:
        """An address as one of the site, from its root on; None where it leads elsewhere."""
        if href.startswith(self.site.base + "/"):
            href = href.removeprefix(self.site.base)
        if href.startswith("//") or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href):
            return None
        if href.startswith("?") or not href:
            return self.path + href.removesuffix("?")
        return href

    def _safe(self, attributes: Attributes) -> Attributes:
        """Other attributes: addresses lead into the dump or go, and so does what only a script would read."""
        kept: Attributes = []
        for name, value in attributes:
            if name.lower() in ADDRESSES:
                target = self._target(unescape(value or ""), "")
                if target is not None:
                    kept.append((name, escape(target)))
            elif not name.startswith("on") and not (value or "").startswith(("/", "?")):
                kept.append((name, value))
        return kept


def _attributes(text: str) -> Attributes:
    found = ATTRIBUTE.findall(text)
    return [(name, one or two or three if "=" in text else None) for name, one, two, three in found]


def _tag(name: str, attributes: Attributes, closed: bool = False) -> str:
    said = "".join(f" {name}" if value is None else f' {name}="{value}"' for name, value in attributes)
    return f"<{name}{said}{'/' if closed else ''}>"


def _end_of(name: str, html: str, at: int) -> int:
    """Where an element ends whose first tag ended at ``at``."""
    depth = 1
    for match in TAG.finditer(html, at):
        if (match[2] or "").lower() == name and not match[3].rstrip().endswith("/"):
            depth += -1 if match[1] else 1
            if depth == 0:
                return match.end()
    return len(html)
