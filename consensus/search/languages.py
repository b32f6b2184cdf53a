"""Pure: what the words of a language are reduced to. English, French, Spanish, Portuguese and Arabic are stemmed."""

import re
from functools import lru_cache
from typing import Any

import snowballstemmer

STEMMED = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese", "ar": "arabic"}
LATIN = ("en", "fr", "es", "pt")
FEWEST = 3  # letters; shorter words are their own stem
ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
# Words spelled in two ways, on this site above all: licence and license, organisation and organization.
TWO_WAYS = (
    (re.compile(r"\b(lic|def|off)ence"), r"\1ense"),
    (re.compile(r"(?<=\w{4})is(?=(?:e[ds]?|ers?|ing|ations?|ational)\b)"), "iz"),
)
MANY_IN_PORTUGUESE = re.compile(r"(?:[oõ]es|ães)$")
ARTICLE = re.compile(
    "^(?:\u0648|\u0641)?(?:\u0627\u0644|\u0628\u0627\u0644|\u0643\u0627\u0644|\u0644\u0644)(?=.{3})"
)
# Too common to be asked for; looked for all the same when nothing else is asked, and inside of phrases.
COMMON = frozenset(
    """
    a an and are as at be been but by can could did do does for from had has have he how i if in into is it its me my
    no not of on or our she should so some such than that the their them then there these they this those to us was we
    were what when where which who whom whose why will with would you your
    au aux avec ce ces cette dans de des du elle elles en est et il ils je la le les leur leurs lui ma mais mes mon ne
    nos notre nous on ou par pas pour qu que qui sa se ses sont sur ta te tes ton tu un une vos votre vous
    al como con del el ella ellas ellos entre es esa ese eso esta este esto ha hay la las lo los mas mi muy nos o para
    pero por porque que se si sin sobre son su sus tambien te un una uno unos y ya
    ao aos as com da das do dos ela elas ele eles em essa esse isso isto mais mas na nas nao nem no nos o os ou pela
    pelo pelos pode por qual quando que quem sao sem ser seu seus sua suas tem um uma
    من في على الى إلى عن ان أن هذا هذه التي الذي ما لا هو هي كان مع
    """.split()
)


# Words that nearly every sentence of a language has, and sentences of the others here have not.
TELLING = {
    "en": frozenset("the and of to is that for with are this be not it from which should by as or".split()),
    "fr": frozenset(
        "le les des et est une dans pour que qui pas du au ce cette sur avec sont il nous être ou".split()
    ),
    "es": frozenset(
        "el los las y es una en para que por del con no se su este esta al lo son ser más ni".split()
    ),
    "pt": frozenset(
        "o os as e é uma em para que por do da dos das com não se ao no na são ser mais um".split()
    ),
}
LOOKED_AT, LEAST_TELLING = 2_000, 2  # letters; words
LETTERS = re.compile(r"[^\W\d_]+")


def language_to_stem(language: str, text: str) -> str:
    """The language whose stems a text has: its own when it is one of ours, else by script; empty: none.

    Latin letters of a language that is not known are read as English. What is said to be English may be so because
    nobody chose; then the small words of the text tell.
    """
    base = language.replace("_", "-").partition("-")[0].lower()
    if base in STEMMED and base != "en":
        return base
    if ARABIC.search(text[:400]):
        return "ar"
    return by_small_words(text) if base in ("", "en") else ""


def by_small_words(text: str) -> str:
    """Which of the languages written in Latin letters a text is in, by its small words; English unless they tell clearly."""
    words = LETTERS.findall(text[:LOOKED_AT].casefold())
    told = {language: sum(word in some for word in words) for language, some in TELLING.items()}
    best = max(told, key=lambda language: (told[language], language == "en"))
    clear = told[best] >= LEAST_TELLING and told[best] > 1.5 * told["en"]
    return best if clear else "en"


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """A folded word without its ending; a language that is not stemmed leaves it as it is."""
    name = STEMMED.get(language)
    if name is None or len(word) < FEWEST or not word.isalpha():
        return word
    stemmer: Any = snowballstemmer.stemmer(name)  # a new one: it keeps the word it works on in itself
    return stemmer.stemWord(_for_stemmer(word, language)) or word


def _for_stemmer(word: str, language: str) -> str:
    """A word in the form from which its stem is taken best."""
    if language == "en":
        return one_spelling(word)
    if language == "pt":
        return MANY_IN_PORTUGUESE.sub("ão" if "õ" in word or "ã" in word else "ao", word)
    if language == "ar":
        return "\u0627\u0644" + ARTICLE.sub("", word)
    return word


def one_spelling(word: str) -> str:
    """An English word as it is spelled in America."""
    for pattern, other in TWO_WAYS:
        word = pattern.sub(other, word)
    return word


def languages_of(word: str) -> tuple[str, ...]:
    """The languages a word that somebody looks for may be in."""
    return ("ar",) if ARABIC.search(word) else LATIN
