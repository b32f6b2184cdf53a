"""What the desk shows of a text as it was understood: line by line, with what is to be looked at beside its line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..kit.text.rendered import inline_texts
from .models import Draft
from .pieces import Outline
from .queries import preparation_of
from .undefined import Undefined, undefined_terms


@dataclass(frozen=True, slots=True)
class LineView:
    """A clause as it was understood, with what is to be looked at on its line."""

    clause: Any
    html: Markup
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A text as it was understood: parts with their lines, cautions that fit no line, and what was left out."""

    parts: tuple[tuple[Any, tuple[LineView, ...]], ...]
    elsewhere: tuple[tuple[str, int | None, str], ...]
    dropped: tuple[Any, ...]
    undefined: tuple[Undefined, ...]
    cautions: tuple[tuple[str, int | None, str], ...]
    files: tuple[str, ...]


def text_view(outline: Outline, warnings: Iterable[Sequence[str]]) -> TextView:
    """What was read, for a maintainer to check against the files. Each caution stands beside its line."""
    texts = inline_texts([clause.markdown for clause in outline.clauses])
    only = {clause.file for clause in outline.clauses}
    alone = next(iter(only)) if len(only) == 1 else ""
    said: dict[tuple[str, int], list[str]] = {}
    for caution in outline.cautions:
        said.setdefault((caution.file or alone, caution.line), []).append(caution.message)
    parts, beside = [], set()
    for part in outline.parts:
        lines = []
        for clause in outline.clauses:
            if clause.part == part.slug:
                place = clause.file, clause.line
                lines.append(
                    LineView(clause, texts[clause.markdown], tuple(said[place]) if place in said else ())
                )
                beside.add(place)
        parts.append((part, tuple(lines)))
    everything = [(file, line, message) for (file, line), told in said.items() for message in told]
    attached: list[tuple[str, int | None, str]] = [(file, None, message) for file, message in warnings]
    elsewhere = [each for each in everything if (each[0], each[1]) not in beside]
    return TextView(
        parts=tuple(parts),
        elsewhere=(*elsewhere, *attached),
        dropped=outline.dropped,
        undefined=tuple(undefined_terms(outline.clauses)),
        cautions=(*everything, *attached),
        files=tuple(sorted(only)),
    )


def text_of(draft: Draft, outline: Outline) -> TextView:
    """The text of a prepared draft, with the warnings about its attached files."""
    stored = preparation_of(draft)
    return text_view(outline, stored.outline.get("warnings", ()) if stored else ())
