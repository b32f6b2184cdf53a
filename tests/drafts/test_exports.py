"""A draft as a file that needs nothing beside it."""

import sys
from typing import Any

import pytest
from flask import Flask

from consensus.drafts.actions import read_files
from consensus.drafts.bundle import File
from consensus.drafts.exports import as_html, as_markdown, as_pdf
from consensus.drafts.queries import rows_of
from consensus.kit.errors import NotHere
from tests.factories import make_draft

TEXT = """---
version: 0.0.1
date: 2024-04-22
title: A definition
summary: The first draft.
---
# Preamble

Everybody may read & learn. {#why}

# What it is

A system is open when it can be {#what}

- **Used** for any purpose {#use}
- **Studied** in <all> its parts[^1] {#study}

[^1]: Where it is known. {#fn-known}
"""


@pytest.fixture
def draft(app: Flask) -> Any:
    """A published draft."""
    return make_draft("0.0.1", TEXT)


def test_the_markdown_reads_back_as_the_same_clauses(draft: Any) -> None:
    again = read_files([File("draft.md", as_markdown(draft))], version="0.0.2")

    stored = [(row.key, row.number, row.digest, str(row.kind)) for row in rows_of(draft)]
    assert [(each.key, each.number, each.digest, str(each.kind)) for each in again.outline.clauses] == stored
    assert (again.title, again.summary) == ("A definition", "The first draft.")


def test_the_page_holds_the_words_and_asks_for_nothing(draft: Any) -> None:
    page = as_html(draft)

    assert page.startswith("<!doctype html>")
    assert "A definition" in page
    assert "read &amp; learn." in page
    assert "<all>" not in page
    assert [mark for mark in ("<script", "<link", "src=", "@import") if mark in page] == []


def test_without_the_extra_a_pdf_is_refused_in_a_sentence(
    draft: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(NotHere, match=r"consensus\[pdf\]"):
        as_pdf(draft)
