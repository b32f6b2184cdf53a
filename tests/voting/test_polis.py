"""Polis' table is read as it comes, or refused with the line; its five files are written like its own."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.opinions import opinion_map
from consensus.voting.polis import (
    Conversation,
    PolisError,
    Statement,
    Vote,
    defused,
    export,
    read_participants_votes,
)

from .making import table

HEADER = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2"


def conversation(*rows, texts=None):
    found = table(*rows)
    statements = [
        Statement(clause, (texts or {}).get(clause, "Words, and more."), 1714521600)
        for clause in found.clauses
    ]
    votes = [
        Vote(person, clause, {"a": 1, "p": 0, "d": -1}[code], 1714521600 + at)
        for at, (person, codes) in enumerate(zip(found.people, found.codes, strict=True))
        for clause, code in zip(found.clauses, codes, strict=True)
        if code != "-"
    ]
    return Conversation(
        "Draft 0.0.9", "https://example.org/drafts/0.0.9/", "Positions", statements, found, votes,
        opinion_map(found),
    )  # fmt: skip


def cells(text):
    return list(csv.reader(text.splitlines()))


def test_polis_own_table_is_read():
    found = read_participants_votes(f"{HEADER}\n0,0,17,3,1,1,1,-1,0\n7,,0,1,0,1,,-1,\n")

    assert (found.people, found.clauses, found.codes) == (("0", "7"), ("0", "1", "2"), ("adp", "-d-"))


def test_tables_that_went_through_other_programs_are_read():
    text = "\ufeffparticipant,xid,group-id,a b\r\n\r\nana,x1,,1.0\r\nben,x2,0, -1 \r\ncleo\r\n"

    assert read_participants_votes(text).codes == ("a", "d", "-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "line 1: a header"),
        ("participant,group-id\n1,0\n", "line 1: a header"),
        ("person,0\n1,1\n", "line 1: a header with `participant`"),
        ("participant,0,0\n", "line 1: each statement needs a column"),
        (f"{HEADER}\n1,,,,,,2,,\n", "line 2, column 0: a vote is 1, 0, -1 or empty, not '2'"),
        (f"{HEADER}\n1,,,,,,1,,\n1,,,,,,1,,\n", "line 3, column participant: each row needs"),
        (f"{HEADER}\n,,,,,,1,,\n", "line 2, column participant"),
        (f"{HEADER}\n1,,,,,,1,,,,,1\n", "line 2: there are more cells"),
        (f'{HEADER}\n1,,,,,,"{"x" * 200_000}",,\n', "line 2: this is no CSV"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text, expected):
    with pytest.raises(PolisError) as caught:
        read_participants_votes(text)

    assert str(caught.value).startswith(expected)


@given(st.text(max_size=60))
def test_nonsense_is_refused_and_never_a_fault(text):
    try:
        read_participants_votes(f"participant,0\n{text}")
    except PolisError as error:
        assert str(error).startswith("line ")


rows = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.text("adp-", min_size=width, max_size=width), min_size=1, max_size=12)
)


@given(rows)
def test_what_is_written_can_be_read_again(codes):
    assert read_participants_votes(export(conversation(*codes))["participants-votes.csv"]).codes == tuple(
        codes
    )


@given(rows)
def test_every_vote_stands_in_every_file(codes):
    files = export(conversation(*codes))
    votes = sum(len(row) - row.count("-") for row in codes)
    participants, comments = cells(files["participants-votes.csv"])[1:], cells(files["comments.csv"])[1:]

    assert len(cells(files["votes.csv"])) - 1 == sum(int(row[3]) for row in participants) == votes
    assert sum(int(row[4]) for row in participants) == sum(int(row[4]) for row in comments)
    assert sum(int(row[5]) for row in participants) == sum(int(row[5]) for row in comments)


def test_the_five_files_have_polis_names_and_columns():
    files = export(conversation(*["aad"] * 3, *["dda"] * 3, "a--"))

    assert {name: text.splitlines()[0] for name, text in files.items()} == {
        "summary.csv": "topic,Draft 0.0.9",
        "comments.csv": "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body",
        "votes.csv": "timestamp,datetime,comment-id,voter-id,vote",
        "participants-votes.csv": HEADER,
        "comment-groups.csv": "comment-id,comment,total-votes,total-agrees,total-disagrees,total-passes,"
        "group-a-votes,group-a-agrees,group-a-disagrees,group-a-passes,"
        "group-b-votes,group-b-agrees,group-b-disagrees,group-b-passes",
    }
    assert files["comments.csv"].splitlines()[1] == (
        '1714521600,2024-05-01T00:00:00+00:00,0,-1,4,3,1,"c00: Words, and more."'
    )
    assert files["votes.csv"].splitlines()[1] == "1714521600,2024-05-01T00:00:00+00:00,0,0,1"
    assert files["participants-votes.csv"].splitlines()[-1] == "6,,0,1,1,0,1,,"
    assert dict(cells(files["summary.csv"]))["voters-in-conv"] == "6"
    assert cells(files["comment-groups.csv"])[1][2:6] == ["6", "3", "3", "0"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_no_text_is_run_as_a_formula(text):
    assert defused(text) == f"'{text}"
    assert defused(f"Words {text}") == f"Words {text}"
