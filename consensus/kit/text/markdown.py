"""The only maker of Markup: people's Markdown behind two walls.

The first is Python-Markdown with bounds (`converters`), the second is nh3, which writes the finished HTML anew from
an allowlist, where attributes are decoded: a scheme spelled with character references does not get through.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import nh3
from markupsafe import Markup, escape

from .converters import converter

VERSION = "3"
PHRASES = frozenset({"a", "br", "code", "em", "s", "strong", "sup"})
BLOCKS = frozenset({"blockquote", "hr", "li", "ol", "p", "pre", "ul"})
PAGES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"})
MOST_NESTED = 12
MOST_SPANS = 200
CLASSES = {
    "a": {"term"},
    "sup": {"footnote-ref"},
    "span": {"visually-hidden"},
    "ins": {"moved"},
    "del": {"moved"},
}
OPENED = {"+": "\ue000", "-": "\ue002", ">": "\ue004", "<": "\ue006"}
CLOSED = {"+": "\ue001", "-": "\ue003", ">": "\ue005", "<": "\ue007"}
TAGS = {"+": "ins", "-": "del", ">": "ins", "<": "del"}
MOVED = frozenset("<>")

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff\ufffe\uffff\ud800-\udfff]")
LEADING = re.compile(r"(?:[ \t]{0,200}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
MARKER = re.compile(r">|[-*+]|\d+[.)]")
RULER = re.compile(r"[ \t]*(?:(?:- {0,2}){3,}|(?:\* {0,2}){3,}|(?:_ {0,2}){3,}) *")
BREAKING = re.compile(r"[\s>]{0,99}+(?:#|[-=*_](?:[ \t]*[-=*_])*[ \t]*$)")
ADDRESS = re.compile(r"(?:https?://[^\\]*|mailto:[^\\]*|#[^\\]*|/(?![/\\])[^\\]*)", re.IGNORECASE)
PART = re.compile(r"<(/?)([a-z0-9]+)[^>\ue000-\ue007]*>|[\ue000-\ue007]")


class TooComplicated(ValueError):
    """A text that is too long or too deeply nested to be rendered in bounded time. The message says which."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one kind of text may hold: characters, signs of markup, headings and rules, lines and their nesting."""

    tags: frozenset[str]
    most: int
    signs: int
    breaks: int
    lines: int
    rel: str
    attributes: Mapping[str, set[str]] = field(default_factory=lambda: {"a": {"href"}, "ol": {"start"}})


PROFILES = {
    "comment": Profile(PHRASES | BLOCKS, 8_192, 2_500, 60, 1_600, "nofollow ugc noopener"),
    "draft": Profile(
        PHRASES | BLOCKS | PAGES,
        200_000,
        20_000,
        400,
        40_000,
        "noopener",
        {
            "a": {"href"},
            "ol": {"start"},
            "th": {"align"},
            "td": {"align"},
            **{f"h{n}": {"id"} for n in range(1, 7)},
        },
    ),
    "inline": Profile(PHRASES | {"ins", "del", "span"}, 24_000, 4_000, 24_000, 24_000, "noopener"),
}


def render(source: str, *, profile: str = "comment", terms: Mapping[str, str] | None = None) -> Markup:
    """HTML for Markdown that anybody may have written.

    `profile`: "comment" (what people say), "draft" (pages and texts of editors), "inline" (the words of one clause,
    without a paragraph around them). `terms`: defined terms and their forms → key; the first use of each is linked
    to `#key`. Inline, footnote marks stay as written, for `linking` to lead to their clauses. Raises TooComplicated,
    except inline, where such a text is shown as it was written.
    """
    text = _cleaned(source)
    try:
        _check(text, profile)
        return _sanitised(converter(profile, terms).convert(text), profile)
    except (RecursionError, TooComplicated) as error:
        if profile == "inline":
            return escape(text)
        if isinstance(error, TooComplicated):
            raise
        raise TooComplicated(f"nested more than {MOST_NESTED} deep") from error


def check(source: str, *, profile: str = "comment") -> None:
    """Raise TooComplicated when `render` would: for forms, before anything is stored."""
    render(source, profile=profile) if profile != "inline" else _check(_cleaned(source), profile)


def redline_markup(spans: Sequence[tuple[str, str]], *, labels: Mapping[str, str] | None = None) -> Markup:
    """Spans of a redline, ("=", "-" or "+", Markdown), as inline HTML with `<del>` and `<ins>`.

    Text that moved comes as "<" where it went and as ">" where it came to. `labels`: {"-": "removed: ", "+":
    "inserted: ", …} in the reader's language, read aloud, not seen. Markup that spans
    cut in two is shown as it was written.
    """
    names = labels or {"-": "removed: ", "+": "inserted: "}
    clean = [(op, _cleaned(text)) for op, text in spans if text]
    together = "".join(OPENED.get(op, "") + text + CLOSED.get(op, "") for op, text in clean)
    finished = _rendered_with_marks(together)
    if _marks(finished) != _marks(together) or not _is_sound(finished):
        shown = escape if len(clean) > MOST_SPANS else _rendered_alone
        finished = "".join(OPENED.get(op, "") + shown(text) + CLOSED.get(op, "") for op, text in clean)
    for op, tag in TAGS.items():
        name = f'<span class="visually-hidden">{html.escape(names.get(op, ""))}</span>'
        opened = f'<{tag} class="moved">' if op in MOVED else f"<{tag}>"
        finished = finished.replace(OPENED[op], opened + name).replace(CLOSED[op], f"</{tag}>")
    return _sanitised(finished, "inline")


def _rendered_alone(text: str) -> Markup:
    return render(text, profile="inline")


def _rendered_with_marks(text: str) -> str:
    try:
        _check(text, "inline")
        return str(_sanitised(converter("inline", None).convert(re.sub(r"\n\s*\n", "\n", text)), "inline"))
    except (RecursionError, TooComplicated):
        return ""


def _marks(text: str) -> list[str]:
    return re.findall("[\ue000-\ue007]", text)


def _is_sound(finished: str) -> bool:
    """Whether the marks of a redline open and close within the same elements; none is inside a tag."""
    names = {
        **{sign: TAGS[op] for op, sign in OPENED.items()},
        **{sign: TAGS[op] for op, sign in CLOSED.items()},
    }
    opened: list[str] = []
    for found in PART.finditer(finished):
        name = found[2] or names[found[0]]
        if name == "br":
            continue
        if found[1] or found[0] in CLOSED.values():
            if not opened or opened.pop() != name:
                return False
        else:
            opened.append(name)
    return not opened


def _cleaned(source: str) -> str:
    text = UNSEEN.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"[ \t]{80,}", " " * 80, re.sub(r"\n[\s\n]*\n", "\n\n", text)).strip("\n")


def _check(text: str, profile: str) -> None:
    bounds = PROFILES[profile]
    if len(text) > bounds.most:
        raise TooComplicated(f"longer than {bounds.most:,} characters")
    if sum(map(text.count, "*_[]`~<|")) > bounds.signs:
        raise TooComplicated(f"more than {bounds.signs:,} signs of markup")
    if profile != "inline":
        _check_lines(text.split("\n"), bounds)


def _check_lines(lines: Sequence[str], bounds: Profile) -> None:
    if sum(bool(BREAKING.match(line)) for line in lines) > bounds.breaks:
        raise TooComplicated(f"more than {bounds.breaks} headings and rules")
    depths = [_depth(line) for line in lines]
    if max(depths) > MOST_NESTED:
        raise TooComplicated(f"nested more than {MOST_NESTED} deep")
    if len(lines) + sum(depths) > bounds.lines:
        raise TooComplicated("too many lines, or too deeply nested ones")
    if any(line.count("|") > 60 for line in lines):
        raise TooComplicated("more than 60 cells in a row")


def _depth(line: str) -> int:
    if RULER.fullmatch(line):
        return 0
    found = LEADING.match(line)
    lead = found[0] if found else ""
    markers = len(MARKER.findall(lead))
    return markers + max(len(re.sub(r"\S", "", lead.expandtabs(4))) - markers, 0) // 4


def _sanitised(finished: str, profile: str) -> Markup:
    bounds = PROFILES[profile]
    return Markup(
        nh3.clean(
            finished,
            tags=set(bounds.tags),
            attributes={tag: set(names) for tag, names in bounds.attributes.items()},
            allowed_classes=CLASSES,
            attribute_filter=_kept_value,
            url_schemes={"http", "https", "mailto"},
            link_rel=bounds.rel,
        ).strip()
    )


def _kept_value(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if ADDRESS.fullmatch(value.strip()) else None
    if name == "id":
        return value if re.fullmatch(r"[a-z][a-z0-9_-]{0,80}", value) else None
    if name == "start":
        return value if re.fullmatch(r"\d{1,9}", value) else None
    if name == "align":
        return value if value in ("left", "right", "center") else None
    return value
