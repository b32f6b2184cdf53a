"""tantivy: what is sought as its queries. The same reckoning as with Whoosh: BM25, summed over the fields."""

from collections.abc import Iterable, Mapping, Sequence

from tantivy import FieldType, Occur, Query, Schema

from ..sought import Narrow, Sought, Wanted, field_of
from .shape import EXACTLY, IN_TITLE, TOGETHER

MOST = (1 << 64) - 1
Clause = tuple[Occur, Query]
Begun = Mapping[str, Sequence[str]]


def text_query(schema: Schema, sought: Sought, begun: Begun) -> list[Clause]:
    """The words: every group must be met, nothing of what is not wanted. ``begun``: the words of each beginning."""
    found = [(Occur.Must, _group(schema, group, begun)) for group in sought.groups]
    if not found:
        found = [(Occur.Must, Query.all_query())]
    found += [(Occur.MustNot, _wanted(schema, wanted, begun)) for wanted in sought.without]
    if len(sought.together) > 1:
        beside = Query.phrase_query(schema, "exact", list(sought.together))
        found.append((Occur.Should, Query.boost_query(beside, TOGETHER)))
    return found


def filters(schema: Schema, sought: Sought, *, without: str = "") -> list[Clause]:
    """Everything by which it is narrowed, but for one field; none of it counts for the score."""
    found = [_must(_values(schema, "audience", sought.audiences))]
    found += [_must(_narrow(schema, name, each)) for name, each in sought.only.items() if name != without]
    found += [(Occur.MustNot, _narrow(schema, name, each)) for name, each in sought.never.items()]
    if sought.after is not None or sought.before is not None:
        found.append(_must(between(schema, sought.after, sought.before)))
    return found


def between(schema: Schema, first: int | None, end: int | None) -> Query:
    """Documents from one place in time to before another."""
    return Query.range_query(
        schema, "order", FieldType.Unsigned, lower_bound=first or 0,
        upper_bound=MOST if end is None else end, include_upper=end is None,
    )  # fmt: skip


def _must(query: Query) -> Clause:
    return Occur.Must, Query.const_score_query(query, 0.0)


def _values(schema: Schema, name: str, values: Iterable[str]) -> Query:
    return Query.term_set_query(schema, name, sorted(values))


def _narrow(schema: Schema, name: str, narrow: Narrow) -> Query:
    found = _values(schema, name, narrow.values)
    if not narrow.bylines:
        return found
    shown = [
        Query.boolean_query(
            [(Occur.Must, Query.term_query(schema, "byline", word, "basic")) for word in each]
        )
        for each in narrow.bylines
    ]
    return _any([found, *shown])


def _group(schema: Schema, group: Sequence[Wanted], begun: Begun) -> Query:
    return _any([_wanted(schema, wanted, begun) for wanted in group])


def _wanted(schema: Schema, wanted: Wanted, begun: Begun) -> Query:
    if wanted.beginning:
        words = Query.term_set_query(schema, field_of(wanted.beginning), list(begun[wanted.beginning]))
        return Query.const_score_query(words, 1.0)
    parts = []
    if wanted.words:
        parts = [
            _best(schema, "words", wanted.words),
            Query.boost_query(_best(schema, "title", wanted.words), IN_TITLE),
        ]
    if wanted.exact:
        parts.append(Query.boost_query(_run(schema, wanted.exact), EXACTLY if wanted.words else 1.0))
    return _any(parts)


def _best(schema: Schema, name: str, words: Sequence[str]) -> Query:
    terms = [Query.term_query(schema, name, word, "freq") for word in words]
    return terms[0] if len(terms) == 1 else Query.disjunction_max_query(terms)


def _run(schema: Schema, terms: Sequence[str]) -> Query:
    if len(terms) == 1:
        return Query.term_query(schema, "exact", terms[0], "freq")
    return Query.phrase_query(schema, "exact", list(terms))


def _any(queries: Sequence[Query]) -> Query:
    return (
        queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, each) for each in queries])
    )
