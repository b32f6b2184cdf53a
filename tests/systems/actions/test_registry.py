"""The registry by hand."""

import pytest
from flask import Flask

from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.systems.actions import add_system, change_system
from consensus.systems.errors import SameSystem
from consensus.systems.found import Link, VersionFound
from consensus.systems.given import SystemGiven
from consensus.systems.queries.registry import kinds, makers, system_named, version_named
from tests.factories import make_account
from tests.systems.acting import act, draft_with, entries, review, system, verdict

ONE = (VersionFound("1", "2024-05", (Link("https://example.org", "home"),), ("MIT",)),)


def given(**but):
    return SystemGiven(
        **({"name": "Alpha", "maker": "Maker", "kind": "language; code", "versions": ONE} | but)
    )


def test_a_system_is_added_with_its_versions_and_assessed(app: Flask):
    draft = draft_with()
    made = act(add_system, given(), by=SETUP)

    assert (made.slug, made.kinds, [each.leading for each in made.versions]) == (
        "alpha",
        ["text", "code"],
        [True],
    )
    assert made.versions[0].links == [{"url": "https://example.org", "title": "home"}]
    assert verdict(made, draft) == "incomplete"
    assert entries("system.added")[0].details["versions"] == ["1"]


@pytest.mark.parametrize("again", [given(name=" ALPHA  ", maker="maker"), given(slug="alpha", name="Other")])
def test_a_system_is_there_once(app: Flask, again):
    act(add_system, given(), by=SETUP)

    with pytest.raises(SameSystem):
        act(add_system, again, by=SETUP)


@pytest.mark.parametrize("wrong, field", [
    ({"name": " "}, "name"), ({"maker": ""}, "maker"), ({"slug": "Not A Slug"}, "slug"), ({"versions": ()}, "versions"),
    ({"versions": (*ONE, *ONE)}, "versions"), ({"versions": (VersionFound("1", "30 February"),)}, "date"),
    ({"versions": (VersionFound("1", links=(Link("javascript:x"),)),)}, "links"), ({"notes": "n" * 4_001}, "notes"),
])  # fmt: skip
def test_what_cannot_be_taken_is_named(app: Flask, wrong, field):
    with pytest.raises(Invalid) as refused:
        act(add_system, given(**wrong), by=SETUP)

    assert list(refused.value.errors) == [field]


def test_a_change_keeps_the_slug_and_adds_versions(app: Flask):
    draft = draft_with()
    made = act(add_system, given(), by=SETUP)
    review(made, draft, make_account("Ana"))
    newer = (VersionFound("1", "2024-06"), VersionFound("2", "2025"))
    act(change_system, made, given(name="Alpha X", versions=newer), by=SETUP)

    assert (made.slug, made.name, made.leading.version) == ("alpha", "Alpha X", "1")
    assert [(each.version, each.date) for each in made.versions] == [("1", "2024-06"), ("2", "2025")]
    assert version_named(made, "2").leading is False
    assert len(entries("system.changed")) == 1


def test_a_change_does_not_take_another_systems_name(app: Flask):
    system("Alpha")
    beta = system("Beta")

    with pytest.raises(SameSystem):
        act(change_system, beta, given(name="alpha"), by=SETUP)


def test_makers_and_kinds_are_listed_once(app: Flask):
    system("Alpha", maker="One", kind="text")
    system("Beta", maker="Two", kind="text, image")

    assert (list(makers()), kinds()) == (["One", "Two"], ["image", "text"])
    assert system_named("beta").kind == "text,image"
