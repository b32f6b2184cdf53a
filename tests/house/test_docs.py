"""Settings, permissions, verbs and commands are all in ``docs/``, and the tables made from the code are current."""

import re
from pathlib import Path

import pytest
from flask import Flask

from consensus.config import SETTINGS
from consensus.kit.permissions import RULES
from consensus.ledger.verbs import VERBS

from . import generate_docs
from .generate_docs import DOCS
from .source import ROOT, sources
from .test_record import PRIVATE

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", generate_docs.PAGES)
def test_a_table_made_from_the_code_is_current(app: Flask, name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == generate_docs.pages(app)[name], "run: make docs"


def test_every_setting_permission_and_verb_is_told(app: Flask) -> None:
    told = {name: (DOCS / name).read_text("utf-8") for name in generate_docs.PAGES}

    assert [each.name for each in SETTINGS if f"`CONSENSUS_{each.name}`" not in told["settings.md"]] == []
    assert [name for name in RULES if f"`{name}`" not in told["permissions.md"]] == []
    assert [verb for verb in VERBS if f"`{verb}`" not in told["verbs.md"]] == []


def test_every_verb_that_is_declared_is_recorded_somewhere(app: Flask) -> None:
    """A verb that nobody records is a promise; ``Verb.X`` must be used by some action."""
    used = {
        name
        for source in sources()
        for name in re.findall(r"\bVerb\.([A-Z_]+)", source.text)
        if "/verbs.py" not in source.name
    }
    declared = {name for source in sources() if source.path.name == "verbs.py" for name in re.findall(r"^    ([A-Z_]+) = ", source.text, re.MULTILINE)}  # fmt: skip

    assert declared - used == set()


def test_no_setting_is_read_that_is_not_declared() -> None:
    read = {name for source in sources() for name in re.findall(r"""config\["([A-Z_]+)"\]""", source.text)}
    foreign = {"SESSION_COOKIE_SECURE", "SERVER_NAME", "TESTING"}
    ours = {
        name
        for name in read
        if not name.startswith(
            ("WTF_", "RATELIMIT_", "SQLALCHEMY_", "PERMANENT_", "SESSION_", "API_", "OPENAPI_")
        )
    }

    assert ours - {each.name for each in SETTINGS} - foreign == set()


def documents() -> list[Path]:
    """Everything that is written for people."""
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{path.relative_to(ROOT)}: {link}"
        for path in documents()
        for link in LINK.findall(path.read_text("utf-8"))
        if not link.startswith(("http://", "https://", "mailto:", "/")) and not (path.parent / link).exists()
    ]

    assert dead == []


def test_the_house_names_files_that_exist() -> None:
    """What docs/house.md and the cookbook say of the code is true of it."""
    lost = []
    for name in ("house.md", "cookbook.md"):
        for path in re.findall(
            r"`((?:consensus|tests|templates|docs|migrations)/[\w./-]+)`", (DOCS / name).read_text("utf-8")
        ):
            if not (ROOT / path).exists():
                lost.append(f"{name}: {path}")

    assert lost == []


def test_decisions_are_numbered_and_have_the_four_parts() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))

    assert [path.name.split("-")[0] for path in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    for path in pages:
        heads = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert heads == ["Context", "Decision", "Consequences", "Status"], path.name


def test_what_is_private_is_told_to_people() -> None:
    told = (
        (DOCS / "house.md").read_text("utf-8").partition("## What is not on record")[2].partition("\n## ")[0]
    )

    assert sorted(set(re.findall(r"^- `([a-z_.]+)`", told, re.MULTILINE))) == sorted(PRIVATE)
