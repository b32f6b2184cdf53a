"""Reads a whole WordPress page: finds the text in it, leaves the site around it, and lists what was left."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from ...kit.text import words
from ..pieces import ReadFile
from .elements import Chrome, ElementWalk, footnote_labels
from .fields import take_version
from .gathering import Gathering
from .page import line_of, parse_page

CONTENT = frozenset(
    {"entry-content", "wp-block-post-content", "post-content", "page-content", "article-content"}
)
CONTENT_BLOCKS = ", ".join(f".{name}" for name in sorted(CONTENT))
AROUND = "main, [role=main], article, #content"
TITLE = "h1.entry-title, h1.wp-block-post-title, h1.page-title, header h1, .entry-header h1, .page-header h1"
SITE_TITLE = frozenset({"site-title", "wp-block-site-title", "site-branding", "logo"})
CHROME_CLASSES = frozenset(
    word
    for line in (
        "wp-block-buttons wp-block-button sharedaddy share-buttons social-links wp-block-social-links post-navigation",
        "navigation nav-links comments-area comment-respond comment-list related-posts screen-reader-text skip-link",
        "edit-link entry-meta entry-footer posted-on byline author-box widget widget-area sidebar site-header",
        "site-footer breadcrumbs breadcrumb newsletter newsletter-signup subscribe wp-block-search wp-block-template-part",
        "wp-block-post-date wp-block-post-author",
    )
    for word in line.split()
)
CHROME_STARTS = (
    *("cookie", "cky-", "cmplz-", "gdpr", "jp-relatedposts"),
    *("addtoany", "heateor", "gform_", "wpforms", "mc4wp"),
)
INVITATION = re.compile(
    r"(?:(?:leave|add|post|read|see)\s+(?:your\s+|all\s+|a\s+)?comments?|comment on (?:this|the))\b", re.I
)
HEAD = {
    "title": re.compile(r"<title[^<>]{0,500}>([^<>]{1,500})</title", re.I),
    "source": re.compile(
        r"<link\s[^<>]{0,300}?rel=[\"']canonical[\"'][^<>]{0,100}?href=[\"']([^\"'<>\s]{1,1000})", re.I
    ),
    "language": re.compile(
        r"<html\s[^<>]{0,300}?lang=[\"']([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3})[\"']", re.I
    ),
}
HEAD_ENDS = 200_000
ENOUGH = 0.4
EXCERPT = 160


def read_page(name: str, text: str) -> ReadFile:
    """A page, or a piece of one, as pieces. `text` has only `\\n` as line end. Raises SourceError."""
    gathering = Gathering(name)
    fields = _fields_of(text)
    body = parse_page(text, name)
    if body is not None:
        _read_body(body, gathering, fields)
    take_version(gathering, fields)
    return ReadFile(
        name,
        "wordpress",
        fields,
        tuple(gathering.pieces),
        tuple(gathering.dropped),
        tuple(gathering.cautions),
    )


def _read_body(body: LexborNode, gathering: Gathering, fields: dict[str, str]) -> None:
    root = _content_of(body)
    title = _title_of(body, root)
    _list_around(body, root, title, gathering)
    walk = ElementWalk(gathering, footnote_labels(root), _chrome_within(root, title), line_of(root, 1))
    if title is not None and not _holds(root, title):
        walk.block(title)
    if title is not None or root.css_first("h1") is not None:
        fields.pop("title", None)
    walk.children(root)


def _fields_of(text: str) -> dict[str, str]:
    """What the head of a page says: title, canonical address, language."""
    found = {name: pattern.search(text, 0, HEAD_ENDS) for name, pattern in HEAD.items()}
    said = {name: _plain(match[1]) for name, match in found.items() if match}
    return {name: words for name, words in said.items() if words}


def _plain(fragment: str) -> str:
    body = parse_page(f"<p>{fragment}</p>", "")
    return words.tidy(body.text(deep=True) or "") if body is not None else ""


def _content_of(body: LexborNode) -> LexborNode:
    """The element that holds the text: the content block with most words, else main or article, else the body."""
    around = _fullest(body, AROUND)
    content = _fullest(body, CONTENT_BLOCKS)
    if content is not None and (around is None or _amount(content) >= ENOUGH * _amount(around)):
        return content
    return around if around is not None else body


def _fullest(body: LexborNode, choice: str) -> LexborNode | None:
    found = [node for node in body.css(choice) if not any(_is_chrome(above) for above in _way_up(node))]
    return max(found, key=_amount, default=None)


def _amount(node: LexborNode) -> int:
    return sum(
        len(block.text(deep=True) or "") for block in node.css("p, li, td, th, h1, h2, h3, h4, h5, h6, pre")
    )


def _way_up(node: LexborNode | None) -> list[LexborNode]:
    """An element and those around it, up to the body."""
    way = []
    while node is not None and node.tag not in ("body", "html"):
        way.append(node)
        node = node.parent
    return way


def _is_chrome(node: LexborNode) -> bool:
    return node.tag in ("nav", "footer", "aside", "form") or _reason_by_class(node) is not None


def _holds(outer: LexborNode, node: LexborNode) -> bool:
    return outer.tag == "body" or any(above.mem_id == outer.mem_id for above in _way_up(node))


def _title_of(body: LexborNode, root: LexborNode) -> LexborNode | None:
    within = root.css_first(TITLE)
    if within is not None:
        return within
    outside = [node for choice in (TITLE, "h1") for node in body.css(choice) if not _holds(root, node)]
    return next((node for node in outside if not any(map(_is_site_name, _way_up(node)))), None)


def _is_site_name(node: LexborNode) -> bool:
    return bool(SITE_TITLE & _classes(node)) or node.tag in ("nav", "footer")


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").lower().split())


def _list_around(body: LexborNode, root: LexborNode, title: LexborNode | None, gathering: Gathering) -> None:
    """List, shortened, what stands around the text: the siblings on the way from the text up to the body."""
    for node in _way_up(root) if root.mem_id != body.mem_id else ():
        for sibling in node.parent.iter() if node.parent is not None else ():
            if sibling.mem_id != node.mem_id and (title is None or sibling.mem_id != title.mem_id):
                _list_one(sibling, gathering)


def _list_one(node: LexborNode, gathering: Gathering) -> None:
    said = words.WHITE.sub(" ", node.text(deep=True, separator=" ") or "").strip()
    if said and node.tag not in ("script", "style", "template", "svg"):
        name = f"div {node.attributes.get('class') or ''}".strip() if node.tag == "div" else node.tag
        gathering.drop(line_of(node, 1), words.excerpt(said, most=EXCERPT), f"around the text: {name}")


def _chrome_within(root: LexborNode, title: LexborNode | None) -> Chrome:
    """What to leave out within the text; outside of a content block also the page's own furniture."""
    is_content = bool(_classes(root) & CONTENT)
    headers = [node for node in _way_up(title) if node.tag == "header"]

    def reason(node: LexborNode) -> str | None:
        if (
            not is_content
            and node.tag in ("aside", "footer", "header")
            and not (title and _holds(node, title))
        ):
            return f"the {node.tag} of the page"
        if (
            title
            and headers
            and _holds(headers[0], node)
            and not (_holds(node, title) or _holds(title, node))
        ):
            return "beside the title of the page"
        return "an invitation to comment" if _is_invitation(node) else _reason_by_class(node)

    return reason


def _reason_by_class(node: LexborNode) -> str | None:
    for name in (*sorted(_classes(node)), (node.attributes.get("id") or "").lower()):
        if name in CHROME_CLASSES or name.startswith(CHROME_STARTS):
            return f"furniture of the page ({name})"
    return None


def _is_invitation(node: LexborNode) -> bool:
    link = node.css_first("a") if node.tag in ("p", "div") else None
    if link is None:
        return False
    said = words.WHITE.sub(" ", node.text(deep=True) or "").strip()
    return len(said) < 80 and said == (link.text(deep=True) or "").strip() and bool(INVITATION.match(said))
