"""A file is made ready before the lock: every encoding, every kind of wrong row, and nothing is stored by it."""

import random

import pytest
from sqlalchemy import func, select

from consensus.discussion.texts import Prepared
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.roadshow.batching import MOST_BYTES, MOST_ROWS, known_of, ready_batch, ready_entries
from consensus.roadshow.entries import Entry
from consensus.roadshow.errors import StopIsNotOpen
from consensus.roadshow.models import PaperRow
from tests.roadshow.papers import KEYS, a_file, a_row, a_stop, positions, send

HEADER = a_file([])


def mixed(rows=120):
    """A file as rooms send it: half of it in another encoding, with wrong rows, rows twice, and formulas."""
    lines, chance = [], random.Random(5)
    for n in range(rows):
        cells = a_row(n // 6, KEYS[n % 6], comment=f"=HYPERLINK(n{n}) déjà vu", participant="Zoë")
        if n % 10 == 7:
            cells |= chance.choice(
                [{"clause": "nowhere"}, {"position": "perhaps"}, {"group": "wizards"}, {"sheet": ""}]
            )
        line = a_file([cells]).removeprefix(HEADER)
        lines.append(line.decode().encode("cp1252") if n % 4 == 3 else line)
        if n % 20 == 0:
            lines.append(lines[-1])
    return HEADER + b"".join(lines), len(lines)


@pytest.mark.both_databases
def test_every_row_of_a_file_of_all_kinds_is_taken_known_or_refused_and_the_same_again_changes_nothing(app):
    stop, (content, rows) = a_stop(), mixed()

    first = send(stop, content)
    taken = len(positions())
    again = send(stop, content)

    assert first.accepted + first.unchanged + len(first.refused) == rows
    assert (len(first.refused), first.unchanged) == (12, 6)
    assert (again.accepted, again.unchanged, again.refused) == (0, rows - 12, first.refused)
    assert len(positions()) == taken
    row = db.session.scalars(select(PaperRow).order_by(PaperRow.id)).first()
    assert (row.participant, row.first["comment"]) == ("Zoë", "=HYPERLINK(n0) déjà vu")


def test_making_ready_stores_nothing_and_renders_every_text_once(app):
    rows = [a_row(n, "use", comment="The same words.") for n in range(3)]

    ready = ready_batch(a_stop(), a_file(rows), name="rows.csv")

    assert list(ready.texts) == ["The same words."]
    assert isinstance(ready.texts["The same words."], Prepared)
    assert db.session.scalar(select(func.count()).select_from(PaperRow)) == 0


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"x" * (MOST_BYTES + 1), HEADER + b"1,Ana,,use,1,,,,M\n" * (MOST_ROWS + 1)]
)
def test_what_is_empty_or_too_large_is_refused_whole(app, content):
    with pytest.raises(Invalid) as caught:
        ready_batch(a_stop(), content)

    assert list(caught.value.errors) == ["file"]


@pytest.mark.parametrize(
    "content",
    [
        b"who,what\nAna,yes\n", b'[{"sheet": "1", "clause": "use"}]', b"<!doctype html>\n<table><tr><td>sheet</td></tr></table>",
        b"PK\x03\x04" + bytes(range(256)) * 9, b"\xff\xfe", HEADER.replace(b"clause,", b""),
    ],
)  # fmt: skip
def test_what_is_no_table_of_rows_is_refused_whole_with_one_sentence_that_names_the_columns(app, content):
    with pytest.raises(Invalid) as caught:
        ready_batch(a_stop(), content)

    [said] = caught.value.errors["file"]
    assert said.startswith("This is no table of rows: its first line does not name ")
    assert (
        "It needs the columns sheet, participant, clause, position, entered_by, and may have group," in said
    )


def test_a_column_that_is_named_twice_is_told(app):
    with pytest.raises(Invalid) as caught:
        ready_batch(a_stop(), HEADER.replace(b"comment", b"clause"))

    [said] = caught.value.errors["file"]
    assert said.startswith("The first line names “clause” twice. It needs the columns ")


def test_a_stop_without_a_draft_takes_nothing(app):
    with pytest.raises(StopIsNotOpen):
        ready_batch(a_stop(opened=False), HEADER)


def test_rows_may_name_stakeholder_groups_and_languages_as_people_write_them(app):
    known = known_of(a_stop().draft)

    assert (known.group("End user"), known.group("wizards")) == ("end-user", None)
    assert (known.language("French"), known.language("pt"), known.language("fr, en")) == ("fr", "pt", None)
    assert known.clauses["lead"] == ("lead", True)
    assert known.clauses["freedoms"] == ("freedoms", False)


def test_a_text_that_cannot_be_stored_is_refused_under_its_cell(app):
    with pytest.raises(Invalid) as caught:
        ready_entries([Entry("object", "x" * 9_000)], else_="en")

    assert list(caught.value.errors) == ["reason"]
