"""What drafts refuse, each with the sentence the person reads."""

from flask_babel import lazy_gettext as _l

from ..kit.errors import Missing, Refused, Stale


class NoSuchDraft(Missing):
    """404."""

    sentence = _l("There is no draft with this version.")


class NoSuchClause(Missing):
    """404."""

    sentence = _l("There is no clause with this key in this draft.")


class NoDraftYet(Missing):
    """404: nothing has been published."""

    sentence = _l("No draft has been published yet.")


class VersionTaken(Refused):
    """A version is used once, also when its draft was withdrawn."""

    sentence = _l("This version exists already. A version is used once; choose a higher one.")


class VersionTooLow(Refused):
    """Versions rise, ordered as packaging.version does."""


class VersionIsKnown(Refused):
    """The public record names a draft by its version, once it was shown or scheduled."""

    sentence = _l(
        "The public record knows this draft by its version, so it keeps it. Discard it to begin anew under another."
    )


class AlreadyPublished(Refused):
    """A published text is immutable."""

    sentence = _l("This draft is published. Its text cannot be changed; prepare the next version.")


class NotPublished(Refused):
    """Something that only a published draft has."""

    sentence = _l("This draft is not published yet.")


class OnlyTheLatest(Refused):
    """Only the latest draft can be withdrawn."""

    sentence = _l("Only the latest draft can be withdrawn, and this is not the latest.")


class AlreadyWithdrawn(Refused):
    """Withdrawn once."""

    sentence = _l("This draft has been withdrawn already.")


class DraftIsSealed(Refused):
    """Nothing about it changes any more."""

    sentence = _l(
        "This draft is sealed as stable, so its map, its period and its standing can no longer be changed. What is "
        "to be different goes into the next draft."
    )


class MapIsStale(Stale):
    """Somebody decided something about the map meanwhile."""

    sentence = _l(
        "Somebody changed this draft while you were working on it, so nothing was stored over it. "
        "Look at what is new; what you entered is still here."
    )


class AnotherDraftCameFirst(Refused):
    """A draft was published or withdrawn since this one was aligned."""

    sentence = _l(
        "Another draft was published or withdrawn since this one was prepared. Its map has to be made anew, against "
        "what is the latest draft now, and looked at again."
    )


class NoticeTooShort(Refused):
    """A period is never shortened with less than seven days' notice."""

    sentence = _l("A period can only be shortened with at least seven days' notice.")


class PeriodIsOver(Refused):
    """A superseded or withdrawn draft was closed by what followed it."""

    sentence = _l(
        "This draft is not the current one any more; its period ended with that and cannot be set again."
    )


class PeriodIsStale(Stale):
    """Somebody else set the period meanwhile."""

    sentence = _l(
        "Somebody set another end meanwhile, so nothing was stored over it. What you entered is still here."
    )


class GlossIsStale(Stale):
    """Somebody else explained the clause meanwhile."""

    sentence = _l(
        "Somebody explained this clause meanwhile, so nothing was stored over it. What you entered is still here, "
        "below what stands now."
    )


class CorrectionIsStale(Stale):
    """Somebody else corrected the map meanwhile."""

    sentence = _l(
        "Somebody corrected this map meanwhile, so nothing was stored over it. Look at the effect again."
    )


class NeedsASecondMaintainer(Refused):
    """A risky change is called editorial by two."""
