"""Results, figures and positions as sheets with their dictionary; votes in the five files that Polis exports."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from flask import Response, request

from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, draft_named
from ...kit.permissions import open_to_all
from ...kit.web.addresses import base_url
from ...kit.web.cache import public
from ...kit.web.sending import Text, made_file
from ..coarsening import PUBLISHED_ORDER, published
from ..opinions import OpinionMap
from ..polis import Conversation, Statement, export
from ..queries.opinions import clauses_voted_on, opinions_of, table_in, votes_in
from ..queries.policies import policy_of
from ..queries.sheets import counted_rows, people_by_combination
from ..results import NOW, results_view
from ..sheets import write_dictionary, write_figures, write_positions, write_results
from .doors import bp


@bp.get("/drafts/<version>/results.csv")
@open_to_all
@public
def results_sheet(version: str) -> Response:
    """The outcome of every clause; of a draft that closed, at its closing, ``?at=now`` after answers."""
    draft = draft_named(version)
    results = results_view(draft, at=asked())
    return _sheet(
        lambda out: write_results(out, results, base=base_url(), version=draft.version),
        f"results-{draft.version}.csv",
    )


@bp.get("/drafts/<version>/figures.csv")
@open_to_all
@public
def figures_sheet(version: str) -> Response:
    """The figures of every clause by stakeholder group, channel and continent."""
    draft = draft_named(version)
    results = results_view(draft, at=asked())
    return _sheet(lambda out: write_figures(out, results), f"figures-{draft.version}.csv")


@bp.get("/drafts/<version>/positions.csv")
@open_to_all
def positions_sheet(version: str) -> Response:
    """Every position that is counted now, without names; combinations that few people share are coarser."""
    draft = draft_named(version)
    return _sheet(
        lambda out: write_positions(out, _coarse_rows(draft, base_url())), f"positions-{draft.version}.csv"
    )


@bp.get("/drafts/<version>/results-columns.csv")
@open_to_all
@public
def results_columns(version: str) -> Response:
    """What the columns of these sheets mean."""
    draft_named(version)
    return _sheet(write_dictionary, "results-columns.csv")


@bp.get("/drafts/<version>/votes.zip")
@open_to_all
def votes(version: str) -> Response:
    """All votes in the five files of Polis."""
    draft = draft_named(version)
    files = export(_conversation(draft))
    return made_file(
        lambda raw: _pack(files, raw), name=f"votes-{draft.version}.zip", mimetype="application/zip"
    )


def _pack(files: Mapping[str, str], raw: IO[bytes]) -> None:
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)


def asked() -> str:
    """At closing, unless the address asks for now."""
    return NOW if request.args.get("at") == NOW else ""


def _conversation(draft: Draft) -> Conversation:
    rows, given = clauses_voted_on(draft), votes_in(draft)
    data = opinions_of(draft) or {}
    known = OpinionMap(
        policy_of(draft).map_smallest,
        groups=data.get("members", {}),
        centres=((0.0, 0.0),) * data.get("k", 0),
    )
    return Conversation(
        topic=f"{draft.title}, {draft.version}",
        url=f"{base_url()}/drafts/{draft.version}/",
        description=draft.summary,
        statements=[_statement(draft, row) for row in rows],
        table=table_in(given, rows),
        votes=given,
        opinions=known,
    )


def _statement(draft: Draft, row: ClauseRow) -> Statement:
    at = int(draft.published_at.timestamp()) if draft.published_at else 0
    return Statement(row.key, row.text, at)


def _coarse_rows(draft: Draft, base: str) -> Iterator[dict[str, Any]]:
    becomes = published(people_by_combination(draft), below=policy_of(draft).coarsen_below)
    for row in counted_rows(draft):
        shown = becomes[row.features]
        yield {
            "clause": row.key, "url": f"{base}/ledger/{row.number}", "voter": row.voter, "position": row.choice,
            "taken_on": row.version, "same_words": row.same_words, "day": row.day, "en_bloc": row.en_bloc,
            "late": row.late, **dict(zip(PUBLISHED_ORDER, shown, strict=True)),
        }  # fmt: skip


def _sheet(write: Callable[[Any], Any], name: str) -> Response:
    return made_file(lambda raw: write(Text(raw)), name=name, mimetype="text/csv")
