"""Pure: which language a text is probably in, told by its letters; and which scripts write words without spaces."""

import re
from typing import NamedTuple

# Inside a class of a regular expression: Thai, Lao, Tibetan, Burmese, Khmer, kana, Chinese signs.
SPACELESS = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ADDRESS = re.compile(r"[a-z]{2,10}://\S+|[^\s@]{1,64}@[^\s@]{1,200}\.[a-z]+", re.IGNORECASE)
LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")
SIGN = 3  # one sign of these says as much as so many letters
LEAST_KANA = 0.1  # of the signs of a Japanese text; Chinese has none


class Script(NamedTuple):
    """Letters as inside of a class, the language they most likely are, others that are written with them."""

    letters: re.Pattern[str]
    language: str
    others: frozenset[str]
    weight: int


def _script(letters: str, language: str, others: str = "", weight: int = 1) -> Script:
    return Script(re.compile(f"[{letters}]"), language, frozenset(others.split()), weight)


KANA = _script("\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f", "ja", weight=SIGN)
HAN = _script("\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", "zh", "ja yue", weight=SIGN)
SCRIPTS = (
    _script("\uac00-\ud7af\u1100-\u11ff\u3130-\u318f", "ko", weight=SIGN),
    _script("\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff", "ar", "fa ur ps ckb sd ug"),
    _script("\u0400-\u052f", "ru", "uk be bg sr mk kk ky tg mn ba tt"),
    _script("\u0370-\u03ff\u1f00-\u1fff", "el"),
    _script("\u0590-\u05ff\ufb1d-\ufb4f", "he", "yi"),
    _script("\u0900-\u097f", "hi", "mr ne sa"),
    _script("\u0980-\u09ff", "bn", "as"),
    _script("\u0a00-\u0a7f", "pa"),
    _script("\u0a80-\u0aff", "gu"),
    _script("\u0b00-\u0b7f", "or"),
    _script("\u0b80-\u0bff", "ta"),
    _script("\u0c00-\u0c7f", "te"),
    _script("\u0c80-\u0cff", "kn"),
    _script("\u0d00-\u0d7f", "ml"),
    _script("\u0d80-\u0dff", "si"),
    _script("\u0e00-\u0e7f", "th"),
    _script("\u0e80-\u0eff", "lo"),
    _script("\u0f00-\u0fff", "bo"),
    _script("\u1000-\u109f", "my"),
    _script("\u10a0-\u10ff", "ka"),
    _script("\u0530-\u058f", "hy"),
    _script("\u1200-\u137f", "am", "ti"),
    _script("\u1780-\u17ff", "km"),
)


def language_of(text: str, *, else_: str) -> str:
    """The language of most of a text's letters: ``"ar"`` for Arabic ones, ``"zh"`` for Chinese signs, and so on.

    ``else_``, the reader's or the site's language, is the answer for Latin letters, for no letters, and where it is
    itself written in the script that was found: Cyrillic is Ukrainian for whom reads the site in Ukrainian.
    """
    words = ADDRESS.sub(" ", text)
    found, most = None, len(LATIN.findall(words))
    for script, many in _counted(words):
        if many > most:
            found, most = script, many
    if found is None or _base(else_) in found.others | {found.language}:
        return else_
    return found.language


def _counted(words: str) -> list[tuple[Script, int]]:
    """The scripts and how much of the text is theirs; Chinese signs among kana are Japanese."""
    kana, han = len(KANA.letters.findall(words)), len(HAN.letters.findall(words))
    signs = KANA if kana >= LEAST_KANA * (kana + han) else HAN
    counted = [(script, len(script.letters.findall(words)) * script.weight) for script in SCRIPTS]
    return [*counted, (signs, (kana + han) * SIGN)]


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
