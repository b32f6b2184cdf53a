"""Words whose change is seldom editorial: modals, negations, quantifiers, numbers, licence words, defined
terms.

English. The codes are "category:word", as `modal:must`; of defined terms the term as it was given.
"""

import re
from collections.abc import Iterator, Sequence

from .words.differences import agreements
from .words.tokens import Token, tokens

# RFC 2119 tells them apart from the same words in small letters.
SHOUTED = frozenset(("MUST", "SHALL", "SHOULD", "MAY", "REQUIRED", "RECOMMENDED", "OPTIONAL", "NOT"))

MODALS = (
    "must|shall|should|may|might|can|cannot|could|will|would|ought|needs?|required|requires?|recommended|"
    "optional"
)
NEGATIONS = "not|no|never|none|nor|neither|nobody|nothing|cannot|without|unless|except|excluding|n't"
QUANTIFIERS = (
    "at least|at most|more than|less than|fewer than|up to|one or more|all|any|every|each|either|both|some|"
    "most|many|few|several|only|always|entire|whole|complete|completely|full|fully|partial|partially|same|"
    "similar|substantially"
)
NUMBERS = (
    r"\d+(?:[.,]\d+)*%?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|"
    "half|twice"
)
LICENCE_WORDS = (
    r"osi-approved|os[di]-(?:compliant|conformant|conforming)|open source definition|osi|osd|licen[cs]\w*|"
    r"terms?|copyleft|copyrights?|patents?|permissions?|permit\w*|permissive|fees?|royalt\w*|warrant\w*|"
    r"waive\w*|proprietary"
)
CATEGORIES = (
    ("modal", MODALS),
    ("negation", NEGATIONS),
    ("quantifier", QUANTIFIERS),
    ("number", NUMBERS),
    ("licence", LICENCE_WORDS),
)
PATTERNS = [
    (name, re.compile(rf"(?<![\w-])(?:{words})(?![\w])(?!-\w)", re.IGNORECASE)) for name, words in CATEGORIES
]
CONTRACTED = re.compile(r"(?<=\w)n['’]t\b", re.IGNORECASE)
ACRONYM = re.compile(r"\bos[di]\b")
TITLE = "Open Source Definition"


def risky_words(old_text: str, new_text: str, *, terms: Sequence[str] = ()) -> tuple[str, ...]:
    """Codes of the marked words that went, came or moved between two texts, sorted, each once. `terms`:
    defined terms.

    Another case alone is no change, except of a modal in capitals.
    """
    old, new = tokens(old_text, whole_marks=False), tokens(new_text, whole_marks=False)
    agreed = agreements([_folded(token.said) for token in old], [_folded(token.said) for token in new])
    gone = _changed(old, [(i, size) for i, _, size in agreed])
    came = _changed(new, [(j, size) for _, j, size in agreed])
    return tuple(sorted({*_marked(old_text, gone, terms), *_marked(new_text, came, terms)}))


def _changed(text: Sequence[Token], agreed: Sequence[tuple[int, int]]) -> set[int]:
    """The places of all characters outside of the agreements, given as (first token, how many)."""
    kept = {number for start, size in agreed for number in range(start, start + size)}
    changed = [token for number, token in enumerate(text) if number not in kept]
    return {place for token in changed for place in range(token.start, token.start + len(token.text))}


def _folded(said: str) -> str:
    """Case and the two spellings of licence make no difference; a modal in capitals does."""
    return said if said in SHOUTED else said.casefold().replace("licens", "licenc")


def _marked(text: str, changed: set[int], terms: Sequence[str]) -> Iterator[str]:
    patterns = [*PATTERNS, *(("term", _term(term)) for term in terms if term.strip())]
    named = {term.casefold(): term for term in terms}
    for category, pattern in patterns:
        for found in pattern.finditer(text):
            if not changed.isdisjoint(range(*found.span())):
                word = named.get(found["term"].casefold()) if category == "term" else _canonical(found[0])
                yield f"{category}:{word}"
    for found in CONTRACTED.finditer(text):
        if not changed.isdisjoint(range(*found.span())):
            yield "negation:not"


def _term(term: str) -> re.Pattern[str]:
    """A defined term, also in the plural."""
    return re.compile(rf"(?<!\w)(?P<term>{re.escape(term.strip())})s?(?!\w)", re.IGNORECASE)


def _canonical(word: str) -> str:
    """One spelling for each code: small letters, but OSI, OSD and the title."""
    small = " ".join(word.casefold().split())
    return TITLE if small == TITLE.casefold() else ACRONYM.sub(lambda found: found[0].upper(), small)
