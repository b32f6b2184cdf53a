"""Pure: the table of licences as a book to look names up in. The table itself is `licences.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .reasons import REASONS, Why, why

LONGEST_NAME = 300
TOKEN = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")
DOUBTFUL = re.compile(r"[?!*~≈≠<>=]")
VERSION_MARK = re.compile(r"(?<=[^\W\d_])v(?=\d)|\bv(?=\d)")
# A family's name, a version, and the country that a Creative Commons licence was ported to.
OF_FAMILY = re.compile(
    r"([a-z-]+?)(?:-\d[\d.]*)?(?:-(?:at|au|br|ca|ch|cn|de|es|eu|fr|igo|in|it|jp|nl|nz|uk|us|za))?"
)
POINT_ZERO = re.compile(r"(?:\.0+)+$")
SILENT = frozenset(
    "the license licence licenses licences licensed agreement version v spdx international unported universal".split()
)
# Longer ways to say what Creative Commons says in two letters.
SHORTER = (
    ("creative-commons", "cc"), ("non-commercial", "nc"), ("noncommercial", "nc"), ("attribution", "by"),
    ("share-alike", "sa"), ("sharealike", "sa"), ("no-derivatives", "nd"), ("noderivatives", "nd"),
    ("no-derivs", "nd"), ("noderivs", "nd"),
)  # fmt: skip
ADDRESSES = (
    (re.compile(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)", re.I), r"CC-\1-\2"),
    (re.compile(r"creativecommons\.org/publicdomain/zero/1\.0", re.I), "CC0-1.0"),
    (re.compile(r"creativecommons\.org/publicdomain/mark/1\.0", re.I), "CC-PDM-1.0"),
    (re.compile(r"apache\.org/licenses/license-2\.0", re.I), "Apache-2.0"),
    (re.compile(r"(?:opensource|spdx)\.org/licenses?/([\w.+-]+?)(?:\.html|/)?$", re.I), r"\1"),
)
YES, NO, UNKNOWN = "yes", "no", "unknown"


class TableError(ValueError):
    """A table of licences that cannot be used; its text says where and why."""


@dataclass(frozen=True, slots=True)
class Licence:
    """One licence: whether OSI approved it, and whether it conforms to what the Open Source Definition asks."""

    name: str
    approved: str
    conforms: str
    why: tuple[Why, ...] = ()
    source: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Book:
    """Licences by the plain form of their names; see `plain_name`."""

    exact: Mapping[str, Licence]
    stems: Mapping[str, Licence]
    words: tuple[tuple[frozenset[str], Licence], ...]
    exceptions: frozenset[str]


def plain_name(text: str) -> str:
    """A name without what makes no difference: "The MIT License" → ``mit``, "Apache 2" → ``apache-2``.

    What is written in other letters stays, so that it matches nothing by accident.
    """
    folded = unicodedata.normalize("NFKC", text[:LONGEST_NAME]).casefold()
    tokens = TOKEN.findall(VERSION_MARK.sub(" ", folded))
    plain = "-".join(POINT_ZERO.sub("", token) for token in tokens if token not in SILENT)
    for long, short in SHORTER:
        plain = re.sub(rf"(?<![^-]){long}(?![^-])", short, plain)
    return f"cc-{plain}" if re.match(r"by(?:-(?:nc|nd|sa))*-\d", plain) else plain


def look_up(book: Book, text: str, *, words: bool = False) -> Licence | None:
    """The licence of this name, or None. `words`: also by single words, which only ever say that it does not conform."""
    named = _of_address(text)
    plain = plain_name(named)
    if not plain or len(text) > LONGEST_NAME:
        return None
    if not DOUBTFUL.search(named):
        of_family = OF_FAMILY.fullmatch(plain)
        if of_family and (family := book.stems.get(of_family[1])):
            return _as_written(family, named)
        if found := book.exact.get(plain):
            return found if found.name else _as_written(found, named)
    if not words:
        return None
    tokens = set(plain.split("-"))
    return next((licence for needed, licence in book.words if needed <= tokens), None)


def is_exception(book: Book, text: str) -> bool:
    """Whether this is one of SPDX's exceptions, all of which add permissions."""
    plain = plain_name(text)
    return plain in book.exceptions or f"{plain}-exception" in book.exceptions


def _of_address(text: str) -> str:
    address = text.strip()
    if not re.match(r"https?://", address, re.I):
        return text
    for pattern, name in ADDRESSES:
        if found := pattern.search(address):
            return found.expand(name)
    return ""


def _as_written(licence: Licence, written: str) -> Licence:
    """A family, or words that name no licence, under the name that was written."""
    name = written.strip()
    reasons = (Why(each.code, tuple((key, name if key == "licence" else value) for key, value in each.params))
               for each in licence.why)  # fmt: skip
    return replace(licence, name=name, why=tuple(reasons))


def read_book(text: str) -> Book:
    """Read the table. Raises TableError with a sentence that names the entry."""
    try:
        data = tomllib.loads(text)
    except ValueError as error:
        raise TableError(f"the table of licences cannot be read: {error}") from error
    exact = dict(_from_lists(data))
    stems: dict[str, Licence] = {}
    words: list[tuple[frozenset[str], Licence]] = []
    for entry in data.get("licence", []):
        licence = _licence(entry, exact)
        exact.update((plain_name(name), licence) for name in (entry["id"], *entry.get("names", [])))
        stems.update((plain_name(stem), licence) for stem in entry.get("stems", []))
        words += [(frozenset(plain_name(word).split("-")), licence) for word in entry.get("words", [])]
    for id, names in data.get("names", {}).items():
        exact.update((plain_name(name), exact[plain_name(id)]) for name in names)
    exact.update(_vague(data))
    ordered = sorted(words, key=lambda pair: -len(pair[0]))
    return Book(exact, stems, tuple(ordered), frozenset(map(plain_name, data.get("exceptions", "").split())))


def _from_lists(data: Mapping[str, Any]) -> Iterator[tuple[str, Licence]]:
    """The SPDX list. Where ids have one plain name (GPL-3.0, GPL-3.0+) the approved and the shortest stands last."""
    for id in data.get("others", "").split():
        yield plain_name(id), Licence(id, NO, UNKNOWN, (why("not-judged", licence=id),))
    for id in data.get("fsf_free", "").split():
        yield plain_name(id), Licence(id, NO, YES, (why("fsf-free", licence=id),))
    for id in sorted(data.get("osi_approved", "").split(), key=len, reverse=True):
        yield plain_name(id), Licence(id, YES, YES, (why("osi-approved", licence=id),))


def _licence(entry: Mapping[str, Any], listed: Mapping[str, Licence]) -> Licence:
    id, conforms, codes = entry.get("id"), entry.get("conforms"), entry.get("why", [])
    if (
        not isinstance(id, str)
        or conforms not in (YES, NO, UNKNOWN)
        or not codes
        or set(codes) - set(REASONS)
    ):
        raise TableError(
            f"the licence {id!r} needs an id, `conforms` (yes, no, unknown) and `why` with known codes"
        )
    if entry.get("words") and conforms != NO:
        raise TableError(f"the licence {id!r} has `words`; they may only say that something does not conform")
    if (known := listed.get(plain_name(id))) and known.approved == YES:
        raise TableError(f"the licence {id!r} is approved by OSI; the table may not say otherwise")
    blanks = {"licence": id, "limit": entry.get("limit", "")}
    return Licence(id, NO, conforms, tuple(_filled(code, blanks) for code in codes), entry.get("source", ""))


def _filled(code: str, blanks: Mapping[str, str]) -> Why:
    return why(code, **{name: value for name, value in blanks.items() if f"%({name})s" in REASONS[code]})


def _vague(data: Mapping[str, Any]) -> Iterator[tuple[str, Licence]]:
    """Words that stand where a licence should and say too little."""
    for code, key in (("not-stated", "not_stated"), ("which-version", "which_version")):
        for name in data.get(key, []):
            if plain := plain_name(name):
                yield plain, Licence("", UNKNOWN, UNKNOWN, (_filled(code, {"licence": name}),))
