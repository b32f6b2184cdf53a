"""The site's own pages are found."""

from pathlib import Path

from flask import Flask

from consensus.kit.refs import Ref
from consensus.pages.documents import EVERY
from consensus.search.registry import documents_of, subjects_at_start

PAGE = "---\ntitle: How it works\nsummary: In short.\n---\n\n# Heading\n\nBy **talking**.\n"


def test_every_page_is_a_document_of_one_subject(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "process.md").write_text(PAGE)
    app.config["CONTENT"] = str(tmp_path)

    [document] = documents_of([EVERY])[EVERY]

    assert (document.id, document.kind, document.url, document.title) == (
        "page:process", "page", "/pages/process/", "How it works",
    )  # fmt: skip
    assert document.text == "In short. Heading By talking."
    assert EVERY in list(subjects_at_start())


def test_there_is_no_other_subject_of_pages(app: Flask) -> None:
    assert documents_of([Ref("pages", "some")]) == {Ref("pages", "some"): []}
