"""Reading what the board reads: where a seal stands, the bundle in plain words and as a file."""

from typing import Any

from flask import Response, jsonify, redirect, render_template, url_for

from ...drafts.queries import draft_named
from ...drafts.reading import draft_view
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...kit.web.sending import Text, made_file
from ..board import bundle_view, member_views, seal_views
from ..bundling import waiting_for
from ..queries.keys import all_keys
from ..queries.seals import pieces_of, seal_shape, seals_of
from .board_doors import bp, seal_at, seal_called


@bp.get("/release/<version>/seal/")
@open_to_all
@public
def index(version: str) -> Any:
    """What lies before the board, who said what of it, and what is missing."""
    draft = draft_named(version)
    if version != draft.version:
        return redirect(url_for("sealing.index", version=draft.version), 302)
    seals = seal_views(seals_of(draft))
    return render_template(
        "release/seal.html",
        draft=draft_view(draft),
        seal=seals[0] if seals else None,
        former=seals[1:],
        board=member_views(seals[0] if seals else None),
        waiting=None if seals and seals[0].state in ("open", "completed") else waiting_for(draft),
    )


@bp.get("/release/<version>/seal/bundle/")
@open_to_all
@public
def bundle(version: str) -> str:
    """The bundle in plain words."""
    seal = seal_at(version)
    return render_template(
        "release/bundle.html",
        draft=draft_view(seal.draft),
        seal=seal_views([seal])[0],
        bundle=bundle_view(seal),
    )


@bp.get("/release/<version>/seal/<digest>.ndjson")
@open_to_all
@public
def bundle_file(version: str, digest: str) -> Response:
    """The bundle as it is sealed, byte for byte: its SHA-256 is its name."""
    seal = seal_called(version, digest)

    def write(raw: Any) -> None:
        text = Text(raw)
        for piece in pieces_of(seal):
            text.write(piece)

    return made_file(write, name=f"{seal.bundle}.ndjson", mimetype="application/x-ndjson")


@bp.get("/release/<version>/seal/seal.json")
@open_to_all
@public
def seal_data(version: str) -> Response:
    """The seal as data: digests, what was said by whom, the site's signature and the key that made it."""
    seal = seal_at(version)
    public_key = next((each.public for each in all_keys() if each.id == seal.key_id), None)
    return jsonify(seal_shape(seal) | {"public": public_key})
