"""Footnotes hang from the clause that first refers to them, at the end of its part."""

import pytest

from consensus.drafts.clauses import SourceError, outline
from consensus.drafts.footnotes import marks_in
from consensus.drafts.sources import read

from .hanging import paths


def told(*texts):
    found = outline([read(f"{number}.md", text) for number, text in enumerate(texts, start=1)])
    return [
        f"{path} {clause.part}: {clause.markdown}"
        for path, clause in zip(paths(found), found.clauses, strict=True)
    ]


def test_a_footnote_that_is_written_after_a_later_heading_goes_back_to_its_part():
    assert told("# T\n\n# A\n\n- x\n- y[^3]\n- z\n\n# B\n\n[^3]: note\n\nw") == [
        "1 a: A",
        "1.1 a: x",
        "1.2 a: y[^3]",
        "1.3 a: z",
        "1.2.1 a: note",
        "2 b: B",
        "2.1 b: w",
    ]


def test_the_first_clause_that_refers_has_the_footnote():
    assert told("# T\n\n# A[^1]\n\nx[^1]\n\n# B\n\ny[^1]\n\n[^1]: note")[2] == "1.2 a: note"


def test_footnotes_stand_in_the_order_of_their_marks():
    assert told("# T\n\n# A\n\nx[^b] y[^a]\n\n[^a]: one\n[^b]: two")[2:] == ["1.1.1 a: two", "1.1.2 a: one"]


def test_a_footnote_of_a_footnote_and_its_further_paragraphs():
    assert told("# T\n\n# A\n\nx[^1]\n\n[^1]: one[^2]\n\n    more\n\n[^2]: two")[2:] == [
        "1.1.1 a: one[^2]",
        "1.1.1.1 a: more",
        "1.1.1.2 a: two",
    ]


def test_a_footnote_without_a_mark_hangs_from_the_heading_of_its_part():
    assert told("# T\n\n# A\n\nx\n\n# B\n\n[^9]: note") == ["1 a: A", "1.1 a: x", "2 b: B", "2.1 b: note"]


def test_equal_labels_in_two_files_are_two_footnotes():
    assert told("# T\n\n# A\n\nx[^1]\n\n[^1]: one", "# B\n\n| y[^1] | z |\n|---|---|\n\n[^1]: two") == [
        "1 a: A",
        "1.1 a: x[^1]",
        "1.1.1 a: one",
        "2 b: B",
        "2.1 b: y[^1-2] | z",
        "2.1.1 b: two",
    ]


def test_a_chain_of_footnotes_is_refused_before_it_is_too_long_to_show():
    chain = "".join(f"[^{place}]: x[^{place + 1}]\n" for place in range(60))

    with pytest.raises(SourceError, match="footnotes refer to footnotes, again and again"):
        told(f"a[^0]\n\n{chain}")


def test_marks_are_found_in_order_and_escaped_ones_are_not():
    assert marks_in(r"a[^1] b\[^2] c[^x]") == ["1", "x"]


def test_footnotes_of_footnotes_without_end_are_refused() -> None:
    chain = "a[^0]\n\n" + "\n".join(f"[^{n}]: b[^{n + 1}]" for n in range(3000))

    with pytest.raises(SourceError, match="again and again"):
        outline([read("a.md", chain)])
