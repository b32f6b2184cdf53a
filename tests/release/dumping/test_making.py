"""A dump: it reads without a site, verifies by itself, and holds nothing but what is public."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.accounts.actions import erase
from consensus.discussion.actions import edit_comment
from consensus.drafts.models import Draft
from consensus.kit.db import db, snapshot
from consensus.kit.turns import until_done
from consensus.ledger import queries as record
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.release.actions.keys import ensure_key
from consensus.release.dumping.making import dump_site
from consensus.release.keys import NoKeyFile, path_of
from tests.discussion.acting import act
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_account, make_comment
from tests.voting.acting import take

from ...kit.conftest import elsewhere as elsewhere
from .checking import faults

SECRET = "Our customers are called Quorum Ltd."


@pytest.fixture
def draft(app: Flask) -> Draft:
    """Two drafts; positions and comments on them; the later one."""
    ana, bo = make_account("Ana", stakeholder_group="licensee"), make_account("Bo")
    first = published(OLD, "0.1")
    take(first, "use", "support", ana)
    make_comment(first, "use", "Who is anyone?", by=ana)
    second = published(NEW, "0.2")
    take(second, "use", "support", bo)
    root = make_comment(second, "use", "It should say where.", by=bo)
    make_comment(second, "use", "At home.", by=ana, parent=root)
    ensure_key()
    until_done()
    return second


def test_every_link_leads_to_a_place_in_it_nothing_runs_and_it_verifies(draft: Draft, tmp_path: Path) -> None:
    done = dump_site(tmp_path / "out")

    assert list(faults(tmp_path / "out")) == []
    assert (done.entries, done.head) == record.head()
    assert verified(tmp_path / "out") == (0, "")


def test_a_site_whose_key_is_gone_says_so_before_the_work_begins(draft: Draft, tmp_path: Path) -> None:
    path_of(ensure_key().id).unlink()
    begun: list[str] = []

    with pytest.raises(NoKeyFile):
        dump_site(tmp_path / "out", watch=lambda title, steps: begun.append(title) or steps)

    assert (begun, (tmp_path / "out").exists()) == ([], False)


TAMPERINGS: list[tuple[str, Callable[[bytes], bytes], str]] = [
    (
        "data/ledger.ndjson",
        lambda words: words.replace(b'"choice":"support"', b'"choice":"object"', 1),
        "entry",
    ),
    ("data/tallies.json", lambda words: words.replace(b'"support":1', b'"support":2', 1), "tallies.json"),
    (
        "data/drafts/0.2.json",
        lambda words: words.replace(b"for any purpose", b"for no purpose"),
        "drafts/0.2.json",
    ),
    ("index.html", lambda words: words + b" ", "index.html"),
    ("manifest.sig.json", lambda words: words.replace(b'"n": ', b'"n": 1'), "manifest.sig.json"),
]


def test_whatever_is_altered_is_named(draft: Draft, tmp_path: Path) -> None:
    out = tmp_path / "out"
    dump_site(out)
    told = []

    for name, alter, _named in TAMPERINGS:
        words = (out / name).read_bytes()
        (out / name).write_bytes(alter(words))
        told.append((alter(words) != words, *verified(out)))
        (out / name).write_bytes(words)

    assert [(altered, code) for altered, code, _ in told] == [(True, 1)] * len(TAMPERINGS)
    assert [named in words for (_, _, named), (_, _, words) in zip(TAMPERINGS, told, strict=True)] == [
        True
    ] * len(TAMPERINGS)


def test_folded_words_and_erased_names_are_nowhere(draft: Draft, tmp_path: Path) -> None:
    zoe, mo = make_account("Zoe Quirk", affiliation_text="Quirk Ltd"), make_account("Mo", role="moderator")
    folded = make_comment(draft, "use", SECRET, by=mo)
    mended = act(
        edit_comment, make_comment(draft, "use", "They are Quorum Ltd.", by=mo), words="Mended.", by=mo
    )
    make_comment(draft, "use", "I was here.", by=zoe)
    for comment in (folded, mended):
        act(hide_thing, comment, rule=Rule.SPAM, reason="It names others.", by=mo)
    act(erase, zoe, by=zoe)
    until_done()

    dump_site(tmp_path / "out")

    words = [path.read_text("utf-8") for path in sorted((tmp_path / "out").rglob("*")) if path.is_file()]
    counts = [
        sum(each.count(asked) for each in words) for asked in ("Quorum", "Zoe", "Quirk", "@example.org")
    ]
    assert counts == [0, 0, 0, 0]
    assert sum("I was here." in each for each in words) > 1


def test_twice_the_same_is_equal_but_for_the_time(draft: Draft, tmp_path: Path) -> None:
    with time_machine.travel("2031-02-03T10:00:00Z", tick=False):
        one = dump_site(tmp_path / "one")
        two = dump_site(tmp_path / "two")

    assert one == two
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.both_databases
def test_all_of_it_is_of_one_moment(draft: Draft, tmp_path: Path, elsewhere: Any) -> None:
    n, _hash = record.head()
    later: list[int] = []

    def watch(title: str, steps: Any) -> Any:
        if title == "clauses":
            later.append(
                elsewhere(lambda: make_comment("0.2", "use", "Said meanwhile.", by=make_account("Cy")).id)
            )
        return steps

    done = dump_site(tmp_path / "out", watch=watch)

    assert (done.entries, record.head()[0] > n, len(later)) == (n, True, 1)
    words = [path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.html")]
    assert [each for each in words if "Said meanwhile." in each] == []
    assert verified(tmp_path / "out") == (0, "")


def test_without_a_key_it_is_not_signed_and_says_so(app: Flask, tmp_path: Path) -> None:
    published(OLD, "0.1")

    done = dump_site(tmp_path / "out")

    assert done.key is None
    assert json.loads((tmp_path / "out/manifest.sig.json").read_text()) == {"signed": None, "signature": None}


def test_a_site_on_which_nothing_happened_has_a_dump_too(app: Flask, tmp_path: Path) -> None:
    done = dump_site(tmp_path / "out")

    assert (done.entries, list(faults(tmp_path / "out"))) == (0, [])


def test_what_fails_leaves_nothing_and_ends_the_transaction(draft: Draft, tmp_path: Path) -> None:
    def watch(title: str, steps: Any) -> Any:
        if title == "clauses":
            raise KeyboardInterrupt
        return steps

    with pytest.raises(KeyboardInterrupt):
        dump_site(tmp_path / "out", watch=watch)

    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("out")) == []
    assert db.session().in_transaction() is False


@pytest.mark.both_databases
def test_a_snapshot_sees_one_moment(app: Flask, elsewhere: Any) -> None:
    published(OLD, "0.1")

    with snapshot():
        before = record.head()
        elsewhere(lambda: make_account("Cy", role="maintainer").id)
        during = record.head()

    assert (before == during, record.head()[0] > before[0]) == (True, True)


def verified(root: Path) -> tuple[int, str]:
    """What the program in a dump says of it, run as a stranger would."""
    done = subprocess.run(
        [sys.executable, "-I", str(root / "verify.py"), str(root)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def files(root: Path) -> dict[str, str]:
    """Every file with its digest."""
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
