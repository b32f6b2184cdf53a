"""TOML that would take minutes to read, or cannot be read at all, is refused at once."""

import tomllib

import pytest

from consensus.kit.text.toml import read_toml

LONG = ".".join("a" * 41)
QUOTED = LONG.replace("a", "'a b'")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"x = 1\n{LONG} = 1", "A key has more than 40 parts (at line 2, column 1)"),
        (f"[{LONG}]", "A key has more than 40 parts (at line 1, column 1)"),
        (f"x = {{ {QUOTED} = 1 }}", "A key has more than 40 parts (at line 1, column 1)"),
        (f"x = {'[' * 5_000}", "This is nested too deep"),
        ("x = ", "Invalid value (at end of document)"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        read_toml(text)

    assert str(refused.value) == why


def test_ordinary_text_is_read_however_many_dots_it_has() -> None:
    said = "0.0.8, 0.0.9 … " * 90 + "wait" + "." * 90

    assert read_toml(f'a.b.c = "{said}"') == {"a": {"b": {"c": said}}}
