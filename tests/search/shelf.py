"""Documents to test with: plain ones, an index of them in a folder, and a registry of notes that can be changed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from consensus.kit.refs import Ref
from consensus.search import registry
from consensus.search.asking import read
from consensus.search.document import Document
from consensus.search.index.shape import Bookmark, Change, Engine, Reader
from consensus.search.prepared import prepare
from consensus.search.sought import sought

DAY = datetime(2024, 4, 22, 12, tzinfo=UTC)


def note(id: int, text: str, title: str = "", **fields: Any) -> Document:
    """A note, each a minute later than the one before."""
    given = {"language": "en", "at": DAY + timedelta(minutes=id), "kind": "note"} | fields
    return Document(
        id=f"note:{id}", subject=f"note:{id}", url=f"/notes/{id}", title=title, text=text, **given
    )


def change(document: Document) -> Change:
    """A document as it is written."""
    return Change(document.subject, [prepare(document)])


def written(engine: Engine, folder: Path, documents: Sequence[Document], *, n: int = 1) -> Reader:
    """An index of some documents, opened."""
    if not any(folder.iterdir()):
        engine.create(folder)
    writer = engine.writer(folder)
    for each in documents:
        writer.put(change(each))
    writer.commit(Bookmark(n))
    return engine.open(folder)


def ids(reader: Reader, asked: str, **options: Any) -> list[str]:
    """The ids of what a question finds."""
    looked = reader.find(sought(read(asked), audience=options.pop("audience", "everybody")), **options)
    return [hit.key.id for hit in looked.hits]


class Notes(dict[int, Document]):
    """Notes that can be found; a change is not known until an act says so."""

    def declare(self) -> None:
        """Let them be found."""
        registry.searchable("note", subjects=self.subjects)(self.documents)

    def subjects(self) -> Iterator[Ref]:
        """Every note there is."""
        return (Ref("note", str(id)) for id in sorted(self))

    def documents(self, refs: Sequence[Ref]) -> list[Document]:
        """What some of them say."""
        return [self[int(ref.name)] for ref in refs if int(ref.name) in self]
