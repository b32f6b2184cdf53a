"""The keys with which the site signs: shown, and put in each other's place."""

import click

from ..kit.clock import rfc3339
from ..kit.db import again_on_a_race
from ..kit.errors import Refused
from ..ledger import CLI
from ..release.actions.keys import ensure_key, rotate_key
from ..release.keys import drop_key, new_key, path_of, private_key
from ..release.keys_shape import keys_shape
from ..release.queries.keys import all_keys
from ..release.rules import Can
from .entrance import acting, as_option, emit, json_option


@click.group("key")
def key() -> None:
    """The key with which the site signs checkpoints, seals and dumps."""


@key.command("show")
@json_option
def show(as_json: bool) -> None:
    """The key in use, where its file is, and those before it. One is made where there is none yet."""
    ensure_key(by=CLI)
    found = all_keys()
    if as_json:
        return emit(keys_shape(found))
    for each in found:
        state = "in use" if each.retired_at is None else f"until {rfc3339(each.retired_at)}"
        click.echo(f"{each.id}  {each.public}  since {rfc3339(each.at)}, {state}")
    last = found[-1]
    private_key(last.id)
    click.echo(f"Its private part is in {path_of(last.id)}; keep a copy where nobody else can read it.")


@key.command("rotate")
@click.option("--reason", required=True, help="Why, in public.")
@click.option(
    "--lost",
    is_flag=True,
    help="The file of the present key is gone for good, so it cannot sign the new one.",
)
@as_option
@json_option
def rotate(reason: str, lost: bool, as_email: str | None, as_json: bool) -> None:
    """Put a new key in the place of the one in use, on record, signed by it."""
    by = acting(as_email, Can.ROTATE)
    former = ensure_key(by=CLI)
    if lost and _readable(former.id):
        raise Refused(
            f"The file of the key is there: {path_of(former.id)}. Run this without --lost, so that it signs the new one."
        )
    private = new_key()
    try:
        kept = again_on_a_race(lambda: rotate_key(private, reason=reason, lost=lost, by=by))
    except Exception:
        drop_key(private)
        raise
    if as_json:
        return emit(keys_shape(all_keys()))
    click.echo(
        f"The site signs with {kept.id} from now on. Back up {path_of(kept.id)}; keep the former file as well."
    )


def _readable(id: str) -> bool:
    try:
        private_key(id)
    except Refused:
        return False
    return True


COMMANDS = (key,)
