"""A dump of a small site on which everything happened once: said, answered, endorsed, judged by the board, sealed; and somebody
erased. It is made once for all tests, which then change copies of it."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import time_machine

from consensus.accounts.actions import erase
from consensus.discussion.actions import dispose, withdraw_objection
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.chain import START, link
from consensus.ledger.queries import head
from consensus.release.checkpointing import sign_head
from consensus.release.dumping.making import dump_site
from consensus.release.models import Stance
from tests.factories import make_account, make_comment, make_draft
from tests.voting.acting import act, take

from .endorsing import say
from .sealing import TEXT, a_board, laid, lenient, said

MADE: dict[str, Path] = {}
Change = Callable[[Path], Any]


def a_dump(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A copy of the dump, for one test."""
    if "dump" not in MADE:
        request.getfixturevalue("app")
        made = request.getfixturevalue("tmp_path_factory").mktemp("dumped") / "dump"
        a_sealed_site()
        dump_site(made)
        MADE["dump"] = made
    return Path(shutil.copytree(MADE["dump"], folder / "dump"))


def a_sealed_site() -> None:
    """A draft that was talked about, closed and sealed; one of those who took a position is erased afterwards."""
    lenient()
    then = datetime.now(UTC) - timedelta(days=20)
    with time_machine.travel(then):
        draft = make_draft("0.1", TEXT, comment_until=then + timedelta(days=10))
        until_done()
        ana, bo, editor = (
            make_account("Ana", country="SN"),
            make_account("Bo"),
            make_account("Eda", role="maintainer"),
        )
        take(draft, "use", "support", ana)
        take(draft, "study", "abstain", ana)
        objected = take(draft, "study", "object", bo).comment
        comment = make_comment(draft, "use", "Who is everybody?", by=ana)
        act(withdraw_objection, objected, by=bo)
        act(dispose, [comment, objected], outcome="declined", reason="Everybody is.", by=editor)
        say(draft, bo, group="licensee")
    until_done()
    board = a_board()
    seal = laid(draft, by=board[0])
    sign_head(by=SETUP)
    said(seal, board[0])
    said(seal, board[1], Stance.DISSENT, reason="It is too early.")
    said(seal, board[2])
    act(erase, ana, by=SETUP)
    until_done()
    assert head()[0] > 0


def in_json(name: str, change: Callable[[Any], Any]) -> Change:
    """Changes what a JSON file of a dump holds."""

    def apply(dump: Path) -> None:
        file = dump / name
        data = json.loads(file.read_text("utf-8"))
        change(data)
        file.write_text(json.dumps(data), "utf-8")

    return apply


def in_record(change: Callable[[list[dict[str, Any]]], Any], *, anew: bool = False) -> Change:
    """Changes the record of a dump; ``anew``: by somebody who gives every entry the hash that fits."""

    def apply(dump: Path) -> None:
        file = dump / "data" / "ledger.ndjson"
        entries = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        change(entries)
        previous = START
        for n, each in enumerate(entries, 1) if anew else ():
            each |= {"n": n, "previous": previous}
            each["hash"] = previous = link(each)
        lines = (json.dumps(each, separators=(",", ":"), ensure_ascii=False) + "\n" for each in entries)
        file.write_text("".join(lines), "utf-8")

    return apply


def listed_anew(dump: Path) -> None:
    """Give the list of files what is there now, as somebody would who changed more than one file."""
    first = (dump / "manifest.json").read_text("utf-8").splitlines()[0]
    opening = json.loads(first + "]}")
    entries = (dump / "data" / "ledger.ndjson").read_text("utf-8").splitlines()
    last = json.loads(entries[-1])
    opening |= {"n": last["n"], "hash": last["hash"]}
    rows = []
    for file in sorted(dump.rglob("*")):
        name = file.relative_to(dump).as_posix()
        if file.is_file() and name not in ("manifest.json", "manifest.sig.json"):
            rows.append(json.dumps([name, file.stat().st_size, sha256(file.read_bytes()).hexdigest()]))
    del opening["files"]
    text = json.dumps(opening)[:-1] + ',"files":[\n' + ",\n".join(rows) + "\n]}\n"
    (dump / "manifest.json").write_text(text, "utf-8")


def of(entries: list[dict[str, Any]], verb: str) -> dict[str, Any]:
    """The first entry of a verb."""
    return next(each for each in entries if each["verb"] == verb)
