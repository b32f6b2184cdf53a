"""How to cite a clause: as text, as BibTeX, by its permanent address."""

import re
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from ..drafts.shown import ClauseView, DraftView

_SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Citation:
    """One clause, cited three ways."""

    text: str
    bibtex: str
    url: str


def cite(draft: DraftView, clause: ClauseView, *, base: str) -> Citation:
    """The citation of a clause in a draft. ``base`` is the address of the site, without a slash at its end."""
    url = f"{base}/drafts/{draft.version}/clauses/{clause.key}/"
    when = format_date(draft.date, "long") if draft.date else ""
    named = _("%(title)s, draft %(version)s", title=draft.title, version=draft.version)
    text = (
        ", ".join(part for part in (named, when, _("clause %(number)s", number=clause.number)) if part)
        + f". {url}"
    )
    return Citation(text, _bibtex(draft, clause, url), url)


def _bibtex(draft: DraftView, clause: ClauseView, url: str) -> str:
    fields = {
        "title": f"{{{_escaped(draft.title)}, draft {_escaped(draft.version)}, clause {clause.number}}}",
        "year": f"{{{draft.date.year}}}" if draft.date else "",
        "howpublished": f"{{\\url{{{url}}}}}",
        "note": f"{{Wording {clause.digest[:16]}}}",
    }
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value)
    return f"@misc{{{clause.key}-{draft.version},\n{lines}\n}}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
