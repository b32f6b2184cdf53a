"""The next draft, begun from the files of the latest."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from consensus.discussion.beginning import Published, begun
from consensus.discussion.rewriting import read_outline
from consensus.drafts.bundle import File
from tests.discussion.held import lines_changed

CONTENT = Path(__file__).parents[2] / "content" / "drafts"
VERSIONS = sorted(folder.name for folder in CONTENT.iterdir() if folder.is_dir())
ID = re.compile(r"[ \t]*\{:?[ \t]*#[\w-]+[ \t]*\}")


def published(version):
    files = [File(path.name, path.read_text("utf-8")) for path in sorted((CONTENT / version).glob("*.md"))]
    return files, [Published(clause, clause.digest) for clause in read_outline(files).clauses]


@pytest.mark.parametrize("version", VERSIONS)
def test_only_what_it_says_of_itself_is_changed(version):
    files, clauses = published(version)

    made, outline = begun(files, clauses, title="T", old=version, version="9.9")
    gone, came = lines_changed(files[0].content, made[0].content)

    assert came == ["version: 9.9", "### version 9.9"]
    assert sorted(line.split(":")[0] for line in gone) == sorted(
        ["version", "date", "summary", f"### version {version}"]
    )
    assert (list(made[1:]), outline.fields["version"]) == (files[1:], "9.9")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_clause_gets_its_lasting_key_as_id(version):
    files, clauses = published(version)
    bare = [replace(file, content=ID.sub("", file.content)) for file in files]

    made, outline = begun(bare, clauses, title="T", old=version, version="9.9")

    assert [(clause.key, clause.given) for clause in outline.clauses] == [
        (each.row.key, True) for each in clauses
    ]
    assert [file.name for file in made] == [file.name for file in files]


def test_keys_that_were_swapped_stay_swapped():
    text = "# T\n\n## A\n\nSame words here.\n\nSame words here.\n"
    found = read_outline([File("a.md", text)]).clauses
    keys = ["a", "same-words-here-2", "same-words-here"]
    clauses = [
        Published(replace(clause, key=key), clause.digest) for clause, key in zip(found, keys, strict=True)
    ]

    _made, outline = begun([File("a.md", text)], clauses, title="T", old="0.1", version="0.2")

    assert [clause.key for clause in outline.clauses] == keys


def test_files_that_read_otherwise_now_are_written_anew_with_their_attachments():
    files, clauses = published("0.0.9")
    other = [
        *(replace(file, content=file.content.replace("everyone", "all")) for file in files),
        File("checklist.toml", ""),
    ]

    made, outline = begun(other, clauses, title="The Title", old="0.0.9", version="1.0")

    assert [file.name for file in made] == ["draft.md", "checklist.toml"]
    assert [clause.digest for clause in outline.clauses] == [each.digest for each in clauses]
    assert (outline.fields["version"], outline.fields["title"]) == ("1.0", "The Title")


def test_a_clause_that_names_the_version_keeps_its_words():
    text = "---\nversion: 0.1\ndate: 2024-01-01\n---\n# T\n\n## Changes since 0.1 {#a}\n\nversion: 0.1 was short. {#b}\n"
    found = read_outline([File("a.md", text)]).clauses

    made, _outline = begun(
        [File("a.md", text)],
        [Published(each, each.digest) for each in found],
        title="T",
        old="0.1",
        version="0.2",
    )

    assert made[0].content == text.replace("version: 0.1\ndate: 2024-01-01", "version: 0.2")
