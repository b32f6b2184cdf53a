"""What a search found, as its page shows it: where each thing was said, by whom, when; and what it can be narrowed to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.core import UnknownLocaleError
from markupsafe import Markup

from ..drafts.models import Draft
from ..drafts.queries import ClauseRow, drafts_published, rows_in
from ..kit.text.words import excerpt
from ..kit.web.i18n import own_name
from ..ledger.names import names_of, person_in
from ..search.asked import Asked
from ..search.queries import Count, Found, Result
from ..search.titles import kind_title, kinds_title, outcome_title

SHOWN = 6  # of each facet, before one asks for more
MOST = 30
MOST_TITLE = 60
FACETS = ("kind", "draft", "clause", "outcome", "in", "language", "year")

Rows = Mapping[tuple[int, str], ClauseRow]


@dataclass(frozen=True, slots=True)
class WhereView:
    """A clause in a draft; without a key the draft as a whole."""

    version: str
    key: str | None
    number: str
    lead: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """One thing that was found. ``in_text``: the address of a clause in the text of its draft; ``others``: further drafts.

    ``excerpt`` is None where the title says as much; then a clause's ``number`` stands before it.
    """

    kind: str
    elsewhere: bool
    also: tuple[str, ...]
    url: str
    number: str
    title: Markup
    excerpt: Markup | None
    where: WhereView | None
    in_text: str | None
    others: tuple[str, ...]
    who: str | None
    who_id: str | None
    source: str | None
    outcome: str | None
    at: datetime
    language: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A value one can choose, or take back: its words, how many there are, and the address that does it."""

    words: str
    translate: bool
    n: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """One way of narrowing what was found."""

    name: str
    choices: tuple[ChoiceView, ...]

    @property
    def shown(self) -> tuple[ChoiceView, ...]:
        """Those that are shown at once: the most frequent, and whatever is chosen."""
        return tuple(each for n, each in enumerate(self.choices) if n < SHOWN or each.chosen)

    @property
    def more(self) -> tuple[ChoiceView, ...]:
        """The others."""
        return tuple(each for n, each in enumerate(self.choices) if n >= SHOWN and not each.chosen)


@dataclass(frozen=True, slots=True)
class ChosenView:
    """Something that narrows what is found now: its field, its words, and the address without it."""

    name: str
    words: str
    address: str


class Known:
    """What the words on the page need to know of drafts and clauses: two statements, however much was found."""

    def __init__(self, found: Found, chosen: Iterable[str] = ()) -> None:
        self.drafts: Sequence[Draft] = drafts_published()
        self.by_version = {draft.version: draft for draft in self.drafts}
        keys = {result.clause for result in found.items if result.clause}
        keys |= {count.value for count in found.facets.get("clause", ())[:MOST]} | set(chosen)
        places = {(draft.id, key) for draft in self.drafts for key in keys}
        self.rows: Rows = rows_in(places) if places else {}

    def row(self, version: str | None, key: str | None) -> ClauseRow | None:
        """A clause as it stands in a draft."""
        draft = self.by_version.get(version or "")
        return self.rows.get((draft.id, key)) if draft and key else None

    def newest(self, key: str) -> ClauseRow | None:
        """A clause as it stood last."""
        found = (self.rows.get((draft.id, key)) for draft in reversed(self.drafts))
        return next((row for row in found if row is not None), None)

    def clause_words(self, key: str) -> str:
        """A clause's number and first words; its key where no draft has it."""
        row = self.newest(key)
        return f"{row.number} {row.lead or excerpt(row.text, most=MOST_TITLE)}".strip() if row else key


def result_views(results: Sequence[Result], known: Known) -> list[ResultView]:
    """Things that were found. One statement for all names."""
    names = names_of(result.author for result in results if result.author)
    return [_result(each, known, names) for each in results]


def _result(found: Result, known: Known, names: Mapping[str, str]) -> ResultView:
    is_clause, where = found.kind == "clause", _where(found, known)
    number = where.number if where and is_clause else ""
    whole = _is_beginning(found.title.removeprefix(number), of=found.excerpt)
    title, excerpt = _as_words(found.title_html, is_clause), _as_words(found.excerpt, is_clause)
    return ResultView(
        kind=kind_title(found.kind),
        elsewhere=found.source is not None,
        also=tuple(kind_title(kind) for kind in found.also),
        url=address_of(found),
        number=number if whole else "",
        title=excerpt if whole else title,
        excerpt=None if whole or found.excerpt.striptags() in found.title else excerpt,
        where=where,
        in_text=f"/drafts/{found.draft}/#{found.clause}" if is_clause and found.draft else None,
        others=tuple(version for version in found.drafts if version != found.draft) if is_clause else (),
        who=names.get(found.author or "") or found.byline,
        who_id=person_in(found.author),
        source=found.source,
        outcome=outcome_title(found.outcome) if found.outcome else None,
        at=found.at,
        language=found.language or "en",
        hidden=found.hidden,
    )


def _as_words(text: Markup, is_clause: bool) -> Markup:
    """The words of a clause that is a row of a table: cells stand apart by a dot, as bars are for tables."""
    return text.replace(" | ", " · ") if is_clause else text


def _is_beginning(title: str, *, of: Markup) -> bool:
    """Whether a title is no more than the beginning of an excerpt."""
    start = " ".join(title.rstrip("… ").split())
    return " ".join(of.striptags().split()).startswith(start)


def address_of(found: Result) -> str:
    """Where a thing is read in its context: a comment in its thread, an answer below what it answers."""
    mark = {"comment": "#c", "disposition": "#d"}.get(found.kind, "")
    return found.url + mark + found.id.partition(":")[2] if mark and "#" not in found.url else found.url


def _where(found: Result, known: Known) -> WhereView | None:
    if not found.draft or (found.kind == "clause" and not found.clause):
        return None
    row = known.row(found.draft, found.clause)
    return WhereView(
        found.draft, found.clause if row else None, row.number if row else "", row.lead if row else ""
    )


def facet_views(found: Found, asked: Asked, known: Known) -> list[FacetView]:
    """What can be narrowed, and how much there is of each; nothing that offers no choice."""
    views = [
        FacetView(
            name, tuple(_choice(name, count, asked, known) for count in found.facets.get(name, ())[:MOST])
        )
        for name in FACETS
    ]
    return [view for view in views if len(view.choices) > 1 or any(each.chosen for each in view.choices)]


def _choice(name: str, count: Count, asked: Asked, known: Known) -> ChoiceView:
    other = asked.lacking(name, count.value) if count.chosen else asked.having(name, count.value)
    return ChoiceView(
        words_of(name, count.value, known),
        name in ("kind", "outcome"),
        count.n,
        count.chosen,
        "/search/" + other.query(),
    )


def words_of(name: str, value: str, known: Known) -> str:
    """A value of a field in words."""
    told: dict[str, Callable[[str], str]] = {
        "kind": kinds_title,
        "outcome": outcome_title,
        "clause": known.clause_words,
        "language": _language,
    }
    return told[name](value) if name in told else value


def chosen_views(asked: Asked, known: Known) -> list[ChosenView]:
    """What narrows the search now, each with the way back: what was chosen, and what was typed as a field."""
    question = asked.question
    typed = [(name, value) for name, values in question.only.items() for value in values]
    found = [
        ChosenView(name, words_of(name, value, known), "/search/" + asked.lacking(name, value).query())
        for name, value in dict.fromkeys([*asked.fields, *typed])
    ]
    dates = [(name, getattr(question, name)) for name in ("after", "before") if not asked.values(name)]
    return found + [
        ChosenView(name, moment.date().isoformat(), "/search/" + asked.lacking(name).query())
        for name, moment in dates
        if moment is not None
    ]


def _language(code: str) -> str:
    try:
        return own_name(code)
    except (UnknownLocaleError, ValueError):
        return code
