"""``verify.py`` checks signatures by itself: Ed25519 of RFC 8032, the site's keys, and checkpoints of the record."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus.release import verify

from .recorded import Recorded, last_of, wrong_in
from .test_verify import run

# RFC 8032, 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").digest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]
FEW = settings(max_examples=25, deadline=None)


@pytest.mark.parametrize("public, message, signature", VECTORS)
def test_the_vectors_of_the_rfc_are_signatures(public: str, message: bytes, signature: str) -> None:
    assert verify.is_signature(bytes.fromhex(public), message, bytes.fromhex(signature))
    assert not verify.is_signature(bytes.fromhex(public), message + b"x", bytes.fromhex(signature))


@FEW
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.data())
def test_it_agrees_with_a_library_whatever_is_signed_and_however_it_is_damaged(
    seed: bytes, message: bytes, data: Any
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = private.public_key().public_bytes_raw(), private.sign(message)
    damaged = bytearray(signature)
    damaged[data.draw(st.integers(0, 63))] ^= 1 << data.draw(st.integers(0, 7))

    assert verify.is_signature(public, message, signature)
    assert not verify.is_signature(public, message, bytes(damaged))


@FEW
@given(st.binary(max_size=70), st.binary(max_size=10), st.binary(max_size=70))
def test_whatever_is_no_key_or_no_signature_is_none(public: bytes, message: bytes, signature: bytes) -> None:
    assert not verify.is_signature(public, message, signature)


@pytest.mark.parametrize(
    "public", [b"\xff" * 32, (2**255 - 19).to_bytes(32, "little"), (1 | 1 << 255).to_bytes(32, "little"), b""]
)
def test_bytes_that_stand_for_no_point_are_no_key(public: bytes) -> None:
    assert verify.point_of(public) is None
    assert not verify.is_signature(public, b"", b"\0" * 64)


def test_a_signature_whose_number_is_too_large_is_none() -> None:
    public, message, signature = VECTORS[1]
    raw = bytes.fromhex(signature)
    larger = (int.from_bytes(raw[32:], "little") + verify.ORDER).to_bytes(32, "little")

    assert not verify.is_signature(bytes.fromhex(public), message, raw[:32] + larger)


@pytest.fixture
def record() -> Recorded:
    """A record with two keys, the second signed by the first, and something said under each."""
    made = Recorded()
    made.set_key(1)
    made.publish("1.0")
    made.take(1)
    made.set_key(2)
    made.take(2, key="study")
    return made


def test_keys_that_are_signed_by_those_before_hold(record: Recorded) -> None:
    assert wrong_in(record) == []


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"signature": "0" * 128}, "bears a signature that the key {0} did not make"),
        ({"signature": None}, "bears a signature that the key {0} did not make"),
        ({"previous": "0" * 16}, "is signed with the key 0000000000000000, which was not in use"),
        ({"public": "0" * 64}, "sets the key {1}, whose name does not fit it, or which was set before"),
    ],
)
def test_a_swapped_key_is_found_though_the_chain_was_made_anew(
    record: Recorded, changed: dict[str, Any], sentence: str
) -> None:
    [_first, second] = [each for each in record.entries if each["verb"] == "site.key-set"]
    second["details"] |= changed
    record.rewritten()

    assert wrong_in(record)[0] == f"entry {second['n']} " + sentence.format(*record.keys)


def test_a_key_after_a_lost_one_is_told_and_no_failure(record: Recorded, tmp_path: Path) -> None:
    record.set_key(3, previous=None, signature=None)

    result = run(record.write(tmp_path))

    assert result.returncode == 0
    assert f"Note: entry {len(record.entries)} sets a key that the key before did not sign" in result.stdout


def written(folder: Path, name: str, data: Any) -> Path:
    """A JSON file."""
    file = folder / name
    file.write_text(json.dumps(data), "utf-8")
    return file


def test_two_checkpoints_prove_that_nothing_between_was_rewritten(record: Recorded, tmp_path: Path) -> None:
    first, *keys = record.checkpoint(4, key=next(iter(record.keys))), *record.keys
    last = record.checkpoint()
    files = (written(tmp_path, "a.json", first), written(tmp_path, "b.json", [last]))

    result = run(record.write(tmp_path), "--checkpoint", files[0], "--checkpoint", files[1])

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-3:] == [
        f"Entry 4 is as the site signed it at {first['at']}, with the key {keys[0]}.",
        f"Entry {last['n']} is as the site signed it at {last['at']}, with the key {keys[1]}.",
        f"Nothing from entry 1 to entry {last['n']} was rewritten between these signatures.",
    ]


def test_a_record_that_was_rewritten_is_not_the_one_of_the_checkpoint(
    record: Recorded, tmp_path: Path
) -> None:
    file = written(tmp_path, "a.json", record.checkpoint())
    [taken] = [each for each in record.entries if each["subject"] == "position:1"]
    taken["details"]["choice"] = "object"
    record.rewritten()

    result = run(record.write(tmp_path), "--checkpoint", file)

    assert result.returncode == 1
    assert result.stderr == (
        f"entry {len(record.entries)} is not the one that the checkpoint names: this record was rewritten before that\n"
    )


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"n": 99}, "the checkpoint is of entry 99; this record ends with entry 6"),
        ({"n": 0}, "the checkpoint is of entry 0; this record ends with entry 6"),
        (
            {"signature": "0" * 128},
            "the checkpoint of entry 6 bears a signature that the key {1} did not make",
        ),
        ({"signature": 7}, "the checkpoint of entry 6 bears a signature that the key {1} did not make"),
        (
            {"at": "2020-01-01T00:00:00Z"},
            "the checkpoint of entry 6 bears a signature that the key {1} did not make",
        ),
        (
            {"key": "0" * 16},
            "the checkpoint of entry 6 is signed with the key 0000000000000000, which was not in use",
        ),
        ({"n": "6"}, "this file holds no checkpoint"),
        ({"n": 5}, "entry 5 is not the one that the checkpoint names: this record was rewritten before that"),
    ],
)
def test_a_checkpoint_that_the_site_did_not_sign_is_refused(
    record: Recorded, tmp_path: Path, changed: dict[str, Any], sentence: str
) -> None:
    file = written(tmp_path, "a.json", record.checkpoint() | changed)

    result = run(record.write(tmp_path), "--checkpoint", file)

    assert (result.returncode, result.stderr) == (1, sentence.format(*record.keys) + "\n")


def test_a_former_key_vouches_for_nothing_later(record: Recorded, tmp_path: Path) -> None:
    former = next(iter(record.keys))
    file = written(tmp_path, "a.json", record.checkpoint(key=former))

    result = run(record.write(tmp_path), "--checkpoint", file)

    assert result.stderr == (
        f"the checkpoint of entry {len(record.entries)} is signed with the key {former}, which was not in use\n"
    )


def test_a_receipt_is_vouched_for_by_the_checkpoint_that_came_with_it(
    record: Recorded, tmp_path: Path
) -> None:
    [taken] = [each for each in record.entries if each["subject"] == "position:1"]
    receipt = {"receipt": {"n": taken["n"], "hash": taken["hash"]}, "checkpoint": record.checkpoint()}

    found = run(record.write(tmp_path), "--receipt", written(tmp_path, "r.json", receipt))
    receipt["checkpoint"]["hash"] = "0" * 64
    refused = run(record.write(tmp_path), "--receipt", written(tmp_path, "r.json", receipt))

    assert (found.returncode, refused.returncode) == (0, 1)
    assert found.stdout.splitlines()[-1].startswith(f"Entry {len(record.entries)} is as the site signed it")
    assert "this record was rewritten before that" in refused.stderr


def test_signed_texts_of_one_kind_are_never_of_another(record: Recorded) -> None:
    forged = record.checkpoint()
    key = forged["key"]
    signature = record.sign({"type": "seal", "draft": "1.0", "bundle": forged["hash"], "key": key})
    reading = verify.Record()
    for each in record.entries:
        reading.checked_by(each)
        reading.take(each)

    reading.hashes[forged["n"]] = forged["hash"]
    with pytest.raises(verify.Wrong, match="did not make"):
        verify.check_checkpoint(reading, forged | {"signature": signature})
    assert last_of(record) == []
