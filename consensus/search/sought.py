"""Pure: a question as engines answer it: terms instead of words, values instead of names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .analysis import Terms, asked, denied, fold
from .document import EVERYBODY, MODERATORS
from .languages import COMMON
from .prepared import byline_terms, moment_as_order
from .question import NOTHING, Question, Term

Means = Callable[[str], tuple[Terms, ...]]
MOST_PIECES = 24  # terms in all, after words were taken apart
MOST_TOGETHER = 5  # words that are looked at for standing side by side


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to be met in any of these ways: one of some ``words``, the run of ``exact`` words, a word with this
    ``beginning``.

    A word that is met exactly as it was written counts more; so does one in the title.
    """

    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    beginning: str = ""


@dataclass(frozen=True, slots=True)
class Narrow:
    """Values of a field, any of them; for authors also the words of a name as it was shown elsewhere."""

    values: frozenset[str]
    bylines: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What an engine looks for. ``together``: words that count more where they stand side by side."""

    groups: tuple[tuple[Wanted, ...], ...] = ()
    without: tuple[Wanted, ...] = ()
    together: tuple[str, ...] = ()
    only: Mapping[str, Narrow] = field(default_factory=dict)
    never: Mapping[str, Narrow] = field(default_factory=dict)
    after: int | None = None
    before: int | None = None
    audiences: tuple[str, ...] = (EVERYBODY,)


def sought(
    question: Question,
    *,
    audience: str = EVERYBODY,
    meant: Mapping[tuple[str, str], Sequence[str]] | None = None,
) -> Sought:
    """A question in terms. ``meant``: (field, words) → the values they stand for, where they are not the value itself."""
    groups = _without_common([group for each in question.groups for group in _groups(each)][:MOST_PIECES])
    return Sought(
        groups=tuple(groups),
        without=tuple(wanted for term in question.without for wanted in _as_one(term, means=denied))[
            :MOST_PIECES
        ],
        together=_together(groups),
        only=_narrowed(question.only, meant or {}),
        never=_narrowed(question.never, meant or {}),
        after=moment_as_order(question.after) if question.after else None,
        before=moment_as_order(question.before) if question.before else None,
        audiences=(EVERYBODY, MODERATORS) if audience == MODERATORS else (EVERYBODY,),
    )


def any_of(
    words: Iterable[str], only: Mapping[str, Narrow], *, audiences: tuple[str, ...] = (EVERYBODY,)
) -> Sought:
    """Whatever holds some of many words, the more of them the better."""
    return Sought(groups=(tuple(Wanted((word,)) for word in words),), only=only, audiences=audiences)


def beginnings_in(sought: Sought) -> list[str]:
    """Every beginning of a word that is looked for."""
    every = [*(wanted for group in sought.groups for wanted in group), *sought.without]
    return sorted({wanted.beginning for wanted in every if wanted.beginning})


def field_of(beginning: str) -> str:
    """Where words with a beginning are looked up: names of several parts are no single words."""
    return "exact" if beginning.isalnum() else "words"


def _groups(alternatives: Sequence[Term]) -> list[tuple[Wanted, ...]]:
    """What must be met; a single word that is several (``l'outil``) is several things to meet."""
    if len(alternatives) == 1 and alternatives[0].how == "word":
        return [(each,) for each in _apart(alternatives[0])]
    found = tuple(wanted for term in alternatives for wanted in _as_one(term))
    return [found] if found else []


def _apart(term: Term) -> list[Wanted]:
    pieces = asked(term.text)
    telling = [each for each in pieces if len(pieces) == 1 or len(each.exact[0]) > 1]
    return [_wanted(each) for each in telling or pieces]


def _as_one(term: Term, *, means: Means = asked) -> list[Wanted]:
    pieces = means(term.text)
    if not pieces:
        return []
    if term.how == "prefix":
        return [Wanted(beginning=fold(term.text))]
    if term.how == "word" and len(pieces) == 1:
        return [_wanted(pieces[0])]
    return [Wanted(exact=tuple(each for piece in pieces for each in _run(piece)))]


def _wanted(terms: Terms) -> Wanted:
    if terms.signs:
        return Wanted(exact=_run(terms)) if len(terms.exact) > 1 else Wanted(beginning=terms.exact[0])
    named = len(terms.exact) > 1 and not any(part.isalpha() for part in terms.exact)
    return Wanted(terms.words, () if named else terms.exact)


def _run(terms: Terms) -> tuple[str, ...]:
    """The words of a piece in order; of pairs of signs all but the last, which is a sign alone."""
    return terms.exact[:-1] if terms.signs and len(terms.exact) > 1 else terms.exact


def _without_common(groups: Sequence[tuple[Wanted, ...]]) -> list[tuple[Wanted, ...]]:
    """Groups without words that every text has, unless nothing else is asked."""
    telling = [group for group in groups if not all(_is_common(each) for each in group)]
    return list(telling or groups)


def _is_common(wanted: Wanted) -> bool:
    return bool(wanted.words) and len(wanted.exact) == 1 and wanted.exact[0] in COMMON


def _together(groups: Sequence[tuple[Wanted, ...]]) -> tuple[str, ...]:
    plain = [group[0] for group in groups if len(group) == 1 and group[0].exact]
    terms = tuple(each for wanted in plain for each in wanted.exact)
    return terms if len(groups) == len(plain) and 1 < len(terms) <= MOST_TOGETHER else ()


def _narrowed(
    fields: Mapping[str, Sequence[str]], meant: Mapping[tuple[str, str], Sequence[str]]
) -> dict[str, Narrow]:
    found = {}
    for name, values in (fields or NOTHING).items():
        every = frozenset(each for value in values for each in (value, *meant.get((name, value), ())))
        bylines = tuple(filter(None, map(byline_terms, values))) if name == "author" else ()
        found[name] = Narrow(every, bylines)
    return found
