"""QR codes: drawn square by square as the library finds them."""

import re

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus.roadshow.qr import QUIET, qr_of

ADDRESSES = st.from_regex(r"https://[a-z]{1,40}\.org/join/[A-Z2-9]{6}", fullmatch=True)


@given(ADDRESSES)
@settings(max_examples=20)
def test_the_path_draws_each_dark_square_once(address: str) -> None:
    dark = {
        (x + QUIET, y + QUIET)
        for y, row in enumerate(segno.make(address, error="m", micro=False).matrix)
        for x, bit in enumerate(row)
        if bit
    }
    drawn = [
        (int(x) + n, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", qr_of(address).path)
        for n in range(int(width))
    ]

    assert sorted(drawn) == sorted(dark)


def test_a_code_has_the_light_border_that_readers_need() -> None:
    assert qr_of("https://example.org/join/ABC234").size == 25 + 4 + 2 * QUIET
