"""What is said about a question that could not be read as it was typed, or not be answered whole."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from .question import MOST_SIGNS, MOST_STARS, MOST_TERMS, Note, Trouble

SENTENCES = {
    Trouble.LONG: _l("Only the first %(signs)s signs were read."),
    Trouble.MANY: _l("Only the first %(terms)s words were looked for."),
    Trouble.QUOTE: _l("A quotation mark is missing, so the words after it were looked for one by one."),
    Trouble.BRACKETS: _l("Brackets mean nothing here and were left out."),
    Trouble.STAR: _l("A star stands only at the end of a word: “%(value)s” was read without it."),
    Trouble.SHORT: _l("A star needs at least two letters before it: “%(value)s” was read as a word."),
    Trouble.STARS: _l(
        "Only %(stars)s words with a star are read so; the others were looked for as they stand."
    ),
    Trouble.OR: _l("OR stands between two words; elsewhere it was left out."),
    Trouble.FIELD: _l("“%(value)s:” is no field of this search, so it was looked for as a word."),
    Trouble.EMPTY: _l("Nothing stands after “%(value)s:”, so it was left out."),
    Trouble.DATE: _l("“%(value)s” is no date. Write a year, a month or a day: 2024, 2024-05 or 2024-05-31."),
    Trouble.NOTHING: _l("There is no word in this to look for."),
    Trouble.BROAD: _l("Very many words begin with “%(value)s”; only the most frequent were looked for."),
    Trouble.COMMON: _l(
        "Very many texts say “%(value)s”; it was left out, and the rarer words were looked for."
    ),
    Trouble.PARTLY: _l(
        "Very many texts hold the words of “%(value)s”; only the newest of them were looked through for the whole of it."
    ),
    Trouble.DENIED: _l(
        "Too many texts hold the words that are not wanted: %(value)s. Nothing was looked for; leave fewer of them out."
    ),
    Trouble.UNKNOWN: _l("Nothing here has “%(value)s”."),
}


def sentences(notes: Iterable[Note]) -> tuple[str, ...]:
    """A sentence for each trouble, and where something else could have been asked a second one."""
    return tuple(map(_sentence, notes))


def _sentence(note: Note) -> str:
    told = str(SENTENCES[note.trouble]) % {
        "value": note.value, "signs": MOST_SIGNS, "terms": MOST_TERMS, "stars": MOST_STARS,
    }  # fmt: skip
    return f"{told} {_('There is: %(values)s.', values=note.instead)}" if note.instead else told


def not_ready() -> str:
    """What is said while there is no index."""
    return _("The search index is being built. Try again in a moment.")


def not_whole() -> str:
    """What is said while an index is being filled."""
    return _("The search index is still being filled, so not everything is found yet.")
