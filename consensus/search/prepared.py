"""Pure: a document as engines take it: terms to be found by, values to be counted by, and what is shown of it."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from .analysis import Terms, fold, terms_of
from .document import Document

SCHEMA = 2  # raise it when documents are kept in another way: every index is then built anew, by itself
LONGEST_INDEXED, LONGEST_KEPT, LONGEST_TITLE = 200_000, 8_000, 300
APART = "¶"  # between title and text, so that no phrase runs over both
FACETS = ("kind", "draft", "clause", "outcome", "in", "language", "year")
FIELDS = (*FACETS, "author", "system", "stop", "audience")
Facts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an engine keeps of one document.

    ``words``, ``title``, ``exact`` and ``byline`` are terms; ``facts`` the values of each field; ``order`` rises with
    the time it is of; ``kept`` is what ``shown`` reads again.
    """

    id: str
    subject: str
    digest: str
    words: tuple[str, ...]
    title: tuple[str, ...]
    exact: tuple[str, ...]
    byline: tuple[str, ...]
    facts: Facts
    order: int
    kept: bytes


def prepare(document: Document) -> Prepared:
    """A document as it is kept. The same document gives the same, always."""
    text, title = document.text[:LONGEST_INDEXED], document.title[:LONGEST_TITLE]
    own_title = () if _begins(text, title) else tuple(terms_of(title, document.language))
    body = tuple(terms_of(text, document.language))
    named, by = _names(document), byline_terms(document.byline or "")
    return Prepared(
        id=document.id,
        subject=document.subject,
        digest=digest_of(document),
        words=(*named, *_words(own_title), *_words(body), *by, *_version(document)),
        title=(*named, *_words(own_title)),
        exact=(
            *_exact(own_title),
            *([APART] if own_title else []),
            *_exact(body),
            *([APART, *by] if by else []),
        ),
        byline=by,
        facts=facts_of(document),
        order=order_of(document.at, document.id),
        kept=_kept(document),
    )


def digest_of(document: Document) -> str:
    """What tells whether a document is kept as it is now: 32 hexadecimal digits over everything it says."""
    values = json.dumps([SCHEMA, asdict(document)], sort_keys=True, default=str)
    return hashlib.sha256(values.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def byline_terms(name: str) -> tuple[str, ...]:
    """The single words of a name as it was shown."""
    return tuple(each for terms in terms_of(name, "xx") for each in terms.exact)


def facts_of(document: Document) -> dict[str, tuple[str, ...]]:
    """The values by which a document is narrowed down and counted."""
    single = {
        "outcome": document.outcome, "in": (document.source or "").lower(), "language": _language(document.language),
        "year": str(document.at.year), "author": document.author, "system": document.system, "stop": document.stop,
        "audience": document.audience,
    }  # fmt: skip
    several = {
        "kind": (document.kind, *document.also),
        "draft": (document.draft, *document.drafts),
        "clause": (document.clause, *document.clauses),
    }
    found = {name: (value,) for name, value in single.items() if value}
    return found | {name: tuple(dict.fromkeys(filter(None, values))) for name, values in several.items()}


def order_of(at: datetime, id: str) -> int:
    """A number that rises with time and tells documents of the same millisecond apart."""
    return moment_as_order(at) | _hash(id) & 0xFFFFF


def moment_as_order(at: datetime) -> int:
    """The least number of a document at or after a moment."""
    milliseconds = max(int(at.timestamp() * 1000), 0)
    return min(milliseconds, (1 << 43) - 1) << 20


def shown(kept: bytes) -> dict[str, Any]:
    """The fields of a document that were kept to be shown; its text and title perhaps shortened."""
    fields: dict[str, Any] = json.loads(zlib.decompress(kept))
    fields["at"] = datetime.fromisoformat(fields["at"])
    for name in ("also", "drafts", "clauses"):
        fields[name] = tuple(fields.get(name, ()))
    return fields


def _kept(document: Document) -> bytes:
    fields = {name: value for name, value in asdict(document).items() if value}
    fields["at"] = document.at.astimezone(UTC).isoformat()
    fields["title"], fields["text"] = document.title[:LONGEST_TITLE], document.text[:LONGEST_KEPT]
    return zlib.compress(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode(), 1)


def _begins(text: str, title: str) -> bool:
    """Whether a title is only the beginning of the text."""
    start = " ".join(title.rstrip("…").split())
    return " ".join(text[: len(title) * 2].split()).startswith(start)


def _names(document: Document) -> tuple[str, ...]:
    """Names that a thing goes by without saying them: a clause its key, a system its slug."""
    name = {"clause": document.clause, "system": document.system}.get(document.kind)
    return tuple(_words(terms_of(name, "en"))) if name else ()


def _version(document: Document) -> tuple[str, ...]:
    """The draft that it was said under: somebody who types a version alone means everything of that draft."""
    return tuple(each.words[0] for each in terms_of(document.draft or "", "xx"))


def _words(terms: Iterable[Terms]) -> tuple[str, ...]:
    return tuple(word for each in terms for word in each.words)


def _exact(terms: Iterable[Terms]) -> tuple[str, ...]:
    return tuple(word for each in terms for word in each.exact)


def _language(language: str) -> str:
    return fold(language.replace("_", "-").partition("-")[0])


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=4).digest(), "big")
