"""Rule 11: write it down in the same breath. What changes something is on the public record, or private for a reason."""

import ast
from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module

from .source import PACKAGE, Source, sources

# Actions that leave no entry, each with its reason. docs/house.md tells the same to people.
SIGNING_IN, ONES_OWN = "signing in is nobody else's business", "what somebody says of themselves is theirs"
IN_HAND = (
    "a draft in hand is private until it is shown, scheduled or published; publishing records its whole map"
)
REPORTS = "a report is private, and so is that a thing was left as it is; folding it is on record"
FOLLOWED = "what people follow, what they are told and how often is theirs"
CONTACTS = "whom to write to at a maker is the desk's own; what they reply is on record"
BEGUN = "what somebody began to write is theirs until they post it"
ROOMS = "joining is private, and what a room is shown is its own; what is said there, and how many came, is on record"
NOTES = "a note is the room's own until it becomes a comment; how many there were is on record when the stop closes"
BROUGHT_IN = "what comes in by batches is on record when the import ends"
TOLD_BY_THE_LEDGER = "private; joining and erasing themselves are on record"
PRIVATE = {
    "accounts.add_guest": SIGNING_IN,
    "accounts.change_profile": ONES_OWN,
    "accounts.confirm": SIGNING_IN,
    "accounts.create_token": ONES_OWN,
    "accounts.make_link": SIGNING_IN,
    "accounts.note_use": ONES_OWN,
    "accounts.register": SIGNING_IN,
    "accounts.request_claim": SIGNING_IN,
    "accounts.request_link": SIGNING_IN,
    "accounts.reset_password": SIGNING_IN,
    "accounts.revoke_token": ONES_OWN,
    "accounts.set_password": SIGNING_IN,
    "accounts.sign_out_everywhere": SIGNING_IN,
    "accounts.tidy": "what ran out unused never became anything",
    "accounts.use_link": SIGNING_IN,
    "archive.begin_import": BROUGHT_IN,
    "archive.settle_some": BROUGHT_IN,
    "archive.store_some": BROUGHT_IN,
    "discussion.assign": "who on the desk takes care of what is the desk's own; what is answered is on record",
    "discussion.drop_pending": BEGUN,
    "discussion.erase_rows": TOLD_BY_THE_LEDGER,
    "discussion.keep_pending": BEGUN,
    "discussion.merge_rows": TOLD_BY_THE_LEDGER,
    "discussion.note_posted": BEGUN,
    "discussion.pending_called": BEGUN,
    "discussion.plan_acceptance": "reads and reckons; stores nothing",
    "discussion.prepare_edits": "reads and reckons; stores nothing",
    "discussion.sweep_pending": BEGUN,
    "drafts.align_again": "reads and reckons; stores nothing",
    "drafts.correction_preview": "reads and reckons; stores nothing",
    "drafts.decide_map": IN_HAND,
    "drafts.declare_normative": IN_HAND,
    "drafts.mark_sealed": "part of sealing; the seal is on record",
    "drafts.plan_publication": "reads and reckons; stores nothing",
    "drafts.prepare_draft": IN_HAND,
    "drafts.read_files": "reads and reckons; stores nothing",
    "drafts.realign_draft": IN_HAND,
    "drafts.revise_draft": IN_HAND,
    "drafts.second_editorial": IN_HAND,
    "drafts.set_terms": IN_HAND,
    "following.auto_watch": FOLLOWED,
    "following.erase_rows": TOLD_BY_THE_LEDGER,
    "following.hand_in": FOLLOWED,
    "following.merge_rows": TOLD_BY_THE_LEDGER,
    "following.put_before": FOLLOWED,
    "following.remind_once": FOLLOWED,
    "following.remind_some": FOLLOWED,
    "following.see_all": FOLLOWED,
    "following.set_pace": FOLLOWED,
    "following.skip_to_head": FOLLOWED,
    "following.unsubscribe": FOLLOWED,
    "following.unwatch": FOLLOWED,
    "following.watch": FOLLOWED,
    "moderation.erase_rows": TOLD_BY_THE_LEDGER,
    "moderation.merge_rows": TOLD_BY_THE_LEDGER,
    "moderation.dismiss_reports": REPORTS,
    "moderation.report_thing": REPORTS,
    "release.make_checkpoint": "it signs where the record ends; nothing happens by it",
    "release.ask_to_confirm": "whom a confirmation is asked of is private; that it was given is on record",
    "roadshow.approve_note": NOTES,
    "roadshow.conceal": ROOMS,
    "roadshow.described": "reads; stores nothing",
    "roadshow.join": ROOMS,
    "roadshow.merge_rows": TOLD_BY_THE_LEDGER,
    "roadshow.restore_note": NOTES,
    "roadshow.reveal": ROOMS,
    "roadshow.set_note_aside": NOTES,
    "roadshow.show_clause": ROOMS,
    "roadshow.write_note": NOTES,
    "systems.end_contact": CONTACTS,
    "systems.erase_rows": TOLD_BY_THE_LEDGER,
    "systems.name_contact": CONTACTS,
    "systems.plan_evaluations": "reads and reckons; stores nothing",
    "systems.save_review": BEGUN,
    "voting.erase_rows": "the link between a person and what they said is private; erasing is on record",
    "voting.follow_split": "positions keep in step with meanings; the correction that split them is on record",
    "voting.keep_figures": "it follows from what is on record already",
}
WRITES = {"add", "add_all", "delete", "execute", "merge"}


def rooms() -> dict[str, list[Source]]:
    """The actions of each feature, with everything else in its package that they may call."""
    found: dict[str, list[Source]] = defaultdict(list)
    for source in sources():
        if source.name.split("/")[1] not in ("kit", "ledger", "cli", "__init__.py", "config.py"):
            found[source.name.split("/")[1]].append(source)
    return found


def functions_of(some: Iterable[Source]) -> dict[str, ast.FunctionDef]:
    """Every function at the top of some files, by name."""
    return {
        node.name: node for source in some for node in source.tree.body if isinstance(node, ast.FunctionDef)
    }


def calls_of(node: ast.AST) -> set[str]:
    """The names that a function calls or passes on."""
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def reaches(name: str, target: str, functions: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
    """Whether a function calls another, through any of its package."""
    if name in seen or name not in functions:
        return False
    seen.add(name)
    called = calls_of(functions[name])
    return target in called or any(reaches(other, target, functions, seen) for other in called)


def offered(package: str, actions: Iterable[str]) -> set[str]:
    """The actions that others may call: all public ones of a file, what ``__all__`` names of a package."""
    room = import_module(f"consensus.{package}.actions")
    named = getattr(room, "__all__", actions)
    return {name for name in named if not name.startswith("_") and name in actions}


def test_what_changes_something_is_on_record_or_private_for_a_reason() -> None:
    silent = set()
    for package, some in rooms().items():
        actions = functions_of(source for source in some if "/actions" in source.name)
        functions = functions_of(source for source in some if "/views" not in source.name) | actions
        silent |= {
            f"{package}.{name}"
            for name in actions
            if name in offered(package, actions) and not reaches(name, "record", functions, set())
        }

    assert silent == set(PRIVATE)


def test_only_actions_and_the_kit_write_to_the_database() -> None:
    writing = {
        source.name
        for source in sources()
        if "/actions" not in source.name and not source.name.startswith("consensus/kit/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in WRITES - {"execute"} and _is_session(node.value)
    }

    assert writing == set()


def _is_session(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "session"


def test_the_entrances_commit_and_nobody_else() -> None:
    committing = {
        f"{source.name}:{node.lineno}"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "commit" and _is_session(node.value)
    }

    assert [place.split(":")[0] for place in committing] == [f"{PACKAGE.name}/kit/db/__init__.py"]
