"""tantivy: how an index is laid out, and how it is written. Terms come prepared; tantivy splits them at spaces."""

from collections.abc import Hashable
from pathlib import Path

import tantivy

from ..prepared import FIELDS, Prepared
from .shape import BOOKMARK, Bookmark, Broken, Change, Reader

BETWEEN = "\x1f"
HEAP, HEAP_IN_BULK = 32_000_000, 256_000_000  # bytes of memory while writing


def schema() -> tantivy.Schema:
    """The fields of the index."""
    builder = tantivy.SchemaBuilder()
    for name, option in (("words", "freq"), ("title", "freq"), ("exact", "position"), ("byline", "basic")):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in ("subject", *FIELDS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in FIELDS)
    builder.add_unsigned_field("order", indexed=True, fast=True)
    builder.add_bytes_field("line", stored=True)
    builder.add_bytes_field("kept", stored=True)
    return builder.build()


def row_of(document: Prepared) -> tantivy.Document:
    """A document as tantivy takes it."""
    row = tantivy.Document()
    for name in ("words", "title", "exact", "byline"):
        row.add_text(name, " ".join(getattr(document, name)))
    row.add_text("subject", document.subject)
    for name, values in document.facts.items():
        for value in values:
            row.add_text(name, value)
    row.add_unsigned("order", document.order)
    row.add_bytes(
        "line", BETWEEN.join((document.subject, document.id, document.digest)).encode("utf-8", "replace")
    )
    row.add_bytes("kept", document.kept)
    return row


class TantivyWriter:
    """Writes one commit."""

    def __init__(self, folder: Path, *, bulk: bool) -> None:
        index = open_index(folder)
        self.writer = index.writer(HEAP_IN_BULK if bulk else HEAP, 1)
        self.writer.garbage_collect_files()  # one who was killed may have left a file by the name that the next needs

    def put(self, change: Change, *, known: bool = True) -> None:
        """Replace a subject's documents."""
        if known:
            self.writer.delete_documents_by_term("subject", change.subject)
        for each in change.documents:
            self.writer.add_document(row_of(each))

    def commit(self, bookmark: Bookmark) -> None:
        """Make everything visible, with the bookmark."""
        self.writer.delete_documents_by_term("subject", BOOKMARK)
        row = tantivy.Document()
        row.add_text("subject", BOOKMARK)
        row.add_bytes("kept", bookmark.as_text().encode())
        self.writer.add_document(row)
        self.writer.commit()
        self.writer.wait_merging_threads()

    def cancel(self) -> None:
        """Forget everything that was put."""
        self.writer.rollback()
        self.writer.wait_merging_threads()


def open_index(folder: Path) -> tantivy.Index:
    """The index in a folder. Raises Broken."""
    try:
        return tantivy.Index.open(str(folder))
    except Exception as error:  # whatever a damaged file makes of itself
        raise Broken(str(error)) from error


class Tantivy:
    """The engine for large archives, written in Rust: the extra ``tantivy``."""

    name = "tantivy"

    def create(self, folder: Path) -> None:
        """An empty index in an empty folder."""
        tantivy.Index(schema(), str(folder))

    def generation(self, folder: Path) -> Hashable:
        """What is known of the file that each commit replaces."""
        try:
            found = (folder / "meta.json").stat()
        except OSError as error:
            raise Broken(str(error)) from error
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    def open(self, folder: Path, *, before: Reader | None = None) -> Reader:
        """The index as it is now."""
        from .tantivy_reading import TantivyReader  # late: slow import

        index = open_index(folder)
        try:
            index.config_reader("manual")
            index.reload()
            return TantivyReader(index)
        except Exception as error:
            raise Broken(str(error)) from error

    def writer(self, folder: Path, *, bulk: bool = False) -> TantivyWriter:
        """The one writer."""
        try:
            return TantivyWriter(folder, bulk=bulk)
        except Broken:
            raise
        except Exception as error:
            raise Broken(str(error)) from error
