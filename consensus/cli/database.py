"""Setting up: the database migrated, the content loaded. Can be run again at any time."""

from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade
from packaging.version import Version
from tqdm import tqdm

from ..accounts.actions import ensure_first_maintainer
from ..config import ROOT
from ..drafts.actions import load_glosses, plan_publication, prepare_draft, publish_draft, read_files
from ..drafts.bundle import File, digest_of
from ..drafts.queries import draft_named, latest_draft
from ..drafts.queries.drafts import NoSuchDraft
from ..kit.db import again_on_a_race, db
from ..kit.db.dialects import tidy
from ..ledger import SETUP
from ..release.actions.criteria import criteria_files, load_criteria
from ..release.actions.keys import ensure_key
from ..roadshow.loading import load_file
from ..systems.loading import load_systems

ATTACHED = ("checklist.toml", "policy.toml")


@click.command("setup")
def setup() -> None:
    """Migrate the database and load the content; safe to repeat."""
    migrate()
    load_content()


def migrate() -> None:
    """Bring the database to the newest migration."""
    upgrade(directory=str(ROOT / "migrations"))


def load_content() -> int:
    """Publish every draft of the content folder that is not here yet, in order of version; take its systems, criteria and
    stops that are new or changed. → drafts published."""
    again_on_a_race(lambda: ensure_first_maintainer(by=SETUP))
    ensure_key(by=SETUP)
    folders = sorted(
        Path(current_app.config["CONTENT"], "drafts").glob("*/"), key=lambda path: Version(path.name)
    )
    missing = [folder for folder in folders if not _is_here(folder)]
    for folder in tqdm(missing, desc="Drafts", unit="draft", disable=None, leave=False):
        _publish(folder)
    report = load_systems(Path(current_app.config["CONTENT"], "systems"), by=SETUP)
    for name, sentence in report.refused:
        click.echo(f"{name}: {sentence}", err=True)
    gates = criteria_files(Path(current_app.config["CONTENT"], "gates"))
    again_on_a_race(lambda: load_criteria(gates, by=SETUP))
    stops = load_file(Path(current_app.config["CONTENT"], "stops.toml"), by=SETUP)
    if missing or report.added or stops.new:
        tidy(db.engine)
    return len(missing)


def _is_here(folder: Path) -> bool:
    """True for what was published, for what a maintainer is preparing, and for what would be below the latest."""
    version = folder.name
    try:
        draft = draft_named(version, published=False)
    except NoSuchDraft:
        latest = latest_draft()
        return latest is not None and Version(version) <= Version(latest.version)
    return draft.publication is not None or draft.digest != digest_of(files_in(folder))


def _publish(folder: Path) -> None:
    """Prepare and publish a folder; one that was prepared when an earlier setup was cut off is only published."""
    try:
        draft = draft_named(folder.name, published=False)
    except NoSuchDraft:
        reading = read_files(files_in(folder))
        draft = again_on_a_race(lambda: prepare_draft(reading, by=SETUP))
    plan = plan_publication(draft)
    again_on_a_race(lambda: publish_draft(draft, plan, by=SETUP))
    plain = folder / "plain.toml"
    if plain.exists():
        text = plain.read_text("utf-8")
        missing = again_on_a_race(lambda: load_glosses(draft, text, by=SETUP))
        for key in missing:
            click.echo(f"{plain.name} of {draft.version}: the draft has no clause {key!r}", err=True)


def files_in(folder: Path) -> list[File]:
    """The files of a draft's folder in order of name: texts, and the attachments a draft may carry."""
    found = []
    for path in sorted(folder.iterdir()):
        file = File(path.name, "")
        if path.is_file() and not path.name.startswith(".") and (file.is_text or path.name in ATTACHED):
            found.append(File(path.name, path.read_text("utf-8")))
    return found


COMMANDS = (setup,)
