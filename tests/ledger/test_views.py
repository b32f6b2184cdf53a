"""The public record as pages and as a file."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consensus.kit.db import transaction
from consensus.ledger import record
from consensus.ledger.chain import first_break
from consensus.ledger.queries import entries_after, head

from .conftest import ANA, TRIED


def test_an_empty_record_says_so(client: Any) -> None:
    page = client.get("/ledger/")

    assert page.status_code == 200
    assert "The record is empty" in page.text
    assert "0" * 64 in page.text


def test_the_record_tells_the_newest_first_and_where_it_ends(client: Any, filled: None) -> None:
    text = client.get("/ledger/").text

    places = [text.index(f'id="n{n}"') for n in (3, 2, 1)]
    assert places == sorted(places)
    assert "with a brush" in text
    assert head()[1] in text
    assert "The record has 3 entries." in text
    assert "python3 verify.py ledger.ndjson" in text


def test_acts_of_one_kind_can_be_asked_for(client: Any, filled: None) -> None:
    for verb in (TRIED, "all", ""):
        assert 'id="n3"' in client.get(f"/ledger/?verb={verb}").text
    assert 'id="n3"' not in client.get("/ledger/?verb=thing.unheard").text
    assert "Nothing of this kind is on record." in client.get("/ledger/?verb=thing.unheard").text


def test_older_entries_are_a_page_further(client: Any, app: Flask) -> None:
    with transaction():
        for n in range(52):
            record(TRIED, ANA, "clause:a", tool=f"tool {n}")
    first = client.get(f"/ledger/?verb={TRIED}").text
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older).text

    assert ('id="n52"' in first, 'id="n2"' in first, 'rel="prev"' in first) == (True, False, False)
    assert ('id="n52"' in second, 'id="n2"' in second, 'rel="next"' in second) == (False, True, False)
    assert f'rel="prev" href="/ledger/?verb={TRIED}"' in second


def test_a_cursor_that_was_made_up_is_refused(client: Any, filled: None) -> None:
    assert client.get("/ledger/?cursor=nonsense").status_code == 422


def test_an_entry_shows_exactly_what_is_hashed(client: Any, filled: None) -> None:
    entry = entries_after(1)[0]
    text = client.get("/ledger/2").get_data(as_text=True).replace("&#34;", '"')

    for value in (entry.hash, entry.previous, "thing.tried", "p:anaanaanaanaanaa", "clause:b"):
        assert f"<code>{value}</code>" in text
    fields = {name: value for name, value in entry.as_dict().items() if name != "hash"}
    assert json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False) in text


@pytest.mark.parametrize(
    "n, links", [(1, ["/ledger/2"]), (2, ["/ledger/1", "/ledger/3"]), (3, ["/ledger/2"])]
)
def test_an_entry_leads_to_its_neighbours(client: Any, filled: None, n: int, links: list[str]) -> None:
    text = client.get(f"/ledger/{n}").text

    assert [link for link in ("/ledger/1", "/ledger/2", "/ledger/3") if f'href="{link}"' in text] == links


@pytest.mark.parametrize("n", ["4", "0", "99999999999", "1" * 40, "-1", "x"])
def test_a_number_without_an_entry_leads_nowhere(client: Any, filled: None, n: str) -> None:
    assert client.get(f"/ledger/{n}").status_code == 404


def test_the_export_is_the_whole_chain_one_entry_a_line(client: Any, filled: None) -> None:
    answer = client.get("/ledger/export.ndjson")

    entries = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.mimetype == "application/x-ndjson"
    assert [list(entry) for entry in entries] == [
        ["n", "at", "verb", "by", "subject", "details", "previous", "hash"]
    ] * 3
    assert entries == [entry.as_dict() for entry in entries_after(0)]
    assert first_break(entries) is None


def test_what_is_downloaded_verifies_elsewhere(client: Any, filled: None, tmp_path: Path) -> None:
    (tmp_path / "ledger.ndjson").write_bytes(client.get("/ledger/export.ndjson").data)
    (tmp_path / "verify.py").write_bytes(client.get("/ledger/verify.py").data)

    result = subprocess.run(
        [sys.executable, "-I", "verify.py", "ledger.ndjson"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"3 entries, each following from the one before. The last hash is {head()[1]}\n"
