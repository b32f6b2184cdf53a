"""Texts to hold suggestions against, and edits of them, in a short notation."""

from consensus.discussion.applying import Applied, Edit, Settled, Target, apply
from consensus.discussion.rewriting import Rewritten, Wanted, read_outline, rewrite
from consensus.drafts.bundle import File
from consensus.drafts.pieces import Outline, OutlineClause

TEXT = """---
version: 0.1
---
# The definition

> This is a draft. {#note}

## Freedoms {#freedoms}

A system is open when everyone may: {#lead}

- **Use** it for any purpose. {#use}
- **Study** how it works,
  and look inside.[^1] {#study}
  - Look at its code. {#look}
- **Share** it with others. {#share}

Nobody needs to ask for permission first. {#permission}

[^1]: In all of its parts. {#fn-parts}

## Table {#table}

| Component {#head} | Terms |
| --- | --- |
| Code {#code} | OSI |
| Data card {#card} | OSD |

:::info
Boxed words. {#boxed}
:::

```python
a = 1

b = 2
```

{#fenced}

Last words. {#last}
"""


def outline_of(*texts: str, names: tuple[str, ...] = ("1.md", "2.md", "3.md")) -> Outline:
    """The outline of some files."""
    return read_outline(files_of(*texts, names=names))


def files_of(*texts: str, names: tuple[str, ...] = ("1.md", "2.md", "3.md")) -> list[File]:
    """Texts as files."""
    return [File(name, text) for name, text in zip(names, texts, strict=False)]


def find(outline: Outline, key: str) -> OutlineClause:
    """A clause by its key."""
    return next(clause for clause in outline.clauses if clause.key == key)


def at(key: str | None) -> Target | None:
    """A clause that is still one of its own."""
    return None if key is None else Target(key, (key,))


def replaced(
    outline: Outline, key: str, text: str, *, base: str | None = None, n: int = 1, **more: object
) -> Edit:
    """Other words; ``base``: those it was made on, if they are not those that stand there."""
    clause = find(outline, key)
    return Edit(n, "replace", at(key), clause.markdown if base is None else base, clause.digest, text, **more)


def inserted(text: str, after: str | None, *, n: int = 1) -> Edit:
    """New words after a clause."""
    return Edit(n, "insert", text=text, after=at(after))


def deleted(
    outline: Outline, key: str, *, digest: str | None = None, n: int = 1, settled: Settled | None = None
) -> Edit:
    """A clause to be deleted."""
    clause = find(outline, key)
    return Edit(
        n, "delete", at(key), clause.markdown, clause.digest if digest is None else digest, settled=settled
    )


def moved(outline: Outline, key: str, after: str | None, *, n: int = 1) -> Edit:
    """A clause to stand elsewhere."""
    clause = find(outline, key)
    return Edit(n, "move", at(key), clause.markdown, clause.digest, after=at(after))


def applied(outline: Outline, *edits: Edit, taken: frozenset[str] = frozenset()) -> Applied:
    """Edits applied to an outline."""
    return apply(outline.clauses, edits, taken=taken)


def told(result: Applied) -> list[tuple[str, str]]:
    """What became of each edit, and why."""
    return [(str(each.fate), str(each.why)) for each in result.told]


def shape(clauses: object) -> list[str]:
    """Clauses as lines: indented by how deep they hang, kind, key, words."""
    return [
        f"{'  ' * clause.depth}{str(clause.kind)[0]} {clause.key}: {clause.markdown}"
        for clause in clauses  # type: ignore[attr-defined]
    ]


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def rewritten(text: str, *edits: Edit, **more: object) -> Rewritten:
    """A text with edits in it. Raises CannotBeWritten."""
    before = outline_of(text)
    result = applied(before, *edits)
    assert result.whole, told(result)
    return rewrite(files_of(text), before, Wanted(result.clauses, result.moved, **more))
