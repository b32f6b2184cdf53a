"""``verify.py`` counts positions again, from the lines of an export alone, and agrees with the site."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus.accounts.actions import merge_accounts
from consensus.drafts.actions import correct_map, decide_map
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in, rows_of
from consensus.kit.db import transaction
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.chain import START, link
from consensus.ledger.queries import entry
from consensus.ledger.views import export_lines
from consensus.release import verify
from consensus.voting.actions import put_aside, refuse_carrying, take_back_in
from consensus.voting.models import Position
from consensus.voting.queries.tallies import tallies_of
from tests.drafts.making import NEW, OLD, prepare, publish, published
from tests.factories import make_account, make_guest
from tests.voting.acting import act, take, take_back

from .test_verify import run

Entries = list[dict[str, Any]]


@pytest.fixture
def first(app: Flask) -> Draft:
    """A published draft that is open."""
    return published(OLD, "0.1")


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    """Writes an export: of the site, or of some entries."""

    def write(entries: Entries | None = None) -> Path:
        lines = export_lines() if entries is None else [json.dumps(each) + "\n" for each in entries]
        file = tmp_path / "ledger.ndjson"
        file.write_text("".join(lines), "utf-8")
        return file

    return write


def recounted(file: Path, draft: Draft) -> dict[str, list[int]]:
    """What the program makes of a draft: key → how many say each choice, where anybody says anything."""
    record = verify.verify(str(file))
    found = {key: record.tally(draft.version, key, record.n) for key in record.drafts[draft.version]}
    return {key: counts for key, counts in found.items() if any(counts)}


def counted(draft: Draft) -> dict[str, list[int]]:
    """The same, as the site has it."""
    keys = {row.clause_id: row.key for row in rows_of(draft)}
    found = {keys[id]: each.totals for id, each in tallies_of(draft).items()}
    return {
        key: [each.support, each.accept, each.abstain, each.object] for key, each in found.items() if each.n
    }


def second_editorial() -> Draft:
    """The second draft; that `study` changed is called editorial."""
    draft = prepare(NEW, "0.2")
    with transaction():
        decide_map(draft, [{"key": "study", "significance": "editorial"}], by=SETUP)
    return publish(draft)


def forged(change: Callable[[Entries], Any]) -> Entries:
    """The site's entries, changed by somebody who can compute hashes."""
    entries: Entries = [json.loads(line) for line in export_lines()]
    change(entries)
    previous = START
    for n, each in enumerate(entries, 1):
        each |= {"n": n, "previous": previous}
        each["hash"] = previous = link(each)
    return entries


def test_positions_taken_changed_and_taken_back_are_counted(first: Draft, export: Any) -> None:
    ana, bo, cem = make_account("Ana"), make_account("Bo"), make_account("Cem")
    take(first, "use", "support", ana)
    take(first, "use", "abstain", bo)
    take(first, "use", "object", cem)
    take(first, "use", "accept", bo)
    take(first, "study", "support", bo)
    take_back(first, "study", bo)

    assert recounted(export(), first) == {"use": [1, 1, 0, 1]} == counted(first)


def test_positions_follow_their_meaning_into_the_next_draft(first: Draft, export: Any) -> None:
    ana, bo = make_account("Ana"), make_account("Bo")
    for key in ("use", "study", "share"):
        take(first, key, "support", ana)
        take(first, key, "abstain", bo)
    second = second_editorial()
    take(second, "share", "accept", bo)
    act(refuse_carrying, second, clause_in(second, "study"), by=ana)

    file = export()

    assert recounted(file, second) == {"study": [0, 0, 1, 0], "share": [1, 1, 0, 0]} == counted(second)
    assert recounted(file, first) == counted(first)


def test_a_corrected_map_takes_positions_out_of_a_count(first: Draft, export: Any) -> None:
    take(first, "study", "support", make_account("Ana"))
    second = second_editorial()
    before = recounted(export(), second)

    act(
        correct_map,
        second,
        [{"key": "study", "significance": "substantive"}],
        reason="It says more.",
        by=SETUP,
    )

    file = export()
    assert (before, recounted(file, second)) == ({"study": [1, 0, 0, 0]}, {})
    assert recounted(file, first) == {"study": [1, 0, 0, 0]} == counted(first)


def test_a_clause_that_gets_a_key_of_its_own_keeps_its_positions(first: Draft, export: Any) -> None:
    ana, bo = make_account("Ana"), make_account("Bo")
    take(first, "share", "support", ana)
    second = second_editorial()
    take(second, "share", "object", bo)

    act(correct_map, second, [{"key": "share", "from": []}], reason="It is a stranger.", by=SETUP)

    assert recounted(export(), second) == counted(second)
    assert counted(first) == {"share": [1, 0, 0, 0]} == recounted(export(), first)


def test_two_people_who_are_one_are_counted_once(first: Draft, export: Any) -> None:
    guest, ana = make_guest(), make_account("Ana")
    take(first, "use", "support", ana)
    take(first, "use", "abstain", guest)
    take(first, "study", "accept", guest)

    act(merge_accounts, guest, into=ana, by=SETUP)

    assert recounted(export(), first) == {"use": [0, 0, 1, 0], "study": [0, 1, 0, 0]} == counted(first)


def test_it_prints_what_a_draft_comes_to(first: Draft, export: Any) -> None:
    take(first, "use", "support", make_account("Ana"))

    result = run(export(), "--tally", "0.1")

    lines = result.stdout.splitlines()
    assert (result.returncode, result.stderr) == (0, "")
    assert lines[1] == "1 positions, counted again; results on record that they agree with: 0"
    assert (lines[2], "use,1,0,0,0,1" in lines) == ("key,support,accept,abstain,object,n", True)
    assert run(export(), "--tally", "9.9").returncode == 1


def receipt(position: Position, tmp_path: Path, **changed: Any) -> Path:
    """A file with the receipt of a position."""
    said = entry(position.taken_n or 0)
    assert said is not None
    file = tmp_path / "receipt.json"
    file.write_text(
        json.dumps({"position": "support", "receipt": {"n": said.n, "hash": said.hash} | changed})
    )
    return file


def test_a_receipt_is_found_once_and_said_where_it_counts(first: Draft, export: Any, tmp_path: Path) -> None:
    ana = make_account("Ana")
    taken = take(first, "share", "support", ana).position
    second_editorial()

    found = run(export(), "--receipt", receipt(taken, tmp_path))

    assert found.returncode == 0
    assert found.stdout.splitlines()[2:] == [
        f"The receipt is in this record exactly once, as entry {taken.taken_n}.",
        "It says support of share in draft 0.1.",
        "It is counted in: share in draft 0.1; share in draft 0.2.",
    ]


def test_a_receipt_of_what_was_taken_back_says_so(first: Draft, export: Any, tmp_path: Path) -> None:
    ana = make_account("Ana")
    taken = take(first, "share", "support", ana).position
    ended = take_back(first, "share", ana)

    found = run("--receipt", receipt(taken, tmp_path), export())

    assert ended is not None
    assert found.stdout.splitlines()[-1] == f"It is not counted any more: entry {ended.ended_n}."


@pytest.mark.parametrize(
    "changed", [{"hash": "0" * 64}, {"n": 1}, {"n": None}, {"hash": []}, {"n": 10**9, "hash": None}]
)
def test_a_receipt_that_is_not_there_is_refused(
    first: Draft, export: Any, tmp_path: Path, changed: dict[str, Any]
) -> None:
    taken = take(first, "share", "support", make_account("Ana")).position

    result = run(export(), "--receipt", receipt(taken, tmp_path, **changed))

    assert (result.returncode, "receipt" in result.stderr) == (1, True)


def set_last(**details: Any) -> Callable[[Entries], Any]:
    """Changes the details of the last entry."""
    return lambda entries: entries[-1]["details"].update(details)


FORGERIES: list[tuple[Callable[[Entries], Any], str]] = [
    (set_last(wording="0" * 64), "takes a position on other words than use has in draft 0.1"),
    (set_last(key="nothing"), "takes a position on nothing, which is not in draft 0.1"),
    (set_last(draft="9.9"), "takes a position on use, which is not in draft 9.9"),
    (set_last(choice="yes"), "takes a position that there is not: yes"),
    (set_last(en_bloc=True), "takes a position that there is not: support"),
    (set_last(en_bloc=None, choice=None), "takes a position that there is not: None"),
    (
        lambda entries: entries[-1].update(by="p:somebody"),
        "takes position:1 for the second time, or in nobody's name",
    ),
    (
        lambda entries: entries.append(dict(entries[-1])),
        "takes position:1 for the second time, or in nobody's name",
    ),
    (
        lambda entries: entries[-1]["details"].pop("key"),
        "does not hold what a recount needs: KeyError('key')",
    ),
]


@pytest.mark.parametrize("change, sentence", FORGERIES)
def test_a_forged_position_is_found_though_its_hash_fits(
    first: Draft, export: Any, change: Callable[[Entries], Any], sentence: str
) -> None:
    take(first, "use", "support", make_account("Ana"))

    entries = forged(change)
    result = run(export(entries))

    assert (result.returncode, result.stderr) == (1, f"entry {len(entries)} {sentence}\n")


def test_somebody_elses_position_cannot_be_taken_back(first: Draft, export: Any) -> None:
    ana, bo = make_account("Ana"), make_account("Bo")
    take(first, "use", "support", ana)
    take(first, "study", "support", bo)
    take_back(first, "study", bo)

    entries = forged(lambda entries: entries[-1].update(subject="position:1"))
    result = run(export(entries))

    assert result.stderr == (
        f"entry {len(entries)} is about position:1, which is no standing position of its author\n"
    )


@pytest.fixture
def closed(first: Draft) -> Position:
    """The first draft is superseded and its result kept; Ana's position on `share` was replaced since, on the second."""
    ana = make_account("Ana")
    taken = take(first, "share", "support", ana).position
    take(first, "use", "abstain", ana)
    second = second_editorial()
    until_done()
    take(second, "share", "accept", ana)
    return taken


def test_results_that_were_kept_are_counted_again(closed: Position, export: Any, tmp_path: Path) -> None:
    result = run(export(), "--receipt", receipt(closed, tmp_path))

    assert (result.returncode, result.stderr) == (0, "")
    assert "results on record that they agree with: 1" in result.stdout
    assert result.stdout.splitlines()[-1] == (
        f"It is not counted any more: entry {closed.ended_n}. It is in the result that was kept of share in draft 0.1."
    )


def restated(totals: list[Any]) -> Callable[[Entries], Any]:
    """Changes what the result on record states."""

    def change(entries: Entries) -> None:
        [kept] = [each for each in entries if each["verb"] == "result.kept"]
        kept["details"]["totals"] = totals

    return change


@pytest.mark.parametrize(
    "totals, sentence",
    [
        (
            [["use", 0, 0, 1, 0], ["share", 2, 0, 0, 0]],
            "states [2, 0, 0, 0] of share in draft 0.1; it comes to [1, 0, 0, 0]",
        ),
        ([["use", 0, 0, 1, 0]], "states [0, 0, 0, 0] of share in draft 0.1; it comes to [1, 0, 0, 0]"),
        ([["nothing", 1, 0, 0, 0]], "states [0, 0, 0, 0] of use in draft 0.1; it comes to [0, 0, 1, 0]"),
    ],
)
def test_a_result_that_states_something_else_is_found(
    closed: Position, export: Any, totals: list[Any], sentence: str
) -> None:
    entries = forged(restated(totals))
    [n] = [each["n"] for each in entries if each["verb"] == "result.kept"]

    result = run(export(entries))

    assert (result.returncode, result.stderr) == (1, f"entry {n} {sentence}\n")


@pytest.mark.parametrize("ended", [[], ["position:1", "position:2"], ["position:1", "position:3"]])
def test_a_merge_ends_one_of_two_positions_and_no_other(first: Draft, export: Any, ended: list[str]) -> None:
    guest, ana = make_guest(), make_account("Ana")
    take(first, "use", "support", ana)
    take(first, "use", "abstain", guest)
    take(first, "study", "accept", ana)
    act(merge_accounts, guest, into=ana, by=SETUP)

    def change(entries: Entries) -> None:
        [joined] = [each for each in entries if each["verb"] == "voter.joined"]
        joined["details"]["ended"] = ended

    assert run(export()).returncode == 0
    assert run(export(forged(change))).returncode == 1


def test_what_was_set_aside_counts_nothing_until_it_is_taken_back_in(
    first: Draft, export: Any, tmp_path: Path
) -> None:
    ana, eve, room = make_account("Ana"), make_account("Eve"), "stop:lagos"
    taken = take(first, "use", "support", eve, channel=room).position
    take(first, "use", "accept", ana, channel=room)
    act(put_aside, [eve], channel=room, by=SETUP)
    aside, said = recounted(export(), first), run(export(), "--receipt", receipt(taken, tmp_path)).stdout
    act(take_back_in, [eve, ana], channel=room, by=SETUP)

    assert aside == {"use": [0, 1, 0, 0]}
    assert said.splitlines()[-1].startswith("It is set aside, and not counted for now: entry ")
    assert recounted(export(), first) == {"use": [1, 1, 0, 0]} == counted(first)


def test_a_result_kept_while_somebody_was_set_aside_holds(first: Draft, export: Any) -> None:
    ana, eve, room = make_account("Ana"), make_account("Eve"), "stop:lagos"
    take(first, "share", "support", ana)
    take(first, "share", "object", eve, channel=room)
    act(put_aside, [eve], channel=room, by=SETUP)
    second_editorial()
    until_done()
    act(take_back_in, [eve], channel=room, by=SETUP)

    found = run(export())
    assert (found.returncode, "agree with: 1" in found.stdout) == (0, True)


@pytest.mark.parametrize("details", [{"n": 2}, {"n": 0}, {"channel": "online"}, {"voters": []}])
def test_setting_aside_states_how_many_positions_it_is_about(
    first: Draft, export: Any, details: dict[str, Any]
) -> None:
    eve = make_account("Eve")
    take(first, "use", "support", eve, channel="stop:lagos")
    act(put_aside, [eve], channel="stop:lagos", by=SETUP)

    result = run(export(forged(set_last(**details))))

    assert (result.returncode, "positions aside, or back; there are" in result.stderr) == (1, True)
