"""The site's public keys at the well-known place, and the checkpoints signed with them."""

from flask import Blueprint, Response, jsonify, render_template, request

from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...ledger.queries import head
from ..keys_shape import keys_shape
from ..queries.checkpoints import checkpoint_at, checkpoints, shown
from ..queries.keys import all_keys

bp = Blueprint("site_keys", __name__)


@bp.get("/.well-known/consensus-keys.json")
@open_to_all
@public
def keys() -> Response:
    """Every key the site ever signed with, the first first; for programs."""
    return jsonify(keys_shape(all_keys()))


@bp.get("/ledger/checkpoints/")
@open_to_all
@public
def index() -> str:
    """Checkpoints, the newest first, and the keys."""
    page = checkpoints(cursor=request.args.get("cursor"))
    return render_template(
        "release/checkpoints.html",
        checkpoints=[shown(each) for each in page.items],
        next=page.next,
        deeper=bool(request.args.get("cursor")),
        keys=all_keys(),
        head_n=head()[0],
    )


@bp.get("/ledger/checkpoints/<int:n>")
@open_to_all
@public
def checkpoint(n: int) -> str:
    """One checkpoint, and how to check it."""
    found = checkpoint_at(n)
    key = next(each for each in all_keys() if each.id == found.key)
    return render_template("release/checkpoint.html", checkpoint=found, key=key)


@bp.get("/ledger/checkpoints/<int:n>.json")
@open_to_all
@public
def checkpoint_file(n: int) -> Response:
    """The same as a file, for ``verify.py --checkpoint``."""
    answer = jsonify(checkpoint_at(n).as_dict())
    answer.headers["Content-Disposition"] = f'attachment; filename="checkpoint-{n}.json"'
    return answer
