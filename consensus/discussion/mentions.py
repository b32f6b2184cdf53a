"""Pure: whom a text calls with ``@``, and where it links to."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..kit.text.words import tidy
from .languages import SPACELESS

MOST_WORDS = 4
MOST_MENTIONS = 10
MOST_NESTED = 20
WORD = r"[^\s@,;:!?()\[\]{}<>\"“”«»/\\|*_`~#=+。、，；：！？（）「」]{1,60}"
CALL = re.compile(rf"(?<![\w.+\-/@:])@({WORD}(?: {WORD}){{0,{MOST_WORDS - 1}}})")
RUN = re.compile(rf"[{SPACELESS}]{{2,}}")
TAIL = ".'’-…"
ADDRESS = re.compile(r"(?:(?:https?|ftp)://|www\.)[^\s<>\"]+", re.IGNORECASE)
OUTWARD = re.compile(r"[a-z][a-z0-9+.\-]*:|//|www\.", re.IGNORECASE)
AFTER_ADDRESS = ".,;:!?'\")]}*_"


def mentions(body: str) -> list[tuple[str, ...]]:
    """For each of the first ten calls with ``@`` the names it may mean, of up to four words, the longest first.

    Not in code, not in mail addresses or links. ``body`` is Markdown.
    """
    calls = [found for text in _texts(body) for found in CALL.findall(text)]
    return [tuple(_candidates(call)) for call in calls[:MOST_MENTIONS]]


def mentioned(body: str) -> list[str]:
    """All those names, for one question to whoever knows the names; ``meant`` then tells which are called."""
    return list(dict.fromkeys(name for call in mentions(body) for name in call))


def meant(body: str, known: Iterable[str]) -> list[str]:
    """Which of the known names a text calls, as they are known: for each call the longest name that fits."""
    names: dict[str, str] = {}
    for name in known:
        names.setdefault(tidy(name).casefold(), name)
    calls = [[names[one] for name in call if (one := name.casefold()) in names] for call in mentions(body)]
    return list(dict.fromkeys(fitting[0] for fitting in calls if fitting))


def links_in(body: str) -> list[str]:
    """The addresses outside this site a text leads to, each once: links and pictures in Markdown, and bare ones.

    Links to a path or place of this site are not among them, nor is what stands in code.
    """
    found = []
    for token in _tokens(body):
        target = str(token.attrs.get("href") or token.attrs.get("src") or "").strip()
        if OUTWARD.match(target):
            found.append(target)
        if token.type in ("text", "html_inline", "html_block"):
            found += (address.rstrip(AFTER_ADDRESS) for address in ADDRESS.findall(token.content))
    return list(dict.fromkeys(found))


def _candidates(call: str) -> Iterator[str]:
    words = tidy(call).split(" ")
    seen = set()
    for many in range(len(words), 0, -1):
        name = " ".join(words[:many])
        for one in (name, name.rstrip(TAIL)):
            if one and one not in seen:
                seen.add(one)
                yield one
    if run := RUN.match(words[0]):
        yield from (
            run[0][:many] for many in range(min(len(run[0]), MOST_WORDS), 1, -1) if run[0][:many] not in seen
        )


def _texts(body: str) -> Iterator[str]:
    """The words of each line outside of code and links; marks of emphasis do not cut a name."""
    line: list[str] = []
    for token in _tokens(body):
        if token.type == "text":
            line.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "code_inline", "inline", "link_open", "link_close"):
            yield "".join(line)
            line = []
    yield "".join(line)


def _tokens(body: str) -> Iterator[Token]:
    """Every token in order; ``inline`` before the tokens inside of it."""
    for block in _parser().parse(body):
        yield block
        waiting = list(reversed(block.children or []))
        while waiting:
            token = waiting.pop()
            yield token
            waiting += reversed(token.children or [])


@cache
def _parser() -> MarkdownIt:
    """CommonMark; targets stay as written, and unsafe ones are seen too."""
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED})
    vars(parser).update(normalizeLink=lambda url: url, validateLink=lambda url: True)
    return parser
