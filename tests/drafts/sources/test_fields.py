"""What a source says of itself."""

import pytest

from consensus.drafts.sources import read


def fields(text, **how):
    return dict(read("draft.md", text, **how).fields)


def test_values_are_words_never_numbers_or_dates():
    text = "---\nversion: 1.10\ndate: 2024-10-28\ntitle: 'Yes: it is'\nsummary: >\n  two\n  lines\nlanguage: no\n---\n\nx"

    assert fields(text) == {
        "version": "1.10",
        "date": "2024-10-28",
        "title": "Yes: it is",
        "summary": "two lines",
        "language": "no",
    }


@pytest.mark.parametrize(
    "heading",
    [
        "### version 0.0.8",
        "### Version: 0.0.8",
        "version 0.0.8",
        "## v0.0.8",
        "#### draft v. 0.0.8",
        "### バージョン 0.0.8",
        "### 0.0.8",
    ],
)
def test_a_version_under_the_title_is_a_field(heading):
    file = read("draft.md", f"# Title\n\n{heading}\n\nwords")

    assert dict(file.fields) == {"version": "0.0.8"}
    assert [piece.markdown for piece in file.pieces] == ["Title", "words"]


@pytest.mark.parametrize("version", ["1.0-RC1", "1.0-RC2", "1.0", "0.0.10", "1.0-RC2-STRAW"])
def test_versions_of_every_kind_are_known(version):
    assert fields(f"# Title\n### version {version}\n\nwords") == {"version": version}


@pytest.mark.parametrize(
    "text", ["# T\n\nVersion 2 is better.\n", "# T\n\nwords\n\n### version 0.0.8", "# T\n\n- version 0.0.8"]
)
def test_a_version_elsewhere_is_text(text):
    assert fields(text) == {}


def test_the_front_matter_counts_where_the_heading_says_another_version():
    file = read("draft.md", "---\nversion: 0.0.9\n---\n# T\n### version 0.0.8\n\nwords")

    assert dict(file.fields) == {"version": "0.0.9"}
    assert [caution.message for caution in file.cautions] == [
        "the heading says version 0.0.8, the front matter 0.0.9, which counts"
    ]


@pytest.mark.parametrize(
    "bomb",
    [
        "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: [*c, *c]\n---\nx",
        "---\ntitle: &a [*a]\n---\nx",
    ],
)
def test_front_matter_that_refers_to_itself_is_not_unfolded(bomb):
    assert fields(bomb) == {}


def test_what_no_database_can_keep_is_left_out_of_the_front_matter() -> None:
    found = read("a.md", '---\ntitle: "a\\0b\\u202e"\nsummary: ["x\\0", y]\n---\ntext')

    assert found.fields == {"title": "ab", "summary": "x, y"}
