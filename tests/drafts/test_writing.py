"""Clauses as Markdown."""

from consensus.drafts.clauses import outline, to_markdown
from consensus.drafts.sources import read

TEXT = """---
version: "0.0.9"
title: "The Title: \\"quoted\\""
---

# The Title: "quoted"

> A note. {#note}
>
> - in it {#in-note}
>
>   1. deeper {#deeper}

:::info
A box. {#box}
:::

## Part[^1] {#part}

Lead: {#lead}

- **One** {#one}
  1. two {#two}

     more of two {#more}

- three {#three}

```python
a = 1

b = 2
```

{#code}

[^1]: Note. {#fn}

    More. {#fn-more}

## Table {#table}

| Component {#header} | Terms |
| --- | --- |
| **Code** {#group} |
| - Inference \\| more {#row} | OSI |
| - Card {#card} |  |

### Sub {#sub}

Words. {#words}
"""


def draft(text):
    return outline([read("draft.md", text)])


def written(text, **how):
    found = draft(text)
    return to_markdown(found.clauses, title=found.fields["title"], **how)


def test_a_text_with_everything_is_written_as_it_was():
    assert written(TEXT, fields={"version": "0.0.9", "summary": ""}) == TEXT


def test_without_ids_the_words_are_the_same():
    text = written(TEXT, ids=False)

    assert "{#" not in text
    assert [clause.digest for clause in draft(text).clauses] == [
        clause.digest for clause in draft(TEXT).clauses
    ]


def test_parts_of_different_levels_are_brought_to_one():
    files = [read("1.md", "# T\n\n## A\n\n### B\n\na"), read("2.md", "# C\n\n## D\n\nb")]
    text = to_markdown(outline(files).clauses, title="T", ids=False)

    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# T",
        "# A",
        "## B",
        "# C",
        "## D",
    ]


def test_a_title_that_looks_like_markup_stays_a_title():
    found = draft(to_markdown(draft("# T\n\n# A\n\na").clauses, title="*T* [x] #"))

    assert found.fields["title"] == "*T* [x] #"
    assert [clause.text for clause in found.clauses] == ["A", "a"]


def test_a_heading_may_end_in_a_sign_of_headings():
    assert draft(written("# T\n\n# C \\#\n\na", ids=False)).clauses[0].text == "C #"
