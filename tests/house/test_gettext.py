"""Every visible sentence goes through gettext.

Every page is read in the pseudo-language, in which each translated sentence stands in ⟦brackets⟧, on a site whose
people and texts are Greek. Whatever Latin letters stand outside of brackets were never given to gettext; what is no
sentence (an address, a version, somebody's words) is marked ``translate="no"`` or with its language.
"""

import re
from typing import Any

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode

from consensus.kit.web.i18n import PSEUDO

from .expected import OPTIONAL
from .world import World, rules_of

SILENT = {"script", "style", "template", "code", "pre", "time", "svg", "kbd", "textarea"}
ATTRIBUTES = (
    "aria-label",
    "placeholder",
    "title",
    "alt",
    "label",
    "content",
    "data-words",
    "data-changed",
    "value",
)
# Attributes that are shown only on some elements.
SHOWN = {
    "content": lambda node: node.tag == "meta" and node.attributes.get("name") == "description",
    "value": lambda node: node.tag == "input" and node.attributes.get("type") in ("submit", "button"),
}
WORDS = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
# What is the same in every language: formats, time zones, addresses, digests, ids, places in files.
NAMES = re.compile(
    r"\b(Markdown|JSON|BibTeX|GMT|UTC|[A-Z]\w+(/[A-Z][\w -]+)+|[\w.+-]+@[\w.-]+|[0-9a-f]{12,64}|[pv]:[\w-]+|[\w-]+\.[a-z]+:\d+)\b"
)
# Pages whose words are files in one language; what stands around them is still looked at.
FILES = {"content.page"}


def unmarked(html: str) -> list[str]:
    """The words of a page that were never given to gettext, nor marked as somebody's."""
    found: list[str] = []
    root = LexborHTMLParser(html).root
    assert root is not None
    _walk(root, [0], found)
    return found


def _walk(node: LexborNode, depth: list[int], found: list[str]) -> None:
    if node.tag == "-text":
        _read(node.text(deep=False) or "", depth, found)
        return
    if node.tag in SILENT or _is_somebodys(node):
        return
    found += [text for name in ATTRIBUTES if (text := _said_by(node, name)) and _outside(text, [0])]
    child = node.child
    while child is not None:
        _walk(child, depth, found)
        child = child.next


def _is_somebodys(node: LexborNode) -> bool:
    return node.attributes.get("translate") == "no" or ("lang" in node.attributes and node.tag != "html")


def _said_by(node: LexborNode, name: str) -> str:
    if name not in node.attributes or not SHOWN.get(name, lambda _node: True)(node):
        return ""
    return node.attributes[name] or ""


def _read(text: str, depth: list[int], found: list[str]) -> None:
    found += _outside(text, depth)


def _outside(text: str, depth: list[int]) -> list[str]:
    """The pieces with words that stand outside of brackets; ``depth`` is how many are open, and goes on."""
    pieces, plain = [], ""
    for sign in text:
        if sign in "⟦⟧":
            depth[0] += 1 if sign == "⟦" else -1
        elif depth[0] == 0:
            plain += sign
            continue
        pieces.append(plain)
        plain = ""
    pieces.append(plain)
    return [" ".join(piece.split()) for piece in pieces if WORDS.search(NAMES.sub("", piece))]


@pytest.fixture
def pseudo(app: Flask, world: World) -> World:
    """The world, on a site that offers the pseudo-language."""
    app.config.update(PSEUDO="on", SITE_NAME="★")
    return world


def pages(client: Any, world: World, viewer: Any) -> list[tuple[str, str]]:
    """Every page of the site as somebody sees it, in the pseudo-language."""
    reader, seen = client.as_(viewer), []
    reader.set_cookie("lang", PSEUDO)
    for rule in rules_of(world.app, "GET"):
        if rule.endpoint in OPTIONAL | {"language.choose"} or rule.rule.startswith("/api/"):
            continue
        with reader.get(world.path(rule)) as answer:
            if answer.mimetype == "text/html" and answer.status_code == 200:
                seen.append((rule.endpoint, answer.text))
    return seen


@pytest.mark.parametrize("who", ["nobody", "somebody with every role"])
def test_every_sentence_on_every_page_can_be_translated(client: Any, pseudo: World, who: str) -> None:
    viewer = None if who == "nobody" else pseudo.rosa
    seen = pages(client, pseudo, viewer)
    bare = {endpoint: words for endpoint, html in seen if (words := unmarked(_without_head(endpoint, html)))}

    assert len(seen) > 20
    assert bare == {}


def _without_head(endpoint: str, html: str) -> str:
    return html.partition("</head>")[2] if endpoint in FILES else html


@pytest.mark.parametrize(
    "path, status",
    [("/no/such/page", 404), ("/ledger/?cursor=x", 422), ("/drafts/9.9/", 404), ("/desk/", 403)],
)
def test_refusals_can_be_translated(client: Any, pseudo: World, path: str, status: int) -> None:
    reader = client.as_(pseudo.paul)
    reader.set_cookie("lang", PSEUDO)
    answer = reader.get(path)

    assert (answer.status_code, unmarked(answer.text)) == (status, [])


@pytest.mark.parametrize(
    "html, words",
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>⟦Hello⟧</p>", []),
        ("<p>⟦Hello <b>dear</b> reader⟧ Ana</p>", ["Ana"]),
        ('<p translate="no">Ana</p>', []),
        ('<p lang="en">Ana</p><p>12 – 3</p>', []),
        ('<img alt="Ana"><input value="x1" type="submit"><input value="Ana" type="text">', ["Ana"]),
        ('<meta name="description" content="Hello"><meta name="viewport" content="width">', ["Hello"]),
        ("<p>⟦one ⟦two⟧ three⟧ four</p>", ["four"]),
    ],
)
def test_what_was_never_given_to_gettext_would_be_found(html: str, words: list[str]) -> None:
    assert unmarked(f"<html lang='ar-XB'><body>{html}</body></html>") == words
