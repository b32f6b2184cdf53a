"""The site's keys: made once, kept from others, put in each other's place on record, each signed by the one before."""

import stat

import pytest
from flask import Flask

from consensus.kit.db import transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.release.actions.keys import ensure_key, rotate_key
from consensus.release.errors import NoSiteKey
from consensus.release.keys import NoKeyFile, new_key, path_of, private_key
from consensus.release.models import SiteKey
from consensus.release.queries.keys import all_keys, current_key
from consensus.release.signing import is_signed, key_id, key_text, public_of
from tests.release.sealing import told


def rotated(reason: str = "The year is over", *, lost: bool = False) -> SiteKey:
    """Another key in the place of the one in use."""
    private = new_key()
    with transaction():
        return rotate_key(private, reason=reason, lost=lost, by=SETUP)


def test_the_first_key_is_made_on_first_need_and_once(app: Flask) -> None:
    key = ensure_key()

    assert ensure_key().id == key.id == key_id(key.public)
    assert public_of(private_key(key.id)) == key.public
    (entry,) = told("site.key-set")
    assert (entry.subject, entry.details) == (
        f"site-key:{key.id}",
        {"public": key.public, "previous": None, "signature": None},
    )


def test_only_its_owner_reads_its_file(app: Flask) -> None:
    path = path_of(ensure_key().id)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0
    assert path.name == f"site-{all_keys()[0].id}.pem"


def test_another_key_is_signed_by_the_one_before(app: Flask) -> None:
    first = ensure_key()
    second = rotated()

    text = key_text(public=second.public, previous=first.id)
    assert second.signature is not None
    assert is_signed(text, signature=second.signature, public=first.public) is True
    assert [(each.id, each.retired_at is None) for each in all_keys()] == [
        (first.id, False),
        (second.id, True),
    ]
    assert current_key() is second
    assert told("site.key-set")[1].details == {
        "public": second.public, "previous": first.id, "signature": second.signature,
    }  # fmt: skip


def test_it_takes_a_reason(app: Flask) -> None:
    ensure_key()

    with pytest.raises(Invalid):
        rotated("  ")
    assert len(all_keys()) == 1


def test_there_is_none_to_rotate_before_the_first(app: Flask) -> None:
    with pytest.raises(NoSiteKey):
        rotated()


def test_a_file_that_is_missing_is_said_to_be_missing_and_where_it_should_be(app: Flask) -> None:
    key = ensure_key()
    path_of(key.id).unlink()

    with pytest.raises(NoKeyFile, match=str(path_of(key.id))):
        rotated()
    assert len(all_keys()) == 1


@pytest.mark.parametrize(
    "content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_file_that_holds_no_key_is_refused(app: Flask, content: bytes) -> None:
    key = ensure_key()
    path_of(key.id).write_bytes(content)

    with pytest.raises(NoKeyFile, match="does not hold the key"):
        private_key(key.id)


def test_a_file_that_holds_another_key_is_refused(app: Flask) -> None:
    key = ensure_key()
    path_of(key.id).write_bytes(path_of(key_id(public_of(new_key()))).read_bytes())

    with pytest.raises(NoKeyFile, match="does not hold the key"):
        private_key(key.id)


def test_a_file_that_cannot_be_read_is_said_to_be_so(app: Flask) -> None:
    key = ensure_key()
    path_of(key.id).unlink()
    path_of(key.id).mkdir()

    with pytest.raises(NoKeyFile, match="cannot be read"):
        private_key(key.id)


def test_a_folder_that_cannot_be_written_is_said_to_be_so(app: Flask) -> None:
    folder = path_of("x").parent
    if folder.exists():
        folder.rmdir()
    folder.write_text("in the way")

    with pytest.raises(NoKeyFile, match="could not be written"):
        ensure_key()


def test_a_key_whose_former_one_is_lost_is_vouched_for_by_nothing_but_the_record(app: Flask) -> None:
    first = ensure_key()
    path_of(first.id).unlink()
    second = rotated("The disk broke", lost=True)

    assert (second.previous_id, second.signature, second.reason) == (None, None, "The disk broke")
    assert current_key() is second
