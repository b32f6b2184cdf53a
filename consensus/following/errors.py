"""What following refuses, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing


class NotToBeWatched(Missing):
    """404: things of this kind are not watched."""

    sentence = _l("There is nothing here that could be watched.")


class NoSuchKey(Missing):
    """404: nobody is written to with this link, or no longer."""

    sentence = _l("This link leads to nobody whom we write to. The account may have been erased.")
