"""What people say, made ready before the lock: bounded, cleaned, rendered, its language guessed, its fingerprint taken."""

import html
import re
from dataclasses import dataclass

from flask_babel import gettext as _

from ..kit.errors import Invalid
from ..kit.slow import slow
from ..kit.text.markdown import TooComplicated
from ..kit.text.rendered import finish_comment, keep_finished
from ..kit.text.words import shows_something
from ..kit.web.forms import tidy_text
from .languages import language_of
from .likeness import bands
from .mentions import links_in

MOST_BYTES = 8_192
# Signs that show nothing and only hide something: joiners that scripts and emoji need stay.
HIDING = re.compile(
    "[\x80-\x9f\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ue000-\uf8ff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
PERHAPS_A_LINK = re.compile(r"[:&\\]|//|www\.", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text that can be stored: as written, finished as HTML under its key, and what was found out about it."""

    body: str
    finished: tuple[str, str]
    language: str
    links: bool
    bands: tuple[str, ...]

    @property
    def html(self) -> str:
        """The finished HTML, sanitised."""
        return self.finished[1]


@slow
def prepare_text(body: str, *, else_: str = "en", field: str = "body") -> Prepared:
    """Make ready what somebody wrote. ``else_``: the language where none can be told from the words.

    Raises Invalid under ``field`` for what is empty, longer than 8,192 bytes, or too complicated to be rendered.
    """
    text = cleaned(body, field=field)
    try:
        finished = finish_comment(text)
    except TooComplicated as error:
        raise Invalid({field: _("This text is too complicated to be shown: %(why)s.", why=error)}) from error
    if not shows_something(html.unescape(TAG.sub("", finished[1]))):
        raise Invalid({field: _("Nothing of this text would be seen. Please write something.")})
    return Prepared(
        text,
        finished,
        language_of(text, else_=else_),
        bool(PERHAPS_A_LINK.search(text) and links_in(text)),
        tuple(bands(text)),
    )


def cleaned(text: str, *, field: str, required: bool = True) -> str:
    """People's words as they are stored: NFC, without signs that only hide something. Raises Invalid.

    Reasons and other plain texts pass here too; only comments are Markdown.
    """
    words = HIDING.sub("", tidy_text(text)).strip()
    size = len(words.encode("utf-8"))
    if size > MOST_BYTES:
        sentence = _("This is %(n)s bytes long; %(most)s is the most.", n=f"{size:,}", most=f"{MOST_BYTES:,}")
        raise Invalid({field: sentence})
    if required and not shows_something(words):
        raise Invalid({field: _("Please fill this in.")})
    return words


def stored_reason(reason: Prepared | str, *, required: bool = True) -> str:
    """A reason as it is stored; what was made ready is kept finished, what is plain is cleaned. Raises Invalid."""
    if isinstance(reason, Prepared):
        keep_finished([reason.finished])
        return reason.body
    return cleaned(reason, field="reason", required=required)
