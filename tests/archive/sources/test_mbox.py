"""Mailboxes as they really are: escaped lines, broken charsets, letters without dates or heads, footers of lists."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.archive.plain import Dated, Left, NotReadable, PlainMessage
from consensus.archive.sources.mbox import letters_of
from tests.archive.writing import ENVELOPE, letter, mailbox

FOOTER = "_______________________________________________\nlist mailing list\nlist@lists.example.org\nhttp://lists.example.org/listinfo/list"


def read(data: bytes) -> list[PlainMessage | Left]:
    return list(letters_of("list.mbox", io.BytesIO(data), told=lambda n: None))


def one(data: bytes) -> PlainMessage:
    [found] = read(data)
    assert isinstance(found, PlainMessage)
    return found


def raw(head: str, body: bytes = b"Hello there.\n") -> bytes:
    return ENVELOPE.format("ana@example.org").encode() + head.encode("latin-1") + b"\n\n" + body


def test_lines_that_only_look_like_a_beginning_belong_to_the_letter() -> None:
    body = "Hello.\n\nFrom what I see, it is fine.\n\nFrom here on nothing more."
    found = one(mailbox([letter("1@x", body)]))

    assert (found.id, found.body) == ("1@x", body)


def test_letters_are_cut_where_one_begins() -> None:
    assert [each.id for each in read(mailbox([letter("1@x"), letter("2@x"), letter("3@x")])) if isinstance(each, PlainMessage)] == [
        "1@x", "2@x", "3@x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "charset, body, words",
    [
        ("iso-8859-1", b"caf\xe9 \x96 ol\xe9", "café – olé"),
        ("utf-8", b"caf\xe9", "café"),
        ("x-unknown", "größer".encode(), "größer"),
        ("gb2312", "开源".encode("gb18030"), "开源"),
        ("idna", b"plain", "plain"),
        ("us-ascii", "naïve".encode(), "naïve"),
    ],
)
def test_charsets_are_read_whatever_they_claim_to_be(charset: str, body: bytes, words: str) -> None:
    found = one(raw(f"From: a@x\nContent-Type: text/plain; charset={charset}", body))

    assert found.body == words


@pytest.mark.parametrize(
    "said, name",
    [
        ("ana at example.org (Ana Diaz)", "Ana Diaz"), ("Ana <a@x.org>", "Ana"), ("a@x.org", "a"),
        ("=?utf-8?b?QW5hIETDrWF6?= <a@x.org>", "Ana Díaz"), ("ana at example.org", "ana"), ("", ""),
        ('"a@x.org" <a@x.org>', "a"), ("=?broken?q?x <a@x>", "=?broken?q?x"),
    ],
)  # fmt: skip
def test_names_are_shown_and_addresses_are_not(said: str, name: str) -> None:
    assert one(raw(f"From: {said}\nSubject: x")).author == name


def test_dates_come_from_the_letter_its_way_its_envelope_or_the_one_before() -> None:
    received = "Received: from a by b; Tue, 2 Jul 2024 09:00:00 +0000"
    boxes = [
        letter("1@x", day=3), letter("2@x", day=None).replace(b"Subject:", f"{received}\nSubject:".encode()),
        letter("3@x", day=None).replace(b"Subject:", b"Date: yesterday\nSubject:"),
    ]  # fmt: skip
    found = [each for each in read(mailbox(boxes)) if isinstance(each, PlainMessage)]

    assert [(each.at and each.at.day, each.dated) for each in found] == [
        (3, Dated.SAID), (2, Dated.RECEIVED), (1, Dated.RECEIVED),
    ]  # fmt: skip


def test_of_two_ways_to_say_it_plain_words_are_taken_and_html_alone_is_read() -> None:
    html = one(
        mailbox(
            [
                letter(
                    "1@x",
                    html="<p>Hello <a href='https://a.example/'>there</a></p><blockquote>old</blockquote>",
                )
            ]
        )
    )

    assert (html.body, html.markdown) == ("Hello [there](<https://a.example/>)\n\n> old", True)


def test_what_is_attached_is_named_and_left_out() -> None:
    found = one(mailbox([letter("1@x", attached="plan.pdf")]))

    assert (found.notes, "%PDF" in found.body) == (("attached:plan.pdf",), False)


def test_footers_of_lists_are_cut_off_and_signatures_stay() -> None:
    found = one(mailbox([letter("1@x", f"Hello.\n\n-- \nAna\n{FOOTER}\n{FOOTER}")]))

    assert found.body == "Hello.\n\n-- \nAna"


def test_a_letter_without_an_id_is_known_by_what_it_is() -> None:
    first, again, other = (one(mailbox([letter(None, body)])).id for body in ("a b", "a b", "a c"))

    assert (first == again, first == other) == (True, False)


def test_what_it_replies_to_is_the_nearest_first() -> None:
    found = one(mailbox([letter("4@x", References="<1@x> <2@x> <3@x>", In_Reply_To="<3@x>")]))

    assert found.replies_to == ("3@x", "2@x", "1@x")


def test_letters_without_words_or_head_are_left_out_with_a_reason() -> None:
    found = read(mailbox([letter("1@x", ""), b"\n\nno head at all"]))

    assert [each.why for each in found if isinstance(each, Left)] == [
        "It has no words.", "It has no head: no sender, no date, no subject.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"Hello", b"From me to you\n\nHello", b"PK\x03\x04", b"\x7fELF", b"\x1f\x8b"]
)
def test_what_is_no_mailbox_is_told(data: bytes) -> None:
    with pytest.raises(NotReadable):
        read(data)


@given(st.lists(st.binary(max_size=300), max_size=4))
def test_no_letter_breaks_the_mailbox(bodies: list[bytes]) -> None:
    box = b"".join(raw("From: a@x\nMessage-ID: <1@x>", body) + b"\n\n" for body in bodies)
    found = read(box) if bodies else []

    assert all(isinstance(each, PlainMessage | Left) for each in found)


@given(st.binary(max_size=400))
def test_no_head_breaks_the_mailbox(head: bytes) -> None:
    found = read(ENVELOPE.format("a@x").encode() + b"Subject: " + head)

    assert all(isinstance(each, PlainMessage | Left) for each in found)


def test_a_letter_that_claims_parts_and_has_none_is_read_as_words() -> None:
    assert (
        one(raw("Content-Type: multipart/mixed", b"All of it stands here.\n")).body
        == "All of it stands here."
    )
