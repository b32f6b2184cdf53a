"""Words as alignment compares them: folded, cut to a stem, spelled one way. Pure; English first, harmless
elsewhere.
"""

import re
from functools import lru_cache

# White space and everything that ends a word. What is left may hold letters, digits and combining marks of
# any script.
PUNCTUATION = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2010-\u2027\u2030-\u205e"
    r"\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20"
)
IDEOGRAPH = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
WORD = re.compile(rf"[a-z][a-z0-9+.-]*://\S+|[{IDEOGRAPH}]+|[^{PUNCTUATION}{IDEOGRAPH}]+", re.IGNORECASE)
IDEOGRAPHS = re.compile(rf"[{IDEOGRAPH}]")
POSSESSIVE = re.compile(r"['’]s\b")

_COMMON = """
    a about above after all also an and any are as at be been being both but by can could did do does each
    either else for from had has have here how if in into is it its itself may might more most must no nor not
    of on only or other our own s shall should so some such t than that the their them then there these they
    this those through to under up upon was we were what when where whether which while who whom whose why
    will with within without would you your including include includes e g i
"""
COMMON_WORDS = frozenset(_COMMON.split())

SPELLINGS = {"licence": "license", "licenc": "licens", "behaviour": "behavior", "organis": "organiz"}
BRITISH = re.compile(r"is(ation|er|e)$")
ENDINGS = (
    ("ies", "y", 5),
    ("sses", "ss", 5),
    ("ings", "", 7),
    ("ing", "", 6),
    ("ized", "ize", 6),
    ("ised", "ise", 6),
    ("ed", "", 6),
    ("es", "e", 5),
    ("s", "", 4),
)
KEPT = ("ss", "us", "is")


def words(text: str) -> list[str]:
    """The words of a text in order, as comparable stems; runs of ideographs become pairs of characters."""
    found: list[str] = []
    for word in WORD.findall(POSSESSIVE.sub("", text).casefold()):
        if IDEOGRAPHS.match(word):
            found += pairs(word)
        else:
            found.append(stem(word))
    return found


def plain_words(text: str) -> list[str]:
    """The words of a text in order, folded but whole, as a reader would count them."""
    return WORD.findall(POSSESSIVE.sub("", text).casefold())


def pairs(run: str) -> list[str]:
    """Neighbouring characters of a script without spaces, two by two; a lone one stays alone."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without the endings that rewriting most often changes: `licences` and `license` are one."""
    if ADDRESS.match(word):
        return word.rstrip("/.,;)")
    short = _without_ending(word)
    short = SPELLINGS.get(short, short)
    return BRITISH.sub(r"iz\1", short).rstrip("e") if len(short) > 5 else short


def _without_ending(word: str) -> str:
    if word.endswith(KEPT):
        return word
    for ending, instead, least in ENDINGS:
        if len(word) >= least and word.endswith(ending):
            return _undoubled(word[: -len(ending)] + instead)
    return word


def _undoubled(word: str) -> str:
    """`labell` and `label` are one stem, as `labelling` and `labeling` are one word."""
    doubled = len(word) > 4 and word[-1] == word[-2] and word[-1] in "lnpt"
    return word[:-1] if doubled else word
