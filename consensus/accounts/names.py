"""Names of countries and languages, as people read and write them. The data is the Unicode CLDR, through
Babel.
"""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale

from .countries import COUNTRIES

COMMON = (
    "en",
    "es",
    "fr",
    "pt",
    "de",
    "it",
    "nl",
    "pl",
    "ru",
    "uk",
    "tr",
    "ar",
    "sw",
    "ha",
    "hi",
    "bn",
    "zh",
    "ja",
    "ko",
)


class UnknownLanguage(ValueError):
    """A word that is no language we know; the word is its text."""


def country_choices() -> list[tuple[str, str]]:
    """All countries with their names in the reader's language, in the order of the names."""
    names = _reader().territories
    return sorted(((code, names.get(code, code)) for code in COUNTRIES), key=lambda choice: choice[1])


def country_name(code: str | None) -> str:
    """A country's name in the reader's language; empty for none."""
    return str(_reader().territories.get(code, code)) if code else ""


def language_names(codes: Iterable[str]) -> str:
    """``["en", "fr"]`` → ``"English, French"`` in the reader's language."""
    names = _reader().languages
    return ", ".join(str(names.get(code, code)) for code in codes)


def language_codes(text: str) -> list[str]:
    """``"English, français, sw"`` → ``["en", "fr", "sw"]``: codes, names in English, in the reader's
    language, and widely read languages' names in themselves. Raises UnknownLanguage.
    """
    known = _codes_by_name("en") | _own_names() | _codes_by_name(str(_reader()))
    found = []
    for word in text.replace(";", ",").split(","):
        name = " ".join(word.split()).casefold()
        if name and name not in known:
            raise UnknownLanguage(word.strip())
        if name and known[name] not in found:
            found.append(known[name])
    return found


def _reader() -> Locale:
    return get_locale() or Locale("en")


@lru_cache(maxsize=32)
def _codes_by_name(language: str) -> dict[str, str]:
    names = Locale.parse(language).languages
    plain = {code: name for code, name in names.items() if len(code) in (2, 3)}
    return {code: code for code in plain} | {str(name).casefold(): code for code, name in plain.items()}


@lru_cache(maxsize=1)
def _own_names() -> dict[str, str]:
    names = {}
    for code in COMMON:
        try:
            names[str(Locale(code).languages.get(code, code)).casefold()] = code
        except UnknownLocaleError:
            continue
    return names
