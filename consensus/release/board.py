"""The board and its seals as values for pages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from ..accounts.queries import names_of as people_named
from ..drafts.models import Draft
from ..drafts.queries import rows_of
from ..kit.text.rendered import comment_texts
from ..ledger.names import names_of
from .board_shown import BundleView, ClauseLine, MemberView, SaidView, SealView
from .models import Seal, Signature
from .queries.seals import members_now, parsed_lines_of

NOBODY = (0, 0, 0, 0)


def member_views(seal: SealView | None = None) -> list[MemberView]:
    """The board as it is now; with what each said of a bundle, where one lies before it."""
    said = {each.person: each.stance for each in seal.said if each.person} if seal else {}
    return [
        MemberView(
            each.account.name,
            each.account.actor_id,
            each.since,
            each.until,
            said.get(each.account.actor_id or ""),
        )
        for each in members_now()
    ]


def seal_views(seals: Sequence[Seal]) -> list[SealView]:
    """Seals with everything that was said of them; one statement for all names."""
    ids = {each.by for seal in seals for each in seal.signatures} | {
        by for seal in seals for by in (seal.opened_by, seal.ended_by) if by
    }
    names, people = names_of(ids), people_named(ids)
    texts = {seal.reason for seal in seals} | {each.reason for seal in seals for each in seal.signatures}
    html = comment_texts(sorted(texts - {""}))
    return [_seal_view(seal, names, people, html) for seal in seals]


def bundle_view(seal: Seal) -> BundleView:
    """A bundle in plain words, read line by line from what is kept of it."""
    found: dict[str, list[dict[str, Any]]] = {}
    outcomes: Counter[str] = Counter()
    open_ = 0
    for line in parsed_lines_of(seal):
        if line["section"] == "dispositions":
            outcomes[line["outcome"]] += 1
            open_ += line["kind"] == "objection" and line["state"] in ("standing", "sustained")
        elif line["section"] == "endorsements":
            found.setdefault("groups", []).append({"group": line["group"], "confirmed": line["confirmed"]})
        else:
            found.setdefault(line["section"], []).append(_without_texts(line))
    draft = found["draft"][0]
    return BundleView(
        title=draft["title"], version=draft["version"], digest=draft["digest"], previous=draft["previous"],
        files=tuple((each["name"], each["sha256"]) for each in found.get("files", ())),
        clauses=tuple(_clause_lines(seal.draft, found)),
        removed=tuple(each["key"] for each in found.get("map", ()) if each["kind"] == "removed"),
        policy=found["policy"][0]["draft"], outcomes=dict(outcomes.most_common()), open_objections=open_,
        systems=tuple((each["system"], each["verdict"], each["agree"], each["disagree"]) for each in found.get("systems", ())),
        groups=_groups(found.get("groups", ())),
        criteria=tuple((each["id"], each["state"], each["value"], each["threshold"]) for each in found.get("criteria", ())),
    )  # fmt: skip


def _without_texts(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in ("text", "hex")}


def _groups(endorsements: Iterable[dict[str, Any]]) -> tuple[tuple[str, int, int], ...]:
    claimed: Counter[str] = Counter()
    confirmed: Counter[str] = Counter()
    for each in endorsements:
        claimed[each["group"]] += 1
        confirmed[each["group"]] += each["confirmed"]
    return tuple((group, claimed[group], confirmed[group]) for group in sorted(claimed))


def _clause_lines(draft: Draft, found: Mapping[str, list[dict[str, Any]]]) -> Iterable[ClauseLine]:
    """Clauses in order. Their words are those of the draft, which cannot change; the bundle holds their digests."""
    rows = {row.key: row for row in rows_of(draft)}
    totals = {each["key"]: tuple(each["totals"]) for each in found.get("tallies", ())}
    findings = {each["key"]: each["finding"] for each in found.get("calls", ()) if "finding" in each}
    changes = {each["key"]: each["kind"] for each in found.get("map", ())}
    for each in found.get("clauses", ()):
        row = rows[each["key"]]
        yield ClauseLine(
            each["key"], each["number"], each["kind"], row.text, each["normative"],
            totals.get(each["key"], NOBODY), findings.get(each["key"]), changes.get(each["key"], "new"),
        )  # fmt: skip


def _seal_view(
    seal: Seal, names: Mapping[str, str], people: Mapping[str, str], html: Mapping[str, Markup]
) -> SealView:
    return SealView(
        id=seal.id, bundle=seal.bundle, core=seal.core, size=seal.size, lines=seal.lines, needed=seal.needed,
        board=seal.board, head_n=seal.head_n, head_hash=seal.head_hash, target_version=seal.target_version,
        opened_at=seal.opened_at, opened_by=names[seal.opened_by], opened_n=seal.opened_n,
        state=str(seal.how) if seal.how else "open", ended_at=seal.ended_at,
        ended_by=names[seal.ended_by] if seal.ended_by else None, reason_html=html.get(seal.reason),
        key=seal.key_id, signature=seal.signature,
        said=tuple(_said(each, names, people, html) for each in seal.signatures),
    )  # fmt: skip


def _said(
    said: Signature, names: Mapping[str, str], people: Mapping[str, str], html: Mapping[str, Markup]
) -> SaidView:
    person = said.by if said.by in people else None
    return SaidView(names[said.by], person, str(said.stance), html.get(said.reason), said.at, said.n)
