"""``verify.py DIR``: a dump holds as it is; whatever is changed in it, a sentence names it. Nothing makes the program stumble."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consensus.ledger.chain import canonical
from consensus.release import verify
from consensus.release.dumping.making import dump_site
from consensus.release.signing import key_id, public_of

from .dumped import Change, a_dump, in_json, in_record, listed_anew, of
from .test_verify import run

LEDGER, SEALS, KEYS = "data/ledger.ndjson", "data/seals.json", "data/keys.json"


@pytest.fixture
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A dump of a site with a sealed draft, to be changed."""
    return a_dump(request, tmp_path)


def found_in(dump: Path) -> list[str]:
    """What is wrong with a dump."""
    reading = verify.Dump(str(dump))
    reading.check()
    return reading.wrong


def test_a_dump_holds_as_it_is_also_after_somebody_was_erased(dump: Path) -> None:
    result = run(dump)

    assert (result.returncode, result.stderr) == (0, "")
    assert "Draft 0.1 is sealed: signed by 2 of 3" in result.stdout
    assert "results on record that they agree with: 1" in result.stdout
    assert any('"account.erased"' in line for line in (dump / LEDGER).read_text("utf-8").splitlines())


def test_the_program_in_a_dump_is_this_one_and_answers_there_too(dump: Path) -> None:
    result = run(dump, "--tally", "0.1", "--gate", "0.1")

    assert (dump / "verify.py").read_bytes() == Path(verify.__file__).read_bytes()
    assert "use,1,0,0,0,1" in result.stdout.splitlines()
    assert "stable,1,seal,pass,2,2" in result.stdout.splitlines()


def on(entries: list[dict[str, Any]], verb: str, **details: Any) -> None:
    """Change the details of the first entry of a verb."""
    of(entries, verb)["details"].update(details)


def swap(entries: list[dict[str, Any]]) -> None:
    """Exchange two entries."""
    entries[4], entries[5] = entries[5], entries[4]


def clause(data: dict[str, Any]) -> dict[str, Any]:
    """The clause *use* of a draft."""
    return next(each for each in data["clauses"] if each["key"] == "use")


def lines_of(name: str, change: Any) -> Change:
    """Changes the lines of a file."""

    def apply(dump: Path) -> None:
        [file] = dump.glob(name)
        file.write_text("".join(change(file.read_text("utf-8").splitlines(keepends=True))), "utf-8")

    return apply


CHANGED: dict[str, tuple[Change, str]] = {
    "a vote": (
        in_record(lambda entries: on(entries, "position.taken", choice="object")),
        "is not what was recorded: its hash does not fit its words (position.taken, position:1, use in draft 0.1)",
    ),
    "an entry left out": (
        in_record(lambda entries: entries.pop(6)),
        f"{LEDGER}: entry 7 is missing; number 8 stands in its place",
    ),
    "an entry put in": (
        in_record(lambda entries: entries.insert(6, dict(entries[5]))),
        f"{LEDGER}: entry 7 is missing; number 6 stands in its place",
    ),
    "entries exchanged": (in_record(swap), f"{LEDGER}: entry 5 is missing; number 6 stands in its place"),
    "the end cut off": (in_record(lambda entries: entries.pop()), f"{LEDGER} ends with entry"),
    "a tally": (
        in_json("data/tallies.json", lambda data: data["drafts"]["0.1"]["use"]["totals"].update(support=9)),
        "data/tallies.json states [9, 0, 0, 0] for use in draft 0.1; it comes to [1, 0, 0, 0]",
    ),
    "a tally of a group": (
        in_json(
            "data/tallies.json",
            lambda data: data["drafts"]["0.1"]["use"]["by_group"]["unstated"].update(support=0),
        ),
        "data/tallies.json states [0, 0, 0, 0] for use in draft 0.1, stakeholder group unstated; it comes to [1, 0, 0, 0]",
    ),
    "a tally left out": (
        in_json("data/tallies.json", lambda data: data["drafts"]["0.1"].pop("use")),
        "data/tallies.json states [0, 0, 0, 0] for use in draft 0.1; it comes to [1, 0, 0, 0]",
    ),
    "the words of a clause": (
        in_json("data/drafts/0.1.json", lambda data: clause(data).update(text="Nobody may use it.")),
        "data/drafts/0.1.json: the words of use in draft 0.1 were changed",
    ),
    "the words of a clause with their digest": (
        in_json("data/drafts/0.1.json", lambda data: clause(data).update(wording="0" * 64)),
        "data/drafts/0.1.json states " + "0" * 64 + " for the wording of use; it comes to ",
    ),
    "a clause left out": (
        in_json("data/drafts/0.1.json", lambda data: data["clauses"].remove(clause(data))),
        "data/drafts/0.1.json leaves out the clause use",
    ),
    "whether a clause is normative": (
        in_json("data/drafts/0.1.json", lambda data: clause(data).update(normative=False)),
        "data/drafts/0.1.json states false for whether use is normative; it comes to true",
    ),
    "a file of a draft": (
        in_json("data/drafts/0.1.json", lambda data: data["files"][0].update(content="# Another text")),
        "data/drafts/0.1.json: the file draft.md is not the one that was published",
    ),
    "a gate number": (
        in_json(
            "data/gate.json", lambda data: data["drafts"]["0.1"]["stable"]["criteria"][2].update(value=3)
        ),
        "data/gate.json states pass (3 of 2) for seal; it comes to pass (2 of 2) of draft 0.1 (stable)",
    ),
    "what a draft comes to left out": (
        in_json("data/gate.json", lambda data: data["drafts"].pop("0.1")),
        "data/gate.json leaves out draft 0.1",
    ),
    "the criteria of a target left out": (
        in_json("data/gate.json", lambda data: data["drafts"]["0.1"].pop("stable")),
        "data/gate.json leaves out for draft 0.1 the criteria for stable",
    ),
    "a number that is said twice": (
        lines_of("data/gate.json", lambda lines: [line.replace('"passes":', '"passes":false,"passes":') for line in lines]),
        "data/gate.json is not readable: a field is given twice",
    ),
    "a signature of the board": (
        in_json(SEALS, lambda data: data["items"][0]["signatures"][1].update(stance="sign")),
        f"{SEALS} states ",
    ),
    "the site's signature on a seal": (
        in_json(SEALS, lambda data: data["items"][0]["completed"].update(signature="0" * 128)),
        f"{SEALS} states " + "0" * 128 + " for the signature on draft 0.1; it comes to ",
    ),
    "a bundle": (
        lines_of("data/bundles/*.ndjson", lambda lines: lines[1:]),
        "is not the bundle of draft 0.1 that the board was shown",
    ),
    "a key": (
        in_json(KEYS, lambda data: data["keys"][0].update(public="0" * 64)),
        f"{KEYS} states " + "0" * 64 + " for the key ",
    ),
    "the signature on the dump": (
        in_json("manifest.sig.json", lambda data: data.update(signature="0" * 128)),
        "manifest.sig.json bears a signature that the site's key did not make",
    ),
    "a checkpoint": (
        in_json("data/checkpoints.json", lambda data: data["items"][0].update(at="2020-01-01T00:00:00.000000Z")),
        "data/checkpoints.json: the checkpoint of entry ",
    ),
    "the entry of a checkpoint": (
        in_json("data/checkpoints.json", lambda data: data["items"][0].update(hash="0" * 64)),
        "is not the one that the checkpoint names: this record was rewritten before that",
    ),
    "an endorsement": (
        in_json("data/endorsements.json", lambda data: data["items"][0].update(group="regulator")),
        "data/endorsements.json states regulator for endorsement 1, group; it comes to licensee",
    ),
    "a comment left out": (
        lines_of("data/comments/*.ndjson", lambda lines: lines[:1]),
        "data/comments/ leaves out comment 2",
    ),
    "all comments left out": (
        lines_of("data/comments/*.ndjson", lambda lines: []),
        "data/comments/ leaves out comment 1",
    ),
    "the answer to a comment": (
        lines_of("data/comments/*.ndjson", lambda lines: [line.replace('"declined"', '"accepted"') for line in lines]),
        "(kind, draft, deleted, answer); it comes to ",
    ),
    "a page": (lines_of("index.html", lambda lines: lines[:-1]), "index.html was changed"),
    "a page left out": (lambda dump: os.remove(dump / "rules.html"), "rules.html is missing"),
    "a page put in": (
        lambda dump: (dump / "news.html").write_text("We won."),
        "news.html was added: manifest.json does not list it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGED)
def test_whatever_is_changed_in_a_dump_is_named(dump: Path, what: str) -> None:
    change, sentence = CHANGED[what]
    change(dump)

    assert [each for each in found_in(dump) if sentence in each] != []


def test_several_findings_are_all_listed(dump: Path) -> None:
    chosen = (
        "a vote",
        "a gate number",
        "the words of a clause",
        "the site's signature on a seal",
        "a page left out",
    )
    for what in (*chosen, "a tally"):
        CHANGED[what][0](dump)

    result = run(dump)

    assert (result.returncode, result.stdout) == (1, "")
    assert [what for what in chosen if CHANGED[what][1] not in result.stderr] == []
    assert (
        "data/tallies.json states [9, 0, 0, 0] for use in draft 0.1; it comes to [0, 0, 0, 1]"
        in result.stderr
    )


def test_an_entry_that_was_left_out_is_missed_once_and_the_rest_still_follows(dump: Path) -> None:
    CHANGED["an entry left out"][0](dump)

    told = [each for each in found_in(dump) if "is missing" in each or "does not continue" in each]

    assert [each.partition(" (")[0] for each in told] == [CHANGED["an entry left out"][1]]


FORGED = ("a tally", "the words of a clause", "a gate number", "an endorsement", "a bundle")


@pytest.mark.parametrize("what", FORGED)
def test_a_list_of_files_that_was_made_anew_hides_nothing(dump: Path, what: str) -> None:
    CHANGED[what][0](dump)
    listed_anew(dump)

    found = found_in(dump)

    assert [each for each in found if CHANGED[what][1] in each] != []
    assert "manifest.json was changed: it is not the list that the site signed" in found
    assert [each for each in found if each.endswith("it is not the file that manifest.json lists")] == []


def test_a_vote_changed_by_somebody_who_made_the_whole_chain_anew_differs_from_tally_seal_and_checkpoint(
    dump: Path,
) -> None:
    in_record(lambda entries: on(entries, "position.taken", choice="accept"), anew=True)(dump)
    listed_anew(dump)

    told = "\n".join(found_in(dump))

    assert "data/tallies.json states [1, 0, 0, 0] for use in draft 0.1; it comes to [0, 1, 0, 0]" in told
    assert "states [1, 0, 0, 0] of use in draft 0.1; it comes to [0, 1, 0, 0]" in told
    assert "this record was rewritten before that" in told
    assert "manifest.sig.json is not about this record" in told


def test_a_whole_site_forged_with_another_key_is_found_by_a_checkpoint_from_before(
    dump: Path, tmp_path: Path
) -> None:
    [checkpoint] = json.loads((dump / "data/checkpoints.json").read_text("utf-8"))["items"]
    kept = tmp_path / "checkpoint.json"
    kept.write_text(json.dumps(checkpoint), "utf-8")
    private = Ed25519PrivateKey.from_private_bytes(b"9" * 32)
    public = public_of(private)

    def forge(entries: list[dict[str, Any]]) -> None:
        of(entries, "position.taken")["details"]["choice"] = "accept"
        of(entries, "result.kept")["details"]["totals"] = [["use", 0, 1, 0, 0], ["study", 0, 0, 1, 1]]
        key = of(entries, "site.key-set")
        key["subject"], key["details"]["public"] = f"site-key:{key_id(public)}", public
        done = of(entries, "seal.completed")["details"]
        done["key"] = key_id(public)
        text = {"type": "seal", "draft": "0.1", "bundle": done["bundle"], "key": done["key"]}
        done["signature"] = private.sign(canonical(text).encode()).hex()

    in_record(forge, anew=True)(dump)

    assert run(dump / LEDGER).returncode == 0
    result = run(dump / LEDGER, "--checkpoint", kept)
    assert (result.returncode, result.stderr) == (
        1,
        f"entry {checkpoint['n']} is not the one that the checkpoint names: this record was rewritten before that\n",
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(data=st.data())
def test_any_byte_that_changes_anywhere_is_found_in_its_file(dump: Path, data: Any) -> None:
    names = sorted(each.relative_to(dump).as_posix() for each in dump.rglob("*") if each.is_file())
    file = dump / data.draw(st.sampled_from(names))
    before = file.read_bytes()
    changed = bytearray(before)
    place = data.draw(st.integers(0, len(before) - 1))
    changed[place] ^= 1 << data.draw(st.integers(0, 7))

    file.write_bytes(bytes(changed))
    try:
        found = found_in(dump)
    finally:
        file.write_bytes(before)

    assert found != [] or json.loads(changed) == json.loads(before)


UNREADABLE = {
    "empty": b"", "no json": b"{", "no text": b"\xff\xfe", "deep": b"[" * 200_000, "another thing": b"7",
    "nothing": b"null", "a list": b"[[]]", "fields of another kind": b'{"items": 7, "drafts": 7, "files": 7, "n": []}',
    "a huge number": b'{"items": [' + b"9" * 20_000 + b"]}",
}  # fmt: skip


@pytest.mark.parametrize("how", UNREADABLE)
def test_files_that_cannot_be_read_are_named_and_the_rest_is_checked(dump: Path, how: str) -> None:
    names = sorted(each.relative_to(dump).as_posix() for each in dump.glob("data/*.json"))
    for name in [*names, "data/drafts/0.1.json", "manifest.sig.json"]:
        (dump / name).write_bytes(UNREADABLE[how])

    found = found_in(dump)

    assert [name for name in names if not any(each.startswith(f"{name} was changed") for each in found)] == []


@pytest.mark.parametrize("how", UNREADABLE)
@pytest.mark.parametrize("name", ["manifest.json", LEDGER])
def test_a_list_or_a_record_that_cannot_be_read_is_told(dump: Path, name: str, how: str) -> None:
    (dump / name).write_bytes(UNREADABLE[how])

    assert [each for each in found_in(dump) if name in each] != []


def test_symbolic_links_are_no_part_of_a_dump(dump: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (dump / "index.html").rename(elsewhere / "index.html")
    (dump / "index.html").symlink_to(elsewhere / "index.html")
    (dump / "data" / "keys.json").rename(elsewhere / "keys.json")
    (dump / "data" / "keys.json").symlink_to(elsewhere / "keys.json")
    (dump / "more").symlink_to(elsewhere)

    told = run(dump).stderr

    for name in ("index.html", "data/keys.json"):
        assert f"{name} is a symbolic link; a dump has none" in told
    assert "more was added: manifest.json does not list it" in told


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a//b", 7])
def test_a_list_of_files_names_files_of_the_dump_only(dump: Path, path: Any) -> None:
    def add(lines: list[str]) -> list[str]:
        return [lines[0], json.dumps([path, 1, "0" * 64]) + ",\n", *lines[1:]]

    lines_of("manifest.json", add)(dump)

    assert f"manifest.json lists {path!r}, which is no file of a dump" in run(dump).stderr


def test_a_folder_that_is_no_dump_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()

    result = run(tmp_path / "nothing")

    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert "manifest.json cannot be read: No such file or directory" in result.stderr


def test_a_signature_that_was_taken_away_is_missed(dump: Path) -> None:
    in_json("manifest.sig.json", lambda data: data.update(signed=None, signature=None))(dump)

    assert found_in(dump) == ["manifest.sig.json is not signed with the key that was in use"]


def test_a_dump_of_a_site_without_a_key_says_so(app: Flask, tmp_path: Path) -> None:
    dump_site(tmp_path / "dump")

    result = run(tmp_path / "dump")

    assert (result.returncode, "Note: This dump is not signed: its site had no key." in result.stdout) == (
        0,
        True,
    )
