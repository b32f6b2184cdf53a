"""Preparing a draft: files are read into clauses and aligned with the latest draft; nothing of it is public yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from packaging.version import InvalidVersion, Version

from ...kit.clock import now, parse_rfc3339
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.slow import slow
from ...kit.text.rendered import finish, keep_finished
from ...ledger import Actor
from ...ledger.queries import entries_around
from ..attachments import check_attachments
from ..bundle import LARGEST, MOST_FILES, File, digest_of
from ..clauses import Outline, SourceError, outline
from ..errors import AnotherDraftCameFirst, NoSuchDraft, VersionIsKnown, VersionTaken, VersionTooLow
from ..keeping import keep_for_draft, keep_for_files
from ..models import Draft, DraftFile, Preparation
from ..moves import shown_redline
from ..planning import align_anew
from ..plans import lasting_keys
from ..queries import aliases, draft_named, latest_draft, rows_of
from ..sources import read
from ..stored import decisions_from_json, decisions_to_json, joins_to_json, outline_from_json, outline_to_json
from .shelving import preparation_at, touch

LONGEST_VERSION = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of some files: made before the lock, stored by :func:`prepare_draft`."""

    files: tuple[File, ...]
    outline: Outline
    joins: tuple[Any, ...]
    against_id: int | None
    version: str
    title: str
    date: date | None
    summary: str
    source: str | None
    language: str
    comment_until: datetime | None
    warnings: tuple[tuple[str, str], ...]
    finished: tuple[tuple[str, str], ...] = ()


@slow
def read_files(
    files: Sequence[File],
    *,
    version: str | None = None,
    summary: str | None = None,
    date: str | None = None,
    comment_until: str | None = None,
) -> Reading:
    """Read files into clauses and align them with the latest draft. Stores nothing.

    What is given beats what the files' front matter says. Raises Invalid with a sentence naming file and line.
    """
    _check_files(files)
    found = _outline(files)
    fields = found.fields
    latest = latest_draft()
    joins = align_anew(found, latest)
    return Reading(
        files=tuple(File(file.name, file.content, file.format) for file in files),
        outline=found,
        joins=tuple(joins),
        against_id=latest.id if latest else None,
        version=_version(version or fields.get("version")),
        title=fields.get("title") or (latest.title if latest else _("Untitled")),
        date=_date(date or fields.get("date")),
        summary=(summary or fields.get("summary") or "").strip(),
        source=_address(fields.get("source")),
        language=fields.get("language") or (latest.language if latest else "en"),
        comment_until=_moment(comment_until or fields.get("comment_until")),
        warnings=tuple(check_attachments(files, {clause.key for clause in found.clauses})),
        finished=tuple(_finished(found, joins, latest)),
    )


def _outline(files: Sequence[File]) -> Outline:
    try:
        found = outline(
            [read(file.name, file.content, format=file.format or None) for file in files if file.is_text]
        )
    except SourceError as error:
        raise Invalid({"files": str(error)}) from error
    except RecursionError as error:
        raise Invalid({"files": _("These files are nested too deeply to be read.")}) from error
    if not found.clauses:
        raise Invalid({"files": _("There is no text in these files.")})
    return found


def _finished(found: Outline, joins: Sequence[Any], latest: Draft | None) -> list[tuple[str, str]]:
    """The words of every clause and the redlines of the proposed map, rendered ahead for the desk's pages."""
    old = {row.key: row for row in rows_of(latest)} if latest else {}
    sources, lasting = {join.key: join.sources for join in joins}, lasting_keys(found, aliases())
    pairs = []
    for clause in found.clauses:
        before = [old[key] for key in sources.get(lasting[clause.key], ()) if key in old]
        if before and [row.digest for row in before] != [clause.digest]:
            pairs.append(("\n".join(row.markdown for row in before), clause.markdown))
    texts = [clause.markdown for clause in found.clauses] + [
        cell for clause in found.clauses for cell in clause.cells
    ]
    return finish(inline=texts, redlines=pairs, redline=shown_redline)


def prepare_draft(reading: Reading, *, by: Actor) -> Draft:
    """Store a reading as a draft being prepared. Raises VersionTaken, VersionTooLow, AnotherDraftCameFirst."""
    _check_version(reading.version)
    _check_still_latest(reading)
    draft = Draft(
        version=reading.version, digest=digest_of(reading.files), created_at=now(), title=reading.title
    )
    db.session.add(draft)
    db.session.flush()
    _store_files(draft, reading)
    preparation = Preparation(draft_id=draft.id, revision=0, decisions={}, shown=False)
    _put(reading, draft, preparation)
    db.session.add(preparation)
    touch(preparation, by=by)
    return draft


def revise_draft(
    draft: Draft,
    reading: Reading,
    *,
    revision: int | None = None,
    named: Mapping[str, str] | None = None,
    by: Actor,
) -> Draft:
    """Put other files in the place of a prepared draft's. Decisions stay where their clauses still are, and so do
    summary and period, unless the files give others. ``named``: ids that were written into the files, by former key.

    Raises MapIsStale when ``revision`` is given and no longer the present one.
    """
    preparation = preparation_at(draft, revision)
    _check_still_latest(reading)
    _keep_decisions(preparation, reading, named)
    if reading.version != draft.version:
        _rename(draft, reading.version)
    for file in db.session.query(DraftFile).filter_by(draft_id=draft.id):
        db.session.delete(file)
    db.session.flush()
    _store_files(draft, reading)
    draft.digest = digest_of(reading.files)
    _put(reading, draft, preparation)
    touch(preparation, by=by)
    return draft


def _rename(draft: Draft, version: str) -> None:
    if entries_around([str(draft.ref)], most=1):
        raise VersionIsKnown
    _check_version(version)
    draft.version = version


def _put(reading: Reading, draft: Draft, preparation: Preparation) -> None:
    draft.title, draft.date, draft.summary = (
        reading.title,
        reading.date,
        reading.summary or draft.summary or "",
    )
    draft.source, draft.language, draft.previous_id = reading.source, reading.language, reading.against_id
    preparation.against_id = reading.against_id
    preparation.outline = outline_to_json(reading.outline) | {
        "warnings": [list(pair) for pair in reading.warnings]
    }
    preparation.joins = joins_to_json(reading.joins)
    preparation.comment_until = reading.comment_until or preparation.comment_until
    keep_finished(reading.finished)


def _keep_decisions(
    preparation: Preparation, reading: Reading, named: Mapping[str, str] | None = None
) -> None:
    """Decisions go with their clauses into the new reading; those about words that are gone fall."""
    before = outline_from_json(
        {name: value for name, value in preparation.outline.items() if name != "warnings"}
    )
    decisions = decisions_from_json(preparation.decisions)
    if preparation.against_id != reading.against_id:
        latest = latest_draft()
        decisions = keep_for_draft(decisions, {row.key for row in rows_of(latest)} if latest else ())
    kept = keep_for_files(decisions, before, reading.outline, aliases=aliases(), named=named)
    preparation.decisions = decisions_to_json(kept)


def _store_files(draft: Draft, reading: Reading) -> None:
    for file in reading.files:
        db.session.add(
            DraftFile(
                draft_id=draft.id,
                name=file.name,
                format=file.format,
                sha256=file.sha256,
                content=file.content,
            )
        )


def _check_files(files: Sequence[File]) -> None:
    if not any(file.is_text for file in files):
        raise Invalid({"files": _("Give at least one file of text (.md, .html or .txt).")})
    if len(files) > MOST_FILES:
        raise Invalid({"files": _("A draft has at most %(n)s files.", n=MOST_FILES)})
    names = [file.name for file in files]
    for name in names:
        if names.count(name) > 1:
            raise Invalid({"files": _("Two files have the name %(name)s.", name=name)})
    for file in files:
        if len(file.content.encode("utf-8")) > LARGEST:
            raise Invalid({"files": _("%(name)s is larger than 2 MB.", name=file.name)})


def _check_version(version: str) -> None:
    try:
        draft_named(version, published=False)
    except NoSuchDraft:
        check_above_latest(version)
    else:
        raise VersionTaken(_("The version %(v)s exists already. A version is used once.", v=version))


def check_above_latest(version: str) -> None:
    """Versions rise. Raises VersionTooLow for one that is not above the latest draft's."""
    latest = latest_draft()
    if latest is not None and Version(version) <= Version(latest.version):
        raise VersionTooLow(
            _("The version %(v)s is not above %(latest)s, the latest.", v=version, latest=latest.version)
        )


def _check_still_latest(reading: Reading) -> None:
    latest = latest_draft()
    if (latest.id if latest else None) != reading.against_id:
        raise AnotherDraftCameFirst


def _version(text: str | None) -> str:
    if not text:
        raise Invalid({"version": _("Give the draft's version, for example 0.0.9.")})
    text = str(text).strip()
    try:
        Version(text[: LONGEST_VERSION + 1])  # of more digits Python makes no number
    except InvalidVersion as error:
        raise Invalid(
            {"version": _("“%(v)s” is no version; write it like 0.0.9 or 1.0-RC1.", v=text[:40])}
        ) from error
    if len(text) > LONGEST_VERSION or not all(
        char.isascii() and (char.isalnum() or char in ".-_") for char in text
    ):
        raise Invalid({"version": _("A version has letters, digits, dots and hyphens, 40 at most.")})
    return text


def _date(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text).strip()[:10])
    except ValueError as error:
        raise Invalid(
            {"date": _("“%(d)s” is no date; write it like 2024-04-22.", d=str(text)[:40])}
        ) from error


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        return parse_rfc3339(str(text))
    except ValueError as error:
        sentence = _("“%(t)s” is no time; write it like 2024-05-06T23:59:00Z.", t=str(text)[:40])
        raise Invalid({"comment_until": sentence}) from error


def _address(text: str | None) -> str | None:
    return text.strip() if text and text.strip().startswith(("https://", "http://")) else None
