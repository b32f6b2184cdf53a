"""What kinds of things are called that can be found, one of them and many."""

from flask_babel import lazy_gettext as _l

KINDS = {
    "clause": (_l("Clause"), _l("Clauses")),
    "comment": (_l("Comment"), _l("Comments")),
    "objection": (_l("Objection"), _l("Objections")),
    "suggestion": (_l("Suggestion"), _l("Suggestions")),
    "question": (_l("Question"), _l("Questions")),
    "editorial": (_l("Editorial remark"), _l("Editorial remarks")),
    "process": (_l("Remark on the process"), _l("Remarks on the process")),
    "disposition": (_l("Answer of the editors"), _l("Answers of the editors")),
    "system": (_l("System"), _l("Systems")),
    "review": (_l("Review"), _l("Reviews")),
    "stop": (_l("Stop"), _l("Stops")),
    "note": (_l("Note from a room"), _l("Notes from rooms")),
    "endorsement": (_l("Endorsement"), _l("Endorsements")),
    "page": (_l("Page"), _l("Pages")),
    "message": (_l("Archived message"), _l("Archived messages")),
}
OUTCOMES = {
    "accepted": _l("Accepted"),
    "accepted-in-part": _l("Accepted in part"),
    "declined": _l("Declined"),
    "duplicate": _l("Duplicate"),
    "out-of-scope": _l("Out of scope"),
    "noted": _l("Noted"),
}


def kind_title(kind: str) -> str:
    """What one thing of a kind is called; a kind nobody named is called as it is."""
    return str(KINDS[kind][0]) if kind in KINDS else kind


def kinds_title(kind: str) -> str:
    """What many of a kind are called."""
    return str(KINDS[kind][1]) if kind in KINDS else kind


def outcome_title(outcome: str) -> str:
    """What an outcome is called."""
    return str(OUTCOMES[outcome]) if outcome in OUTCOMES else outcome
