"""A dump from beginning to end, of one moment, whatever is written meanwhile."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from flask import current_app
from flask_babel import format_date

from ...drafts.queries import aliases, drafts_published, latest_draft
from ...drafts.reading import draft_views
from ...kit.clock import now, rfc3339
from ...kit.db import db, snapshot
from ...kit.web.addresses import base_url
from ...ledger import queries as record
from . import comments, data, entries
from .addresses import Map
from .dictionary import FILES, readme
from .folder import SIGNATURE, Folder, written
from .pages import Press
from .seeds import stages
from .vouching import check_key, signature_of

T = TypeVar("T")
Watch = Callable[[str, Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Dumped:
    """What was written: files and their bytes, the last entry, and the signed list. ``key`` is None without a key."""

    files: int
    bytes: int
    entries: int
    head: str
    manifest: str
    key: str | None

    @property
    def as_data(self) -> dict[str, Any]:
        """For ``--json``."""
        return asdict(self)


def dump_site(target: Path, *, watch: Watch = lambda _title, steps: steps) -> Dumped:
    """Write the whole public record into a folder that is not there yet, or is empty. ``watch`` may follow the steps.

    Raises Refused where there is no place, it cannot be written, or the file of the site's key is gone; then nothing of it stays.
    """
    check_key()
    with written(target) as folder, snapshot():
        n, hash = record.head()
        about = _about(n, hash)
        press = Press(folder, _map(), about)
        _static(folder)
        _pages(press, watch, n)
        data.write_data(folder, n, watch)
        _texts(folder, about)
        folder.mend()
        head = {"type": "manifest", "site": about["site"], "made_at": about["made_at"], "n": n, "hash": hash}
        manifest = folder.seal(head)
        signature = signature_of(manifest, n=n, hash=hash)
        folder.write(SIGNATURE, [json.dumps(signature, sort_keys=True, indent=1) + "\n"])
        key = signature["signed"]["key"] if signature["signed"] else None
        return Dumped(folder.files, folder.size, n, hash, manifest, key)


def _about(n: int, hash: str) -> dict[str, Any]:
    at = now()
    return {
        "site": current_app.config["SITE_NAME"], "n": n, "hash": hash, "made_at": rfc3339(at), "day": format_date(at, "long"),
    }  # fmt: skip


def _map() -> Map:
    latest = latest_draft()
    return Map(latest=latest.version if latest else "", base=base_url(), aliases=aliases())


def _static(folder: Folder) -> None:
    static = Path(str(current_app.static_folder))
    for path in (static / "icon.svg", *sorted((static / "css").glob("*.css"))):
        folder.write(f"style/{path.relative_to(static).as_posix()}", [path.read_bytes()])


def _pages(press: Press, watch: Watch, n: int) -> None:
    for title, addresses in stages():
        for address in watch(title, addresses):
            press.mirror([address])
    for _done in watch("comments", comments.write_comments(press)):
        pass
    for _done in watch("record", entries.write_record(press, n)):
        pass
    views = draft_views(drafts_published())[::-1]
    db.session.expunge_all()
    press.own("index.html", "release/dump/index.html", drafts=views, data=FILES)


def _texts(folder: Folder, about: dict[str, Any]) -> None:
    folder.write("README.txt", ["\n\n".join(readme(about)) + "\n"])
    folder.write("verify.py", [(Path(current_app.root_path) / "release" / "verify.py").read_bytes()])
