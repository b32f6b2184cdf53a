"""Pure: what is left of a text when its markup is gone, and small tools on words.

The normal form names a wording: two texts with the same normal form are the same words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

INLINE_RULES = [
    *("newline", "escape", "backticks", "strikethrough", "emphasis"),
    *("link", "image", "autolink", "html_inline", "entity"),
]
INLINE_TAGS = frozenset(
    word
    for line in (
        "a abbr b bdi bdo big br center cite code del dfn div em font i img ins kbd li mark nobr p q s samp small",
        "span strike strong sub sup table td th time tr tt u ul ol wbr",
    )
    for word in line.split()
)
CONTROL = [chr(code) for code in (*range(9), *range(0x0E, 0x1C), 0x7F)]
CODE_PAGE = {
    **dict.fromkeys(CONTROL, None),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys(
        "\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\u301c\u3030\ufe58\ufe63\uff0d",
        "-",
    ),
    **dict.fromkeys(
        "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
        "\u2066\u2067\u2068\u2069\ufeff",
        None,
    ),
}
STRAIGHTENED = str.maketrans(CODE_PAGE)
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs without a shape
WITHOUT_ACCENTS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)

BULLET = re.compile(r"\s*+(?:[-*+\u2022\u2013\u2014]|\d{1,9}[.)])\s++(?=\S)")
EMOJI_CODE = re.compile(r"(?<![\w:]):(?:[a-z][a-z0-9_+-]*|[+-]1|100|1234):(?![\w:])")
ID = re.compile(r"\s?\{:?\s*#[\w.:-]{1,120}\s*\}")
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,80}\]")
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
WHITE = re.compile(r"\s+")
GAP = re.compile(r"[^\S\n]{2,}")
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
WORD = re.compile(rf"\s*(?:[{CJK}]|[^\s{CJK}]+)\s*|\s+")
MARKED_UP = re.compile(r"[\\`*_~\[\]<&{]|:[a-z0-9_+-]+:")
MARK = "\x00"


def normal_form(markdown: str) -> str:
    """The visible words of one clause in the form whose hash names a wording.

    Takes inline Markdown, returns plain text. NFC; curly quotes straight; every dash `-`; zero-width characters
    and soft hyphens gone; white space is one space, trimmed; ids, footnote markers, emoji codes and a leading
    list bullet or number dropped; case and punctuation kept; link targets appended in order, each after a space.
    """
    found = BULLET.match(markdown)
    words, targets = _visible(markdown[found.end() :] if found else markdown)
    return " ".join(part for part in (tidy(words), *map(tidy, targets)) if part)


def visible_words(markdown: str) -> str:
    """The same, without the link targets: what a reader's eye sees, in normal form."""
    return tidy(_visible(markdown)[0])


def link_targets(markdown: str) -> tuple[str, ...]:
    """Where the links and pictures of inline Markdown lead, in order, exactly as written."""
    return tuple(_visible(markdown)[1])


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def tidy(text: str) -> str:
    """Plain text with one kind of quote, dash and space, and nothing invisible."""
    straight = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(STRAIGHTENED))
    return WHITE.sub(" ", straight).strip()


def shows_something(text: str) -> bool:
    """Whether a reader would see anything: not only spaces, marks and signs without a shape."""
    return any(unicodedata.category(sign)[0] not in "ZCM" and sign not in BLANK for sign in text)


def slug(text: str, *, most: int = 40) -> str:
    """A readable ASCII key from the first words; what has few Latin letters gets a short hash in it."""
    plain = tidy(text).casefold().translate(WITHOUT_ACCENTS).replace("'", "")
    letters = "".join(
        sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign)
    )
    words = re.findall(r"[a-z0-9]+", letters)
    known = sum(map(len, words))
    if known * 2 < sum(sign.isalnum() for sign in plain) or not known:
        words = [*words[:3], digest(plain)[:8]] if known else ["c", digest(plain)[:8]]
    return _joined(words, most)


def _joined(words: Sequence[str], most: int) -> str:
    key = words[0][:most]
    for word in words[1:]:
        if len(key) + 1 + len(word) > most:
            break
        key += "-" + word
    return key


def excerpt(text: str, *, most: int) -> str:
    """At most `most` characters of one line of text, cut between words where that is possible, then `…`."""
    line = WHITE.sub(" ", text).strip()
    if len(line) <= most:
        return line
    cut = line[: max(most - 1, 0)]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) * 2 >= len(cut) else cut).rstrip() + "…"


def split_words(text: str) -> list[str]:
    """Words with the space that follows them; joined they are the text again. Chinese and Japanese by sign."""
    return WORD.findall(text)


@cache
def inline_parser() -> MarkdownIt:
    """CommonMark's inline rules plus strike-through and footnote marks; link targets stay as written."""
    parser = MarkdownIt("zero", {"html": True, "maxNesting": 20}).enable(INLINE_RULES)
    parser.inline.ruler.before("link", "footnote_mark", _footnote_mark)
    vars(parser).update(
        normalizeLink=lambda url: url, normalizeLinkText=lambda url: url, validateLink=lambda url: True
    )
    return parser


def inline_tokens(markdown: str, references: dict[str, dict[str, str]] | None = None) -> list[Token]:
    """The tokens of inline Markdown. `references`: link definitions of the file, as markdown-it keeps them."""
    parser = inline_parser()
    env = {} if references is None else {"references": references}
    return parser.inline.parse(markdown, parser, env, [])


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    found = FOOTNOTE_MARK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[0][2:-1]}
    state.pos = found.end()
    return True


def is_tag(html: str) -> bool:
    """Whether a raw `<…>` in Markdown is markup; `<name of the model>` is words."""
    found = TAG.match(html)
    return html.startswith("<!--") or bool(found and found[1].lower() in INLINE_TAGS)


def _visible(markdown: str) -> tuple[str, list[str]]:
    if not MARKED_UP.search(markdown):
        return markdown.replace(MARK, ""), []
    targets: list[str] = []
    stretches = list(_stretches(inline_tokens(GAP.sub(" ", markdown)), targets))
    text = "".join(
        EMOJI_CODE.sub("", ID.sub("", words)) if plain else words for words, plain in _merged(stretches)
    )
    return re.sub(rf"\s?{MARK}", "", text), targets


def _stretches(tokens: Sequence[Token], targets: list[str]) -> Iterator[tuple[str, bool]]:
    """Words and whether ids and emoji codes may stand in them; notes link targets on the way."""
    for token in tokens:
        if token.type in ("link_open", "image"):
            targets.append(str(token.attrs.get("href", token.attrs.get("src", ""))))
        if token.type == "text":
            yield token.content.replace(MARK, ""), True
        elif token.type == "image":
            yield from _stretches(token.children or [], [])
        elif token.type == "footnote_ref":
            yield MARK, False
        elif token.type in ("softbreak", "hardbreak") or token.content.lower().startswith("<br"):
            yield " ", False
        elif token.type != "html_inline" or not is_tag(token.content):
            yield token.content.replace(MARK, ""), False


def _merged(stretches: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    pending = ""
    for words, plain in stretches:
        if plain:
            pending += words
            continue
        yield pending, True
        pending = ""
        yield words, False
    yield pending, True
