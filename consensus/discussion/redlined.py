"""What the desk shows of a suggestion held against a draft: edit by edit, with what it would change and what stands in its way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..drafts.moves import shown_redline
from ..drafts.pieces import OutlineClause
from ..kit.text.rendered import inline_texts, redline_texts
from .actions.accepting import Taken
from .applying import REFUSED, Told, Why
from .grounds import Preparing

WORDS, DELETE, HAND = "words", "delete", "hand"


@dataclass(frozen=True, slots=True)
class ClauseName:
    """A clause as pages name it."""

    key: str
    number: str


@dataclass(frozen=True, slots=True)
class EditTold:
    """One edit. ``redline_html``: from what stands now to what would stand; of a conflict, the three texts.

    ``settle``: how a maintainer can settle it: with other ``words``, by letting it ``delete`` what it names, or by
    ``hand``; None where nothing stands in its way.
    """

    n: int
    op: str
    fate: str
    why: str
    clause: ClauseName
    after: ClauseName | None
    named: tuple[ClauseName, ...]
    redline_html: Markup | None
    html: Markup | None
    base_html: Markup | None
    suggested_html: Markup | None
    current_html: Markup | None
    current: str
    settle: str | None


def edits_told(taken: Taken) -> list[EditTold]:
    """What becomes of each edit in a draft, with redlines; two statements for any number of edits."""
    told = taken.applied.told
    names = _names(taken.into, taken.applied.clauses)
    pairs = [pair for each in told for pair in _pairs(each)]
    lined = redline_texts(pairs, shown_redline) if pairs else {}
    plain = inline_texts([text for each in told for text in (each.edit.base, each.current) if text])
    return [_edit_told(each, names, lined, plain, by_hand=taken.unwritable) for each in told]


def _pairs(told: Told) -> Iterable[tuple[str, str]]:
    """What is shown as redlines: now → then; of a conflict: the words it was made on → both sides."""
    if told.fate in REFUSED:
        yield told.edit.base, told.edit.text
        yield told.edit.base, told.current
    elif told.edit.op != "move":
        yield told.current, told.text


def _edit_told(
    told: Told,
    names: Mapping[str, ClauseName],
    lined: Mapping[tuple[str, str], Markup],
    plain: Mapping[str, Markup],
    *,
    by_hand: bool,
) -> EditTold:
    edit, refused = told.edit, told.fate in REFUSED
    key = told.key or (edit.target.key if edit.target else "")
    return EditTold(
        n=edit.n,
        op=edit.op,
        fate=str(told.fate),
        why=str(told.why),
        clause=names.get(key, ClauseName(key, "")),
        after=_after(told, names),
        named=tuple(names.get(each, ClauseName(each, "")) for each in told.named),
        redline_html=lined.get((told.current, told.text)) if not refused else None,
        html=plain.get(told.current),
        base_html=plain.get(edit.base),
        suggested_html=lined.get((edit.base, edit.text)) if refused and edit.text else None,
        current_html=lined.get((edit.base, told.current)) if refused and told.current else None,
        current=told.current,
        settle=_settling(told) if refused else HAND if by_hand else None,
    )


def _after(told: Told, names: Mapping[str, ClauseName]) -> ClauseName | None:
    after = told.edit.after
    if after is None:
        return None
    key = after.now[-1] if after.now else after.key
    return names.get(key, ClauseName(key, ""))


def _settling(told: Told) -> str:
    return {Why.WORDS: WORDS, Why.CHANGED: DELETE}.get(told.why, HAND)


def _names(into: Preparing, clauses: Sequence[OutlineClause]) -> dict[str, ClauseName]:
    """Key as prepared → the lasting key and the number; what is put in has no number yet."""
    found = {
        clause.key: ClauseName(into.names.get(clause.key, clause.key), clause.number)
        for clause in into.outline.clauses
    }
    return found | {clause.key: ClauseName(clause.key, "") for clause in clauses if clause.key not in found}
