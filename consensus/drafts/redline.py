"""What changed between two texts, word by word, for people to read.

A redline is a list of spans `(op, text)`: "=" stands in both, "-" only in the old, "+" only in the new. "="
and "+" joined are the new text exactly, "=" and "-" the old one. Spans end between words, and a link or
short emphasis is whole in one span, so that a changed target or mark is seen.
"""

from collections.abc import Iterable, Sequence

from .words.differences import agreements
from .words.tidying import Change, changes
from .words.tokens import Token, tokens

Span = tuple[str, str]
KEPT, GONE, CAME = "=", "-", "+"


def redline(old: str, new: str) -> list[Span]:
    """The spans from one text to another; none for two empty texts. Any length, bounded time."""
    left, right = tokens(old), tokens(new)
    said_old, said_new = [token.said for token in left], [token.said for token in right]
    found = changes(agreements(said_old, said_new), old=said_old, new=said_new)
    writer = _Writer()
    i = j = 0
    for change in [*found, Change(len(left), len(left), len(right), len(right))]:
        writer.keep(left[i : change.i1], right[j : change.j1])
        writer.change(_text(left[change.i1 : change.i2]), _text(right[change.j1 : change.j2]))
        i, j = change.i2, change.j2
    return writer.finish()


def rebuild(spans: Iterable[Sequence[str]]) -> tuple[str, str]:
    """The old and the new text of a redline."""
    spans = list(spans)
    old = "".join(span[1] for span in spans if span[0] != CAME)
    new = "".join(span[1] for span in spans if span[0] != GONE)
    return old, new


def _text(stretch: Sequence[Token]) -> str:
    return "".join(token.text for token in stretch)


class _Writer:
    """Collects spans: first what went, then what came, then what stays."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._kept: list[str] = []
        self._gone = self._came = ""

    def keep(self, left: Sequence[Token], right: Sequence[Token]) -> None:
        """Equal tokens; where only the white space before one differs, that is a change."""
        for old, new in zip(left, right, strict=True):
            if old.space != new.space:
                self.change(old.space, new.space)
            kept = new.text if old.space == new.space else new.said
            if kept:
                self._flush()
                self._kept.append(kept)

    def change(self, gone: str, came: str) -> None:
        """Some text became another; neighbouring changes become one."""
        if gone or came:
            self._write_kept()
            self._gone += gone
            self._came += came

    def finish(self) -> list[Span]:
        """All spans."""
        self._write_kept()
        self._flush()
        return self.spans

    def _write_kept(self) -> None:
        if self._kept:
            self.spans.append((KEPT, "".join(self._kept)))
            self._kept = []

    def _flush(self) -> None:
        """Write the open change; white space that both sides begin with is kept."""
        gone, came = self._gone, self._came
        if not gone and not came:
            return
        self._gone = self._came = ""
        shared = _shared_space(gone, came)
        if shared:
            self._keep_before(gone[:shared])
        for op, text in ((GONE, gone[shared:]), (CAME, came[shared:])):
            if text:
                self.spans.append((op, text))

    def _keep_before(self, space: str) -> None:
        if self.spans and self.spans[-1][0] == KEPT:
            space = self.spans.pop()[1] + space
        self.spans.append((KEPT, space))


def _shared_space(gone: str, came: str) -> int:
    length = 0
    while length < min(len(gone), len(came)) and gone[length] == came[length] and gone[length].isspace():
        length += 1
    return length
