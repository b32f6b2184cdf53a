"""What is said where nothing was found because a field was given a value that nothing has."""

from .index.shape import Reader
from .question import Note, Question, Trouble
from .sought import Narrow, Sought

CHECKED = ("kind", "in", "draft", "outcome", "system", "stop", "language", "year")
MOST_TOLD = 20


def unknown(question: Question, wanted: Sought, reader: Reader) -> tuple[Note, ...]:
    """A note for each value that nothing has at all, with the values that there are, the most frequent first."""
    return tuple(
        Note(Trouble.UNKNOWN, f"{name}:{value}"[:60], _there_is(name, wanted, reader))
        for name in CHECKED
        for value in question.only.get(name, ())
        if name in wanted.only and not _has(name, wanted.only[name], wanted, reader)
    )


def _has(name: str, narrow: Narrow, wanted: Sought, reader: Reader) -> bool:
    found = reader.find(Sought(only={name: narrow}, audiences=wanted.audiences), limit=1, facets=False)
    return found.total > 0


def _there_is(name: str, wanted: Sought, reader: Reader) -> str:
    """A facet's counts do not heed its own choice, so they say what else there is."""
    alone = Sought(only={name: wanted.only[name]}, audiences=wanted.audiences)
    counted = reader.find(alone, limit=1).facets.get(name, {})
    ranked = sorted((value for value, n in counted.items() if n), key=lambda value: (-counted[value], value))
    return ", ".join([*ranked[:MOST_TOLD], *(["…"] if len(ranked) > MOST_TOLD else [])])
