"""What the site signs: each signature holds for exactly one text and one key, and is that of RFC 8032."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from consensus.release.signing import (
    checkpoint_text,
    dump_text,
    is_signed,
    key_id,
    key_text,
    public_of,
    seal_text,
    signed,
)

KEY = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
)
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
HASH = "ab" * 32
TEXTS = [
    checkpoint_text(n=7, hash=HASH, at="2026-10-01T00:00:00Z", key="k"),
    seal_text(draft="1.0", bundle=HASH, key="k"),
    dump_text(manifest=HASH, n=7, hash=HASH, key="k"),
    key_text(public=PUBLIC, previous=None),
]


def test_a_key_is_known_by_the_beginning_of_the_digest_of_its_public_part() -> None:
    assert public_of(KEY) == PUBLIC
    assert key_id(PUBLIC) == hashlib.sha256(bytes.fromhex(PUBLIC)).hexdigest()[:16]


def test_a_signature_is_that_of_the_first_test_vector_of_rfc_8032() -> None:
    vector = (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )

    assert signed("", private=KEY) == vector
    assert is_signed("", signature=vector, public=PUBLIC) is True


def test_every_type_of_text_is_canonical_json_that_says_what_it_is() -> None:
    assert [
        f'{{"at":"2026-10-01T00:00:00Z","hash":"{HASH}","key":"k","n":7,"type":"checkpoint"}}',
        f'{{"bundle":"{HASH}","draft":"1.0","key":"k","type":"seal"}}',
        f'{{"hash":"{HASH}","key":"k","manifest":"{HASH}","n":7,"type":"dump"}}',
        f'{{"previous":null,"public":"{PUBLIC}","type":"key"}}',
    ] == TEXTS


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_signature_holds_for_its_text_and_for_no_other(text: str, other: str) -> None:
    signature = signed(text, private=KEY)

    assert is_signed(text, signature=signature, public=PUBLIC) is True
    assert is_signed(other, signature=signature, public=PUBLIC) is (text == other)


@given(st.integers(0, 127))
def test_a_signature_with_another_digit_does_not_hold(at: int) -> None:
    signature = signed(TEXTS[0], private=KEY)
    other = signature[:at] + ("1" if signature[at] == "0" else "0") + signature[at + 1 :]

    assert is_signed(TEXTS[0], signature=other, public=PUBLIC) is False


@pytest.mark.parametrize("signature", ["", "zz", "00" * 63, "00" * 65, ("AB" * 64), "0 " * 64])
def test_what_is_no_signature_does_not_hold(signature: str) -> None:
    assert is_signed("", signature=signature, public=PUBLIC) is False


@pytest.mark.parametrize("public", ["", "00" * 31, PUBLIC.upper(), "g" * 64])
def test_what_is_no_public_key_has_no_name(public: str) -> None:
    with pytest.raises(ValueError, match="hex"):
        key_id(public)
