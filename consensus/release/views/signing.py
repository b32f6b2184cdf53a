"""What the board does: lay a draft before it, sign, dissent or abstain, begin anew or give up."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...drafts.models import Draft
from ...drafts.reading import draft_view
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ..actions.keys import ensure_key
from ..actions.sealing import abandon_seal, lay_anew, lay_before_board
from ..actions.signing_off import sign_bundle
from ..board import bundle_view, member_views, seal_views
from ..board_forms import EndForm, SignForm
from ..bundling import Looked, Made, look, make_bundle, waiting_for
from ..errors import OtherBundleByNow
from ..keys import private_key
from ..models import Ending, Seal, Stance
from ..queries.seals import signature_of
from ..rules import Can
from .board_doors import bp, by_member, draft_at, seal_at


def make_ready(version: str) -> Made:
    """The bundle, made before the lock; the key that will sign it has to be there as well."""
    private_key(ensure_key().id)
    return make_bundle(draft_at(version))


def look_again(version: str) -> tuple[Looked, Ed25519PrivateKey]:
    """What the bundle would be now, and the site's key, both read before the lock."""
    key = private_key(ensure_key().id)
    return look(draft_at(version)), key


def make_anew(version: str) -> Made | None:
    """Another bundle, where one is asked for."""
    return make_ready(version) if EndForm.read().how == "anew" else None


@bp.get("/release/<version>/seal/open")
@needs(Can.OPEN_SEAL, on=draft_at)
def open_form(draft: Draft) -> str:
    """What is frozen by it, what still stands in the way, and a button."""
    return render_template(
        "release/seal_open.html", draft=draft_view(draft), waiting=waiting_for(draft), board=member_views()
    )


@bp.post("/release/<version>/seal/open")
@by_member
@before_lock(make_ready)
@needs(Can.OPEN_SEAL, on=draft_at)
def open_(draft: Draft) -> Any:
    """Lay a draft before the board."""
    lay_before_board(draft, g.prepared, by=g.viewer)
    flash(_("The bundle lies before the board. Its members are told."))
    return redirect(url_for("sealing.index", version=draft.version), 303)


@bp.get("/release/<version>/seal/sign")
@needs(Can.SIGN, on=seal_at)
def sign_form(seal: Seal) -> str:
    """The digest of what was read, and what one says of it."""
    said = signature_of(seal, g.viewer.actor_id)
    return render_template(
        "release/seal_sign.html", draft=draft_view(seal.draft), seal=seal_views([seal])[0], said=said,
        outcomes=bundle_view(seal).outcomes,
    )  # fmt: skip


@bp.post("/release/<version>/seal/sign")
@by_member
@before_lock(look_again)
@needs(Can.SIGN, on=seal_at)
def sign(seal: Seal) -> Any:
    """Say it, once."""
    form, (looked, key) = SignForm.read(), g.prepared
    said = sign_bundle(
        seal, stance=Stance(form.stance), digest=form.digest, reason=form.reason or "", looked=looked, key=key,
        by=g.viewer,
    )  # fmt: skip
    version = said.seal.draft.version
    if said.seal.how is Ending.COMPLETED:
        flash(
            _(
                "Draft %(version)s is sealed: it is stable, and nothing about it changes any more.",
                version=version,
            )
        )
    else:
        flash(_("What you said of the bundle is on record."))
    return redirect(url_for("sealing.index", version=version), 303)


@bp.get("/release/<version>/seal/end")
@needs(Can.ABANDON, on=seal_at)
def end_form(seal: Seal) -> str:
    """Ask why, and which of the two."""
    return render_template("release/seal_end.html", draft=draft_view(seal.draft), seal=seal_views([seal])[0])


@bp.post("/release/<version>/seal/end")
@by_member
@before_lock(make_anew)
@needs(Can.ABANDON, on=seal_at)
def end(seal: Seal) -> Any:
    """Begin anew on another bundle, or give the sealing up."""
    form = EndForm.read()
    if form.digest and seal.is_open and form.digest != seal.bundle:
        raise OtherBundleByNow
    if form.how == "anew":
        lay_anew(seal, g.prepared, reason=form.reason, by=g.viewer)
        flash(_("Another bundle lies before the board. What was said of the former one stays on record."))
    else:
        abandon_seal(seal, reason=form.reason, by=g.viewer)
        flash(_("The sealing is given up, on record."))
    return redirect(url_for("sealing.index", version=seal.draft.version), 303)
