"""Pure: the codes that let people into a sitting: six signs that nobody misreads, however they are typed.

No two signs of the alphabet look alike, and what looks like one of them is read as it: ``O``, ``Q`` and ``D`` as ``0``,
``I``, ``L`` and ``J`` as ``1``, ``Z`` as ``2``, ``S`` as ``5``, ``G`` as ``6``, ``B`` as ``8``, ``U`` as ``V``. Case, spaces and hyphens
do not matter, and digits may be those of any script. There are no vowels, so a code spells no word.
"""

import unicodedata
from collections.abc import Callable, Container

ALPHABET = "0123456789CFHKMNPRTVWXY"
LENGTH = 6
LOOK_ALIKES = str.maketrans("OQDILJZESGBUA", "0001112356" + "8V4")
SEPARATORS = str.maketrans("", "", " \t\u00a0-\u2010\u2011\u2012\u2013\u2014_.")


def normal(typed: str) -> str | None:
    """``" k7m-lwx "`` → ``"K7M1WX"``; None for what cannot be a code."""
    folded = unicodedata.normalize("NFKC", typed[:40]).upper().translate(SEPARATORS)
    code = "".join(_digit(sign) for sign in folded).translate(LOOK_ALIKES)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def new_code(pick: Callable[[str], str], *, taken: Container[str] = ()) -> str:
    """A code that is not taken. ``pick`` chooses a sign of a text, so that nobody can foresee it."""
    while True:
        code = "".join(pick(ALPHABET) for _ in range(LENGTH))
        if code not in taken:
            return code


def spaced(code: str) -> str:
    """``"K7M1WX"`` → ``"K7M 1WX"``: as it is shown and read aloud."""
    return f"{code[:3]} {code[3:]}"


def _digit(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)
