"""Whoosh: how an index is laid out in its files, and how it is written. Terms come prepared; Whoosh only keeps them."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from math import log
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats, index, reading
from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter
from whoosh.writing import SegmentWriter

from ..prepared import FIELDS, Facts, Prepared
from .shape import BOOKMARK, Bookmark, Broken, Change, Reader

TOC = re.compile(r"_MAIN_(\d+)\.toc")
BETWEEN, AMONG = "\x1f", "\x1e"  # between the facts of a document, and among the values of one
TIER = 8  # so many segments of one size become one of the next
MOST_MERGED = 1_000  # documents; larger segments are joined only when the index is built anew
BLOCK, PACKED = 1024, 16  # postings in a block; fewer than so many are not compressed
SPILL = 128  # megabytes of postings in memory while an index is built


class Terms(fields.FieldType):  # type: ignore[misc]  # whoosh has no types
    """A field of prepared terms: how often each occurs, or at which places."""

    def __init__(self, *, places: bool = False) -> None:
        super().__init__(formats.Existence(), None, scorable=True)
        self.places = places
        if places:
            self.format.posting_size = -1

    def index(self, value: Sequence[str], **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each term with how often it occurs, and its places as bytes."""
        if not self.places:
            for term, n in Counter(value).items():
                yield term.encode(), n, float(n), b""
            return
        at: dict[str, Any] = defaultdict(lambda: array("I"))
        for place, term in enumerate(value):
            at[term].append(place)
        for term, places in at.items():
            yield term.encode(), len(places), float(len(places)), places.tobytes()


def schema() -> Any:
    """The fields of the index."""
    return fields.Schema(
        words=Terms(),
        title=Terms(),
        exact=Terms(places=True),
        subject=fields.ID(),
        facts=fields.COLUMN(columns.VarBytesColumn()),
        kept=fields.STORED(),
    )


def facts_line(document: Prepared) -> bytes:
    """Everything by which a document is narrowed, counted, sorted and compared, on one line."""
    facts: Facts = document.facts
    values = (AMONG.join(facts.get(name, ())) for name in FIELDS)
    parts = (
        str(document.order),
        document.id,
        document.subject,
        document.digest,
        " ".join(document.byline),
        *values,
    )
    return BETWEEN.join(parts).encode("utf-8", "replace")


class Postings(W3PostingsWriter):  # type: ignore[misc]  # whoosh has no types
    """Postings in larger blocks; only long ones are packed, for most terms are rare."""

    def _write_block(self, last: bool = False) -> None:
        self._compression = 1 if len(self._ids) >= PACKED else 0
        super()._write_block(last)


class Codec(W3Codec):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's own format, written faster."""

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Postings:
        """Where the postings of a segment go."""
        return Postings(dbfile, blocklimit=BLOCK, byteids=byteids)


class WhooshWriter:
    """Writes one commit."""

    def __init__(self, folder: Path, *, bulk: bool) -> None:
        self.writer = SegmentWriter(open_index(folder), timeout=5.0, limitmb=SPILL, codec=Codec())
        self.bulk = bulk

    def put(self, change: Change, *, known: bool = True) -> None:
        """Replace a subject's documents."""
        if known:
            self.writer.delete_by_term("subject", change.subject)
        for each in change.documents:
            self.writer.add_document(
                words=each.words, title=each.title or None, exact=each.exact, subject=each.subject,
                facts=facts_line(each), kept=each.kept,
            )  # fmt: skip

    def commit(self, bookmark: Bookmark) -> None:
        """Make everything visible, with the bookmark."""
        self.writer.delete_by_term("subject", BOOKMARK)
        self.writer.add_document(subject=BOOKMARK, facts=b"", kept=bookmark.as_text())
        self.writer.commit(mergetype=join_small)

    def cancel(self) -> None:
        """Forget everything that was put."""
        self.writer.cancel()


def join_small(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Which segments stay; many small ones of one size, and those mostly deleted, are taken up into what is written."""
    tiers: dict[int, list[Any]] = defaultdict(list)
    for segment in segments:
        tiers[int(log(max(segment.doc_count_all(), 1), TIER))].append(segment)
    joined, room = [], MOST_MERGED
    for segment in sorted(segments, key=lambda each: each.doc_count_all()):
        count = segment.doc_count()
        tier = tiers[int(log(max(segment.doc_count_all(), 1), TIER))]
        if (len(tier) >= TIER or count * 2 < segment.doc_count_all()) and count <= room:
            joined.append(segment)
            room -= count
    for segment in joined:
        reader = reading.SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in joined]


def open_index(folder: Path) -> Any:
    """The index in a folder. Raises Broken."""
    try:
        return index.open_dir(str(folder))
    except Exception as error:  # whatever a damaged file makes of itself
        raise Broken(str(error)) from error


class Whoosh:
    """The engine by default: written in Python, no service; good for some fifty thousand messages."""

    name = "whoosh"

    def create(self, folder: Path) -> None:
        """An empty index in an empty folder."""
        index.create_in(str(folder), schema())

    def generation(self, folder: Path) -> Hashable:
        """The number of the newest table of contents."""
        try:
            numbers = [int(found[1]) for each in folder.iterdir() if (found := TOC.fullmatch(each.name))]
        except OSError as error:
            raise Broken(str(error)) from error
        if not numbers:
            raise Broken(f"{folder} holds no index")
        return max(numbers)

    def open(self, folder: Path, *, before: Reader | None = None) -> Reader:
        """The index as it is now; segments known before are not read again."""
        from .whoosh_reading import WhooshReader  # late: slow import

        known = before.segments if isinstance(before, WhooshReader) else {}
        for last in (False, True):
            try:
                return WhooshReader(open_index(folder).reader(), known)
            except (
                FileNotFoundError
            ) as error:  # a commit came between reading the contents and opening the files
                if last:
                    raise Broken(str(error)) from error
            except Exception as error:
                raise Broken(str(error)) from error
        raise AssertionError("unreachable")

    def writer(self, folder: Path, *, bulk: bool = False) -> WhooshWriter:
        """The one writer."""
        try:
            return WhooshWriter(folder, bulk=bulk)
        except Broken:
            raise
        except Exception as error:
            raise Broken(str(error)) from error
